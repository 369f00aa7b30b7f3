import { type Day, dayIn, type Interval } from '#calendar';
import {
  allow,
  codesOf,
  type Doer,
  doers,
  may,
  type Organisation,
  organisationById,
  peopleOf,
} from '#organisations';
import type { Database } from '#platform/database.server.ts';
import { type Context, reading } from '#platform/use-case.ts';
import { asSubmitted } from './as-submitted.ts';
import { type ShownScan, shownScan } from './scan-state.ts';
import { type Background, backgroundsOf } from './background.ts';
import { type AskedValue, askedValue } from './asked-value.ts';
import { judgeReturn } from './judging/index.ts';
import { latenessIn } from './lateness.ts';
import { type Located, locateReturn, WhichReturn, Name } from './locate.ts';
import { mendByProposed } from './mend-by.ts';
import { type Beside, besideOf, NOTHING_BESIDE } from './out-of-line-in.ts';
import { contentOf, type Receipt, receiptOf } from './receipt.ts';
import { namesFrom, type ShownRemark, threads } from './remark-threads.ts';
import {
  type Answer,
  type Attention,
  attentionIn,
  cellsOf,
  type Column,
  type Content,
  type Counts,
  executionField,
  type FormDefinition,
  type Over,
  type ReturnState,
  type StoredExecution,
  type Text,
  totalsOf,
} from './rules/index.ts';
import { type Reviewer, reviewersAt } from './reviewers.ts';
import { draftFields, dueNow, fieldsSaid, isCounted } from './show-return.ts';
import type { Campaign } from './sql/campaigns.ts';
import { type EvidenceFile, filesOf } from './sql/files.ts';
import { type ReadyRemark, readyRemarksOf } from './sql/ready-remarks.ts';
import { remarksOf } from './sql/remarks.ts';
import { markOpened, markWatched, reviewOf, watchersIn } from './sql/reviews.ts';
import { scanOf } from './sql/scans.ts';
import { draftsOf, eventsOf, type ReturnEvent, revisionsOf, waitingFor } from './sql/returns.ts';
import { valueQuestionsOf } from './sql/value-questions.ts';
import { watchedSince } from './watch.ts';

/** A number beside that of the last period. Values are scaled; `change` too. */
export type ReviewedCell = {
  field: string;
  table: string;
  row: { code: string; title: Text };
  column: { code: string; title: Text; group: Column['group']; unit: Text; over: Over };
  scale: number;
  /** `computed`: a total; nobody typed it. */
  state: 'open' | 'closed' | 'computed';
  now: Answer;
  previous: Answer | undefined;
  change: number | undefined;
  /** Why the cell does not apply. */
  reason: string | undefined;
  /** What the organisation said to the warnings at this cell, by the check's code. */
  explanations: {
    check: string;
    text: string;
    /** The same question at the same cell was explained in an earlier period too. */
    before: boolean;
  }[];
  why: Attention['why'] | undefined;
  /** What is usual here, where the number is not. */
  usual: Attention['usual'];
};
export type ReviewedDuty = {
  field: string;
  code: string;
  shortTitle: string;
  title: string;
  document: string;
  term: Interval;
  derived: boolean;
  now: StoredExecution | undefined;
  files: EvidenceFile[];
  previous: StoredExecution | undefined;
  why: Attention['why'] | undefined;
};
export type HistoryStep = Pick<ReturnEvent, 'id' | 'at' | 'rev' | 'action' | 'detail'> & {
  by: string;
  roles: string[];
};

export type ReviewedReturn = {
  campaign: { slug: string; period: Interval; dueOn: Day; zone: string; state: 'open' | 'closed' };
  organisation: Organisation;
  state: ReturnState;
  rev: number;
  daysLate: number;
  /** Until when it is to be mended: what was said when it was sent back, else what is proposed. */
  mendBy: Day;
  /** Whose it is to look at; nothing: anybody's. */
  reviewer: Reviewer | undefined;
  /** Whose it may become. */
  reviewers: Reviewer[];
  /** Who else has it open just now. */
  watchedBy: string[];
  /** Questions at single values. */
  questions: AskedValue[];
  /** The municipality's own ready-made remarks. */
  ready: ReadyRemark[];
  previous: { campaign: string; period: Interval } | undefined;
  /** F2; nothing for those who fill in F1 alone. */
  form: FormDefinition | undefined;
  /** Nothing has been submitted yet where these are empty: a draft is its organisation's own. */
  cells: ReviewedCell[];
  duties: ReviewedDuty[];
  /** Whole tables answered in words: there was nothing to report, or they do not apply, and why. */
  answeredInWords: { table: string; title: Text; reason: string | undefined }[];
  /** What to look at first: fields in the order of the page. */
  attention: Attention[];
  /** Sent or not; replies stand with theirs. */
  remarks: ShownRemark[];
  history: HistoryStep[];
  /** How far its organisation is, while it is being filled in or mended. */
  draft: { counts: Counts; seenAt: Date | null; last: { at: Date; by: string } | undefined } | undefined;
  /** Who answers for the organisation. */
  people: { name: string; role: string }[];
  receipt: (Receipt & { byName: string }) | undefined;
  /** The signed paper, where the organisation has attached it. */
  scan: ShownScan | undefined;
  /** Among the returns that wait for review, those submitted first before others. */
  pager: { at: number | undefined; of: number; previous: string | undefined; next: string | undefined };
  /** `enter`: its figures, for the organisation. */
  may: { remark: boolean; review: boolean; assign: boolean; ask: boolean; enter: boolean };
};

