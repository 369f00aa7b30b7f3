import { z } from 'zod';
import { isValidDay, readRussianDate } from '#calendar';
import { allow } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { useCase } from '#platform/use-case.ts';
import { importWithin } from './import-of.ts';
import { refusalOf, refuseTooMany } from './read-file.ts';
import { readInWorker } from './read-in-worker.ts';
import { type ActivityEdit, type Answers, type Assignment, type Edits, confirm } from './rules/edits.ts';
import { type Question, questionsOf } from './rules/questions.ts';
import type { Reading } from './rules/read-roadmap.ts';
import { type Column, COLUMNS } from './rules/reading/columns.ts';
import { type Import, updateImport } from './sql/imports.ts';
import { rememberExecutor, rememberHeadings } from './sql/remembered.ts';

export const AssignmentInput: z.ZodType<Assignment> = z.union([
  z.object({ to: z.enum(['schools', 'supported', 'authority', 'centre', 'nobody']) }),
  z.object({
    to: z.literal('chosen'),
    organisations: z.array(z.int().positive()).min(1, 'roadmap.none-chosen').max(2000),
  }),
]);
const Key = z.string().regex(/^\d{1,3}\.\d{1,4}$/);
const Line = z.string().trim().max(2000);

/** A day as people write it, «22.04.2021», or as programs do. */
export const DayInput = z
  .string()
  .trim()
  .transform((text, issues) => {
    const day = isValidDay(text) ? text : readRussianDate(text);
    if (day) return day;
    issues.addIssue({ code: 'custom', message: 'roadmap.day-not-read' });
    return z.NEVER;
  });

const Change = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('answer'),
    question: z.string().max(40),
    choice: z.string().max(40),
    /** Where the choice is `other`: a day, a deadline in words, or the first and the last day with a slash between. */
    value: z.string().trim().max(500).optional(),
  }),
  z.object({ what: z.literal('take-back'), question: z.string().max(40) }),
  z.object({ what: z.literal('agree') }),
  z.object({
    what: z.literal('activity'),
    activity: Key,
    title: Line.min(1, 'roadmap.title-missing').optional(),
    shortTitle: z.string().trim().min(1, 'roadmap.title-missing').max(120).optional(),
    deadline: z.string().trim().max(500).optional(),
    document: Line.optional(),
    result: Line.optional(),
    derived: z.boolean().optional(),
    /** By the place in the list of responsibles, from 0; nothing puts the proposal back. */
    assignments: z.record(z.string().regex(/^\d{1,3}$/), AssignmentInput.nullable()).optional(),
  }),
  z.object({ what: z.literal('group'), group: z.string().max(2000), assignment: AssignmentInput.nullable() }),
  z.object({
    what: z.literal('columns'),
    /** What a column holds, by its key in the reading; only those that a person has said otherwise. */
    columns: z.record(z.string().max(200), z.enum(COLUMNS)),
  }),
  z.object({
    what: z.literal('requisites'),
    title: Line.optional(),
    number: z.string().trim().max(60).optional(),
    date: DayInput.optional(),
    orderTitle: Line.optional(),
    authority: Line.optional(),
    period: z.object({ start: DayInput, end: DayInput }).optional(),
  }),
]);
export type Change = z.output<typeof Change>;

const EditImport = z.object({ id: z.int().positive(), revision: z.int().positive(), change: Change });

/**
 * One answer or one correction of what was read.
 * @throws Failure `roadmap.import-not-found`, `roadmap.changed-meanwhile`, `roadmap.already-approved`,
 *   `roadmap.question-unknown`, `roadmap.day-not-read`, `roadmap.period-not-read`, those of `readAnew`
 */
export const editImport = useCase(
  'roadmap.edit-import',
  EditImport,
  async (context, { id, revision, change }) => {
    const { found, municipality } = await importWithin(context, id, { lock: true });
    allow(context, 'roadmap.change', municipality.path);
    if (found.approvedAt) throw new Failure('conflict', 'roadmap.already-approved');
    // Somebody else may have answered while this page stood open: nothing of theirs is written over.
    if (found.revision !== revision) throw new Failure('conflict', 'roadmap.changed-meanwhile');
    const questions = questionsOf(
      found.reading,
      confirm(found.reading, found.edits, found.answers),
      found.answers,
    );
    const next = await changed(found, change, questions);
    const who = { ownerId: municipality.id, accountId: context.actor.accountId, at: context.now };
    const known = change.what === 'columns' ? { ...found.known, ...change.columns } : found.known;
    const anew = await readAnew({ ...found, known }, change, questions);
    await updateImport(context.db, id, anew ? { edits: {}, answers: {}, reading: anew, known } : next);
    if (change.what === 'columns') await rememberHeadings(context.db, who, named(change.columns));
    if (change.what === 'group')
      await rememberExecutor(context.db, who, { words: change.group, assignment: change.assignment });
    await record(context, {
      action: 'roadmap.edit-import',
      organisationId: municipality.id,
      subject: `roadmap import ${id}`,
      before: { edits: found.edits, answers: found.answers },
      after: anew ? { read: 'anew', known } : next,
    });
    return { id, revision: revision + 1 };
  },
);

type State = { edits: Edits; answers: Answers };

