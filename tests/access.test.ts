import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import test, { after } from 'node:test';
import { type Action, ALLOWED, type Role, ROLES } from '#organisations';
import { startForm } from '#monitoring';
import { freezeReport } from '#reports';
import { importRoadmap, startCorrection } from '#roadmap';
import { makeApiToken, openSession } from '#platform/sessions.ts';
import { namesIn } from '#web/api/operation.ts';
import { operations } from '#web/api/operations.ts';
import { serve } from '#web/serve.ts';
import { keepBatch } from '../src/monitoring/take-workbooks.ts';
import { startRooms } from '../src/rooms.ts';
import { untold } from './answers.ts';
import { testApp } from './database.ts';
import { fillIn, monitoredTown, open, submit } from './monitored-town.ts';
import { account, makeTown, PASSWORD } from './town.ts';
import { NOT_PAGES, PAGES, READS, type Rule } from './who-enters.ts';

/*
 * The walk: every route that there is, read from the folder of routes, and every operation of the API, as a stranger, as
 * every role, and as people of another school and of another town. A route that `who-enters.ts` does not name fails.
 */

const { app } = await testApp();
const elsewhere = await makeTown(app, 'elsewhere'); // also marks the installation as set up
const town = await monitoredTown(app, 'town');
await open(town, '2021-q3', '2021-09-01T09:00:00+05:00');
await fillIn(town.head('2021-09-20T09:00:00+05:00'), '2021-q3');
await submit(town.head('2021-09-20T09:00:00+05:00'), '2021-q3');
await open(town, '2021-q4', '2021-12-01T09:00:00+05:00');
const school = town.schools.first;
const imported = await importRoadmap(town.coordinator(), {
  fileName: 'roadmap.txt',
  file: await readFile('docs/api/roadmap.txt'),
});
const correction = await startCorrection(town.coordinator(), {});
const designed = await startForm(town.coordinator(), { from: 'blank', title: 'Кружки' });
await startRooms(app);
const batch = await keepBatch(town.coordinator(), {
  campaign: '2021-q3',
  why: 'x',
  source: 'files',
  files: [],
});
const report = await freezeReport(town.coordinator(), { campaign: '2021-q3' });
const served = await serve(app);
after(() => served.close());

type Person = { who: string; role: Role; at: string; cookie: string; token: string; id: number };
async function person(who: string, role: Role, at: { id: number; path: string }): Promise<Person> {
  const { accountId: id } = await account(app, role, at);
  const session = await openSession(app.db, id, { address: '127.0.0.1', agent: 'walk' });
  const token = await makeApiToken(app.db, id, 'walk', 1);
  return { who, role, at: at.path, cookie: `vekha=${session}`, token, id };
}
const people = [
  ...(await Promise.all(
    (['administrator', 'coordinator', 'controller', 'working-group'] as const).map((role) =>
      person(role, role, town.town),
    ),
  )),
  await person('head', 'head', school),
  await person('curator', 'curator', school),
  await person('head of another school', 'head', town.schools.second),
  await person('head in another town', 'head', elsewhere.schools[0]!),
  await person('coordinator of another town', 'coordinator', elsewhere.town),
  await person('administrator of another town', 'administrator', elsewhere.town),
];

/** Whose page is asked for, and who is disabled by whoever may. */
const { accountId: somebodyThere } = await account(app, 'curator', school);

const isBelow = (node: string, above: string) => node === above || node.startsWith(`${above}.`);
const holds = ({ role }: Person, action: Action) => (ALLOWED[action] as readonly string[]).includes(role);

function mayEnter(rule: Rule, one: Person): boolean {
  if (typeof rule === 'string') return true;
  const [action, where] = rule;
  if (!holds(one, action)) return false;
  if (where === 'wherever') return true;
  if (where === 'campaign') return isBelow(one.at, town.town.path);
  return isBelow(where === 'town' ? town.town.path : school.path, one.at);
}

const ROOT = 'src/web/routes';
const files = globSync(`${ROOT}/**/+{page.svelte,page.server.ts,server.ts}`);
const routeOf = (file: string) =>
  `/${path.relative(ROOT, path.dirname(file))}`.replace(/\/\([^)]*\)/g, '').replace(/^\/\.?$/, '') || '/';
const routes = [...new Set(files.map(routeOf))].sort();

