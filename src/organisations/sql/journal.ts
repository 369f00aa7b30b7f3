import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';

export type JournalEntry = {
  key: string;
  at: Date;
  accountId: number | null;
  person: string | null;
  action: string;
  subject: string;
  organisation: string | null;
  before: unknown;
  after: unknown;
};
export type JournalFilter = {
  accountId?: number;
  action?: string;
  organisationId?: number;
  /** Instants of the day's ends. */
  from?: Date;
  to?: Date;
};

/** What happened at an organisation below the nodes, or to nobody's organisation by somebody who works there. */
const within = (nodes: readonly string[]) => sql`(exists (select 1 from organisation w
    where w.id = a.organisation_id and w.path <@ ${nodes}::ltree[])
  or a.organisation_id is null and exists (select 1 from role_grant g join organisation w on w.id = g.organisation_id
    where g.account_id = a.account_id and w.path <@ ${nodes}::ltree[]))`;

const matches = (
  filter: JournalFilter,
) => sql`(${filter.accountId ?? null}::int is null or a.account_id = ${filter.accountId ?? null})
  and (${filter.action ?? null}::text is null or a.action = ${filter.action ?? null})
  and (${filter.organisationId ?? null}::int is null or a.organisation_id = ${filter.organisationId ?? null})
  and (${filter.from ?? null}::timestamptz is null or a.at >= ${filter.from ?? null})
  and (${filter.to ?? null}::timestamptz is null or a.at < ${filter.to ?? null})`;

export async function journalPage(
  db: Database,
  nodes: readonly string[],
  filter: JournalFilter,
  { before, most }: { before: string | null; most: number },
): Promise<JournalEntry[]> {
  const { rows } =
    await sql<JournalEntry>`select a.key, a.at, a.account_id as "accountId", p.login as person, a.action,
      a.subject, o.short_name as organisation, a.before, a.after
    from journal a left join account p on p.id = a.account_id left join organisation o on o.id = a.organisation_id
    where ${within(nodes)} and ${matches(filter)} and (${before}::text is null
      or (a.written_at, a.key) < (select b.written_at, b.key from journal b where b.key = ${before}))
    order by a.written_at desc, a.key desc limit ${most}`.execute(db);
  return rows;
}

/** What can be chosen from: people, actions and organisations that the journal names. */
export async function journalChoices(db: Database, nodes: readonly string[]) {
  const seen = sql`seen as (select distinct a.account_id, a.action, a.organisation_id from journal a where ${within(nodes)})`;
  const { rows } = await sql<{
    people: { id: number; login: string }[];
    actions: string[];
    organisations: { id: number; name: string }[];
  }>`with ${seen} select
    (select coalesce(json_agg(json_build_object('id', id, 'login', login) order by login), '[]') from account
      where id in (select account_id from seen)) as people,
    (select coalesce(json_agg(distinct action order by action), '[]') from seen) as actions,
    (select coalesce(json_agg(json_build_object('id', id, 'name', short_name) order by id), '[]') from organisation
      where id in (select organisation_id from seen)) as organisations`.execute(db);
  return rows[0]!;
}
