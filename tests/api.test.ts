import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { after } from 'node:test';
import { makeApiToken } from '#platform/sessions.ts';
import { serve } from '#web/serve.ts';
import { openApi } from '#web/api/openapi.ts';
import { operations } from '#web/api/operations.ts';
import { startRooms } from '../src/rooms.ts';
import { checkedProxy, untold } from './answers.ts';
import { testApp } from './database.ts';
import { account, makeTown, PASSWORD } from './town.ts';

const { app } = await testApp();
const { town, schools } = await makeTown(app);
const served = await serve(app);
after(() => served.close());
const { accountId } = await account(app, 'administrator', town);
const token = await makeApiToken(app.db, accountId, 'test', 1);

type Problem = { status: number; code: string; title: string; type: string; errors?: { at: string }[] };
async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const raw = typeof body === 'string' || body instanceof Uint8Array;
  const response = await fetch(`${served.address}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body: body === undefined ? undefined : raw ? (body as string) : JSON.stringify(body),
  });
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  assert.equal(untold(method, path, response.status, type, text), undefined);
  return {
    response,
    status: response.status,
    body: /json/.test(type) ? JSON.parse(text) : {},
    text,
  };
}
async function refused(run: ReturnType<typeof ask>, status: number, code: string): Promise<Problem> {
  const { response, body, text } = await run;
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  assert.deepEqual([body.status, body.code, response.status], [status, code, status], text);
  assert.doesNotMatch(text, /\.ts:|node_modules|at async/);
  assert.match(body.title, /\p{L}/u);
  return body;
}

test('a stranger, a wrong token and a cookie are told that a token is needed', async () => {
  const strangers: Record<string, string>[] = [
    { authorization: '' },
    { authorization: 'Bearer vekha_nothing' },
    { authorization: '', cookie: 'vekha=anything' },
  ];
  for (const headers of strangers) {
    await refused(ask('GET', '/organisations', undefined, headers), 401, 'access.token-needed');
    await refused(ask('GET', '/nowhere', undefined, headers), 401, 'access.token-needed');
  }
  const { response } = await ask('GET', '/organisations', undefined, { authorization: '' });
  assert.equal(response.headers.get('www-authenticate'), 'Bearer');
});

test('a program that sends no body need not say of which type it is', async () => {
  const plain = { method: 'DELETE', headers: { authorization: `Bearer ${token}` } };
  const answered = await fetch(`${served.address}/api/v1/people/999999`, plain);
  assert.equal(answered.status, 404, await answered.text());
});

test('what the API does not have is a problem of its own kind', async () => {
  await refused(ask('GET', '/nowhere'), 404, 'shell.no-operation');
  await refused(ask('DELETE', '/organisations'), 405, 'shell.method-not-allowed');
  await refused(ask('GET', '/organisations/999999'), 404, 'organisations.not-found');
  await refused(ask('GET', '/organisations/abc'), 422, 'shell.invalid-value');
});

test('a body that is broken, too deep, too large or no object is refused in a sentence', async () => {
  await refused(ask('POST', '/people', '{"name":'), 422, 'shell.json-broken');
  await refused(ask('POST', '/people', new Uint8Array([0x7b, 0xff, 0x7d])), 422, 'shell.json-broken');
  await refused(ask('POST', '/people', '[1]'), 422, 'shell.json-no-object');
  await refused(ask('POST', '/people', '['.repeat(10_000) + ']'.repeat(10_000)), 422, 'shell.json-too-deep');
  await refused(
    ask('POST', '/people', `{"a":`.repeat(10_000) + '1' + '}'.repeat(10_000)),
    422,
    'shell.json-too-deep',
  );
  await refused(
    ask('POST', '/people', JSON.stringify({ name: 'а'.repeat(600_000) })),
    413,
    'shell.body-too-large',
  );
  const file = { 'content-type': 'application/octet-stream' };
  const large = new Uint8Array(50 * 1024 * 1024);
  await refused(ask('POST', '/roadmap/imports?fileName=a.docx', large, file), 413, 'shell.body-too-large');
  const zero = { name: 'а\0б', role: 'curator', organisationId: schools[0]!.id };
  await refused(ask('POST', '/people', zero), 422, 'shell.unwritable-sign');
  const brackets = await ask('POST', '/people', {
    name: '['.repeat(100),
    role: 'curator',
    organisationId: 1e9,
  });
  assert.equal(brackets.body.code, 'organisations.not-found'); // brackets inside a string are only text
});

test('each field that does not fit is named, in the language that was asked for', async () => {
  const body = { name: '', role: 'king', organisationId: schools[0]!.id };
  const russian = await refused(ask('POST', '/people', body), 422, 'shell.invalid-input');
  assert.deepEqual(russian.errors?.map(({ at }) => at).sort(), ['name', 'role']);
  const english = await refused(
    ask('POST', '/people', body, { 'accept-language': 'en-GB,en' }),
    422,
    'shell.invalid-input',
  );
  assert.match(russian.title, /[а-я]/);
  assert.doesNotMatch(english.title, /[а-я]/);
});

test('a token does what its person may, and no more', async () => {
  const head = await account(app, 'head', schools[0]!);
  const own = await makeApiToken(app.db, head.accountId, 'test', 1);
  const as = { authorization: `Bearer ${own}` };
  const mine = await ask('GET', '/organisations', undefined, as);
  assert.deepEqual(
    mine.body.map(({ code }: { code: string }) => code),
    ['school-15'],
  );
  await refused(
    ask('GET', `/organisations/${schools[1]!.id}`, undefined, as),
    404,
    'organisations.not-found',
  );
  const person = { name: 'куратор', role: 'curator', organisationId: schools[0]!.id };
  await refused(ask('POST', '/people', person, as), 404, 'organisations.not-found');
});

const CODES = ['school-15', 'school-90'];
test('programs that ask at one moment are each their own, and a revoked token opens nothing from then on', async () => {
  const heads = await Promise.all(
    Array.from({ length: 20 }, async (_, at) => {
      const school = schools[at % 2]!;
      const { accountId: id } = await account(app, 'head', school);
      return { code: CODES[at % 2]!, id, token: await makeApiToken(app.db, id, 'test', 1) };
    }),
  );
  const own = ({ token: one }: (typeof heads)[number]) =>
    ask('GET', '/organisations', undefined, { authorization: `Bearer ${one}` });
  const seen = await Promise.all(heads.map(own));
  assert.deepEqual(
    seen.map(({ body }) => body.map(({ code }: { code: string }) => code)),
    heads.map(({ code }) => [code]),
  );

  const [first, second, ...rest] = heads;
  const name = { name: 'имя', role: 'curator', organisationId: schools[0]!.id };
  const before = await app.pool.query('select count(*)::int as n from account');
  await app.pool.query('update api_token set revoked_at = now() where account_id = $1', [first!.id]);
  await app.pool.query('update account set disabled_at = now() where id = $1', [second!.id]);
  const [write, ...after] = await Promise.all([
    ask('POST', '/people', name, { authorization: `Bearer ${first!.token}` }),
    ...[first!, second!, ...rest].map(own),
  ]);
  assert.equal(write.status, 401);
  assert.deepEqual(
    after.map(({ status }) => status),
    [401, 401, ...rest.map(() => 200)],
  );
  assert.deepEqual((await app.pool.query('select count(*)::int as n from account')).rows, before.rows);
});

test('a person is invited, sets a password and has a token, all over HTTP', async () => {
  const organisationId = schools[1]!.id;
  const added = await ask('POST', '/people', { name: 'куратор', role: 'curator', organisationId });
  assert.equal(added.status, 201);
  const path = `/invitations/${added.body.invitation}`;
  const body = { password: PASSWORD, name: 'сверка' };
  await refused(ask('POST', path, { ...body, password: 'коротко' }), 422, 'access.password-too-short');
  const taken = await ask('POST', path, body, { authorization: '' });
  assert.equal(taken.status, 201);
  await refused(ask('POST', path, body), 404, 'access.link-used-or-expired');
  const seen = await ask('GET', '/organisations', undefined, {
    authorization: `Bearer ${taken.body.token}`,
  });
  assert.equal(seen.body[0].id, organisationId);
});

test('a page’s form cannot be posted to the API from elsewhere', async () => {
  const { status, body } = await ask('POST', '/people', 'name=x', {
    'content-type': 'application/x-www-form-urlencoded',
    origin: 'https://elsewhere.example',
  });
  assert.equal(status, 403);
  assert.equal(body.code, 'shell.foreign-form');
});

test('the description is served, names every operation once and comes from the schemas', async () => {
  const { body, status } = await ask('GET', '/openapi.json', undefined, { authorization: '' });
  assert.equal(status, 200);
  assert.equal(body.openapi, '3.1.0');
  assert.deepEqual(body, JSON.parse(JSON.stringify(openApi())));
  type Described = { operationId: string; requestBody?: { content: Record<string, { schema: unknown }> } };
  const all = Object.values(body.paths as Record<string, Record<string, Described>>).flatMap(Object.values);
  assert.equal(all.length, operations.length);
  assert.equal(new Set(all.map(({ operationId }) => operationId)).size, all.length);
  const post = body.paths['/people'].post.requestBody.content['application/json'].schema;
  assert.deepEqual(post.required, ['name', 'role', 'organisationId']);
  assert.ok(post.properties.role.enum.includes('curator'));
});

/** The commands of a page of documentation, one after another as a reader would type them. */
const commandsOf = (markdown: string) =>
  [...markdown.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block]) => block).join('\n');
const has = (program: string) => spawnSync(program, ['--version']).status === 0;

test(
  'docs/api.md leads from an empty installation to the downloaded report, as it stands there',
  { skip: ['curl', 'jq', 'bash'].some((one) => !has(one)) && 'needs bash, curl and jq' },
  async () => {
    const { app: empty, url } = await testApp();
    await startRooms(empty);
    const server = await serve(empty);
    const checked = await checkedProxy(server.address);
    const folder = await mkdtemp(path.join(tmpdir(), 'vekha-api-'));
    await cp('docs/api', path.join(folder, 'api'), { recursive: true });
    const cli = path.resolve('src/cli/main.ts');
    const script = [
      'set -euo pipefail',
      `npx() { shift; (cd ${JSON.stringify(process.cwd())} && ${process.execPath} ${JSON.stringify(cli)} "$@"); }`,
      commandsOf(await readFile('docs/api.md', 'utf8')),
    ].join('\n');
    const { code, said } = await new Promise<{ code: number | null; said: string }>((resolve) => {
      const bash = spawn('bash', ['-c', script], {
        cwd: folder,
        env: { ...process.env, BASE: checked.address, DATABASE_URL: url, VEKHA_LANG: 'en' },
      });
      let said = '';
      for (const stream of [bash.stdout, bash.stderr]) stream.on('data', (text) => (said += text));
      bash.on('close', (code) => resolve({ code, said }));
    });
    await checked.close();
    await server.close();
    assert.equal(code, 0, said);
    assert.deepEqual([...checked.wrong], [], 'every answer is as /openapi.json tells');
    assert.doesNotMatch(said, /\bnull\b/); // what is shown is there
    for (const made of ['consolidation.xlsx', 'report.docx']) {
      const file = await readFile(path.join(folder, made));
      assert.equal(file.subarray(0, 2).toString(), 'PK', made);
    }
    const { rows } = await empty.pool.query(`select action from return_event order by id`);
    assert.deepEqual(
      rows.map(({ action }) => action),
      ['begin', 'submit', 'remark', 'send-back', 'reply', 'submit', 'accept'],
    );
    await rm(folder, { recursive: true });
  },
);
