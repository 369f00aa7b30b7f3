import type { IncomingMessage, ServerResponse } from 'node:http';
import { words } from '#messages';
import { actorByToken, contextFor } from '#organisations';
import type { App } from '#platform/app.ts';
import { Failure, type Issue, STATUS } from '#platform/failure.ts';
import { log } from '#platform/log.ts';
import type { Context, UseCase } from '#platform/use-case.ts';
import { endOnceTaken } from '../end-once-taken.ts';
import { troubleOf } from '../trouble.ts';
import { openApi } from './openapi.ts';
import {
  type Document,
  fromText,
  jsonSchema,
  type JsonSchema,
  namesIn,
  type Operation,
} from './operation.ts';
import { operations } from './operations.ts';
import { readBody, readJson } from './read-json.ts';

const LARGEST_FILE = 20 * 1024 * 1024;

type Route = Operation & { pattern: RegExp; names: string[]; properties: Record<string, JsonSchema> };

/** The more of an address a path spells out, the earlier it is tried: `/people/invitations` before `/people/{id}`. */
const spelledOut = ({ path }: Operation) => path.replace(/\{\w+\}/g, '').length;
const routes: Route[] = [...operations]
  .sort((one, other) => spelledOut(other) - spelledOut(one))
  .map((operation) => ({
    ...operation,
    names: namesIn(operation.path),
    pattern: new RegExp(`^${operation.path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '([^/]+)')}$`),
    properties: jsonSchema(operation.run.schema).properties ?? {},
  }));

type Asked = { app: App; request: IncomingMessage; path: string; query: string; locale: 'ru' | 'en' };
/** As it goes out; JSON where the headers name nothing else. */
type Answer = { status: number; headers?: Record<string, string>; body?: string | Uint8Array };

const BASE = /^\/api\/v1(?=[/?]|$)/;
/** Everything under `/api/v1` is in the table of operations. */
export const isForApi = ({ url }: IncomingMessage): boolean => BASE.test(url ?? '');

/** Answers a request to `/api/v1`: one use case, or a refusal as RFC 9457 has it. */
export async function respond(app: App, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path, query = ''] = request.url!.replace(BASE, '').split(/\?(.*)/s, 2) as [string, string?];
  const locale = /^en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'ru';
  const asked = { app, request, path: path || '/', query, locale } as const;
  send(await answer(asked).catch((error: unknown) => problem(error, asked)), request, response);
}

function send({ status, headers, body }: Answer, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(status, {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    ...(body !== undefined && {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }),
    ...headers,
    ...(request.complete ? {} : { connection: 'close' }),
  });
  endOnceTaken(request, response, body);
}

/** Whoever the token belongs to; a stranger where there is none that works. */
async function contextOf({ app, request }: Asked): Promise<Context> {
  const found = await actorByToken(app, request.headers.authorization);
  return contextFor(app, found?.actor, found?.zone);
}

async function answer(asked: Asked): Promise<Answer> {
  const { request, path } = asked;
  if (path === '/openapi.json' && request.method === 'GET') return json(openApi());
  const route = routes.find(({ method, pattern }) => method === request.method && pattern.test(path));
  const context = await contextOf(asked);
  if (!route?.open && context.actor.accountId === null)
    throw new Failure('unauthenticated', 'access.token-needed');
  if (!route) return refuseUnknown(path);
  const input = await inputOf(route, asked);
  const output = await (route.run as unknown as UseCase<unknown, unknown>)(
    context,
    route.given ? { ...input, ...route.given } : input,
  );
  if (route.document) return download(output as Document, route.document);
  const status = route.status ?? 200;
  return status === 204 ? { status } : json(output ?? {}, status);
}

const json = (value: unknown, status = 200): Answer => ({ status, body: JSON.stringify(value) });

function refuseUnknown(path: string): Answer {
  const there = routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
  if (there.length === 0) throw new Failure('not-found', 'shell.no-operation');
  return refusal('shell.method-not-allowed', 405, { allow: there.join(', ') });
}

async function inputOf(route: Route, { request, path, query }: Asked) {
  const { names, properties, file } = route;
  const parts = route.pattern.exec(path)!.slice(1);
  const read = (name: string, text: string) => fromText(properties[name], text);
  const fromPath = Object.fromEntries(names.map((name, index) => [name, read(name, decode(parts[index]!))]));
  const fromQuery = Object.fromEntries(
    [...new URLSearchParams(query)]
      .filter(([name]) => name !== 'lang')
      .map(([name, text]) => [name, read(name, text)]),
  );
  if (route.method === 'GET' || route.method === 'DELETE') return { ...fromQuery, ...fromPath };
  if (file) return { ...fromQuery, ...fromPath, [file]: await readBody(request, LARGEST_FILE) };
  return { ...(await readJson(request)), ...fromPath };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Failure('not-found', 'shell.no-operation');
  }
}

function download({ name, bytes }: Document, type: string): Answer {
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
  return { status: 200, headers: { 'content-type': type, 'content-disposition': disposition }, body: bytes };
}

type Problem = {
  status: number;
  code: string;
  params?: Readonly<Record<string, unknown>>;
  issues?: readonly Issue[];
};

function problem(error: unknown, { locale, request, path }: Asked): Answer {
  const known: Problem | undefined =
    error instanceof Failure
      ? { status: STATUS[error.kind], code: error.code, params: error.params, issues: error.issues }
      : troubleOf(error);
  if (!known)
    log('error', 'unexpected', {
      path: `${request.method} ${path}`,
      error: error instanceof Error ? error.stack : String(error),
    });
  return write(known ?? { status: 500, code: 'shell.unexpected' }, locale);
}

const refusal = (code: string, status: number, headers: Record<string, string>) =>
  write({ status, code }, 'ru', headers);

/** `code` is for programs and does not change; `title` is for people, in their language. */
function write(
  { status, code, params = {}, issues = [] }: Problem,
  locale: 'ru' | 'en',
  headers = {},
): Answer {
  const say = words(locale);
  const body = {
    type: `urn:vekha:problem:${code}`,
    title: say.code(code, params),
    status,
    code,
    ...(Object.keys(params).length ? { params } : {}),
    ...(issues.length
      ? { errors: issues.map((one) => ({ ...one, title: say.code(one.code, one.params) })) }
      : {}),
  };
  const asks: Record<string, string> = status === 401 ? { 'www-authenticate': 'Bearer' } : {};
  return {
    status,
    headers: { 'content-type': 'application/problem+json', ...asks, ...headers },
    body: JSON.stringify(body),
  };
}
