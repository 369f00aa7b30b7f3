import { type Day, dayIn } from '#calendar';
import { type Organisation, organisationById, organisationsUnder } from '#organisations';
import type { Database } from '#platform/database.server.ts';
import { type DaysLate, latenessIn } from './lateness.ts';
import {
  type Answer,
  answersOf,
  consolidatedForm,
  type FormDefinition,
  type Layout,
  layoutFrom,
  type ReturnState,
} from './rules/index.ts';
import { recomputeAnswers } from './judging/index.ts';
import { type CampaignHead, returnRows, type ReturnRow, type Whose } from './sql/consolidation.ts';

export type ConsolidatedOrganisation = Pick<
  Organisation,
  'id' | 'path' | 'code' | 'kind' | 'name' | 'shortName' | 'mark' | 'lowPerforming' | 'adverseConditions'
>;
/** Of an organisation, what the figures need: its numbers and its phone are not for every reader. */
export const consolidatedOrganisation = (one: Organisation): ConsolidatedOrganisation => ({
  id: one.id,
  path: one.path,
  code: one.code,
  kind: one.kind,
  name: one.name,
  shortName: one.shortName,
  mark: one.mark,
  lowPerforming: one.lowPerforming,
  adverseConditions: one.adverseConditions,
});
/** One organisation's part. `figures` by cell, total rows too, in units; null where its return is not counted. */
export type OrganisationFigures = {
  organisation: ConsolidatedOrganisation;
  state: ReturnState;
  dueOn: Day;
  submittedAt: Date | null;
  /** Of the first submission; null while there is none. */
  firstSubmittedOn: Day | null;
  /** Days in its own hands after what was due; 0 when in time or not submitted yet. */
  daysLate: number;
  figures: Record<string, Answer> | null;
  /** Cells that its kind does not have, of one whose return is not counted. */
  closed: string[];
};
const STATES: Record<number, ReturnState> = { 0: 'draft', 1: 'returned', 2: 'submitted', 3: 'accepted' };

type Chosen = { form: FormDefinition; node: Organisation; whose: Whose; acceptedOnly: boolean; today: Day };

/** The organisations whose returns are expected, in the order of the tree, those that were closed since last. */
export async function organisationFigures(
  db: Database,
  campaign: CampaignHead,
  { form, node, whose, acceptedOnly, today }: Chosen,
): Promise<OrganisationFigures[]> {
  const rows = await returnRows(db, campaign.id, whose);
  const known = new Map((await organisationsUnder(db, [node.path])).map((one) => [one.id, one]));
  for (const { orgId } of rows) {
    if (known.has(orgId)) continue;
    const gone = await organisationById(db, orgId);
    if (gone) known.set(orgId, gone);
  }
  const byId = new Map(rows.map((row) => [row.orgId, row]));
  const late = await latenessIn(db, { id: campaign.id, zone: campaign.timeZone }, today);
  const layout = layoutFrom(campaign.cells, campaign.scales);
  return [...known.values()].flatMap((organisation) => {
    const row = byId.get(organisation.id);
    if (!row) return [];
    const figures = acceptedOnly && row.state !== 3 ? null : figuresIn(row, form, layout);
    const closed = figures ? [] : closedIn(row, form, layout);
    return {
      ...partOf(row, campaign, late),
      organisation: consolidatedOrganisation(organisation),
      figures,
      closed,
    };
  });
}

function closedIn({ closed }: ReturnRow, form: FormDefinition, layout: Layout): string[] {
  const nothing = answersOf(consolidatedForm(form), layout, { cells: '{}', has: '', na: closed });
  return Object.keys(nothing).filter((cell) => nothing[cell] === 'not-applicable');
}

function figuresIn({ cells, has, na }: ReturnRow, form: FormDefinition, layout: Layout) {
  if (cells === null || has === null || na === null) return null;
  const answers = answersOf(consolidatedForm(form), layout, { cells, has, na });
  recomputeAnswers(form, answers);
  return answers;
}

function partOf(row: ReturnRow, { timeZone }: CampaignHead, late: DaysLate) {
  const { state, dueOn, submittedAt, firstSubmittedAt } = row;
  const firstSubmittedOn = firstSubmittedAt && dayIn(firstSubmittedAt, timeZone);
  return {
    state: STATES[state] ?? 'draft',
    dueOn,
    submittedAt,
    firstSubmittedOn,
    daysLate: firstSubmittedOn
      ? Math.max(0, late({ organisationId: row.orgId, dueOn, firstSubmittedAt }))
      : 0,
  };
}
