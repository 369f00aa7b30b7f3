import { z } from 'zod';
import type { Context } from '#platform/use-case.ts';

/** What the API calls: a use case with the schema that reads its input. */
export type Callable = ((context: Context, input: never) => Promise<unknown>) & {
  readonly title: string;
  readonly schema: z.ZodType;
};

/** A document that an operation answers with in place of JSON. */
export type Document = { name: string; bytes: Uint8Array };

/**
 * One line of the API. The path's `{names}`, the query and the body are one input, checked by the use case's own schema;
 * the router and the OpenAPI document are both made from this.
 */
export type Operation = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  run: Callable;
  summary: string;
  /** What the operation says itself, whatever the caller says. */
  given?: Readonly<Record<string, unknown>>;
  /** 200 where nothing is said. */
  status?: number;
  /** The body is a file, and this is the input's field for its bytes; the rest comes from the query. */
  file?: string;
  /** The answer is a document of this media type. */
  document?: string;
  /** Asked before anybody could have a token. */
  open?: boolean;
};

export type JsonSchema = {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  [key: string]: unknown;
};

/** The schema as it is told to others; what JSON cannot say (bytes, a check in code) is left open. */
export const jsonSchema = (schema: z.ZodType): JsonSchema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
  }) as JsonSchema;
  return rest;
};

export const namesIn = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

/** A word of the path or the query as the schema wants it: numbers and yes-or-no are written as text there. */
export function fromText(property: JsonSchema | undefined, text: string): unknown {
  const type = property?.type;
  if ((type === 'integer' || type === 'number') && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  if (type === 'array') return text.split(',').map((one) => fromText(property?.items as JsonSchema, one));
  return text;
}
