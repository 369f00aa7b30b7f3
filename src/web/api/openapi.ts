import { STATUS } from '#platform/failure.ts';
import answers from './answers.json' with { type: 'json' };
import { jsonSchema, type JsonSchema, namesIn, type Operation } from './operation.ts';
import { operations } from './operations.ts';

/** What each operation answers, read from the types of the use cases (scripts/answers.ts). */
const told = answers as unknown as {
  operations: Record<string, { answer?: JsonSchema; codes: string[] } | undefined>;
  schemas: Record<string, JsonSchema>;
};

/** What each status of a refusal means, whatever was asked. */
const PROBLEMS: Record<number, string> = {
  401: 'No token, or one that has been revoked or has run out',
  403: 'This person’s role may not',
  404: 'There is no such thing within reach of this person',
  409: 'The state of things does not allow it, or somebody was quicker',
  413: 'Too large',
  422: 'The input does not fit; `errors` names the fields',
  429: 'Too many attempts; later',
  500: 'A fault of the program, which is in its log',
  503: 'The database does not answer; nothing was changed, ask again',
  507: 'The disk is full; nothing was changed',
};
const problemName = (status: number | string) => `Problem${status}`;
const problemResponses = () =>
  Object.fromEntries(
    Object.entries(PROBLEMS).map(([status, description]) => [
      problemName(status),
      {
        description,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );

/** With which statuses an operation may refuse. */
function refusals({ method, open, file }: Operation): Record<string, JsonSchema> {
  const writes = method !== 'GET';
  const statuses = [
    ...(open ? [] : [401, 403]),
    ...(open || file ? [429] : []),
    404,
    ...(writes ? [409, 507] : []),
    ...(writes && method !== 'DELETE' ? [413] : []),
    422,
    500,
    503,
  ];
  return Object.fromEntries(
    statuses.sort().map((status) => [status, { $ref: `#/components/responses/${problemName(status)}` }]),
  );
}

/** The API's description: requests from the schemas that check them, answers from the types of what is answered. */
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
      responses: problemResponses(),
      schemas: { Problem: problemSchema, ...told.schemas },
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
  const { answer, codes = [] } = told.operations[`${method} ${path}`] ?? {};
  return {
    operationId: run.title,
    summary,
    ...(codes.length ? { description: `Refuses with ${codes.join(', ')}.` } : {}),
    ...(open ? { security: [] } : {}),
    parameters: [
      ...inPath.map((name) => parameter(name, 'path')),
      ...(inQuery ? left.map((name) => parameter(name, 'query')) : []),
    ],
    ...(content ? { requestBody: { required: true, content } } : {}),
    responses: {
      [status]: {
        description: summary,
        content: document ? { [document]: {} } : { 'application/json': { schema: answer } },
      },
      ...refusals(operation),
    },
  };
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', description: 'urn:vekha:problem: and the code' },
    title: { type: 'string', description: 'for people, in the language of Accept-Language (ru, en)' },
    status: { type: 'integer', enum: [...new Set([...Object.values(STATUS), 405, 500, 507])].sort() },
    code: { type: 'string', description: 'for programs: does not change' },
    params: { type: 'object' },
    errors: {
      type: 'array',
      description: 'one for each field or cell',
      items: {
        type: 'object',
        properties: {
          at: { type: 'string' },
          code: { type: 'string' },
          params: { type: 'object' },
          title: { type: 'string' },
        },
      },
    },
  },
};
