import { type Day, dayIn, daysBetween, type Deadline, type Interval } from '#calendar';
import { doers, may, municipalityOf, type Organisation, organisationsUnder } from '#organisations';
import { reading } from '#platform/use-case.ts';
import type { Context } from '#platform/use-case.ts';
import { asSubmitted } from './as-submitted.ts';
import { type ShownScan, shownScan } from './scan-state.ts';
import { type Background, backgroundsOf, type Duty, layoutOfCampaign } from './background.ts';
import { carriedOver, complete, formOf, judgeReturn, type Judged, knownCells } from './judging/index.ts';
import { latenessIn } from './lateness.ts';
import { type Located, locateReturn, WhichReturn } from './locate.ts';
import { contentOf, type Receipt, receiptOf } from './receipt.ts';
import {
  type Answer,
  cellCode,
  type CellType,
  CONFIRMED,
  emptyExecution,
  type ExecutionAnswer,
  type ExecutionState,
  executionField,
  type Fields,
  fieldsFrom,
  type FormDefinition,
  type Issue,
  readFields,
  readFiles,
  type ReturnState,
  type Usual,
} from './rules/index.ts';
import { type EvidenceFile, filesOf } from './sql/files.ts';
import { namesFrom, type ShownRemark, threads } from './remark-threads.ts';
import { besideOf } from './out-of-line-in.ts';
import { behalfIn } from './sql/behalf.ts';
import { type Answers, listAnswers } from './list-answers.ts';
import { type AskedValue, askedValue } from './asked-value.ts';
import { remarksOf } from './sql/remarks.ts';
import { reviewOf } from './sql/reviews.ts';
import { valueQuestionsOf } from './sql/value-questions.ts';
import { scanOf } from './sql/scans.ts';
import {
  type Draft,
  draftsOf,
  markSeen,
  type ReturnHead,
  type Revision,
  revisionsOf,
} from './sql/returns.ts';

/** A row of F1. */
export type DutyRow = {
  obligation: number;
  activity: number;
  code: string;
  section: string;
  shortTitle: string;
  title: string;
  deadline: Deadline;
  term: Interval;
  /** How many days after its end today is; negative while it runs. */
  daysOverdue: number;
  document: string;
  isEvent: boolean;
  /** Known to the system and not asked: taking part in the monitoring; done when this return is submitted. */
  derived: boolean;
  last: { campaign: string; state: ExecutionState; accepted: boolean } | undefined;
  /** The answer is the earlier "not applicable", and nothing else has been said. */
  carriedOver: boolean;
  answer: ExecutionAnswer;
  files: EvidenceFile[];
  /** `at` is the whole field name. */
  issues: Issue[];
};