/** A submitted return beside the last period, as a reviewer sees it. @throws Failure `returns.not-found`, `access.denied` */
export const reviewReturn = reading(
  'return.review',
  WhichReturn.extend({ organisation: Name }),
  async (context, which): Promise<ReviewedReturn> => {
    const located = await locateReturn(context, which);
    const { campaign, organisation, head } = located;
    allow(context, 'return.inspect', organisation.path); // a school sees its own return elsewhere, without what is unsent
    const isWaiting = head.state === 'submitted' && campaign.state === 'open';
    const watched = await openForReview(context, located, isWaiting);
    const review = await reviewOf(context.db, head);
    const asked = (await backgroundsOf(context.db, campaign, [located])).get(organisation.id)!;
    const revisions = await revisionsOf(context.db, head);
    const revision = revisions.at(-1);
    const content = revision && contentOf(campaign, head.parentId !== null, revision);
    const background =
      content && isCounted(head.state) ? await asSubmitted(context.db, asked, content) : asked;
    const remarks = await remarksOf(context.db, head);
    const questions = await valueQuestionsOf(context.db, head);
    const events = await eventsOf(context.db, head);
    const [draft] = isCounted(head.state) ? [] : await draftsOf(context.db, campaign.id, [organisation.id]);
    const names = await doers(context.db, [
      ...new Set(
        [
          ...remarks.map(({ accountId }) => accountId),
          ...events.map(({ actorId }) => actorId),
          ...questions.flatMap(({ askedBy, answeredBy }) => [askedBy, answeredBy]),
          ...watched,
          review?.reviewerId,
          revision?.actorId,
          draft?.updatedBy,
        ].flatMap((id) => id ?? []),
      ),
    ]);
    const beside = (content && (await besideIn(context.db, campaign, background, content))) || NOTHING_BESIDE;
    const attention = content ? attentionOf(background, content, beside) : [];
    const now = revision ? (fieldsSaid(located, revisions, revision.rev) ?? {}) : {};
    const files = await filesOf(
      context.db,
      organisation.id,
      Object.values(content?.executions ?? {}).flatMap(({ files: named = [] }) => named),
    );
    const today = dayIn(context.now, campaign.zone);
    const daysLate = await latenessIn(context.db, campaign, today, organisation.id);
    const municipality = (await organisationById(context.db, campaign.ownerId))!;
    const nameOf = namesFrom(names);
    const { slug, period, dueOn, zone, state } = campaign;
    const { previous } = background;
    return {
      campaign: { slug, period, dueOn, zone, state },
      organisation,
      state: head.state,
      rev: head.rev,
      daysLate: daysLate(head),
      mendBy: head.state === 'returned' ? dueNow(head) : mendByProposed(today, head.dueOn),
      reviewer:
        review?.reviewerId == null ? undefined : { id: review.reviewerId, name: nameOf(review.reviewerId) },
      reviewers: await reviewersAt(context.db, municipality),
      watchedBy: watched.map(nameOf),
      questions: questions.map((one) => askedValue(one, nameOf)),
      ready: await readyRemarksOf(context.db, campaign.ownerId),
      previous: previous && { campaign: previous.campaign, period: previous.period },
      form: background.form,
      cells: content ? cellsIn(background, content, attention, beside) : [],
      answeredInWords: content ? tablesInWords(background, content) : [],
      duties: content ? dutiesIn(background, content, attention, files) : [],
      attention,
      remarks: threads(remarks, namesFrom(names), {
        said: (rev) => fieldsSaid(located, revisions, rev),
        now,
      }),
      history: events.map((event) => stepOf(event, names)),
      draft: isCounted(head.state)
        ? undefined
        : {
            counts: judgeReturn(background, draftFields(draft?.entries), dayIn(context.now, zone)).counts,
            seenAt: head.firstSeenAt,
            last: draft && { at: draft.updatedAt, by: namesFrom(names)(draft.updatedBy) },
          },
      people: await peopleOf(context.db, organisation.id),
      receipt:
        revision && head.firstSubmittedAt
          ? {
              ...receiptOf(
                campaign,
                organisation,
                { ...head, firstSubmittedAt: head.firstSubmittedAt, daysLate: daysLate(head) },
                revision,
              ),
              byName: namesFrom(names)(revision.actorId),
            }
          : undefined,
      scan: shownScan(await scanOf(context.db, head), head, revision),
      pager: await pagerFor(context.db, located),
      may: {
        remark: isWaiting && may(context, 'return.remark', organisation.path),
        review: isWaiting && may(context, 'return.review', organisation.path),
        enter:
          campaign.state === 'open' &&
          !isCounted(head.state) &&
          may(context, 'return.enter-for', organisation.path),
        assign: campaign.state === 'open' && may(context, 'return.review', organisation.path),
        ask:
          campaign.state === 'open' &&
          isCounted(head.state) &&
          may(context, 'return.review', organisation.path),
      },
    };
  },
);

