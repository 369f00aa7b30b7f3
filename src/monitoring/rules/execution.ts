import { contains, type Day, type Interval, readRussianDate } from '#calendar';
import type { Issue } from './issue.ts';
import { readNumber, type ReadNumber } from './number.ts';

export const executionStates = ['done', 'running', 'not-done', 'not-applicable'] as const;
export type ExecutionState = (typeof executionStates)[number];
export const reasonKinds = ['staff', 'organiser-dates', 'funding', 'epidemic', 'other'] as const;
export type ReasonKind = (typeof reasonKinds)[number];

/** An answer of F1 as it was typed; fields that the state does not ask for keep what was in them. */
export type ExecutionAnswer = {
  state?: ExecutionState | undefined;
  doneOn: string;
  participants: string;
  document: string;
  link: string;
  /** Files by whatever names them; here only that there are some. */
  files: readonly string[];
  reasonKind?: ReasonKind | undefined;
  reason: string;
  newTerm: string;
  comment: string;
};
export type ExecutionField = keyof ExecutionAnswer;

export type ExecutionContext = {
  /** `start` to `end` is the due interval, as far as it is known. */
  obligation: { start?: Day; end?: Day; documentNamed: boolean; isEvent: boolean };
  /** What the campaign asks about. */
  period: Interval;
  today: Day;
  /** The state of the last accepted answer, unless the coordinator has reopened it. */
  previous?: ExecutionState | undefined;
};

export const emptyExecution: ExecutionAnswer = {
  doneOn: '',
  participants: '',
  document: '',
  link: '',
  files: [],
  reason: '',
  newTerm: '',
  comment: '',
};

const LONGEST = { document: 300, reason: 1000, comment: 1000, link: 2000 } as const;
const PEOPLE = { type: 'whole', scale: 0, max: 100_000 } as const;

/** The fields that are asked for beside `state`, in the order of the page. */
export function fieldsFor(state: ExecutionState | undefined, isEvent: boolean): readonly ExecutionField[] {
  if (state === 'done')
    return [
      'doneOn',
      ...(isEvent ? (['participants'] as const) : []),
      'document',
      'link',
      'files',
      'comment',
    ];
  if (state === 'running') return [...(isEvent ? (['participants'] as const) : []), 'comment'];
  if (state === 'not-done') return ['reasonKind', 'reason', 'newTerm'];
  return state === 'not-applicable' ? ['reason'] : [];
}

/**
 * What an answer about one obligation still lacks. Fields that its state does not ask for are not looked at.
 * A date outside the due interval asks for an explanation, and the result in a few words is one.
 */
export function judgeExecution(answer: ExecutionAnswer, context: ExecutionContext): Issue[] {
  const { state } = answer;
  if (!state) return [issue('state', 'unfilled', 'state-missing')];
  const asked = fieldsFor(state, context.obligation.isEvent);
  const issues = asked.flatMap((field) => JUDGES[field]?.(answer, context) ?? []);
  if (context.previous === 'done' && state === 'not-done')
    issues.unshift(issue('state', 'error', 'was-done'));
  return issues;
}

/** People as typed in F1, for sums; read by the same rule as every other number. */
export const readParticipants = (typed: string): ReadNumber => readNumber(typed, PEOPLE);

type Judge = (answer: ExecutionAnswer, context: ExecutionContext) => Issue[];
const JUDGES: Partial<Record<ExecutionField, Judge>> = {
  doneOn: judgeDoneOn,
  participants: ({ participants }) => {
    const read = readParticipants(participants);
    return read.kind === 'fault'
      ? [{ at: 'participants', severity: 'error', code: read.code, params: read.params }]
      : [];
  },
  document: ({ document, link, files }, { obligation }) => {
    if (obligation.documentNamed && document.trim() === '' && link.trim() === '' && files.length === 0)
      return [issue('document', 'error', 'evidence-missing')];
    return within('document', document);
  },
  link: ({ link }) =>
    link.trim() === '' || isHttps(link.trim())
      ? within('link', link)
      : [issue('link', 'error', 'link-not-https')],
  reasonKind: ({ reasonKind }) => (reasonKind ? [] : [issue('reasonKind', 'error', 'reason-kind-missing')]),
  reason: ({ reason, state }) => {
    const code = state === 'not-done' ? 'not-done-reason-missing' : 'reason-missing';
    return reason.trim() === '' ? [issue('reason', 'error', code)] : within('reason', reason);
  },
  newTerm: judgeNewTerm,
  comment: ({ comment }) => within('comment', comment),
};

function judgeDoneOn({ doneOn, comment }: ExecutionAnswer, { obligation, today }: ExecutionContext): Issue[] {
  if (doneOn.trim() === '') return [issue('doneOn', 'unfilled', 'done-on-missing')];
  const day = readRussianDate(doneOn);
  if (!day) return [issue('doneOn', 'error', 'date-unreadable', { typed: doneOn })];
  if (day > today) return [issue('doneOn', 'error', 'done-on-ahead')];
  const { start = day, end = day } = obligation;
  if (contains({ start, end }, day)) return [];
  const outside = issue('doneOn', 'warning', day < start ? 'done-before-term' : 'done-after-term');
  return [{ ...outside, explained: comment.trim() !== '' }];
}

function judgeNewTerm({ newTerm }: ExecutionAnswer, { period }: ExecutionContext): Issue[] {
  if (newTerm.trim() === '') return [];
  const day = readRussianDate(newTerm);
  if (!day) return [issue('newTerm', 'error', 'date-unreadable', { typed: newTerm })];
  return day > period.end ? [] : [issue('newTerm', 'error', 'new-term-early')];
}

function within(field: keyof typeof LONGEST, text: string): Issue[] {
  const length = text.trim().length;
  const most = LONGEST[field];
  return length <= most ? [] : [issue(field, 'error', 'text-long', { length, most })];
}

function isHttps(link: string): boolean {
  return /^https:\/\//i.test(link) && URL.canParse(link);
}

const issue = (
  at: ExecutionField,
  severity: Issue['severity'],
  why: string,
  params: Issue['params'] = {},
): Issue => ({ at, severity, code: `monitoring.${why}`, params });