/** The address of a route with what this town has put in; a page of a return is asked for by its organisation. */
function addressOf(route: string): string {
  const filled = route.replace(/\[(\w+)\]/g, (_, name: string) => {
    if (route.startsWith('/office/organisations/')) return String(school.id);
    if (route.startsWith('/office/people/')) return String(somebodyThere);
    if (route.startsWith('/office/forms/[')) return String(designed.id);
    if (route.startsWith('/office/forms/kept/')) return 'F2';
    if (route.startsWith('/office/roadmap/import/')) return String(imported.id);
    if (route.startsWith('/office/roadmap/correction/')) return String(correction.id);
    if (route.startsWith('/office/reports/')) return String(report.id);
    const known: Record<string, string> = {
      token: 'none',
      campaign: '2021-q3',
      organisation: school.code,
      code: 'III.7',
      number: '1',
      form: 'f2',
      id: '1',
      batch: String(batch),
    };
    assert.ok(known[name], `say what [${name}] is in ${route}`);
    return known[name];
  });
  return route.startsWith('/office/returns/[') ? `${filled}?org=${school.code}` : filled;
}

const ask = (address: string, cookie = '', init: RequestInit = {}) =>
  fetch(served.address + address, {
    redirect: 'manual',
    ...init,
    headers: { cookie, accept: 'text/html', ...init.headers },
  });
/** A walk waits for the database more than it computes: some go side by side. */
async function walk<One>(all: Iterable<One>, step: (one: One) => Promise<void>) {
  const left = [...all].values();
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (const one of left) await step(one);
    }),
  );
}
const leadsIn = ({ status, headers }: Response) =>
  status === 200 || (status === 303 && !/^\/sign-in/.test(headers.get('location') ?? ''));

test('every route that there is has been given thought in who-enters.ts, and none that is not', () => {
  assert.deepEqual(
    routes.filter((route) => !NOT_PAGES.has(route)),
    Object.keys(PAGES).sort(),
  );
});

test('a stranger sees what is public and is led to the sign-in everywhere else', async () => {
  await walk(Object.entries(PAGES), async ([route, rule]) => {
    const response = await ask(addressOf(route));
    await response.arrayBuffer();
    if (rule === 'anyone') return assert.ok(response.status < 400, `${route}: ${response.status}`);
    assert.equal(response.status, 303, route);
    assert.match(response.headers.get('location')!, /^\/sign-in\?next=%2Foffice/, route);
  });
});

for (const one of people)
  test(`${one.who} enters the pages of this role and no other`, async () => {
    const wrong: string[] = [];
    await walk(Object.entries(PAGES), async ([route, rule]) => {
      if (route === '/sign-out') return;
      const response = await ask(addressOf(route), one.cookie);
      const entered = leadsIn(response);
      const refused = response.status === 403 || response.status === 404;
      const mayBeEmpty = rule[2] === 'or nothing' && entered;
      if (mayEnter(rule, one) ? !entered : !refused && !mayBeEmpty)
        wrong.push(`${route}: ${response.status}`);
      const text = await response.text();
      if (/\bat (async )?[\w.]+ \(|node_modules/.test(text)) wrong.push(`${route}: a stack trace`);
      if (refused && text.includes('2021-09-20')) wrong.push(`${route}: tells what is not theirs`);
    });
    assert.deepEqual(wrong, []);
  });

/** The named actions of a page, or of an endpoint its methods. */
function postsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  if (file.endsWith('+server.ts')) return /export const POST\b/.test(source) ? [''] : [];
  const actions = source.slice(source.indexOf('export const actions'));
  if (!source.includes('export const actions')) return [];
  return [...actions.matchAll(/^ {2}(\w+)(?=:|\()/gm)].map(([, name]) =>
    name === 'default' ? '' : `/${name}`,
  );
}
const posts = files
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => postsOf(file).map((name) => ({ route: routeOf(file), name })))
  .filter(({ route }) => route.startsWith('/office'));
const written = async () =>
  (await app.pool.query(`select count(*)::int as count from audit where action not like 'own.%'`)).rows[0]
    .count as number;
const post = (route: string, name: string, cookie: string, origin = served.address) => {
  const address = addressOf(route);
  const query = name ? `${address.includes('?') ? '&' : '?'}${name}` : '';
  return ask(address + query, cookie, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'x=1',
  });
};

