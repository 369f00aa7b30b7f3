import { sql } from 'kysely';
import pg from 'pg';
import type { Database } from '#platform/database.server.ts';
import { innerNodes, leaves } from './sums.ts';

const LOCK = 0x76656b6a; // beside the locks of migrations and of the database's keeper

/** Whether a change waits to be folded: in one campaign, or in any. */
export async function hasMarks(db: Database, campaignId?: number): Promise<boolean> {
  const { rows } = await sql<{ pending: boolean }>`select exists (select from consolidation_mark
    where ${campaignId ?? null}::int is null or campaign_id = ${campaignId ?? null}) as pending`.execute(db);
  return rows[0]!.pending;
}

/** A connection of its own: its advisory lock belongs to the session, which a pooler would hand to somebody else. */
export type FoldSession = {
  /** Folds all that is marked; how many nodes that were. */
  fold(): Promise<number>;
  /** The server has gone, or ended this session. */
  lost(): boolean;
  close(): Promise<void>;
};

export async function openFoldSession(url: string): Promise<FoldSession> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'vekha fold',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  let lost = false;
  client.on('error', () => (lost = true)); // without a listener the process dies
  client.on('end', () => (lost = true));
  await client.connect();
  return {
    fold: () => foldUnderLock(client),
    lost: () => lost,
    close: () => client.end().catch(() => {}),
  };
}

/** The lock is taken before the transaction: in it, the snapshot would be older than the lock. */
async function foldUnderLock(client: pg.Client): Promise<number> {
  await client.query('select pg_advisory_lock($1)', [LOCK]);
  try {
    await client.query('begin isolation level repeatable read');
    try {
      const folded = await foldMarks(client);
      await client.query('commit');
      return folded;
    } catch (error) {
      await client.query('rollback').catch(() => {});
      throw error;
    }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => {}); // a lost session has lost its lock
  }
}

/** Marks and sums are of one snapshot, so a change that this fold does not see keeps its mark. */
async function foldMarks(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ id: number; width: number; nodes: number[] }>({
    name: 'take-marks',
    text: `with taken as (delete from consolidation_mark returning campaign_id, node_id)
      select c.id, cardinality(c.cells) as width, array_agg(distinct taken.node_id) as nodes
      from taken join campaign c on c.id = taken.campaign_id group by c.id order by c.id`,
  });
  let folded = 0;
  for (const campaign of rows) folded += await foldCampaign(client, campaign);
  return folded;
}

type Marked = { id: number; width: number; nodes: number[] };
type Node = { id: number; parent: number | null; inner: boolean };

async function foldCampaign(client: pg.Client, { id, width, nodes }: Marked): Promise<number> {
  await client.query({
    name: 'drop-gone-nodes',
    text: `delete from consolidation c where campaign_id = $1 and node_id = any($2) and not exists
      (select from campaign_node n where n.campaign_id = c.campaign_id and n.node_id = c.node_id)`,
    values: [id, nodes],
  });
  const { rows } = await client.query<Node>({
    name: 'nodes-to-fold',
    text: `with recursive up as (
        select node_id, parent_id from campaign_node where campaign_id = $1 and node_id = any($2)
        union
        select p.node_id, p.parent_id from up join campaign_node p on p.campaign_id = $1 and p.node_id = up.parent_id)
      select node_id as id, parent_id as parent, exists (select from campaign_node k
        where k.campaign_id = $1 and k.parent_id = up.node_id) as inner from up`,
    values: [id, nodes],
  });
  const low = rows.filter((node) => !node.inner);
  await store(client, `fold-leaves-${width}`, leaves(width), id, low);
  for (const layer of fromBelow(rows))
    await store(
      client,
      `fold-inner-${width}`,
      innerNodes(width),
      id,
      layer.filter((node) => node.inner),
    );
  return rows.length;
}

async function store(client: pg.Client, name: string, select: string, campaignId: number, nodes: Node[]) {
  if (nodes.length === 0) return;
  const text = `insert into consolidation (campaign_id, node_id, sums, ns, nas, submitted, accepted, expected) ${select}
    on conflict (campaign_id, node_id) do update set sums = excluded.sums, ns = excluded.ns, nas = excluded.nas,
      submitted = excluded.submitted, accepted = excluded.accepted, expected = excluded.expected, folded_at = now()`;
  await client.query({ name, text, values: [campaignId, nodes.map((node) => node.id)] });
}

/** Nodes by their distance from the top, the farthest first: children are folded before their parents. */
function fromBelow(nodes: readonly Node[]): Node[][] {
  const parents = new Map(nodes.map(({ id, parent }) => [id, parent]));
  const layers: Node[][] = [];
  for (const node of nodes) {
    let depth = 0;
    for (let up = node.parent; up !== null && parents.has(up); up = parents.get(up) ?? null)
      if (++depth > nodes.length) throw new Error(`node ${node.id} of a campaign's tree stands below itself`);
    (layers[depth] ??= []).push(node);
  }
  return layers.toReversed();
}
