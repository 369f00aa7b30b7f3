import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';
import type { Grant } from '#platform/use-case.ts';
import { tables } from './tables.ts';

export type Notice = {
  id: number;
  /** A key of the catalogue, with `params`. */
  code: string;
  params: Record<string, string | number>;
  href: string;
  at: Date;
  organisation: string;
  seen: boolean;
};

const mine = (grants: readonly Grant[]) =>
  sql<boolean>`exists (select 1 from json_to_recordset(${JSON.stringify(grants)}::json) as g("organisationId" int, role text)
    where g."organisationId" = n.organisation_id and g.role = any(n.roles))`;

export async function countUnseen(
  db: Database,
  accountId: number,
  grants: readonly Grant[],
): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from notice n where ${mine(grants)}
    and not exists (select 1 from notice_seen s where s.account_id = ${accountId} and s.notice_id = n.id)`.execute(
    db,
  );
  return rows[0]!.count;
}

export async function noticesFor(
  db: Database,
  accountId: number,
  grants: readonly Grant[],
): Promise<Notice[]> {
  const { rows } =
    await sql<Notice>`select n.id, n.code, n.params, n.href, n.at, o.short_name as organisation,
      s.notice_id is not null as seen
    from notice n join organisation o on o.id = n.organisation_id
      left join notice_seen s on s.notice_id = n.id and s.account_id = ${accountId}
    where ${mine(grants)} order by n.id desc limit 200`.execute(db);
  return rows;
}

export async function seeNotices(
  db: Database,
  accountId: number,
  grants: readonly Grant[],
  upTo: number,
  at: Date,
) {
  const { numAffectedRows } = await sql`insert into notice_seen (account_id, notice_id, at)
    select ${accountId}, n.id, ${at} from notice n where n.id <= ${upTo} and ${mine(grants)} on conflict do nothing`.execute(
    db,
  );
  return Number(numAffectedRows ?? 0);
}

export async function putNotice(
  db: Database,
  notice: { organisationId: number; roles: string[]; code: string; params: unknown; href: string; at: Date },
): Promise<void> {
  await tables(db)
    .insertInto('notice')
    .values({
      organisation_id: notice.organisationId,
      roles: notice.roles,
      code: notice.code,
      params: sql`${JSON.stringify(notice.params)}::jsonb`,
      href: notice.href,
      at: notice.at,
    })
    .execute();
}
