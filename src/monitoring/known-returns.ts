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
type Kept = {
  loaded: number;
  byPath: Map<string, KnownReturn>;
  byCode: Map<string, KnownReturn[]>;
  /** One load for all who wait for it. */
  campaigns: Map<number, Promise<void>>;
};

const LIVES_MS = 60_000;
/** About 10 KB each; a region of 25 municipalities has a thousand. */
const MOST_RETURNS = 3000;
const keptBy = new WeakMap<RunPrepared, Kept>();

function keptFor({ run }: Context): Kept {
  let kept = keptBy.get(run);
  const old = kept && (performance.now() - kept.loaded > LIVES_MS || kept.byPath.size >= MOST_RETURNS);
  if (!kept || old) {
    kept = { loaded: performance.now(), byPath: new Map(), byCode: new Map(), campaigns: new Map() };
    keptBy.set(run, kept);
  }
  return kept;
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
  putKnown(keptFor(context), known);
  return known;
}

function putKnown({ byPath, byCode }: Kept, known: KnownReturn): void {
  const { campaign, organisation } = known.background;
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
  const loading = campaigns.get(campaign.id) ?? load(context, campaign, organisation);
  campaigns.set(campaign.id, loading);
  try {
    await loading;
  } catch (error) {
    campaigns.delete(campaign.id);
    throw error;
  }
}

async function load(context: Context, campaign: Campaign, organisation: Organisation): Promise<void> {
  const kept = keptFor(context);
  const owner = await organisationById(context.db, campaign.ownerId);
  const organisations = owner ? await organisationsUnder(context.db, [owner.path]) : [organisation];
  const heads = new Map((await headsOf(context.db, campaign.id)).map((head) => [head.organisationId, head]));
  const addressed = organisations.flatMap((one) => {
    const head = heads.get(one.id);
    return head ? [{ organisation: one, head }] : [];
  });
  const backgrounds = await backgroundsOf(context.db, campaign, addressed);
  for (const { organisation: one, head } of addressed)
    putKnown(kept, { head, background: backgrounds.get(one.id)! });
}
