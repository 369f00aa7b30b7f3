import { z } from 'zod';
import { allow } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { type Context, useCase } from '#platform/use-case.ts';
import { AssignmentInput, DayInput } from './edit-import.ts';
import { draftToChange, type FoundDraft } from './draft-within.ts';
import { organisationsOf } from './rules/assign.ts';
import { matchResponsible } from './rules/match-responsibles.ts';
import { type Reason, same, type VersionResponsible } from './rules/versions/content.ts';
import { type Correction, corrected } from './rules/versions/correct.ts';
import { type Decisions, updateDraft } from './sql/drafts.ts';
import { newActivities } from './sql/roadmaps.ts';

const Id = z.int().positive();
const Line = z.string().trim().max(2000);
const Title = Line.min(1, 'roadmap.title-missing');
const Short = z.string().trim().max(120).optional();
const DeadlineText = z.string().trim().max(500);
const Understood = z.union([z.literal('as-read'), z.int().min(0).max(20)]).optional();
const Numeral = z.string().trim().min(1, 'correction.section-unknown').max(40);
/** `assignment` says whom the words mean; without it whoever they lead to, or as it was where the words were there. */
const ResponsibleInput = z.object({
  text: Line,
  role: z.enum(['executor', 'co-executor']),
  assignment: AssignmentInput.nullish(),
});
const Responsibles = z.array(ResponsibleInput).max(100);
const Part = z.object({ title: Title, shortTitle: Short, deadline: DeadlineText, understood: Understood });

const Change = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('edit'),
    activity: Id,
    section: Numeral.optional(),
    title: Title.optional(),
    shortTitle: Short,
    deadline: DeadlineText.optional(),
    /** Where the words of the deadline are in doubt: right as read, or the place of an alternative. */
    understood: Understood,
    document: Line.optional(),
    result: Line.optional(),
    responsibles: Responsibles.optional(),
    derived: z.boolean().optional(),
  }),
  z.object({ what: z.literal('move'), activity: Id, place: Id, section: Numeral.optional() }),
  z.object({
    what: z.literal('add'),
    section: Numeral,
    place: Id.optional(),
    title: Title,
    shortTitle: Short,
    deadline: DeadlineText,
    understood: Understood,
    document: Line.optional(),
    result: Line.optional(),
    responsibles: Responsibles,
  }),
  z.object({ what: z.literal('split'), activity: Id, first: Part, second: Part }),
  z.object({ what: z.literal('withdraw'), activity: Id }),
  z.object({ what: z.literal('restore'), activity: Id }),
  z.object({ what: z.literal('link'), activity: Id, after: Id }),
  z.object({ what: z.literal('unlink'), activity: Id, after: Id }),
  z.object({ what: z.literal('section'), numeral: Numeral, title: Title }),
  z.object({ what: z.literal('renumber'), section: Numeral }),
  z.object({
    what: z.literal('whole'),
    title: Line.optional(),
    period: z.object({ start: DayInput, end: DayInput }).optional(),
  }),
]);
export type DraftChange = z.output<typeof Change>;

const EditCorrection = z.object({
  id: Id,
  revision: Id,
  change: Change,
  /** Why, in a person's words; it goes into the order of correction. Empty takes the reason away. */
  reason: z.string().trim().max(1000).optional(),
});

/**
 * One step of a correction.
 * @throws Failure `correction.not-found`, `correction.approved`, `correction.thrown-away`,
 *   `correction.changed-meanwhile`, `roadmap.activity-not-found`, `correction.section-unknown`, `correction.link-circle`,
 *   `correction.not-withdrawn`, `roadmap.period-not-read`
 */
export const editCorrection = useCase(
  'roadmap.edit-correction',
  EditCorrection,
  async (context, { id, revision, change, reason }) => {
    const found = await draftToChange(context, id, revision);
    const step = await stepOf(context, found, change);
    return stepDraft(context, found, step, { reason: reason === undefined ? undefined : { text: reason } });
  },
);

/**
 * Takes a step in a draft that is held (`draftToChange`), with its reason and, where it was proposed, the decision. For
 * the room that proposes.
 */
