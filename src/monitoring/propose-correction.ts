import { z } from 'zod';
import { dayIn, isValidDay, readRussianDate } from '#calendar';
import { draftToChange, draftWithin, type FoundDraft, stepDraft } from '#roadmap';
import { correctionFor, type Heard, type Option, type Proposal, proposalsFor } from '#roadmap/rules';
import { Failure } from '#platform/failure.ts';
import { type Context, reading, useCase } from '#platform/use-case.ts';
import { type RoadmapState, roadmapStateOf, type StatedActivity } from './roadmap-state.ts';

/** A proposal with what has become of it. */
export type ShownProposal = Proposal & {
  code: string;
  shortTitle: string;
  decision: 'taken' | 'dropped' | undefined;
  /** The draft has withdrawn the activity: there is nothing left to decide. */
  gone: boolean;
};

/**
 * What the executions ask to be corrected, each with its reason and what could be done; the decided ones too.
 * @throws Failure `correction.not-found`
 */
export const proposeCorrection = reading(
  'roadmap.propose-correction',
  z.object({ id: z.int().positive() }),
  async (context, { id }): Promise<ShownProposal[]> => {
    const found = await draftWithin(context, id);
    const there = new Set(found.draft.content.activities.map(({ activityId }) => activityId));
    const named = new Map(found.base.activities.map((one) => [one.activityId, one]));
    return (await proposalsOf(context, found)).map((one) => {
      const { code, shortTitle } = named.get(one.activity)!;
      const decision = found.draft.decisions[one.key];
      return { ...one, code, shortTitle, decision, gone: !there.has(one.activity) };
    });
  },
);

const DecideProposal = z.object({
  id: z.int().positive(),
  revision: z.int().positive(),
  proposal: z.string().max(80),
  /** `leave`: nothing is changed, and it is not proposed again until it is to be decided `again`. */
  decision: z.enum(['move', 'shorten', 'drop-term', 'withdraw', 'no-document', 'leave', 'again']),
  /** Another last day than the proposed one. */
  until: z.string().trim().max(20).optional(),
  /** In a person's words, beside what the system saw. */
  reason: z.string().trim().max(1000).optional(),
});

/**
 * Takes a proposal into the draft, its reason with it, or leaves it.
 * @throws Failure `correction.not-found`, `correction.changed-meanwhile`, `correction.proposal-unknown`,
 *   `roadmap.day-not-read`, `correction.proposal-outdated`
 */
export const decideProposal = useCase('roadmap.decide-proposal', DecideProposal, async (context, given) => {
  const found = await draftToChange(context, given.id, given.revision);
  const proposal = (await proposalsOf(context, found)).find(({ key }) => key === given.proposal);
  if (!proposal) throw new Failure('not-found', 'correction.proposal-unknown');
  if (given.decision === 'leave')
    return stepDraft(context, found, undefined, { decision: { key: proposal.key, as: 'dropped' } });
  if (given.decision === 'again')
    return stepDraft(context, found, undefined, { decision: { key: proposal.key, as: undefined } });
  const option = proposal.options.find((one) => one.as === given.decision);
  const { content } = found.draft;
  const activity = content.activities.find(({ activityId }) => activityId === proposal.activity);
  if (!option || !activity) throw new Failure('not-found', 'correction.proposal-unknown');
  const step = correctionFor(option, activity, {
    period: content.period,
    until: untilOf(option, given.until),
  });
  if (!step) throw new Failure('conflict', 'correction.proposal-outdated');
  return stepDraft(context, found, step, {
    reason: { ...proposal.reason, ...(given.reason ? { text: given.reason } : {}) },
    decision: { key: proposal.key, as: 'taken' },
  });
});

function untilOf(option: Option, text: string | undefined): string | undefined {
  if (!text || !('until' in option)) return undefined;
  const day = isValidDay(text) ? text : readRussianDate(text);
  if (day && day >= option.term.start) return day;
  const code = day ? 'correction.until-before-start' : 'roadmap.day-not-read';
  throw new Failure('invalid', code, {}, [{ at: 'until', code }]);
}

async function proposalsOf(context: Context, { owner, base }: FoundDraft): Promise<Proposal[]> {
  const today = dayIn(context.now, context.zone);
  const state = await roadmapStateOf(context.db, owner, today);
  const heard = new Map((state?.activities ?? []).map((one) => [one.activityId, heardOf(one)]));
  return proposalsFor(base.activities, heard, { period: base.period, today });
}

/**
 * The codes of the activities whose executions ask to be corrected, of which nobody has decided anything yet, in the order
 * of the document. `draftId`: the open draft, in which some may have been decided. For the coordinator's first page.
 */
export async function undecidedCorrections(
  context: Context,
  { roadmap, activities }: RoadmapState,
  draftId: number | undefined,
): Promise<string[]> {
  const heard = new Map(activities.map((one) => [one.activityId, heardOf(one)]));
  const period = { start: roadmap.startsOn, end: roadmap.endsOn };
  const proposals = proposalsFor(activities, heard, { period, today: dayIn(context.now, context.zone) });
  const draft = draftId === undefined ? undefined : (await draftWithin(context, draftId)).draft;
  const isOpen = ({ key, activity }: Proposal) =>
    !draft ||
    (draft.decisions[key] === undefined &&
      draft.content.activities.some(({ activityId }) => activityId === activity));
  const open = new Set(proposals.filter(isOpen).map(({ activity }) => activity));
  return activities.filter(({ activityId }) => open.has(activityId)).map(({ code }) => code);
}

const heardOf = ({ obligations }: StatedActivity): Heard[] =>
  obligations.map(({ startsOn, endsOn, execution }) => {
    const { state, doneOn, newTerm, document, link, files = [] } = execution ?? {};
    return {
      start: startsOn,
      end: endsOn,
      state: state === 'done' || state === 'not-applicable' ? state : 'open',
      ...(doneOn ? { doneOn } : {}),
      ...(newTerm ? { newTerm } : {}),
      evidenced: Boolean(document || link || files.length),
    };
  });
