import { z } from 'zod';
import { type Day, dayIn, type Interval } from '#calendar';
import { municipalityOf, oneself, organisationIn, reach } from '#organisations';
import type { Database } from '#platform/database.server.ts';
import { reading } from '#platform/use-case.ts';
import { latenessIn } from './lateness.ts';
import { locateMunicipality, ownOrganisation, Name } from './locate.ts';
import { dueNow, isCounted } from './show-return.ts';
import { campaignsOf, progressOf } from './sql/campaigns.ts';
import { headsOf, type ReturnHead } from './sql/returns.ts';
import { scanOf } from './sql/scans.ts';
import { valueQuestionsOf } from './sql/value-questions.ts';

export type ListedCampaign = {
  slug: string;
  period: Interval;
  dueOn: Day;
  state: 'open' | 'closed';
  /** How many returns with figures: of all addressed, waiting for review, accepted, sent back. */
  expected: number;
  submitted: number;
  accepted: number;
  returned: number;
};

/** The campaigns of the actor's municipality, newest first. */
export const listCampaigns = reading(
  'campaign.list',
  z.object({ municipality: Name.optional() }),
  async (context, { municipality: code }): Promise<ListedCampaign[]> => {
    const municipality = await locateMunicipality(context, 'campaign.read', code);
    return listedCampaigns(context.db, municipality.id);
  },
);

const NONE = { expected: 0, submitted: 0, accepted: 0, returned: 0 };
export async function listedCampaigns(db: Database, municipalityId: number): Promise<ListedCampaign[]> {
  const campaigns = await campaignsOf(db, [municipalityId]);
  const progress = await progressOf(
    db,
    campaigns.map(({ id }) => id),
  );
  return campaigns.map(({ id, slug, period, dueOn, state }) => {
    const { expected, submitted, accepted, returned } =
      progress.find(({ campaignId }) => campaignId === id) ?? NONE;
    return { slug, period, dueOn, state, expected, submitted, accepted, returned };
  });
}

export type OwnReturn = Pick<ReturnHead, 'state' | 'rev' | 'submittedAt' | 'firstSubmittedAt'> & {
  campaign: string;
  campaignState: 'open' | 'closed';
  period: Interval;
  /** Until when it is to be submitted, or mended where it has been sent back. */
  dueOn: Day;
  /** Days in the organisation's hands after what was due; 0 or less: not late. */
  daysLate: number;
  /** Questions at single values that wait for an answer. */
  asked: number;
  /** What counts now is not what the scan of the signed paper shows: another one is needed. */
  scanVoid: boolean;
};

/** `organisation`, a code or a path, where the actor fills in for several. */
const OwnReturns = z.object({ organisation: z.string().min(1).max(200).optional() });
/** The returns that the actor's own organisation has been asked for, newest first. */
export const listOwnReturns = reading(
  'return.own',
  OwnReturns,
  async (context, which): Promise<OwnReturn[]> => {
    oneself(context);
    const organisation = which.organisation
      ? await organisationIn(context.db, reach(context, 'return.fill'), which.organisation)
      : await ownOrganisation(context);
    if (!organisation) return [];
    const municipality = await municipalityOf(context.db, organisation.path);
    const campaigns = municipality ? await campaignsOf(context.db, [municipality.id]) : [];
    const own: OwnReturn[] = [];
    for (const { id, slug, state: campaignState, period, zone } of campaigns) {
      const [head] = await headsOf(context.db, id, organisation.id);
      if (!head) continue;
      const { state, rev, submittedAt, firstSubmittedAt } = head;
      const late = await latenessIn(context.db, { id, zone }, dayIn(context.now, zone), organisation.id);
      const questions = campaignState === 'open' ? await valueQuestionsOf(context.db, head) : [];
      const scan = await scanOf(context.db, head);
      own.push({
        campaign: slug,
        campaignState,
        period,
        dueOn: dueNow(head),
        daysLate: late(head),
        asked: questions.filter(({ answeredAt }) => answeredAt === null).length,
        scanVoid: isCounted(state) && scan !== undefined && scan.rev !== rev,
        state,
        rev,
        submittedAt,
        firstSubmittedAt,
      });
    }
    return own;
  },
);
