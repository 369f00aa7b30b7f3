import type { Day } from '#calendar';
import { Failure } from '#platform/failure.ts';
import { f1, formName } from '../forms/index.ts';
import { type Brief, formOf, judgeReturn } from '../judging/index.ts';
import {
  asOneForm,
  type Fields,
  type FormDefinition,
  type Issue,
  readFieldName,
  tableOf,
} from '../rules/index.ts';
import { readBrief } from '../workbook/book-brief.ts';
import { fieldsIn, type FoundBook } from '../workbook/find-fields.ts';
import { openBook } from '../workbook/open.ts';
import { givenIn, type Place, takeFields, type TakenNote } from '../workbook/take-fields.ts';
import { kindOf, unknownBrief } from './unknown-brief.ts';

export type CheckedWorkbook = {
  campaign: string;
  organisation: string;
  /** With the rows that the workbook has. */
  form: FormDefinition;
  duties: Brief['duties'];
  /** Nothing stands in the way of submitting, and nothing in the workbook was left aside. */
  submittable: boolean;
  issues: Issue[];
  /** What of the workbook was not taken, and what was taken with a word. */
  notes: TakenNote[];
  places: Readonly<Record<string, Place>>;
  /** Forms of the workbook that were not named, and so not checked. */
  unchecked: string[];
  /** The workbook says nothing of earlier periods and of the organisation: what rests on them was not checked. */
  alone: boolean;
};

/**
 * What the page would say to a return's workbook, without a server: the workbook carries what it is judged against.
 * `today` is the day of submission.
 * @throws Failure `workbook.not-ours`, `workbook.file-…`, `scan.format-unknown`, `scan.other-form`
 */
export function checkWorkbook(
  forms: readonly FormDefinition[],
  bytes: Uint8Array,
  today: Day,
): CheckedWorkbook {
  const book = openBook(bytes);
  const found = fieldsIn(book);
  if (!found) throw new Failure('invalid', 'workbook.not-ours');
  const unchecked = formsUnchecked(found, forms);
  const carried = readBrief(book);
  const { campaign = '', organisation = '', kind } = found.identity;
  const brief: Brief = {
    ...(carried ?? unknownBrief(kindOf(kind) ?? 'school', campaign)),
    forms,
    form: asOneForm(forms),
  };
  const form = formOf(brief, Object.fromEntries(found.names.map((name) => [name, 'x'])))!;
  const around = {
    form,
    kind: brief.kind,
    duties: brief.duties.map(({ id, derived, isEvent }) => ({ obligation: id, derived, isEvent })),
    names: new Map<string, string>(),
  };
  const isAsked = askedIn(form, carried !== undefined);
  const before = givenIn(found, around, carried?.unconfirmed ?? []);
  const taken = takeFields(
    {
      ...found,
      fields: found.fields.filter(({ field }) => isAsked(field)),
      lost: found.lost.filter(isAsked),
      added: found.added.filter(({ table }) => isAsked(table)),
    },
    { ...around, fields: before },
  );
  const changes = Object.entries(taken.changes).map(([field, { value }]) => [field, value] as const);
  const fields: Fields = { ...before, ...Object.fromEntries(changes) };
  const judged = judgeReturn(brief, fields, today);
  return {
    campaign,
    organisation,
    form: formOf(brief, fields)!,
    duties: brief.duties,
    submittable: judged.submittable && taken.notes.every((note) => note.taken),
    issues: [...judged.executions, ...(judged.verdict?.issues ?? [])],
    notes: taken.notes,
    places: taken.places,
    unchecked,
    alone: carried === undefined,
  };
}

function formsUnchecked({ identity }: FoundBook, forms: readonly FormDefinition[]): string[] {
  const { format = '', form: named = '' } = identity;
  if (format !== '1') throw new Failure('invalid', 'scan.format-unknown', { format });
  const theirs = named.split(', ');
  for (const form of forms.map(formName))
    if (!theirs.includes(form))
      throw new Failure('invalid', 'scan.other-form', { form: named, wanted: form });
  const own = new Set([formName(f1), ...forms.map(formName)]);
  return theirs.filter((form) => !own.has(form));
}

/** Fields of the forms that are checked; the answers of F1 can be judged where their obligations are known. */
function askedIn({ tables }: FormDefinition, knowsDuties: boolean): (field: string) => boolean {
  const codes = new Set(tables.map(({ code }) => code));
  return (field) => {
    const read = readFieldName(field);
    if (!read) return false;
    if (read.kind === 'execution') return knowsDuties;
    if (read.kind === 'why') return codes.has(tableOf(read.warning.slice(read.warning.indexOf('@') + 1)));
    if (read.kind === 'confirmed') return codes.has(tableOf(field));
    return codes.has(tableOf(read.kind === 'nothing' ? read.table : read.cell));
  };
}
