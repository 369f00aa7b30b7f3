import { createHash } from 'node:crypto';
import { type Day, dayIn, daysBetween, type Interval, readQuarterSlug } from '#calendar';
import type { Organisation } from '#organisations';
import {
  type Canonical,
  canonicalText,
  type Content,
  decode,
  type Stored,
  type Texts,
} from './rules/index.ts';
import { layoutOfCampaign } from './background.ts';
import { readFormName } from './forms/index.ts';
import type { Campaign } from './sql/campaigns.ts';
import type { ReturnHead, Revision } from './sql/returns.ts';

/** Proof of what was submitted. */
export type Receipt = {
  /** `2021-4-school-15-1`: quarter, organisation, how often submitted. */
  number: string;
  organisation: { code: string; name: string; shortName: string };
  campaign: string;
  period: Interval;
  rev: number;
  at: Date;
  zone: string;
  /** The account that submitted. */
  by: number;
  forms: { code: string; version: number }[];
  files: number;
  /** Where the coordinator entered some of it for the organisation: how many answers, and whether it was submitted for it too. */
  behalf?: { toldBy: string; why: string; submitted: boolean; fields: number | undefined };
  /** 64 hexadecimal digits; `shortChecksum` for the eye. */
  checksum: string;
  dueOn: Day;
  /** Days in the school's hands after what was due; negative: days before it. */
  daysLate: number;
};

/**
 * What a checksum vouches for: the return as it is kept, so that anyone who may read it can compute it again.
 * Numbers stand in the order of the campaign's layout.
 */
export function checksumOf(
  campaign: Pick<Campaign, 'slug' | 'forms'>,
  organisation: Pick<Organisation, 'path'>,
  kept: Stored & { at: Date; rev: number; actorId: number; texts: Texts },
): string {
  const { executions, reasons, explanations, values, nothing, behalf } = kept.texts;
  const text = canonicalText({
    campaign: campaign.slug,
    organisation: organisation.path,
    form: campaign.forms.join(', '),
    rev: kept.rev,
    at: kept.at.toISOString(),
    by: kept.actorId,
    cells: kept.cells,
    has: kept.has,
    na: kept.na,
    executions: executions as Canonical,
    reasons,
    explanations,
    values, // left out where there are none, as in returns of before there were any
    nothing,
    behalf,
  });
  return createHash('sha256').update(text).digest('hex');
}

/** All that a stored revision says. */
export function contentOf(campaign: Campaign, asksNumbers: boolean, revision: Revision): Content {
  const layout = asksNumbers ? layoutOfCampaign(campaign) : [];
  return { ...revision.texts, numbers: decode(layout, revision) };
}

/** `daysLate`: of a return that came back to its school; of others lateness is judged by the first submission. */
export function receiptOf(
  campaign: Campaign,
  organisation: Organisation,
  head: Pick<ReturnHead, 'dueOn' | 'parentId'> & { firstSubmittedAt: Date; daysLate?: number },
  given: { rev: number; at: Date; actorId: number; checksum: string; texts: Texts },
): Receipt {
  const { year, quarter } = readQuarterSlug(campaign.slug) ?? { year: campaign.slug, quarter: '' };
  const { code, name, shortName } = organisation;
  const executions = Object.values(given.texts.executions);
  const { behalf, doors } = given.texts;
  return {
    number: [year, quarter, code, given.rev].filter((part) => part !== '').join('-'),
    organisation: { code, name, shortName },
    campaign: campaign.slug,
    period: campaign.period,
    rev: given.rev,
    at: given.at,
    zone: campaign.zone,
    by: given.actorId,
    forms: [{ code: 'F1', version: 1 }, ...(head.parentId === null ? [] : campaign.forms.map(readFormName))],
    files: executions.reduce((sum, { files = [] }) => sum + files.length, 0),
    ...(behalf
      ? {
          behalf: {
            toldBy: behalf.toldBy,
            why: behalf.why,
            submitted: behalf.submitted === true,
            fields: countOf(doors?.['on-behalf']),
          },
        }
      : {}),
    checksum: given.checksum,
    dueOn: head.dueOn,
    daysLate: head.daysLate ?? daysBetween(head.dueOn, dayIn(head.firstSubmittedAt, campaign.zone)),
  };
}

/** Nothing where all of it came that way. */
const countOf = (fields: readonly string[] = []) => (fields.includes('*') ? undefined : fields.length);