/** Everything that the pages of a return need. */
export type ShownReturn = Judged & {
  campaign: { slug: string; period: Interval; dueOn: Day; zone: string; state: 'open' | 'closed' };
  organisation: Organisation;
  state: ReturnState;
  /** Submissions so far: sent back with a submission. */
  rev: number;
  /** The save that this page was made from: sent back as `base`. */
  draftRev: number;
  savedAt: Date | undefined;
  savedBy: string | undefined;
  /** Until when it is to be submitted, or mended where it has been sent back. */
  dueOn: Day;
  /** From that day to today; positive: late. */
  daysLate: number;
  /** The forms with tables, laid out with the rows of this return; none for those who fill in F1 alone. */
  forms: readonly FormDefinition[];
  /** The same as one. */
  form: FormDefinition | undefined;
  /** Field → as typed, with what stands there without having been typed: carried over, and `prefilled`. */
  fields: Record<string, string>;
  /** Cells whose number is out of line with earlier periods or with organisations alike, and what would be usual. */
  unusual: Record<string, Usual>;
  /** Cells whose number is the profile's and not yet confirmed. */
  prefilled: string[];
  /** Fields that somebody has emptied: known numbers do not come back into them. */
  emptied: string[];
  previous:
    | {
        campaign: string;
        period: Interval;
        numbers: Record<string, Answer>;
        values: Record<string, string>;
        sameYear: boolean;
      }
    | undefined;
  /** The files that cells of evidence name. */
  cellFiles: EvidenceFile[];
  /** What a cell for an organisation may name; none where the forms have no such cell. */
  organisations: { code: string; name: string }[];
  rows: DutyRow[];
  /** What reviewers have sent, the oldest first. */
  remarks: ShownRemark[];
  /** What reviewers ask about single values, without sending the return back. */
  questions: AskedValue[];
  /** What has been answered to questions of all schools, and what this one has asked. */
  asked: Answers;
  /** The reviewer who has opened what is submitted, so that it can no longer be taken back. */
  opened: { by: string; at: Date } | undefined;
  receipt: (Receipt & { byName: string }) | undefined;
  /** The scan of the signed paper that was attached last. */
  scan: ShownScan | undefined;
  submittedAt: Date | null;
  firstSubmittedAt: Date | null;
  /** Where the coordinator enters figures for the organisation: by whose words, why, and into how many fields. */
  behalf: { toldBy: string; why: string; at: Date; by: string; fields: number } | undefined;
  /** `own`: by those of the organisation; `enter`: for it, once it is said by whose words and why. */
  may: {
    fill: boolean;
    submit: boolean;
    enter: boolean;
    own: boolean;
    recall: boolean;
    answer: boolean;
  };
};

