import { rm } from 'node:fs/promises';
import pg from 'pg';
import { markSetUp } from '#organisations';
import { type App, createApp } from '#platform/app.ts';
import { startPostgres } from '#platform/postgres.ts';
import { openSession } from '#platform/sessions.ts';
import { serve } from '#web/serve.ts';
import type { Findings } from './measure.ts';

const FOLDER = 'data/bench-roadmap-import';
const SCHOOLS = 40;
const SIZES = [250, 500, 1000];
/** What a person waits for at the most, in ms, with the largest of them. */
const LIMITS: Record<string, number> = {
  review: 2000,
  activities: 2000,
  approval: 10_000,
  roadmap: 1000,
  chart: 2000,
};

/**
 * An order of ever more activities from the upload to the approved roadmap, as a browser does it: one in ten has a doubtful
 * deadline, each binds forty schools. Its growth is told beside each figure: 1 is linear.
 */
export async function run(findings: Findings): Promise<void> {
  await rm(FOLDER, { recursive: true, force: true });
  const postgres = await startPostgres(FOLDER);
  const steps = new Map<string, { ms: number; kilobytes: number }[]>();
  for (const size of SIZES) {
    const server = new pg.Client(postgres.url);
    await server.connect();
    await server.query(`create database "import${size}"`);
    await server.end();
    const url = new URL(postgres.url);
    url.pathname = `/import${size}`;
    const app = await createApp(url.href);
    const account = await town(app);
    await markSetUp(app.db);
    const served = await serve(app);
    const session = await openSession(app.db, account, { address: '127.0.0.1', agent: 'bench' });
    const browser = browserOf(served.address, `vekha=${session}`);
    for (const [step, found] of Object.entries(await wholeWay(browser, size)))
      steps.set(step, [...(steps.get(step) ?? []), found]);
    await served.close();
    await app.close();
  }
  await postgres.stop();
  for (const [step, found] of steps) {
    const [least, most] = [found[0]!, found.at(-1)!];
    const limit = LIMITS[step];
    findings.add({
      bench: 'roadmap-import',
      name: `${step}, ${SIZES.at(-1)} activities of ${SCHOOLS} schools`,
      unit: 'ms',
      values: [most.ms],
      ...(limit ? { limit: { atMost: limit } } : {}),
      beside: {
        KB: most.kilobytes,
        ...Object.fromEntries(SIZES.map((size, at) => [`ms of ${size}`, Math.round(found[at]!.ms)])),
        growth: Number((most.ms / least.ms / (SIZES.at(-1)! / SIZES[0]!)).toFixed(2)),
      },
    });
  }
}

type Browser = ReturnType<typeof browserOf>;

async function wholeWay(browser: Browser, size: number) {
  await browser.get('/office/roadmap/import'); // the engine compiles what the first page needs
  const doubtful = await browser.upload(pageOf(size, 10));
  const at = (query: string) => browser.get(`${doubtful.location}${query}`);
  const review = await at('?step=questions');
  const activities = await at('?step=activities');
  const executors = await at('?step=executors');
  const approve = await at('?step=approve');
  const certain = await browser.upload(pageOf(size, 0));
  const approval = await browser.post(`${certain.location}?/approve`, {
    revision: '1',
    title: 'Дорожная карта',
    number: '1',
    date: '10.01.2022',
    orderTitle: 'Об утверждении',
    authority: 'Управление образования',
  });
  if (approval.location !== '/office/roadmap?approved')
    throw new Error(`approval led to ${approval.location}`);
  const roadmap = await browser.get('/office/roadmap');
  const chart = await browser.get('/office/roadmap/timeline.svg');
  return { upload: doubtful, review, activities, executors, approve, approval, roadmap, chart };
}

function browserOf(address: string, cookie: string) {
  const timed = async (path: string, init: RequestInit) => {
    const began = performance.now();
    const response = await fetch(`${address}${path}`, {
      ...init,
      redirect: 'manual',
      headers: { cookie, origin: address, accept: 'text/html' },
    });
    const text = await response.text();
    if (response.status >= 400) throw new Error(`${path} answered ${response.status}`);
    return {
      ms: performance.now() - began,
      kilobytes: Math.round(Buffer.byteLength(text) / 1024),
      location: response.headers.get('location') ?? '',
    };
  };
  const post = (path: string, fields: Record<string, string | File>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    return timed(path, { method: 'POST', body });
  };
  return {
    get: (path: string) => timed(path, {}),
    post,
    upload: (text: string) =>
      post('/office/roadmap/import', { file: new File([text], 'order.html', { type: 'text/html' }) }),
  };
}

/** `every`: how often a deadline is in doubt, none for 0. */
function pageOf(count: number, every: number): string {
  const cell = (text: string) => `<td>${text}</td>`;
  const row = (_: unknown, at: number) => {
    const month = String((at % 12) + 1).padStart(2, '0');
    const deadline =
      every && at % every === 0 ? `сентебрь или октябрь 2022 г.` : `до ${(at % 27) + 1}.${month}.2022`;
    const texts = [
      `${(at % 50) + 1}`,
      `Провести семинар № ${at + 1} для кураторов и наставников образовательных организаций по внедрению модели`,
      deadline,
      'Руководители общеобразовательных организаций',
      'Справка',
    ];
    const section = at % 50 === 0 ? `<tr><td colspan="5">Раздел ${at / 50 + 1}. Мероприятия</td></tr>` : '';
    return `${section}<tr>${texts.map(cell).join('')}</tr>`;
  };
  const heading = ['№', 'Мероприятие', 'Срок', 'Ответственный', 'Вид документа'].map(cell).join('');
  return `<!doctype html><meta charset="utf-8"><p>Дорожная карта на 2022 год</p><table><tr>${heading}</tr>${Array.from({ length: count }, row).join('')}</table>`;
}

/** A municipality with its authority and its schools. @returns the coordinator's account */
async function town({ pool }: App): Promise<number> {
  const one = async (text: string, values: unknown[] = []) =>
    (await pool.query<{ id: number }>(text, values)).rows[0]!.id;
  const id = await one(
    `insert into organisation (parent_id, path, code, kind, name, short_name, mark)
     values (null, 'big', 'big', 'municipality', 'Большой город', 'Большой город', 'б') returning id`,
  );
  await pool.query(
    `insert into organisation (parent_id, path, code, kind, name, short_name, mark)
     select $1, ('big.s' || s)::ltree, 's' || s, case s when 0 then 'authority' else 'school' end,
       'МАОУ СОШ № ' || s, 'СОШ № ' || s, s::text from generate_series(0, $2::int) s`,
    [id, SCHOOLS],
  );
  const account = await one(`insert into account (login, name) values ('bench', 'Координатор') returning id`);
  await pool.query(`insert into role_grant select $1, $2, 'coordinator'`, [account, id]);
  return account;
}
