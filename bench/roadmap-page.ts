import http from 'node:http';
import { rm } from 'node:fs/promises';
import pg from 'pg';
import { type App, createApp } from '#platform/app.ts';
import { startPostgres } from '#platform/postgres.ts';
import { markSetUp } from '#organisations';
import { openSession } from '#platform/sessions.ts';
import { serve } from '#web/serve.ts';
import { type Findings, latencies } from './measure.ts';

const FOLDER = 'data/bench-roadmap';
const [ACTIVITIES, SCHOOLS] = [300, 40];

/** The roadmap's page, its chart and its load where a municipality has three hundred activities and forty schools. */
export async function run(findings: Findings): Promise<void> {
  await rm(FOLDER, { recursive: true, force: true });
  const postgres = await startPostgres(FOLDER);
  const server = new pg.Client(postgres.url);
  await server.connect();
  await server.query('create database large');
  await server.end();
  const url = new URL(postgres.url);
  url.pathname = '/large';
  const app = await createApp(url.href);
  const account = await fill(app);
  await markSetUp(app.db);
  const served = await serve(app);
  const session = await openSession(app.db, account, { address: '127.0.0.1', agent: 'bench' });
  const page = (path: string) => () => get(`${served.address}${path}`, `vekha=${session}`);
  for (const [path, limit] of [
    ['/office/roadmap', 40],
    ['/office/roadmap?q=семинар&quarter=2021-q4', 40],
    ['/office/roadmap/timeline.svg', undefined],
  ] as const) {
    const values = await latencies(page(encodeURI(path)), { calls: 20, slices: 5 });
    findings.add({
      bench: 'roadmap-page',
      name: `${path}, ${ACTIVITIES} activities of ${SCHOOLS} schools`,
      unit: 'ms',
      values,
      ...(limit ? { limit: { atMost: limit } } : {}),
      beside: { 'ms of its own processor time': await ownTime(page(encodeURI(path))) },
    });
  }
  const began = performance.now();
  await page('/office/roadmap/timeline.pdf')();
  findings.add({
    bench: 'roadmap-page',
    name: '/office/roadmap/timeline.pdf, once',
    unit: 'ms',
    values: [performance.now() - began],
  });
  await served.close();
  await app.close();
  await postgres.stop();
}

/** What a call costs this process, whoever else is on the machine; the database's part is not in it. */
async function ownTime(call: () => Promise<void>): Promise<number> {
  const calls = 40;
  const began = process.cpuUsage();
  for (let at = 0; at < calls; at++) await call();
  const { user, system } = process.cpuUsage(began);
  return Number(((user + system) / 1000 / calls).toFixed(1));
}

function get(url: string, cookie: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { headers: { cookie } }, (response) => {
        response.resume();
        response.once('end', () => {
          if (response.statusCode === 200) resolve();
          else reject(new Error(`${url} answered ${response.statusCode}`));
        });
      })
      .once('error', reject);
  });
}

/**
 * Two thirds of the activities bind every school, each with one to four terms; the answers of a quarter are in.
 * @returns the coordinator's account
 */