/**
 * A reviewer has the return before them: from now on its school cannot take it back, and others see who looks at it.
 * @returns who else has it open
 */
async function openForReview(
  context: Context,
  { campaign, head, organisation: { path } }: Located,
  isWaiting: boolean,
) {
  const me = context.actor.accountId;
  if (me !== null && isWaiting && may(context, 'return.remark', path)) {
    const review = await reviewOf(context.db, head);
    if (review?.openedRev !== head.rev) await markOpened(context.db, head, { by: me, at: context.now });
    await markWatched(context.db, head, me, context.now);
  }
  return (await watchersIn(context.db, campaign.id, watchedSince(context.now)))
    .filter((one) => one.organisationId === head.organisationId && one.accountId !== me)
    .map(({ accountId }) => accountId);
}

const attentionOf = ({ form, previous }: Background, content: Content, beside: Beside): Attention[] =>
  attentionIn(form, { ...content, now: content.numbers, before: previous?.numbers, ...beside });

async function besideIn(
  db: Database,
  campaign: Campaign,
  background: Background,
  { numbers }: Content,
): Promise<Beside | undefined> {
  if (!background.form) return undefined;
  return (await besideOf(db, campaign, [{ background, numbers }])).get(background.organisation.id);
}

function cellsIn(
  { form, kind, previous }: Background,
  content: Content,
  attention: readonly Attention[],
  { explainedBefore }: Beside,
): ReviewedCell[] {
  if (!form) return [];
  const number = (answer: Answer | undefined) => (typeof answer === 'number' ? answer : null);
  const totals = totalsOf(form, (cell) => number(content.numbers[cell]));
  const totalsBefore = totalsOf(form, (cell) => number(previous?.numbers[cell]));
  return cellsOf(form, kind).map(({ code: field, table, row, column, state }) => {
    const now = (state === 'computed' ? totals[field] : content.numbers[field]) ?? null;
    const before =
      previous && ((state === 'computed' ? totalsBefore[field] : previous.numbers[field]) ?? null);
    const found = attention.find((one) => one.field === field);
    const said = Object.entries(content.explanations).filter(([warning]) => warning.endsWith(`@${field}`));
    return {
      field,
      table: table.code,
      row: { code: row.code, title: row.title },
      column: {
        code: column.code,
        title: column.title,
        group: column.group,
        unit: column.unit,
        over: column.over,
      },
      scale: column.scale,
      state,
      now,
      previous: before,
      change: typeof now === 'number' && typeof before === 'number' ? now - before : undefined,
      reason: content.reasons[field] ?? content.reasons[table.code],
      explanations: said.map(([warning, text]) => ({
        check: warning.slice(0, warning.indexOf('@')),
        text,
        before: explainedBefore.has(warning),
      })),
      why: found?.why,
      usual: found?.usual,
    };
  });
}

function tablesInWords({ form }: Background, { nothing = [], reasons }: Content) {
  return (form?.tables ?? []).flatMap(({ code, title }) =>
    reasons[code] !== undefined || nothing.includes(code)
      ? [{ table: code, title, reason: reasons[code] }]
      : [],
  );
}

function dutiesIn(
  { duties }: Background,
  { executions }: Content,
  attention: readonly Attention[],
  files: readonly EvidenceFile[],
): ReviewedDuty[] {
  return duties.map(({ id, code, shortTitle, title, document, startsOn, endsOn, derived, last }) => {
    const field = executionField(id, 'state');
    const now = executions[id];
    return {
      field,
      code,
      shortTitle,
      title,
      document,
      term: { start: startsOn, end: endsOn },
      derived,
      now: now ?? (derived ? { state: 'done' } : undefined), // it has been submitted
      files: (now?.files ?? []).flatMap((name) => files.find((file) => file.id === name) ?? []),
      previous: last?.answer,
      why: attention.find((one) => one.field === field)?.why,
    };
  });
}

function stepOf(
  { id, at, rev, action, detail, actorId }: ReturnEvent,
  names: Map<number, Doer>,
): HistoryStep {
  const doer = actorId === null ? undefined : names.get(actorId);
  return { id, at, rev, action, detail, by: doer?.name ?? '', roles: doer?.roles ?? [] };
}

async function pagerFor(db: Database, { campaign, organisation }: Located): Promise<ReviewedReturn['pager']> {
  const waiting = await waitingFor(db, campaign.id);
  const at = waiting.indexOf(organisation.id);
  const previous = at < 0 ? undefined : waiting[at - 1];
  const next = waiting[at + 1]; // from one that does not wait: to the first that does
  const codes = await codesOf(
    db,
    [previous, next].flatMap((id) => id ?? []),
  );
  return {
    at: at < 0 ? undefined : at + 1,
    of: waiting.length,
    previous: previous === undefined ? undefined : codes.get(previous),
    next: next === undefined ? undefined : codes.get(next),
  };
}