/** A return as the organisation sees it. @throws Failure `returns.not-found` */
export const showReturn = reading(
  'return.show',
  WhichReturn,
  async (context, which): Promise<ShownReturn> => {
    const located = await locateReturn(context, which);
    const { campaign, organisation, head } = located;
    const own = may(context, 'return.fill', organisation.path);
    if (own && !head.firstSeenAt) await markSeen(context.db, head, context.now);
    const asked = (await backgroundsOf(context.db, campaign, [located])).get(organisation.id)!;
    const [draft] = await draftsOf(context.db, campaign.id, [organisation.id]);
    const revisions = head.rev > 0 ? await revisionsOf(context.db, head) : [];
    const revision = revisions.at(-1);
    const background =
      revision && isCounted(head.state)
        ? await asSubmitted(context.db, asked, contentOf(campaign, head.parentId !== null, revision))
        : asked;
    const typed = fieldsOf(background, located, draft, revision);
    const counted = isCounted(head.state) ? revision : undefined;
    const today = dayIn(context.now, campaign.zone);
    const judged = judgeReturn(background, typed, counted ? dayIn(counted.at, campaign.zone) : today);
    const whole = complete(typed, background);
    const unusual = await unusualIn(context, background, judged);
    const prefilled = counted ? {} : unconfirmed(background, typed);
    const fields = Object.fromEntries(
      Object.entries({ ...prefilled, ...whole }).flatMap(([name, value]) => (value ? [[name, value]] : [])),
    );
    const maySubmit = may(context, 'return.submit', organisation.path);
    const isOpen = campaign.state === 'open' && !isCounted(head.state);
    const mayEnter = !own && isOpen && may(context, 'return.enter-for', organisation.path);
    const behalf = isCounted(head.state) ? undefined : await behalfIn(context.db, head);
    const enters = mayEnter && (await hasSaid(context, head));
    const open = isOpen && (own || enters);
    const form = formOf(background, fields, open ? SPARE_ROWS : 0);
    const remarks = await remarksOf(context.db, head);
    const questions = await valueQuestionsOf(context.db, head);
    const review = head.state === 'submitted' ? await reviewOf(context.db, head) : undefined;
    const opened = review?.openedRev === head.rev ? review : undefined;
    const names = await doers(context.db, [
      ...questions.flatMap(({ askedBy, answeredBy }) => [askedBy, answeredBy].flatMap((id) => id ?? [])),
      ...(opened?.openedBy ? [opened.openedBy] : []),
      ...remarks.flatMap(({ accountId }) => accountId ?? []),
      ...[revision?.actorId, draft?.updatedBy, behalf?.actorId].flatMap((id) => id ?? []),
    ]);
    const nameOf = namesFrom(names);
    const daysLate = await latenessIn(context.db, campaign, today, organisation.id);
    return {
      campaign: pick(campaign),
      organisation,
      state: head.state,
      rev: head.rev,
      draftRev: head.draftRev,
      savedAt: draft?.updatedAt,
      savedBy: draft && nameOf(draft.updatedBy),
      dueOn: dueNow(head),
      daysLate: daysBetween(dueNow(head), today),
      forms: formsIn(background, form),
      form,
      fields,
      prefilled: Object.keys(prefilled),
      emptied: Object.keys(typed).filter((name) => typed[name] === ''),
      cellFiles: await filesOf(context.db, organisation.id, idsIn(form, fields)),
      organisations: hasColumn(form, 'organisation') ? await neighbours(context, organisation) : [],
      previous: background.previous && { ...background.previous, sameYear: background.sameYear },
      rows: await rowsOf(context, background, typed, judged.rows, today),
      verdict: judged.verdict,
      executions: judged.executions,
      counts: judged.counts,
      submittable: judged.submittable,
      unusual,
      remarks: threads(
        remarks.filter(({ sentAt }) => sentAt !== null),
        nameOf,
        { said: (rev) => fieldsSaid(located, revisions, rev), now: whole },
      ),
      questions: questions.map((one) => askedValue(one, nameOf)),
      asked: await listAnswers(context, which),
      opened: opened?.openedAt ? { by: nameOf(opened.openedBy), at: opened.openedAt } : undefined,
      receipt:
        counted && head.firstSubmittedAt
          ? {
              ...receiptOf(
                campaign,
                organisation,
                { ...head, firstSubmittedAt: head.firstSubmittedAt, daysLate: daysLate(head) },
                counted,
              ),
              byName: nameOf(counted.actorId),
            }
          : undefined,
      scan: shownScan(await scanOf(context.db, head), head, revision),
      submittedAt: head.submittedAt,
      firstSubmittedAt: head.firstSubmittedAt,
      behalf: behalf && {
        toldBy: behalf.toldBy,
        why: behalf.why,
        at: behalf.at,
        by: nameOf(behalf.actorId),
        fields: Object.values(draft?.entries ?? {}).filter(({ door }) => door === 'on-behalf').length,
      },
      may: {
        fill: open,
        submit: open && (enters || maySubmit),
        enter: mayEnter,
        own,
        recall: maySubmit && campaign.state === 'open' && head.state === 'submitted' && !opened,
        answer: maySubmit && campaign.state === 'open',
      },
    };
  },
);

const hasSaid = async ({ db, actor }: Context, head: ReturnHead) =>
  (await behalfIn(db, head, { rev: head.rev, accountId: actor.accountId })) !== undefined;

/** Until when a return is due: as it was asked for, or as it was last sent back. */
export const dueNow = ({ state, dueOn, mendBy }: Pick<ReturnHead, 'state' | 'dueOn' | 'mendBy'>): Day =>
  (!isCounted(state) && mendBy) || dueOn;

const hasColumn = (form: FormDefinition | undefined, type: CellType): boolean =>
  form?.tables.some(({ columns }) => columns.some((column) => column.type === type)) === true;

/** The files that the cells of evidence name. */
function idsIn(form: FormDefinition | undefined, fields: Fields): string[] {
  if (!hasColumn(form, 'file')) return [];
  return form!.tables.flatMap(({ code, rows, columns }) =>
    columns
      .filter(({ type }) => type === 'file')
      .flatMap((column) =>
        rows.flatMap((row) => readFiles(fields[cellCode(code, row.code, column.code)] ?? '')),
      ),
  );
}

/** The organisations of the municipality, by the codes that a cell keeps. */
async function neighbours(context: Context, { path }: Organisation) {
  const town = await municipalityOf(context.db, path);
  const all = town ? await organisationsUnder(context.db, [town.path]) : [];
  return all.filter(({ id }) => id !== town?.id).map(({ code, shortName }) => ({ code, name: shortName }));
}

