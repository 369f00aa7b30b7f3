import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { formOf } from '#monitoring';
import { layoutOf } from '#monitoring/rules';
import { type App, createApp } from '#platform/app.ts';
import { startPostgres } from '#platform/postgres.ts';

/** A country of regions, municipalities and schools, with campaigns of so many cells; every school has handed in. */
export type World = { regions: number; towns: number; schools: number; campaigns: number; cells: number };
export const COUNTRY: World = { regions: 40, towns: 25, schools: 40, campaigns: 8, cells: 120 };

export type Generated = {
  app: App;
  url: string;
  world: World;
  /** Tree paths: the country, its first region, that one's first municipality. */
  paths: { country: string; region: string; town: string };
  /** Slugs of the campaigns, the oldest first: `2020-q1` … */
  slugs: string[];
  /** An account that coordinates the country. */
  accountId: number;
  close(): Promise<void>;
};

/**
 * The application on a database of generated data under `folder`, made anew where the schema or the world has changed
 * and kept for the next run otherwise.
 */
export async function generated(world: World = COUNTRY, folder = 'data/bench'): Promise<Generated> {
  const postgres = await startPostgres(folder);
  const name = `bench_${await fingerprint(world)}`;
  await makeDatabase(postgres.url, name, world);
  const url = onServer(postgres.url, name);
  const app = await createApp(url);
  const { rows } = await app.pool.query<{ id: number }>(`select id from account where login = 'bench'`);
  return {
    app,
    url,
    world,
    paths: { country: 'c', region: 'c.r1', town: 'c.r1.t1' },
    slugs: Array.from({ length: world.campaigns }, (_, at) => slugOf(at)),
    accountId: rows[0]!.id,
    async close() {
      await app.close();
      await postgres.stop();
    },
  };
}

const slugOf = (at: number) => `${2020 + Math.floor(at / 4)}-q${(at % 4) + 1}`;

async function fingerprint(world: World): Promise<string> {
  const folder = new URL('../src/platform/migrations/', import.meta.url);
  const hash = createHash('sha256').update(JSON.stringify(world));
  hash.update(await readFile(new URL(import.meta.url)));
  for (const name of (await readdir(folder)).sort()) hash.update(await readFile(new URL(name, folder)));
  return hash.digest('hex').slice(0, 12);
}

/** Filled under another name first: what was cut off is not taken for whole. */
async function makeDatabase(server: string, name: string, world: World): Promise<void> {
  const client = new pg.Client(server);
  await client.connect();
  const { rows } = await client.query<{ datname: string }>(
    `select datname from pg_database where datname like 'bench_%'`,
  );
  if (!rows.some(({ datname }) => datname === name)) {
    for (const { datname } of rows) await client.query(`drop database "${datname}" with (force)`);
    process.stderr.write('bench: making the data …\n');
    await client.query('create database bench_draft');
    await fill(onServer(server, 'bench_draft'), world);
    await client.query(`alter database bench_draft rename to ${name}`);
  }
  await client.end();
}

