import { sql } from 'kysely';
import type { Day, Interval } from '#calendar';
import type { Database } from '#platform/database.server.ts';
import { readFormName } from '../forms/index.ts';
import { withForms } from './forms.ts';
import { tables } from './tables.ts';

export type Campaign = {
  id: number;
  /** The municipality. */
  ownerId: number;
  slug: string;
  period: Interval;
  dueOn: Day;
  zone: string;
  state: 'open' | 'closed';
  /** Its forms with tables, in the order of their pages: `F2 1`. */
  forms: string[];
  cells: string[];
  scales: number[];
  openedAt: Date;
  closedAt: Date | null;
};

const columns = sql`c.id, c.owner_id as "ownerId", c.slug, json_build_object('start', c.starts_on, 'end', c.ends_on) as period,
  c.due_on as "dueOn", c.time_zone as zone, c.state, array_prepend(c.form_code || ' ' || c.form_version, c.more_forms) as forms,
  c.cells, c.scales, c.opened_at as "openedAt", c.closed_at as "closedAt"`;

/** The campaigns of some municipalities, newest first. */
export async function campaignsOf(db: Database, ownerIds: readonly number[]): Promise<Campaign[]> {
  const { rows } =
    await sql<Campaign>`select ${columns} from campaign c where c.owner_id = any(${ownerIds}::int[])
    order by c.starts_on desc, c.id desc`.execute(db);
  return withForms(db, rows);
}

export async function campaignAt(db: Database, ownerId: number, slug: string): Promise<Campaign | undefined> {
  const { rows } = await sql<Campaign>`select ${columns} from campaign c
    where c.owner_id = ${ownerId} and c.slug = ${slug}`.execute(db);
  return (await withForms(db, rows))[0];
}

/** The campaign of that name in which an organisation takes part. */
export async function campaignWith(
  db: Database,
  organisationId: number,
  slug: string,
): Promise<Campaign | undefined> {
  const { rows } = await sql<Campaign>`select ${columns} from campaign c join return r on r.campaign_id = c.id
    where r.org_id = ${organisationId} and r.state >= 0 and c.slug = ${slug}
    order by c.id desc limit 1`.execute(db);
  return (await withForms(db, rows))[0];
}

/** Nothing where the municipality has a campaign of that name. */
export async function insertCampaign(
  db: Database,
  one: Omit<Campaign, 'id' | 'state' | 'closedAt'>,
): Promise<number | undefined> {
  const [name, ...more] = one.forms;
  const first = readFormName(name!);
  const row = await tables(db)
    .insertInto('campaign')
    .values({
      owner_id: one.ownerId,
      slug: one.slug,
      starts_on: one.period.start,
      ends_on: one.period.end,
      due_on: one.dueOn,
      time_zone: one.zone,
      form_code: first.code,
      form_version: first.version,
      more_forms: more,
      cells: one.cells,
      scales: one.scales,
      opened_at: one.openedAt,
      closed_at: null,
    })
    .onConflict((conflict) => conflict.columns(['owner_id', 'slug']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** `level` is the depth below the campaign's owner, which is 0. */
export type Node = { id: number; parentId: number | null; level: number };
export type Addressee = { id: number; parentId: number | null; closed: string };

export async function insertTree(
  db: Database,
  campaign: { id: number; dueOn: Day },
  nodes: readonly Node[],
  addressees: readonly Addressee[],
): Promise<void> {
  await sql`insert into campaign_node (campaign_id, node_id, parent_id, level)
    select ${campaign.id}, n.id, n."parentId", n.level
    from json_to_recordset(${JSON.stringify(nodes)}::json) as n(id int, "parentId" int, level int)`.execute(
    db,
  );
  await sql`insert into return (campaign_id, org_id, parent_id, closed, due_on)
    select ${campaign.id}, a.id, a."parentId", a.closed::varbit, ${campaign.dueOn}::date
    from json_to_recordset(${JSON.stringify(addressees)}::json) as a(id int, "parentId" int, closed text)`.execute(
    db,
  );
}

/** False where it was closed already. */
export async function closeCampaignRow(db: Database, id: number, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`update campaign set state = 'closed', closed_at = ${at}
    where id = ${id} and state = 'open'`.execute(db);
  return numAffectedRows === 1n;
}

/** How far the returns of some campaigns are, for lists of campaigns. */
export type Progress = {
  campaignId: number;
  expected: number;
  submitted: number;
  accepted: number;
  returned: number;
};
export async function progressOf(db: Database, campaignIds: readonly number[]): Promise<Progress[]> {
  const { rows } = await sql<Progress>`select campaign_id as "campaignId", count(*)::int as expected,
      count(*) filter (where state = 2)::int as submitted, count(*) filter (where state = 3)::int as accepted,
      count(*) filter (where state = 1)::int as returned
    from return where campaign_id = any(${campaignIds}::int[]) and state >= 0 and parent_id is not null
    group by campaign_id`.execute(db);
  return rows;
}
