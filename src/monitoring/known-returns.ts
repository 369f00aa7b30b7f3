import type { z } from 'zod';
import { may, oneself, type Organisation, organisationsUnder, organisationById, reach } from '#organisations';
import type { RunPrepared } from '#platform/database.server.ts';
import type { Context } from '#platform/use-case.ts';
import { type Background, backgroundsOf } from './background.ts';
import { locateReturn, type WhichReturn } from './locate.ts';
import type { Campaign } from './sql/campaigns.ts';
import { headsOf, type ReturnHead } from './sql/returns.ts';

/**
 * What a submission is judged against, kept for a minute, a whole campaign at a time, so that the submission needs no
 * read before its write. The statement itself refuses what was judged against a campaign, an earlier return or a draft
 * that has changed since; only a correction of the roadmap or of an organisation's kind may go unnoticed for the minute.
 */
export type KnownReturn = {
  /** `rev` and `state` are as old as the rest: the statement checks them. */
  head: ReturnHead;
  background: Background;
};
/** The returns of one campaign, which are kept and forgotten together. */
type KeptCampaign = {
  loadedAt: number;
  /** One load for all who wait for it. */
  loading: Promise<void>;
  returns: KnownReturn[];
};
type Kept = {
  byPath: Map<string, KnownReturn>;
  byCode: Map<string, KnownReturn[]>;
  /** By id, in the order in which they were loaded. */
  campaigns: Map<number, KeptCampaign>;
};

const LIVES_MS = 60_000;
/** About 10 KB each. One campaign is kept however many it has: forgetting a part of it would mean reading it for ever. */
const MOST_RETURNS = 3000;
const keptBy = new WeakMap<RunPrepared, Kept>();

function keptFor({ run }: Context): Kept {
  let kept = keptBy.get(run);
  if (!kept) keptBy.set(run, (kept = { byPath: new Map(), byCode: new Map(), campaigns: new Map() }));
  forgetOld(kept);
  return kept;
}

/** What has lived its minute, and of the rest the oldest while there are too many. */
function forgetOld(kept: Kept): void {
  const now = performance.now();
  for (const [id, campaign] of kept.campaigns) {
    const tooMany = kept.byPath.size > MOST_RETURNS && kept.campaigns.size > 1;
    if (now - campaign.loadedAt <= LIVES_MS && !tooMany) return; // those after it are younger
    kept.campaigns.delete(id);
    for (const known of campaign.returns) forget(kept, known);
  }
}

function forget({ byPath, byCode }: Kept, { background: { campaign, organisation } }: KnownReturn): void {
  byPath.delete(key(campaign.slug, organisation.path));
  for (const name of [organisation.code, organisation.path]) {
    const named = key(campaign.slug, name);
    const others = (byCode.get(named) ?? []).filter(
      ({ background }) => background.organisation.id !== organisation.id,
    );
    if (others.length > 0) byCode.set(named, others);
    else byCode.delete(named);
  }
}

/** A municipality's campaigns are read anew: what its returns are asked has changed. */
export function forgetCampaignsOf(context: Context, ownerId: number): void {
  const kept = keptFor(context);
  for (const [id, { returns }] of kept.campaigns) {
    if (returns[0]?.background.campaign.ownerId !== ownerId) continue;
    kept.campaigns.delete(id);
    for (const known of returns) forget(kept, known);
  }
}

/** The return as it is known, within the actor's reach. @throws Failure `access.sign-in`, `returns.not-found` */
export async function knownReturn(
  context: Context,
  which: z.output<typeof WhichReturn>,
): Promise<KnownReturn> {
  oneself(context);
  const found = lookUp(context, which);
  if (found) return found;
  const { campaign, organisation } = await locateReturn(context, which);
  await keep(context, campaign, organisation);
  return keptFor(context).byPath.get(key(campaign.slug, organisation.path)) ?? freshReturn(context, which);
}

/** The same from the database, known from now on: what was kept may have been to blame for a refusal. */
export async function freshReturn(
  context: Context,
  which: z.output<typeof WhichReturn>,
): Promise<KnownReturn> {
  const { campaign, organisation, head } = await locateReturn(context, which);
  const backgrounds = await backgroundsOf(context.db, campaign, [{ organisation, head }]);
  const known = { head, background: backgrounds.get(organisation.id)! };
  const kept = keptFor(context);
  const kin = kept.campaigns.get(campaign.id);
  if (kin) putKnown(kept, kin, known);
  return known;
}

function putKnown({ byPath, byCode }: Kept, { returns }: KeptCampaign, known: KnownReturn): void {
  const { campaign, organisation } = known.background;
  returns.push(known);
  byPath.set(key(campaign.slug, organisation.path), known);
  for (const name of [organisation.code, organisation.path]) {
    const named = key(campaign.slug, name);
    const others = (byCode.get(named) ?? []).filter(
      ({ background }) => background.organisation.id !== organisation.id,
    );
    byCode.set(named, [...others, known]);
  }
}

const key = (slug: string, name: string) => `${slug} ${name}`;

function lookUp(
  context: Context,
  { campaign, organisation }: z.output<typeof WhichReturn>,
): KnownReturn | undefined {
  const kept = keptFor(context);
  if (organisation) {
    const named = kept.byCode.get(key(campaign, organisation)) ?? [];
    return named.find(({ background }) => may(context, 'return.read', background.organisation.path));
  }
  const nodes = reach(context, 'return.fill');
  const grant = context.actor.grants.find(({ at }) => nodes.includes(at));
  return grant && kept.byPath.get(key(campaign, grant.at));
}

async function keep(context: Context, campaign: Campaign, organisation: Organisation): Promise<void> {
  const { campaigns } = keptFor(context);
  let kept = campaigns.get(campaign.id);
  if (!kept) {
    kept = { loadedAt: performance.now(), loading: Promise.resolve(), returns: [] };
    campaigns.set(campaign.id, kept);
    kept.loading = load(context, campaign, organisation, kept);
  }
  try {
    await kept.loading;
  } catch (error) {
    if (campaigns.get(campaign.id) === kept) campaigns.delete(campaign.id);
    throw error;
  }
}

async function load(
  context: Context,
  campaign: Campaign,
  organisation: Organisation,
  kin: KeptCampaign,
): Promise<void> {
  const owner = await organisationById(context.db, campaign.ownerId);
  const organisations = owner ? await organisationsUnder(context.db, [owner.path]) : [organisation];
  const heads = new Map((await headsOf(context.db, campaign.id)).map((head) => [head.organisationId, head]));
  const addressed = organisations.flatMap((one) => {
    const head = heads.get(one.id);
    return head ? [{ organisation: one, head }] : [];
  });
  const backgrounds = await backgroundsOf(context.db, campaign, addressed);
  const kept = keptFor(context);
  if (kept.campaigns.get(campaign.id) !== kin) return; // forgotten while it was being read
  for (const { organisation: one, head } of addressed)
    putKnown(kept, kin, { head, background: backgrounds.get(one.id)! });
}