test('no form of the office takes anything from a stranger', async () => {
  assert.ok(posts.length > 20);
  const before = await written();
  for (const { route, name } of posts) {
    const response = await post(route, name, '');
    assert.equal(response.status, 303, `${route} ${name}`);
    assert.match(response.headers.get('location')!, /^\/sign-in/);
  }
  assert.equal(await written(), before);
});

test('a form that another site sends in somebody’s name is refused', async () => {
  const administrator = people[0]!;
  for (const { route, name } of posts)
    for (const origin of ['https://elsewhere.example', 'null'])
      assert.equal((await post(route, name, administrator.cookie, origin)).status, 403, `${route} ${name}`);
  const signIn = await ask('/sign-in', '', {
    method: 'POST',
    headers: { origin: 'https://elsewhere.example', 'content-type': 'application/x-www-form-urlencoded' },
    body: 'login=a&password=b',
  });
  assert.equal(signIn.status, 403);
  assert.match(await signIn.text(), /<html lang="ru">[\s\S]*другой сайт/, 'in the language of the interface');
});

test('a form of a page that somebody may not enter changes nothing, and none ends in a fault of ours', async () => {
  const wrong: string[] = [];
  for (const one of people) {
    const isClosed = ({ route }: { route: string }) => PAGES[route] && !mayEnter(PAGES[route], one);
    const send = async ({ route, name }: { route: string; name: string }) => {
      // It gives the administrator a role, and who may do what would then be another question.
      if (route === '/office/people/coordinator' && one.role === 'administrator') return;
      const { status } = await post(route, name, one.cookie);
      if (status >= 500) wrong.push(`${one.who} ${route} ${name}: ${status}`);
    };
    const before = await written();
    await walk(posts.filter(isClosed), send);
    if ((await written()) !== before) wrong.push(`${one.who} has written by a page that is closed to them`);
    await walk(
      posts.filter((each) => !isClosed(each)),
      send,
    );
  }
  assert.deepEqual(wrong, []);
});