async function changed(
  { edits, answers }: State & { reading: Reading },
  change: Change,
  questions: Question[],
): Promise<State> {
  switch (change.what) {
    case 'answer':
      return answered({ edits, answers }, change, questions);
    case 'take-back':
      return { edits, answers: without(answers, change.question) };
    case 'agree':
      return { edits, answers: { ...answers, ...agreed(questions) } };
    case 'activity':
      return ofActivity({ edits, answers }, change);
    case 'group': {
      const groups = change.assignment
        ? { ...edits.groups, [change.group]: change.assignment }
        : without(edits.groups ?? {}, change.group);
      return { answers, edits: { ...edits, groups } };
    }
    case 'columns':
      return { edits, answers };
    case 'requisites':
      return { answers, edits: withRequisites(edits, change) };
  }
}

/** What the reader mended without doubt, agreed with at once; whatever leaves a choice is answered one by one. */
const agreed = (questions: Question[]): Answers =>
  Object.fromEntries(
    questions
      .filter(({ answered, options }) => !answered && options.length === 1 && !options[0]!.asks)
      .map(({ id }) => [id, { choice: 'as-read' }]),
  );

function answered(
  { edits, answers }: State,
  change: Change & { what: 'answer' },
  questions: Question[],
): State {
  const question = questions.find(({ id }) => id === change.question);
  const option = question?.options.find(({ choice }) => choice === change.choice);
  if (!question || !option) throw new Failure('not-found', 'roadmap.question-unknown');
  const { choice, value = '' } = change;
  if (option.asks === 'day') {
    const day = readDay(value, 'value');
    return { edits, answers: { ...answers, [question.id]: { choice, value: day } } };
  }
  if (option.asks === 'interval')
    return {
      edits: { ...edits, period: readPeriod(value) },
      answers: { ...answers, [question.id]: { choice, value } },
    };
  if (option.asks === 'deadline') {
    if (!value)
      throw new Failure('invalid', 'roadmap.deadline-missing', {}, [
        { at: 'value', code: 'roadmap.deadline-missing' },
      ]);
    return ofActivity(
      { edits, answers },
      { what: 'activity', activity: question.activity!, deadline: value },
    );
  }
  // A period chosen from the order replaces one written by hand.
  const { period, ...others } = edits;
  const kept = question.code === 'roadmap.period-differs' || !period ? others : edits;
  return { edits: kept, answers: { ...answers, [question.id]: { choice } } };
}

/** New words of a deadline are read anew: what was answered to the old ones no longer holds. */
function ofActivity({ edits, answers }: State, change: Change & { what: 'activity' }): State {
  const { what: _, activity: key, assignments, ...texts } = change;
  const before = edits.activities?.[key] ?? {};
  const given = Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined));
  const after: ActivityEdit = { ...before, ...given };
  for (const [place, assignment] of Object.entries(assignments ?? {}))
    after.assignments = assignment
      ? { ...after.assignments, [place]: assignment }
      : without(after.assignments ?? {}, place);
  const deadlineChanged = texts.deadline !== undefined && texts.deadline !== before.deadline;
  return {
    edits: { ...edits, activities: { ...edits.activities, [key]: after } },
    answers: deadlineChanged ? without(answers, `deadline-${key}`) : answers,
  };
}

function withRequisites(edits: Edits, change: Change & { what: 'requisites' }): Edits {
  const { title, number, date, orderTitle, authority, period } = change;
  const order = { number, date, title: orderTitle, authority };
  const given = Object.fromEntries(Object.entries(order).filter(([, value]) => value !== undefined));
  if (period && period.start > period.end) throw periodNotRead();
  return {
    ...edits,
    ...(title ? { title } : {}),
    order: { ...edits.order, ...given },
    ...(period ? { period } : {}),
  };
}

/**
 * The file is read anew, from the beginning, where another of its roadmaps is wanted or a person has said what its columns
 * hold.
 * @throws Failure `roadmap.no-deadline-column`, `roadmap.no-table`, `roadmap.no-activities` where that is not enough
 */
async function readAnew(
  { parts, known, reading }: Pick<Import, 'parts' | 'known' | 'reading'>,
  change: Change,
  questions: Question[],
): Promise<Reading | undefined> {
  const { headingLine } = reading;
  const several = questions.find(({ code }) => code === 'roadmap.several');
  const now = Number(several?.params.which ?? 1);
  if (change.what === 'columns') {
    const read = (await readInWorker({ parts, which: now, known, headingLine })).reading;
    if (!read.roadmap) throw refusalOf(read);
    refuseTooMany(read);
    return read;
  }
  if (change.what !== 'answer' || several?.id !== change.question) return undefined;
  const which = Number(change.choice.replace('alternative-', '')) + 1;
  return which === now ? undefined : (await readInWorker({ parts, which, known })).reading;
}

/** A column without a heading is that of this table alone. */
const named = (columns: Record<string, Column>) =>
  Object.entries(columns).flatMap(([heading, means]) =>
    heading.startsWith('#') ? [] : [{ heading, means }],
  );

function readDay(text: string, at: string): string {
  const day = isValidDay(text) ? text : readRussianDate(text);
  if (day) return day;
  throw new Failure('invalid', 'roadmap.day-not-read', {}, [{ at, code: 'roadmap.day-not-read' }]);
}

function readPeriod(text: string) {
  const [start = '', end = ''] = text.split('/').map((part) => part.trim());
  const period = { start: readDay(start, 'value'), end: readDay(end, 'value') };
  if (period.start > period.end) throw periodNotRead();
  return period;
}

const periodNotRead = () =>
  new Failure('invalid', 'roadmap.period-not-read', {}, [{ at: 'period', code: 'roadmap.period-not-read' }]);

function without<T>(record: Record<string, T>, name: string): Record<string, T> {
  const { [name]: _, ...others } = record;
  return others;
}
