import type { App } from '#platform/app.ts';
import { contextFor } from '#organisations';
import { waitForFold } from './fold.ts';
import {
  type CampaignToVerify,
  campaignsToVerify,
  cellsOfCampaign,
  firstDifference,
  inSnapshot,
  type Pair,
  returnsOfNoLeaf,
  type Sums,
  unfolded,
} from './sql/verify.ts';

/** Where a stored figure is not what the returns give: `position` counts from 0 in the campaign's layout. */
export type Difference = {
  campaign: string;
  campaignId: number;
  node: number;
  /** Sums and counts by cell (`sums`, `ns`, `nas`), counts of returns, or a return that no node would count. */
  figure: keyof Sums | 'row' | 'return';
  position: number | null;
  cell: string | null;
  stored: number | null;
  recomputed: number | null;
};
export type Verification = {
  campaigns: number;
  returns: number;
  /** Nodes that were being changed all the while and were not judged. */
  unsettled: number;
  difference: Difference | null;
};

const ROUNDS = 5;
const AT_ONCE = 2; // each is the work of one processor

/**
 * Recomputes every stored figure from the returns and from the nodes below. Reads only; what is changed meanwhile is
 * looked at again after the next fold.
 */
export async function verifyConsolidations(app: App): Promise<Verification> {
  const context = contextFor(app);
  let campaigns = await campaignsToVerify(app.db);
  const result: Verification = {
    campaigns: campaigns.length,
    returns: campaigns.reduce((all, { returns }) => all + returns, 0),
    unsettled: 0,
    difference: null,
  };
  for (let round = 0; round < ROUNDS && campaigns.length > 0; round++) {
    await waitForFold(context);
    const again: CampaignToVerify[] = [];
    result.unsettled = 0;
    for (let at = 0; at < campaigns.length; at += AT_ONCE) {
      const some = campaigns.slice(at, at + AT_ONCE);
      const found = await Promise.all(
        some.map((campaign) => inSnapshot(app.db, (db) => verifyOne(db, campaign))),
      );
      const first = found.find(({ difference }) => difference);
      if (first?.difference) return { ...result, difference: first.difference };
      result.unsettled += found.reduce((all, { waiting }) => all + waiting, 0);
      again.push(...some.filter((_, at) => found[at]!.waiting > 0));
    }
    campaigns = again;
  }
  return result;
}

async function verifyOne(db: App['db'], campaign: CampaignToVerify) {
  const about = { campaign: campaign.slug, campaignId: campaign.id };
  const lost = await returnsOfNoLeaf(db, campaign.id);
  if (lost[0]) {
    const none = { position: null, cell: null, stored: null, recomputed: lost[0].orgId };
    return { waiting: 0, difference: { ...about, node: lost[0].node, figure: 'return' as const, ...none } };
  }
  const pair = await firstDifference(db, campaign);
  if (!pair) return { waiting: await unfolded(db, campaign.id) };
  const { cell: at, ...where } = differenceIn(pair);
  const cell = at === null ? null : ((await cellsOfCampaign(db, campaign.id))[at] ?? null);
  return { waiting: 0, difference: { ...about, node: pair.node, ...where, position: at, cell } };
}

function differenceIn({ stored, recomputed }: Pair) {
  if (!stored || !recomputed)
    return {
      figure: 'row' as const,
      cell: null,
      stored: stored?.expected ?? null,
      recomputed: recomputed?.expected ?? null,
    };
  for (const figure of ['sums', 'ns', 'nas'] as const) {
    const longest = Math.max(stored[figure].length, recomputed[figure].length);
    for (let at = 0; at < longest; at++) {
      const [was, is] = [stored[figure][at] ?? null, recomputed[figure][at] ?? null];
      if (was !== is) return { figure, cell: at, stored: was, recomputed: is };
    }
  }
  for (const figure of ['submitted', 'accepted', 'expected'] as const)
    if (stored[figure] !== recomputed[figure])
      return { figure, cell: null, stored: stored[figure], recomputed: recomputed[figure] };
  throw new Error('two equal rows are no difference');
}