/** Blank rows of a list, for a browser that cannot add any. */
const SPARE_ROWS = 3;

/** Each form of the campaign with its tables as they are laid out. */
const formsIn = ({ forms }: Background, laid: FormDefinition | undefined): FormDefinition[] =>
  forms.map((form) => ({
    ...form,
    tables: form.tables.map((table) => laid?.tables.find(({ code }) => code === table.code) ?? table),
  }));

export const isCounted = (state: ReturnState) => state === 'submitted' || state === 'accepted';

const pick = ({ slug, period, dueOn, zone, state }: Located['campaign']) => ({
  slug,
  period,
  dueOn,
  zone,
  state,
});

/** What the return says now: the counted revision where there is one, else the draft. */
export function fieldsOf(
  background: Background,
  { campaign, head }: Located,
  draft: Draft | undefined,
  revision: Revision | undefined,
): Fields {
  if (revision && isCounted(head.state))
    return fieldsFrom(contentOf(campaign, head.parentId !== null, revision), background.layout);
  return draftFields(draft?.entries);
}

/** What one of the submissions said. */
export function fieldsSaid(
  { campaign, head }: Located,
  revisions: readonly Revision[],
  rev: number,
): Fields | undefined {
  const revision = revisions.find((one) => one.rev === rev);
  const asksNumbers = head.parentId !== null;
  return (
    revision &&
    fieldsFrom(contentOf(campaign, asksNumbers, revision), asksNumbers ? layoutOfCampaign(campaign) : [])
  );
}

export const draftFields = (entries: Draft['entries'] | null | undefined): Fields =>
  Object.fromEntries(Object.entries(entries ?? {}).map(([name, { value }]) => [name, value]));

async function unusualIn(
  { db }: Context,
  background: Background,
  { verdict }: Judged,
): Promise<Record<string, Usual>> {
  const { campaign, organisation, form } = background;
  const numbers = verdict?.numbers ?? {};
  if (!form || !Object.values(numbers).some((one) => typeof one === 'number')) return {};
  const beside = await besideOf(db, campaign, [{ background, numbers }]);
  return Object.fromEntries(beside.get(organisation.id)!.unusual);
}

function unconfirmed(background: Background, typed: Fields): Record<string, string> {
  if (typed[CONFIRMED] === '1') return {};
  return Object.fromEntries(
    Object.entries(knownCells(background)).filter(([cell]) => typed[cell] === undefined),
  );
}

async function rowsOf(
  context: Context,
  background: Background,
  typed: Fields,
  issues: Map<number, Issue[]>,
  today: Day,
): Promise<DutyRow[]> {
  const { duties } = background;
  const carried = carriedOver(duties, typed);
  const { executions } = readFields({ ...carried, ...typed });
  const named = duties.flatMap(({ id }) => executions[id]?.files ?? []);
  const files = await filesOf(context.db, background.organisation.id, named);
  return duties.map((duty) => {
    const answer = executions[duty.id] ?? emptyExecution;
    return {
      ...dutyRow(duty, today),
      carriedOver: carried[executionField(duty.id, 'state')] !== undefined,
      answer,
      files: answer.files.flatMap((id) => files.find((file) => file.id === id) ?? []),
      issues: issues.get(duty.id) ?? [],
    };
  });
}

const dutyRow = (duty: Duty, today: Day) => ({
  obligation: duty.id,
  activity: duty.activityId,
  code: duty.code,
  section: duty.section,
  shortTitle: duty.shortTitle,
  title: duty.title,
  deadline: duty.deadline,
  term: { start: duty.startsOn, end: duty.endsOn },
  daysOverdue: daysBetween(duty.endsOn, today),
  document: duty.document,
  isEvent: duty.isEvent,
  derived: duty.derived,
  last: duty.last && {
    campaign: duty.last.campaign,
    state: duty.last.state,
    accepted: duty.last.accepted,
  },
});
