import { z } from 'zod';
import {
  type Action,
  municipalityOf,
  type Organisation,
  organisationById,
  organisationIn,
  reach,
  noStranger,
} from '#organisations';
import { Failure } from '#platform/failure.ts';
import type { Context } from '#platform/use-case.ts';
import { type Campaign, campaignAt, campaignWith } from './sql/campaigns.ts';
import { headsOf, type ReturnHead } from './sql/returns.ts';

/** What an address names; anything else is the name of nothing. */
export const Name = z.string().regex(/^[\w.-]{1,200}$/, 'returns.not-found');

/** `organisation` is a code or, where codes repeat, a path; without it the organisation whose return the actor fills in. */
export const WhichReturn = z.object({
  campaign: Name,
  organisation: Name.optional(),
});
export const WhichCampaign = z.object({
  campaign: Name,
  municipality: Name.optional(),
});
export type Located = { campaign: Campaign; organisation: Organisation; head: ReturnHead };

/** A return within the actor's reach. @throws Failure `access.sign-in`, `returns.not-found` */
export async function locateReturn(
  context: Context,
  { campaign: slug, organisation: code }: z.output<typeof WhichReturn>,
): Promise<Located> {
  noStranger(context);
  const organisation = code
    ? await organisationIn(context.db, reach(context, 'return.read'), code)
    : await ownOrganisation(context);
  const campaign = organisation && (await campaignWith(context.db, organisation.id, slug));
  const [head] = campaign ? await headsOf(context.db, campaign.id, organisation.id) : [];
  if (!organisation || !campaign || !head) throw new Failure('not-found', 'returns.not-found');
  return { organisation, campaign, head };
}

/** Where the actor may fill in returns, first in the order of the tree. */
export async function ownOrganisation(context: Context): Promise<Organisation | undefined> {
  const nodes = reach(context, 'return.fill');
  const grant = context.actor.grants.find(({ at }) => nodes.includes(at));
  return grant && organisationById(context.db, grant.organisationId);
}

/** The municipality that the actor works in, or the named one within reach. @throws Failure `returns.not-found` */
export async function locateMunicipality(
  context: Context,
  action: Action,
  code?: string,
): Promise<Organisation> {
  noStranger(context);
  const nodes = reach(context, action);
  const found = code
    ? await organisationIn(context.db, nodes, code)
    : await firstOf(nodes, (node) => municipalityOf(context.db, node));
  if (found?.kind === 'municipality') return found;
  throw new Failure('not-found', 'returns.not-found');
}

async function firstOf<Found>(
  nodes: readonly string[],
  find: (node: string) => Promise<Found | undefined>,
): Promise<Found | undefined> {
  for (const node of nodes) {
    const found = await find(node);
    if (found) return found;
  }
  return undefined;
}

/** A municipality's campaign within the actor's reach. @throws Failure `access.sign-in`, `returns.not-found` */
export async function locateCampaign(
  context: Context,
  action: Action,
  { campaign: slug, municipality: code }: z.output<typeof WhichCampaign>,
): Promise<{ campaign: Campaign; municipality: Organisation }> {
  const municipality = await locateMunicipality(context, action, code);
  const campaign = await campaignAt(context.db, municipality.id, slug);
  if (!campaign) throw new Failure('not-found', 'returns.not-found');
  return { campaign, municipality };
}
