import { CompiledQuery, sql } from 'kysely';
import type { Database, RunPrepared } from '#platform/database.server.ts';
import type { NodeSums } from '../rules/index.ts';
import { heads, sumsOfReturns } from './sums.ts';

export type CampaignHead = {
  id: number;
  ownerId: number;
  slug: string;
  startsOn: string;
  endsOn: string;
  dueOn: string;
  timeZone: string;
  state: 'open' | 'closed';
  forms: string[];
  cells: string[];
  scales: number[];
};
/** A campaign with what is stored of one node; `pending`: a change to the campaign waits to be folded. */
export type Kept = CampaignHead & { sums: NodeSums | null; pending: boolean };

const HEAD = `c.id, c.owner_id as "ownerId", c.slug, c.starts_on as "startsOn", c.ends_on as "endsOn",
  c.due_on as "dueOn", c.time_zone as "timeZone", c.state, to_json(array_prepend(c.form_code || ' ' || c.form_version, c.more_forms)) as forms,
  to_json(c.cells) as cells, to_json(c.scales) as scales`; // an array's own text is read slowly

/** Asks a statement by its name, so that hundreds of expressions are planned once for each connection. */
export type Ask = <Row>(name: string, text: string, values: unknown[]) => Promise<Row[]>;

/** Prepared where nothing else holds the connection; inside a transaction, planned anew. */
export const askBy = ({ db, run }: { db: Database; run: RunPrepared }): Ask =>
  db.isTransaction
    ? async <Row>(_name: string, text: string, values: unknown[]) =>
        (await db.executeQuery<Row>(CompiledQuery.raw(text, values))).rows
    : run;

type KeptRow = CampaignHead & {
  sums: string | null;
  ns: string | null;
  nas: string | null;
  submitted: number;
  accepted: number;
  expected: number;
  pending: boolean;
};
const kept = ({ sums, ns, nas, submitted, accepted, expected, ...row }: KeptRow): Kept => ({
  ...row,
  sums: sums === null ? null : { ...arrays({ sums, ns: ns!, nas: nas! }), submitted, accepted, expected },
});

/** As PostgreSQL writes whole numbers: `{1,2}`. @throws RangeError for one beyond 2^53 */
function numbers(text: string): number[] {
  const read = JSON.parse(`[${text.slice(1, -1)}]`) as number[];
  const over = read.find((one) => !Number.isSafeInteger(one));
  if (over !== undefined) throw new RangeError(`int8 beyond 2^53: ${over}`);
  return read;
}
const arrays = ({ sums, ns, nas }: { sums: string; ns: string; nas: string }) => ({
  sums: numbers(sums),
  ns: numbers(ns),
  nas: numbers(nas),
});

const KEPT = `${HEAD}, k.sums::text, k.ns::text, k.nas::text, k.submitted, k.accepted, k.expected,
    exists (select from consolidation_mark m where m.campaign_id = c.id) as pending
  from campaign c left join consolidation k on k.campaign_id = c.id and k.node_id = coalesce($3::int, c.owner_id)`;

/**
 * A campaign of one of the owners by its slug, with the stored sums of `node` (the owner's own without one), and the
 * campaign that ended last before this one began.
 */
export async function keptSums(
  ask: Ask,
  owners: readonly number[],
  slug: string,
  node: number | null,
): Promise<{ found: Kept; before: Kept | undefined } | undefined> {
  const rows = await ask<KeptRow>(
    'kept-sums',
    `with found as (select c.id, c.owner_id, c.starts_on from campaign c
       where c.owner_id = any($1::int[]) and c.slug = $2 order by c.id limit 1),
     earlier as (select c.id from campaign c join found f on c.owner_id = f.owner_id and c.ends_on < f.starts_on
       order by c.ends_on desc limit 1)
     select ${KEPT} where c.id in (select id from found union all select id from earlier) order by c.ends_on desc`,
    [owners, slug, node],
  );
  const [found, before] = rows.map(kept);
  return found && { found, before };
}

export type Period = { slug: string; startsOn: string; endsOn: string };

