import { type Day, readRussianDate, writeShortDate } from '#calendar';
import type { Answer, Layout } from './codec.ts';
import {
  type ExecutionAnswer,
  type ExecutionState,
  fieldsFor,
  type ReasonKind,
  readParticipants,
} from './execution.ts';
import { CONFIRMED, executionField, writeFiles } from './field-names.ts';
import type { TypedReturn } from './fields.ts';
import { writeNumber } from './number.ts';
import { isCounted } from './positions.ts';

/** An answer of F1 as it is kept: only what its state asks for, days as days, people as a number. */
export type StoredExecution = {
  state: ExecutionState;
  doneOn?: Day;
  participants?: number;
  document?: string;
  link?: string;
  files?: readonly string[];
  reasonKind?: ReasonKind;
  reason?: string;
  newTerm?: Day;
  comment?: string;
};
/** What a return says beside its numbers; the keys are obligations, cells, and warnings as `check@cell`. */
export type Texts = {
  executions: Readonly<Record<string, StoredExecution>>;
  /** Why a cell does not apply. A cell that the form closes for this kind of organisation has none. */
  reasons: Readonly<Record<string, string>>;
  explanations: Readonly<Record<string, string>>;
  /** Words, and all that stands in lists and roadmap tables, as typed, by cell. Left out where there are none. */
  values?: Readonly<Record<string, string>>;
  /** Tables of which there was nothing to report. */
  nothing?: readonly string[];
  /** By which door fields came that did not come by the page. */
  doors?: Readonly<Partial<Record<Door, readonly string[]>>> | undefined;
  /** By whose words and why the coordinator entered some of it, or submitted it. */
  behalf?: { toldBy: string; why: string; submitted?: true } | undefined;
};
/**
 * How an answer came in: typed into the page, kept by the browser while there was no network, posted without script, a
 * workbook, the mailbox, the API, the command line, or entered by the coordinator for the organisation.
 */
export const doors = ['page', 'offline', 'form', 'workbook', 'mail', 'api', 'command', 'on-behalf'] as const;
export type Door = (typeof doors)[number];
/** All that a submitted return says. */
export type Content = Texts & { numbers: Readonly<Record<string, Answer | undefined>> };

/** An answer without faults as it is kept; what its state does not ask for is left behind in the draft. */
export function storedExecution(answer: ExecutionAnswer, isEvent: boolean): StoredExecution | undefined {
  if (!answer.state) return undefined;
  const stored: StoredExecution = { state: answer.state };
  for (const field of fieldsFor(answer.state, isEvent)) Object.assign(stored, keep(field, answer));
  return stored;
}

function keep(
  field: ReturnType<typeof fieldsFor>[number],
  answer: ExecutionAnswer,
): Partial<StoredExecution> {
  const value = answer[field];
  if (field === 'files') return answer.files.length > 0 ? { files: answer.files } : {};
  if (typeof value !== 'string' || value.trim() === '') return {};
  if (field === 'participants') {
    const read = readParticipants(value);
    return read.kind === 'value' ? { participants: read.value } : {};
  }
  if (field !== 'doneOn' && field !== 'newTerm') return { [field]: value.trim() };
  const day = readRussianDate(value);
  return day ? { [field]: day } : {};
}

/** The return's words, for what has been judged to be without faults: explanations only of warnings that there are. */
export function textsOf(
  { notApplicable, nothing, explanations, executions }: TypedReturn,
  {
    numbers,
    values = {},
    warnings,
    asked,
  }: {
    numbers: Readonly<Record<string, Answer | undefined>>;
    /** What is kept as words. */
    values?: Readonly<Record<string, string>>;
    warnings: readonly string[];
    asked: readonly { id: number; isEvent: boolean }[];
  },
): Texts {
  const kept = asked.flatMap(({ id, isEvent }) => {
    const answer = executions[id];
    const stored = answer && storedExecution(answer, isEvent);
    return stored ? [[id, stored] as const] : [];
  });
  const reasons = Object.entries(notApplicable).filter(
    ([cell]) => numbers[cell] === 'not-applicable' || !(cell in numbers || cell in values),
  );
  const none = Object.keys(nothing);
  return {
    executions: Object.fromEntries(kept),
    reasons: Object.fromEntries(reasons),
    explanations: Object.fromEntries(
      warnings.flatMap((warning) => (explanations[warning] ? [[warning, explanations[warning]]] : [])),
    ),
    ...(Object.keys(values).length > 0 ? { values } : {}),
    ...(none.length > 0 ? { nothing: none } : {}),
  };
}

/** The fields that say the same again: what a return that was sent back goes on from. */
export function fieldsFrom(content: Content, layout: Layout): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { cell, scale } of layout) {
    if (isCounted(cell)) continue;
    const answer = content.numbers[cell];
    if (typeof answer === 'number') fields[cell] = writeNumber(answer, scale, 'ru');
  }
  for (const [cell, reason] of Object.entries(content.reasons)) fields[`na.${cell}`] = reason;
  Object.assign(fields, content.values);
  for (const table of content.nothing ?? []) fields[`none.${table}`] = '1';
  for (const [warning, why] of Object.entries(content.explanations)) fields[`why.${warning}`] = why;
  for (const [id, stored] of Object.entries(content.executions))
    Object.assign(fields, executionFields(Number(id), stored));
  if (layout.length > 0) fields[CONFIRMED] = '1';
  return fields;
}

/** The fields of one stored answer of F1. */
export function executionFields(obligation: number, stored: StoredExecution): Record<string, string> {
  const fields: Record<string, string> = {};
  const { files, doneOn, newTerm, participants, ...words } = stored;
  const put = (field: keyof StoredExecution, value: string | undefined) => {
    if (value !== undefined) fields[executionField(obligation, field)] = value;
  };
  for (const field of ['state', 'document', 'link', 'reasonKind', 'reason', 'comment'] as const)
    put(field, words[field]);
  put('doneOn', doneOn && writeShortDate(doneOn));
  put('newTerm', newTerm && writeShortDate(newTerm));
  put('participants', participants === undefined ? undefined : String(participants));
  put('files', files && writeFiles(files));
  return fields;
}