function onServer(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function fill(url: string, world: World): Promise<void> {
  await (await createApp(url)).close(); // migrates
  const client = new pg.Client(url);
  await client.connect();
  // Triggers and keys would take longer than the rows: what they hold is held by the statements below.
  await client.query('set session_replication_role = replica');
  await client.query('set synchronous_commit = off');
  await fillOrganisations(client, world);
  for (let at = 0; at < world.campaigns; at++) await fillCampaign(client, world, at);
  await client.query('analyze');
  await client.end();
}

/** Ids are counted: the country 1, then regions, municipalities, schools. */
async function fillOrganisations(client: pg.Client, { regions, towns, schools }: World) {
  await client.query(
    `insert into organisation (id, parent_id, path, code, kind, name, short_name, mark) overriding system value
     select 1, null::int, 'c'::ltree, 'c', 'country', 'Страна', 'Страна', 'c'
     union all select 1 + r, 1, ('c.r' || r)::ltree, 'r' || r, 'region', 'Регион ' || r, 'Регион ' || r, r::text
       from generate_series(1, $1::int) r
     union all select 1 + $1 + (r - 1) * $2 + t, 1 + r, ('c.r' || r || '.t' || t)::ltree, 't' || t, 'municipality',
         'Город ' || t, 'Город ' || t, t::text
       from generate_series(1, $1::int) r, generate_series(1, $2::int) t
     union all select 1 + $1 + $1 * $2 + ((r - 1) * $2 + t - 1) * $3 + s, 1 + $1 + (r - 1) * $2 + t,
         ('c.r' || r || '.t' || t || '.s' || s)::ltree, 's' || s,
         case when s % 13 = 0 then 'primary-school' else 'school' end, 'Школа ' || s, 'Школа ' || s, s::text
       from generate_series(1, $1::int) r, generate_series(1, $2::int) t, generate_series(1, $3::int) s`,
    [regions, towns, schools],
  );
  await client.query(
    `select setval(pg_get_serial_sequence('organisation', 'id'), (select max(id) from organisation))`,
  );
  await client.query(
    `with a as (insert into account (login, name) values ('bench', 'bench') returning id)
     insert into role_grant select id, 1, 'coordinator' from a`,
  );
}

async function fillCampaign(client: pg.Client, { regions, towns, cells }: World, at: number) {
  const form = formOf('F2', 1)!;
  const own = layoutOf(form).slice(0, cells);
  const codes = Array.from({ length: cells }, (_, i) => own[i]?.cell ?? `more.${i}`);
  const scales = Array.from({ length: cells }, (_, i) => own[i]?.scale ?? 0);
  await client.query(`insert into form values ($1, $2, $3, '', now()) on conflict do nothing`, [
    form.code,
    form.version,
    JSON.stringify(form),
  ]);
  const starts = `${2020 + Math.floor(at / 4)}-${String((at % 4) * 3 + 1).padStart(2, '0')}-01`;
  const { rows } = await client.query<{ id: number }>(
    `insert into campaign (owner_id, slug, starts_on, ends_on, due_on, time_zone, form_code, form_version, cells, scales, opened_at)
     values (1, $1, $2::date, $2::date + interval '3 months -1 day', $2::date + interval '84 days', 'Asia/Yekaterinburg',
       $3, $4, $5, $6, $2::date) returning id`,
    [slugOf(at), starts, form.code, form.version, codes, scales],
  );
  const id = rows[0]!.id;
  await client.query(
    `insert into campaign_node select $1, id, parent_id, nlevel(path) from organisation
     where kind in ('country', 'region', 'municipality')`,
    [id],
  );
  const bits = (share: string) =>
    `(select string_agg(case when ${share} then '1' else '0' end, '')::varbit from generate_series(1, $2::int) c)`;
  // A thousand different returns, dealt out: 10 % of their cells empty, the last fifth of larger numbers, and one in ten
  // organisations with an answer of its own that two cells do not concern it.
  await client.query(
    `create temp table pattern on commit preserve rows as
     select p, (select array_agg(case when get_bit(has, c - 1) = 0 then 0 else
         (hashint8(p * 1000 + c)::bigint & 2147483647) % case when c > $2 * 4 / 5 then 100000 else 300 end end order by c)::int8[]
       from generate_series(1, $2::int) c) as cells, has,
       case when p % 10 > 0 then repeat('0', $2)::varbit
         else set_bit(set_bit(repeat('0', $2)::varbit, p % $2, 1), (p * 7) % $2, 1) & ~has end as na
     from (select p, ${bits('(hashint8(p * 7919 + c + $1) & 1023) > 102')} as has from generate_series(0, 996) p) x`,
    [id, cells],
  );
  const first = 2 + regions + regions * towns;
  await client.query(
    `insert into return (campaign_id, org_id, parent_id, rev, state, closed, due_on, submitted_at, first_submitted_at)
     select $1, id, parent_id, 1, case when id % 3 = 0 then 2 else 3 end, repeat('0', $2)::varbit, $3::date + 84, now(), now()
     from organisation where id >= $4`,
    [id, cells, starts, first],
  );
  await client.query(
    `insert into return_revision
     select $1, o.id, 1, 1, now(), p.cells, p.has, p.na, '{}', '', gen_random_uuid()
     from organisation o join pattern p on p.p = (o.id * 31 + $1) % 997 where o.id >= $2`,
    [id, first],
  );
  await client.query('drop table pattern');
  await client.query(
    'insert into consolidation_mark select campaign_id, node_id from campaign_node where campaign_id = $1',
    [id],
  );
}