/** The campaigns of the owners, the newest first, each with whether anything has been handed in. */
export async function periodsOf(
  db: Database,
  owners: readonly number[],
): Promise<(Period & { hasData: boolean })[]> {
  const { rows } = await sql<Period & { hasData: boolean }>`
    select c.slug, c.starts_on as "startsOn", c.ends_on as "endsOn",
      exists (select from return h where h.campaign_id = c.id and h.state in (2, 3) and h.parent_id is not null) as "hasData"
    from campaign c where c.owner_id = any(${owners}) order by c.ends_on desc, c.id desc`.execute(db);
  return rows;
}

/** Whose returns: all below a node of the campaign's tree, or those of certain organisations. */
export type Whose = { below: number } | { organisations: readonly number[] };
const bound = (whose: Whose) =>
  'below' in whose
    ? {
        // As an array: few nodes are expected then, and their returns are found by the index.
        where: `h.parent_id = any(array(with recursive down as (
          select $2::int as node_id
          union select n.node_id from down join campaign_node n on n.campaign_id = $1 and n.parent_id = down.node_id)
          select node_id from down))`,
        value: whose.below,
      }
    : { where: 'h.org_id = any($2::int[]) and h.parent_id is not null', value: whose.organisations };

/** Sums by any cut, from the returns themselves. */
export async function cutSums(
  ask: Ask,
  { id, cells }: Pick<CampaignHead, 'id' | 'cells'>,
  whose: Whose,
  acceptedOnly: boolean,
): Promise<NodeSums> {
  const { where, value } = bound(whose);
  const from = heads(cells.length, where, acceptedOnly ? 'h.state = 3' : undefined);
  const text = `select s.sums::text, s.ns::text, s.nas::text, s.submitted, s.accepted, s.expected
    from (select ${sumsOfReturns(cells.length)} from ${from}) s`;
  type Row = { sums: string; ns: string; nas: string; submitted: number; accepted: number; expected: number };
  const name = `cut-${cells.length}-${'below' in whose ? 'below' : 'of'}-${acceptedOnly ? 'accepted' : 'all'}`;
  const [row] = await ask<Row>(name, text, [id, value]);
  return { ...row!, ...arrays(row!) };
}

export type ReturnRow = {
  orgId: number;
  state: number;
  dueOn: string;
  closed: string;
  submittedAt: Date | null;
  firstSubmittedAt: Date | null;
  /** Of the revision that counts; null where none does. */
  cells: string | null;
  has: string | null;
  na: string | null;
};

/** The returns that are expected, one by one. */
export async function returnRows(db: Database, campaignId: number, whose: Whose): Promise<ReturnRow[]> {
  const { where, value } = bound(whose);
  const text = `
    select h.org_id as "orgId", h.state, h.due_on as "dueOn", h.closed::text, h.submitted_at as "submittedAt",
      h.first_submitted_at as "firstSubmittedAt", r.cells::text, r.has::text, r.na::text
    from return h
    left join return_revision r on r.campaign_id = h.campaign_id and r.org_id = h.org_id and r.rev = h.rev
      and h.rev > 0 and h.state in (2, 3)
    where h.campaign_id = $1 and h.state >= 0 and ${where}`;
  return (await db.executeQuery<ReturnRow>(CompiledQuery.raw(text, [campaignId, value]))).rows;
}

/** What the counted returns say in words, in the order of the tree. */
export async function wordRows(
  db: Database,
  campaignId: number,
  whose: Whose,
): Promise<{ orgId: number; values: Record<string, string> }[]> {
  const { where, value } = bound(whose);
  const text = `
    select h.org_id as "orgId", r.texts->'values' as values
    from return h join return_revision r on r.campaign_id = h.campaign_id and r.org_id = h.org_id and r.rev = h.rev
    where h.campaign_id = $1 and h.state in (2, 3) and r.texts ? 'values' and ${where} order by h.org_id`;
  type Row = { orgId: number; values: Record<string, string> };
  return (await db.executeQuery<Row>(CompiledQuery.raw(text, [campaignId, value]))).rows;
}

/** All that a page shows is of one moment. */
export const inOneMoment = <T>(db: Database, run: (db: Database) => Promise<T>): Promise<T> =>
  db.isTransaction
    ? run(db)
    : db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(run);
