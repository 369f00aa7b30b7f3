import { openCampaign, showReturn } from '#monitoring';
import { actorOf, contextFor } from '#organisations';
import type { App } from '#platform/app.ts';
import { makeApiToken } from '#platform/sessions.ts';
import type { Context } from '#platform/use-case.ts';
import { exampleNumbers } from '../src/example/numbers.ts';
import { exampleSchools } from '../src/example/schools.ts';

/** The example with so many more schools, all of which one account may hand in for, and a campaign open to them. */
export type Crowd = {
  campaign: string;
  codes: string[];
  token: string;
  /** A whole, faultless return. */
  fields: Record<string, string>;
  context(): Context;
  /** All are drafts again, as if nobody had handed in; `rev` is what a submission must name. */
  reset(): Promise<{ rev: number }>;
};

const CAMPAIGN = '2022-q1';
const NOW = new Date('2022-03-20T09:00:00+05:00');

/** Makes the crowd, or finds the one that an earlier run has made. */
export async function crowd(app: App, schools: number): Promise<Crowd> {
  const found = await app.pool.query<{ id: number }>(`select id from account where login = 'bench'`);
  const accountId = found.rows[0]?.id ?? (await gather(app, schools));
  const account = { accountId, name: 'bench' };
  const { actor, zone } = await actorOf(app, account);
  const context = (): Context => ({ ...contextFor(app, actor, zone), now: NOW });
  if (!found.rows[0]) await openCampaign(context(), { quarter: CAMPAIGN });
  const codes = Array.from({ length: schools }, (_, at) => `bench-${at}`);
  return {
    campaign: CAMPAIGN,
    codes,
    token: await makeApiToken(app.db, accountId, 'bench', 1),
    fields: await fieldsFor(context(), codes[0]!),
    context,
    reset: () => reset(app),
  };
}

async function gather(app: App, schools: number): Promise<number> {
  await app.pool.query(
    `insert into organisation (parent_id, path, code, kind, name, short_name, mark)
     select id, path || ('bench_' || n)::text, 'bench-' || n, 'school', 'Школа ' || n, 'Школа ' || n, n::text
     from organisation, generate_series(0, $1::int - 1) n where code = 'zlatoust'`,
    [schools],
  );
  const { rows } = await app.pool.query<{ id: number }>(
    `with one as (insert into account (login, name) values ('bench', 'bench') returning id)
     insert into role_grant select one.id, o.id, r.role from one, organisation o, (values ('curator'), ('coordinator')) r(role)
     where o.code = 'zlatoust' returning account_id as id`,
  );
  return rows[0]!.id;
}

async function fieldsFor(context: Context, organisation: string): Promise<Record<string, string>> {
  const { rows } = await showReturn(context, { campaign: CAMPAIGN, organisation });
  const executions = rows
    .filter(({ derived }) => !derived)
    .map(({ obligation }) => [`f1.${obligation}.state`, 'running'] as const);
  const school = exampleSchools().find(({ kind }) => kind === 'school')!;
  return { ...Object.fromEntries(executions), ...exampleNumbers(school, 0) };
}

/** One number for all: more than any revision so far, since a revision is never overwritten. */
async function reset(app: App): Promise<{ rev: number }> {
  const { rows } = await app.pool.query<{ rev: number }>(
    `with ours as (select r.campaign_id, r.org_id, max(r.rev) over () as most from return r
       join campaign c on c.id = r.campaign_id join organisation o on o.id = r.org_id
       where c.slug = $1 and o.code like 'bench-%')
     update return r set state = 0, rev = ours.most + 1 from ours
     where r.campaign_id = ours.campaign_id and r.org_id = ours.org_id returning r.rev`,
    [CAMPAIGN],
  );
  return { rev: rows[0]!.rev };
}