async function fill({ pool }: App): Promise<number> {
  const one = async (text: string, values: unknown[] = []) =>
    (await pool.query<{ id: number }>(text, values)).rows[0]!.id;
  const town = await one(
    `insert into organisation (parent_id, path, code, kind, name, short_name, mark)
     values (null, 'big', 'big', 'municipality', 'Большой город', 'Большой город', 'б') returning id`,
  );
  await pool.query(
    `insert into organisation (parent_id, path, code, kind, name, short_name, mark)
     select $1, ('big.s' || s)::ltree, 's' || s, case s when 0 then 'authority' else 'school' end,
       'МАОУ СОШ № ' || s, 'СОШ № ' || s, s::text from generate_series(0, $2::int) s`,
    [town, SCHOOLS],
  );
  const account = await one(`insert into account (login, name) values ('bench', 'Координатор') returning id`);
  await pool.query(`insert into role_grant select $1, $2, 'coordinator'`, [account, town]);
  const roadmap = await one('insert into roadmap (owner_id) values ($1) returning id', [town]);
  const version = await one(
    `insert into roadmap_version (roadmap_id, number, title, starts_on, ends_on, order_number, ordered_on, order_title,
       authority, approved_at) values ($1, 1, 'Дорожная карта', '2021-01-01', '2022-12-31', '282', '2021-04-22',
       'Об утверждении', 'МКУ', now()) returning id`,
    [roadmap],
  );
  await pool.query(
    `insert into roadmap_section select $1, s::text, 'Раздел ' || s, s from generate_series(1, 15) s`,
    [version],
  );
  await pool.query(`insert into activity (roadmap_id) select $1 from generate_series(1, $2::int)`, [
    roadmap,
    ACTIVITIES,
  ]);
  await pool.query(
    `insert into activity_version (version_id, activity_id, code, section, number, position, title, short_title, document,
       result, deadline, responsibles)
     select $1, a.id, (1 + n / 20) || '.' || (1 + n % 20), (1 + n / 20)::text, (1 + n % 20)::text, n,
       'Провести семинар № ' || n || ' для кураторов и наставников образовательных организаций по внедрению модели',
       'Семинар № ' || n || ' для кураторов и наставников', 'Приказ', 'Проведён семинар',
       '{"text": "ежеквартально", "kind": "intervals", "intervals": []}', '[]'
     from (select id, (row_number() over (order by id))::int - 1 as n from activity) a`,
    [version],
  );
  await pool.query(
    `insert into activity_link select $1, av.activity_id, before.activity_id
     from activity_version av join activity_version before on before.version_id = $1 and before.position = av.position - 2
     where av.version_id = $1 and av.position % 10 = 5`,
    [version],
  );
  await pool.query(
    `insert into obligation (activity_id, organisation_id, term, starts_on, ends_on, version_id)
     select av.activity_id, o.id, t, '2021-01-01'::date + (av.position % 80) + (t - 1) * 180,
       '2021-01-20'::date + (av.position % 80) + (t - 1) * 180, $1
     from activity_version av cross join generate_series(1, 4) t join organisation o on o.path <@ 'big' and o.id <> $2
     where av.version_id = $1 and t <= 1 + av.position % 4
       and (case when av.position % 3 = 0 then o.kind = 'authority' else o.kind = 'school' end)`,
    [version, town],
  );
  await answers(pool, town);
  await pool.query('analyze');
  return account;
}

/** What every school said of what was due by the end of the first half-year. */
async function answers(pool: pg.Pool, town: number) {
  await pool.query(`insert into form values ('f', 1, '{}', '', now())`);
  const { rows } = await pool.query<{ id: number }>(
    `insert into campaign (owner_id, slug, starts_on, ends_on, due_on, time_zone, form_code, form_version, cells, scales, opened_at)
     values ($1, '2021-q2', '2021-04-01', '2021-06-30', '2021-06-25', 'Asia/Yekaterinburg', 'f', 1, '{}', '{}', now())
     returning id`,
    [town],
  );
  const campaign = rows[0]!.id;
  await pool.query(
    `insert into return (campaign_id, org_id, rev, state, due_on, submitted_at, first_submitted_at)
     select $1, id, 1, 2, '2021-06-25', now(), now() from organisation where kind = 'school'`,
    [campaign],
  );
  await pool.query(
    `insert into return_revision (campaign_id, org_id, rev, actor_id, at, cells, has, na, texts, checksum, request_id)
     select $1, o.organisation_id, 1, 1, now(), '{}', ''::varbit, ''::varbit,
       jsonb_build_object('executions', jsonb_object_agg(o.id::text,
         jsonb_build_object('state', case when o.id % 5 = 0 then 'running' else 'done' end, 'doneOn', '2021-06-01'))),
       '', gen_random_uuid()
     from obligation o join organisation s on s.id = o.organisation_id and s.kind = 'school'
     where o.ends_on <= '2021-06-30' group by o.organisation_id`,
    [campaign],
  );
}
