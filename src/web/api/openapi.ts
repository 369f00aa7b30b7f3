import { STATUS } from '#platform/failure.ts';
import { jsonSchema, type JsonSchema, namesIn, type Operation } from './operation.ts';
import { operations } from './operations.ts';

const PROBLEM = {
  description: 'A refusal, as RFC 9457 has it',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** The API's description, made from the schemas that check the requests. */
export function openApi(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations)
    (paths[operation.path] ??= {})[operation.method.toLowerCase()] = describe(operation);
  return {
    openapi: '3.1.0',
    info: { title: 'Vekha', version: '1', description: 'From the order to the report, over HTTP.' },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: problemSchema },
    },
  };
}

function describe(operation: Operation) {
  const { method, path, run, summary, status = 200, file, document, open } = operation;
  const { properties = {}, required = [], ...rest } = jsonSchema(run.schema);
  const inPath = namesIn(path);
  const inQuery = method === 'GET' || method === 'DELETE' || file;
  const left = Object.keys(properties).filter((name) => !inPath.includes(name) && name !== file);
  const parameter = (name: string, where: 'path' | 'query') => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: properties[name] ?? {},
  });
  const body: JsonSchema = {
    ...rest,
    type: 'object',
    properties: Object.fromEntries(left.map((name) => [name, properties[name]!])),
    required: required.filter((name) => left.includes(name)),
  };
  const content = file
    ? { 'application/octet-stream': {} }
    : inQuery || left.length === 0
      ? undefined
      : { 'application/json': { schema: body } };
  return {
    operationId: run.title,
    summary,
    ...(open ? { security: [] } : {}),
    parameters: [
      ...inPath.map((name) => parameter(name, 'path')),
      ...(inQuery ? left.map((name) => parameter(name, 'query')) : []),
    ],
    ...(content ? { requestBody: { required: true, content } } : {}),
    responses: {
      [status]: {
        description: summary,
        ...(status === 204 ? {} : { content: { [document ?? 'application/json']: {} } }),
      },
      default: PROBLEM,
    },
  };
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', description: 'urn:vekha:problem: and the code' },
    title: { type: 'string', description: 'for people, in the language of Accept-Language (ru, en)' },
    status: { type: 'integer', enum: [...new Set([...Object.values(STATUS), 405, 500])].sort() },
    code: { type: 'string', description: 'for programs: does not change' },
    params: { type: 'object' },
    errors: {
      type: 'array',
      description: 'one for each field or cell',
      items: {
        type: 'object',
        properties: { at: { type: 'string' }, code: { type: 'string' }, title: { type: 'string' } },
      },
    },
  },
};