function apiAddress(template: string): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (template.startsWith('/people')) return String(somebodyThere);
    if (template.startsWith('/reports')) return String(report.id);
    if (template.startsWith('/roadmap/corrections')) return String(correction.id);
    if (template.startsWith('/form-drafts')) return String(designed.id);
    if (template.startsWith('/forms')) return 'F2';
    const known: Record<string, string> = {
      number: '1',
      form: 'f2',
      from: '1',
      to: '1',
      id: String(template.startsWith('/roadmap') ? imported.id : school.id),
      code: template.startsWith('/invitations') ? 'none' : 'III.7',
      campaign: '2021-q3',
      quarter: '2022-q1',
      organisation: school.code,
      remark: '1',
      question: '1',
    };
    assert.ok(known[name], `say what {${name}} is in ${template}`);
    return known[name];
  });
}
const api = (method: string, template: string, token: string) =>
  fetch(`${served.address}/api/v1${apiAddress(template)}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(method === 'GET' || method === 'DELETE' ? {} : { body: '{}' }),
  });

test('every operation of the API that reads has been given thought in who-enters.ts', () => {
  const reads = operations.filter(({ method }) => method === 'GET').map((one) => one.path);
  assert.deepEqual(reads.sort(), Object.keys(READS).sort());
  for (const { path } of operations) assert.ok(namesIn(path).length < 4);
});

test('the API answers nobody without a token, and each person as the pages do', async () => {
  const wrong: string[] = [];
  await walk(operations, async ({ method, path, open }) => {
    const { status } = await api(method, path, 'vekha_none');
    if (open ? status >= 500 : status !== 401) wrong.push(`a stranger ${method} ${path}: ${status}`);
  });
  for (const one of people) {
    const before = await written();
    await walk(operations, async ({ method, path }) => {
      const answered = await api(method, path, one.token);
      const { status } = answered;
      const type = answered.headers.get('content-type') ?? '';
      const rule = READS[path];
      const odd = untold(method, apiAddress(path), status, type, await answered.text());
      if (odd) wrong.push(odd);
      if (status >= 500) wrong.push(`${one.who} ${method} ${path}: ${status}`);
      if (method === 'GET' && rule && mayEnter(rule, one) !== (status === 200))
        wrong.push(`${one.who} ${method} ${path}: ${status}`);
    });
    // Nobody from elsewhere changes what is the town's, by whatever method.
    if (!isBelow(one.at, town.town.path) && (await written()) !== before)
      wrong.push(`${one.who} has written over the API`);
  }
  assert.deepEqual(wrong, []);
});

test('what each role may do is this, and changes only on purpose', () => {
  const letter = (role: Role, action: Action) =>
    (ALLOWED[action] as readonly string[]).includes(role) ? '+' : '·';
  const matrix = (Object.keys(ALLOWED) as Action[]).map(
    (action) => `${ROLES.map((role) => letter(role, action)).join(' ')}  ${action}`,
  );
  assert.deepEqual(ROLES, ['administrator', 'coordinator', 'controller', 'working-group', 'head', 'curator']);
  assert.equal(
    `\n${matrix.join('\n')}\n`,
    `
+ + + + + +  organisation.read
+ · · · · ·  organisation.change
+ · · · · ·  people.read
+ · · · · ·  people.change
+ · + · · ·  journal.read
+ · · · · ·  settings.change
+ + + + + +  roadmap.read
· + · · · ·  roadmap.change
· + + + · ·  form.read
· + · · · ·  form.change
· + + + + +  campaign.read
· + · · · ·  campaign.change
· + + + + +  return.read
· · · · + +  return.fill
· · · · + +  return.submit
· + · · · ·  return.enter-for
+ + · · · ·  mail.change
· + + + · ·  return.inspect
· + · + · ·  return.remark
· + · · · ·  return.review
· + + + + +  consolidation.read
· + + + · ·  overview.read
· + + + · ·  report.read
· + · · · ·  report.draft
· + · · · ·  site.change
`,
  );
});

test('the cookie of a session is closed to scripts and other sites, and to http where there is https', async () => {
  const { login } = await account(app, 'curator', school, PASSWORD);
  const proxied = await serve(app, { proxies: new Set(['127.0.0.1']) });
  after(() => proxied.close());
  const signIn = (address: string, scheme: string, headers: Record<string, string>) =>
    fetch(`${address}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        origin: `${scheme}://${new URL(address).host}`,
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'text/html',
        ...headers,
      },
      body: new URLSearchParams({ login, password: PASSWORD }).toString(),
    });
  const plain = await signIn(served.address, 'http', {});
  const cookie = plain.headers.get('set-cookie')!;
  assert.match(cookie, /^vekha=[\w-]{43};/);
  for (const flag of [/HttpOnly/i, /SameSite=Lax/i, /Path=\//]) assert.match(cookie, flag);
  assert.doesNotMatch(cookie, /Secure/i);

  const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.7' };
  const secure = (await signIn(proxied.address, 'https', forwarded)).headers.get('set-cookie')!;
  assert.match(secure, /^__Host-vekha=[\w-]{43};/);
  for (const flag of [/HttpOnly/i, /SameSite=Lax/i, /Path=\//, /Secure/i]) assert.match(secure, flag);
  const { rows } = await app.pool.query('select host(address) as address from session order by created_at');
  assert.equal(rows.at(-1)!.address, '203.0.113.7');

  // Whoever is no proxy of ours cannot say where they come from, nor that they came over https.
  const lying = await signIn(served.address, 'http', forwarded);
  assert.match(lying.headers.get('set-cookie')!, /^vekha=/);
  const odd = await signIn(proxied.address, 'https', { ...forwarded, 'x-forwarded-for': 'nowhere' });
  assert.equal(odd.status, 303);
});

test('the office is kept by no cache, and no page may be framed', async () => {
  const response = await ask('/office/profile', people[0]!.cookie);
  assert.match(response.headers.get('cache-control')!, /no-store/);
  assert.match(response.headers.get('content-security-policy')!, /frame-ancestors 'none'/);
  assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
});

test('after signing in one is led back, but never to another site', async () => {
  const { login } = await account(app, 'curator', school, PASSWORD);
  for (const [next, expected] of [
    ['/office/returns', '/office/returns'],
    ['//elsewhere.example', '/office'],
    ['https://elsewhere.example', '/office'],
    ['/\\elsewhere.example', '/office'],
  ] as const) {
    const response = await ask('/sign-in', '', {
      method: 'POST',
      headers: { origin: served.address, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ login, password: PASSWORD, next }).toString(),
    });
    assert.equal(response.headers.get('location'), expected, next);
  }
});