export async function stepDraft(
  context: Context,
  { draft, owner, base }: FoundDraft,
  step: Correction | undefined,
  given: {
    reason?: Reason | undefined;
    decision?: { key: string; as: 'taken' | 'dropped' | undefined } | undefined;
  },
): Promise<{ id: number; revision: number; activity: number | undefined; inDoubt: boolean }> {
  allow(context, 'roadmap.change', owner.path);
  const content = step ? corrected(draft.content, step, base) : draft.content;
  if ('refused' in content) throw new Failure('invalid', content.refused);
  const activity = step && 'activity' in step ? step.activity : undefined;
  const reasons = withReason(draft.reasons, activity, given.reason);
  const { decision } = given;
  const decisions = decided(draft.decisions, decision);
  await updateDraft(context.db, draft.id, {
    content,
    reasons,
    decisions,
    by: context.actor.accountId,
    at: context.now,
  });
  await record(context, {
    action: 'roadmap.edit-correction',
    organisationId: owner.id,
    subject: `roadmap draft ${draft.id}`,
    before: activity === undefined ? undefined : changedFields(draft.content, content, activity),
    after: {
      step: step?.what ?? 'none',
      ...given,
      ...(activity === undefined ? {} : changedFields(content, draft.content, activity)),
    },
  });
  const changed = content.activities.find(({ activityId }) => activityId === activity);
  /** The words of the deadline can be understood in several ways: a person must say how before it is approved. */
  const inDoubt = changed?.deadline.certain === false;
  return { id: draft.id, revision: draft.revision + 1, activity, inDoubt };
}

function decided(
  decisions: Decisions,
  decision: { key: string; as: Decisions[string] | undefined } | undefined,
) {
  if (!decision) return decisions;
  const { [decision.key]: _, ...others } = decisions;
  return decision.as ? { ...others, [decision.key]: decision.as } : others;
}

/** What a person wrote stands beside what the system saw; a reason of the system's replaces an earlier one. */
function withReason(
  reasons: Record<string, Reason>,
  activity: number | undefined,
  reason: Reason | undefined,
) {
  if (activity === undefined || reason === undefined) return reasons;
  const { [activity]: before, ...others } = reasons;
  const next = { ...before, ...reason };
  if (!next.text) delete next.text;
  return next.code || next.text ? { ...others, [activity]: next } : others;
}

type Content = FoundDraft['base'];
/** For the journal: of the one that was changed only what differs. */
function changedFields(content: Content, other: Content, activity: number): Record<string, unknown> {
  const [one, its] = [content, other].map(({ activities }) =>
    activities.find(({ activityId }) => activityId === activity),
  );
  if (!one) return { activity, withdrawn: true };
  const fields = Object.entries(one).filter(([name, value]) => !same(value, its?.[name as keyof typeof one]));
  return { activity, code: one.code, ...Object.fromEntries(fields) };
}

async function stepOf(context: Context, found: FoundDraft, change: DraftChange): Promise<Correction> {
  const fresh = async () => (await newActivities(context.db, found.draft.roadmapId, 1))[0]!;
  if (change.what === 'split') return { ...change, into: await fresh() };
  if (change.what === 'add')
    return { ...change, activity: await fresh(), responsibles: meant(change.responsibles, [], found) };
  if (change.what === 'edit') {
    const { responsibles, ...texts } = change;
    const before = found.draft.content.activities.find(({ activityId }) => activityId === change.activity);
    return {
      ...texts,
      ...(responsibles ? { responsibles: meant(responsibles, before?.responsibles ?? [], found) } : {}),
    };
  }
  if (change.what === 'whole' && change.period && change.period.start > change.period.end)
    throw new Failure('invalid', 'roadmap.period-not-read');
  return change;
}

/** Whom the words mean; a line without words is taken away. */
function meant(
  given: z.output<typeof Responsibles>,
  before: readonly VersionResponsible[],
  { organisations }: FoundDraft,
): VersionResponsible[] {
  return given
    .filter(({ text }) => text)
    .map(({ text, role, assignment }) => {
      const known = before.find((one) => one.text === text);
      if (assignment) return { text, role, organisations: organisationsOf(assignment, organisations) };
      return { text, role, organisations: known?.organisations ?? matchResponsible(text, organisations).ids };
    });
}
