import { words } from '#messages';
import { actorBy, contextFor } from '#organisations';
import type { App } from '#platform/app.ts';
import { Failure, type Issue, STATUS } from '#platform/failure.ts';
import { log } from '#platform/log.ts';
import { byApiToken } from '#platform/sessions.ts';
import type { Context, UseCase } from '#platform/use-case.ts';
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

export type Asked = { app: App; request: Request; url: URL; path: string; locale: 'ru' | 'en' };

/** Answers a request to `/api/v1`: one use case, or a refusal as RFC 9457 has it. */
export async function respond(asked: Asked): Promise<Response> {
  try {
    return await answer(asked);
  } catch (error) {
    return problem(error, asked);
  }
}

/** Whoever the token belongs to; a stranger where there is none that works. */
async function contextOf({ app, request }: Asked): Promise<Context> {
  const proof = byApiToken(request.headers.get('authorization'));
  const found = proof && (await actorBy(app, proof));
  return contextFor(app, found?.actor, found?.zone);
}

async function answer(asked: Asked): Promise<Response> {
  const { request, url, path } = asked;
  if (path === '/openapi.json' && request.method === 'GET') return Response.json(openApi());
  const there = routes.filter(({ pattern }) => pattern.test(path));
  const route = there.find(({ method }) => method === request.method);
  const context = await contextOf(asked);
  if (!route?.open && context.actor.accountId === null)
    throw new Failure('unauthenticated', 'access.token-needed');
  if (!route && there.length > 0)
    return refusal('shell.method-not-allowed', 405, { allow: there.map(({ method }) => method).join(', ') });
  if (!route) throw new Failure('not-found', 'shell.no-operation');
  const input = await inputOf(route, request, url, path);
  const output = await (route.run as unknown as UseCase<unknown, unknown>)(
    context,
    route.given ? { ...input, ...route.given } : input,
  );
  if (route.document) return download(output as Document, route.document);
  const status = route.status ?? 200;
  return status === 204 ? new Response(null, { status }) : Response.json(output ?? {}, { status });
}

async function inputOf(route: Route, request: Request, url: URL, path: string) {
  const { names, properties, file } = route;
  const parts = route.pattern.exec(path)!.slice(1);
  const read = (name: string, text: string) => fromText(properties[name], text);
  const fromPath = Object.fromEntries(names.map((name, index) => [name, read(name, decode(parts[index]!))]));
  const fromQuery = Object.fromEntries(
    [...url.searchParams].filter(([name]) => name !== 'lang').map(([name, text]) => [name, read(name, text)]),
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

function download({ name, bytes }: Document, type: string): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  });
}

type Problem = {
  status: number;
  code: string;
  params?: Readonly<Record<string, unknown>>;
  issues?: readonly Issue[];
};

function problem(error: unknown, { locale, request, path }: Asked): Response {
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
function write({ status, code, params = {}, issues = [] }: Problem, locale: 'ru' | 'en', headers = {}) {
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
  return Response.json(body, {
    status,
    headers: { 'content-type': 'application/problem+json', ...asks, ...headers },
  });
}
