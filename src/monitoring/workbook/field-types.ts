import { f1 } from '../forms/index.ts';
import {
  cellsOf,
  type Column,
  type ExecutionField,
  executionField,
  fieldsFor,
  type FormDefinition,
  type OrganisationKind,
  readFieldName,
  type Text,
} from '../rules/index.ts';

/** What a field of a return holds, as far as a workbook must know it. `flag`: «да» or nothing, `1` in a draft. */
export type FieldType = {
  type: Column['type'] | 'flag';
  scale: number;
  min?: number | undefined;
  max?: number | undefined;
  longest?: number | undefined;
  options?: readonly { code: string; title: Text }[] | undefined;
};

const optionsOf = (titles: Readonly<Record<string, Text>>) =>
  Object.entries(titles).map(([code, title]) => ({ code, title }));
const text = (longest: number): FieldType => ({ type: 'text', scale: 0, longest });

/** The fields of an obligation that a workbook has: files go by the page alone. */
export const EXECUTION_TYPES: Readonly<Partial<Record<ExecutionField, FieldType>>> = {
  state: { type: 'choice', scale: 0, options: optionsOf(f1.states) },
  doneOn: { type: 'date', scale: 0 },
  participants: { type: 'whole', scale: 0, max: 100_000 },
  document: text(300),
  link: { type: 'link', scale: 0 },
  reasonKind: { type: 'choice', scale: 0, options: optionsOf(f1.reasons) },
  reason: text(1000),
  newTerm: { type: 'date', scale: 0 },
  comment: text(1000),
};
export const executionFieldsFor = (isEvent: boolean): ExecutionField[] =>
  (Object.keys(EXECUTION_TYPES) as ExecutionField[]).filter(
    (field) => field !== 'participants' || fieldsFor('done', isEvent).includes(field),
  );

/** Whether a cell's number is computed by the form. */
export const isComputed = (column: Column): boolean => column.formula !== undefined;
/** Files go by the page alone. */
export const isEntered = (column: Column): boolean => !isComputed(column) && column.type !== 'file';

/** What the cells of a form hold that this kind of organisation may enter, by their codes. */
export function cellTypes(
  form: FormDefinition,
  kind: OrganisationKind,
  organisations?: FieldType['options'],
): Map<string, FieldType> {
  const open = cellsOf(form, kind).filter(({ state, column }) => state === 'open' && isEntered(column));
  return new Map(open.map(({ code, column }) => [code, withOptions(column, organisations)]));
}

/** A column of organisations chooses from those there are. */
export const withOptions = (column: Column, organisations: FieldType['options']): FieldType =>
  column.type === 'organisation' && organisations ? { ...column, options: organisations } : column;

/** What any other field holds: of an obligation, an explanation, a flag. Nothing for what no workbook takes. */
export function otherType(
  field: string,
  duties: readonly { obligation: number; derived: boolean; isEvent: boolean }[],
): FieldType | undefined {
  const read = readFieldName(field);
  if (field.startsWith('none.') || read?.kind === 'confirmed') return { type: 'flag', scale: 0 };
  if (read?.kind === 'why' || read?.kind === 'not-applicable') return text(1000);
  if (read?.kind !== 'execution') return undefined;
  const duty = duties.find(({ obligation }) => obligation === read.obligation);
  if (!duty || duty.derived || !executionFieldsFor(duty.isEvent).includes(read.field)) return undefined;
  return EXECUTION_TYPES[read.field];
}

export { executionField };
