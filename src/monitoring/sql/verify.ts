import { CompiledQuery, sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';
import { innerNodes, leaves } from './sums.ts';

export type CampaignToVerify = { id: number; slug: string; width: number; returns: number };

/** What a node should have, beside what is stored. */
export type Pair = { node: number; stored: Sums | null; recomputed: Sums | null };
export type Sums = {
  sums: number[];
  ns: number[];
  nas: number[];
  submitted: number;
  accepted: number;
  expected: number;
};

export async function campaignsToVerify(db: Database): Promise<CampaignToVerify[]> {
  const { rows } = await sql<CampaignToVerify>`
    select c.id, c.slug, cardinality(c.cells) as width,
      (select count(*)::int from return h where h.campaign_id = c.id and h.parent_id is not null) as returns
    from campaign c order by c.id`.execute(db);
  return rows;
}

/**
 * The nodes of a campaign whose figures a change in this snapshot has made old: the marked ones and all above them.
 * What they hold is right again after the next fold.
 */
const OLD = `old as (
  with recursive up as (
    select m.node_id from consolidation_mark m where m.campaign_id = $1
    union
    select n.parent_id from up join campaign_node n on n.campaign_id = $1 and n.node_id = up.node_id where n.parent_id is not null)
  select node_id from up)`;

/** The first node, in the order of their numbers, whose stored row is not what its returns or its children give. */
export async function firstDifference(
  db: Database,
  { id, width }: CampaignToVerify,
): Promise<Pair | undefined> {
  const nodes = await nodesOf(db, id);
  const low = nodes.filter(({ inner }) => !inner).map(({ node }) => node);
  const high = nodes.filter(({ inner }) => inner).map(({ node }) => node);
  return (
    (await compare(db, leaves(width), id, low)) ??
    (await compare(db, innerNodes(width), id, high)) ??
    (await rowOfNoNode(db, id))
  );
}

async function compare(db: Database, select: string, id: number, nodes: number[]): Promise<Pair | undefined> {
  if (nodes.length === 0) return undefined;
  const text = `with live as (${select}), ${OLD}
    select l.node_id as node, to_jsonb(c) as stored, to_jsonb(l) as recomputed
    from live l left join consolidation c on c.campaign_id = l.campaign_id and c.node_id = l.node_id
    where l.node_id not in (select node_id from old)
      and (c.sums, c.ns, c.nas, c.submitted, c.accepted, c.expected)
        is distinct from (l.sums, l.ns, l.nas, l.submitted, l.accepted, l.expected)
    order by l.node_id limit 1`;
  return (await rowsOf<Pair>(db, text, [id, nodes]))[0];
}

/** A figure of a node that the campaign's tree does not have. */
async function rowOfNoNode(db: Database, id: number): Promise<Pair | undefined> {
  const text = `with ${OLD}
    select c.node_id as node, to_jsonb(c) as stored, null as recomputed from consolidation c
    where c.campaign_id = $1 and c.node_id not in (select node_id from old) and not exists
      (select from campaign_node n where n.campaign_id = c.campaign_id and n.node_id = c.node_id)
    order by c.node_id limit 1`;
  return (await rowsOf<Pair>(db, text, [id]))[0];
}

async function nodesOf(db: Database, id: number): Promise<{ node: number; inner: boolean }[]> {
  const { rows } = await sql<{ node: number; inner: boolean }>`
    select n.node_id as node, exists (select from campaign_node k
      where k.campaign_id = n.campaign_id and k.parent_id = n.node_id) as inner
    from campaign_node n where n.campaign_id = ${id}`.execute(db);
  return rows;
}

/** Returns whose node is none of the tree, or one that has nodes below it: no fold would count them. */
export async function returnsOfNoLeaf(db: Database, id: number): Promise<{ orgId: number; node: number }[]> {
  const { rows } = await sql<{ orgId: number; node: number }>`
    select h.org_id as "orgId", h.parent_id as node from return h
    where h.campaign_id = ${id} and h.parent_id in (
      select distinct h.parent_id from return h where h.campaign_id = ${id} and h.parent_id is not null
      except (select node_id from campaign_node where campaign_id = ${id}
        except select parent_id from campaign_node where campaign_id = ${id}))
    order by h.org_id limit 1`.execute(db);
  return rows;
}

export async function cellsOfCampaign(db: Database, id: number): Promise<string[]> {
  const { rows } = await sql<{ cells: string[] }>`select cells from campaign where id = ${id}`.execute(db);
  return rows[0]?.cells ?? [];
}

/** How many nodes cannot be judged in this snapshot, because a change to them has not been folded yet. */
export async function unfolded(db: Database, id: number): Promise<number> {
  const rows = await rowsOf<{ count: number }>(db, `with ${OLD} select count(*)::int as count from old`, [
    id,
  ]);
  return rows[0]!.count;
}

async function rowsOf<Row>(db: Database, text: string, values: unknown[]): Promise<Row[]> {
  return (await db.executeQuery<Row>(CompiledQuery.raw(text, values))).rows;
}

/** All in one snapshot, with room enough for a thousand nodes' sums at once. */
export const inSnapshot = <T>(db: Database, run: (db: Database) => Promise<T>): Promise<T> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (db) => {
      await sql`set local work_mem = '128MB'`.execute(db);
      return run(db);
    });
