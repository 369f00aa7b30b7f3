import http from 'node:http';
import { z } from 'zod';
import { openApi } from '#web/api/openapi.ts';

/*
 * Holds what the API answers against its own description: every answer of an operation fits the schema that is told of it,
 * and has nothing that is not told.
 */

type Json = { [key: string]: Json } | Json[] | string | number | boolean | null;
type Described = {
  responses: Record<string, { $ref?: string; content?: Record<string, { schema?: unknown }> }>;
};
const description = JSON.parse(JSON.stringify(openApi())) as {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Json>; responses: Record<string, { content: Record<string, Json> }> };
};

/** References as JSON Schema has them, and objects that hold what is named and nothing else. */
function strict(schema: Json): Json {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(strict);
  const inner = Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, strict(part)]));
  if (typeof schema.$ref === 'string')
    return { $ref: schema.$ref.replace('#/components/schemas/', '#/$defs/') };
  if (schema.type === 'object' && schema.properties && !schema.additionalProperties)
    return { ...inner, additionalProperties: false };
  return inner;
}
const $defs = Object.fromEntries(
  Object.entries(description.components.schemas).map(([name, schema]) => [name, strict(schema)]),
);

const kept = new Map<string, z.ZodType>();
function schemaFor(key: string, schema: Json): z.ZodType {
  const known = kept.get(key);
  if (known) return known;
  const made = z.fromJSONSchema({ ...(strict(schema) as object), $defs } as Parameters<
    typeof z.fromJSONSchema
  >[0]);
  kept.set(key, made);
  return made;
}

const templates = Object.keys(description.paths)
  .sort((one, other) => other.replace(/\{\w+\}/g, '').length - one.replace(/\{\w+\}/g, '').length)
  .map((path) => ({
    path,
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
  }));

/** What is wrong with an answer to `path` (below `/api/v1`), or undefined. */
export function untold(
  method: string,
  path: string,
  status: number,
  type: string,
  body: string,
): string | undefined {
  const template = templates.find(({ pattern }) => pattern.test(path.split('?')[0]!))?.path;
  const operation = template && description.paths[template]?.[method.toLowerCase()];
  if (!operation) return undefined;
  const at = `${method} ${template} ${status}`;
  const response = operation.responses[status];
  if (!response) return `${at}: the description does not know this status`;
  const media = type.split(';')[0]!;
  const { content } = response.$ref
    ? description.components.responses[response.$ref.split('/').at(-1)!]!
    : response;
  const told = content?.[media] as { schema?: Json } | undefined;
  if (!told) return `${at}: the description does not know ${media}`;
  if (!told.schema) return media === 'application/json' ? `${at}: no schema` : undefined;
  const read = schemaFor(at, told.schema).safeParse(JSON.parse(body));
  return read.success ? undefined : `${at}: ${z.prettifyError(read.error)}`;
}

/** Hands every request on to `address` and holds each answer of the API against the description. */
export async function checkedProxy(address: string) {
  const wrong = new Set<string>();
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const {
      host: _,
      'content-length': __,
      connection: ___,
      'transfer-encoding': ____,
      expect: _____,
      ...headers
    } = request.headers;
    const answered = await fetch(address + request.url!, {
      method: request.method!,
      headers: headers as Record<string, string>,
      ...(chunks.length ? { body: Buffer.concat(chunks) } : {}),
    });
    const bytes = Buffer.from(await answered.arrayBuffer());
    const type = answered.headers.get('content-type') ?? '';
    const path = request.url!.replace(/^\/api\/v1/, '');
    const found = untold(request.method!, path, answered.status, type, bytes.toString());
    if (found) wrong.add(found);
    response.writeHead(answered.status, { 'content-type': type }).end(bytes);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    address: `http://127.0.0.1:${(server.address() as import('node:net').AddressInfo).port}`,
    wrong,
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  };
}
