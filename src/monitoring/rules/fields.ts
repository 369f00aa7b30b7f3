import {
  emptyExecution,
  type ExecutionAnswer,
  type ExecutionField,
  executionStates,
  reasonKinds,
} from './execution.ts';
import { CONFIRMED, readFiles } from './field-names.ts';

/** Everything typed into a return, by the names of its fields; a field that is not there is empty. */
export type Fields = Readonly<Record<string, string | undefined>>;

/** What the name of a field means. */
export type FieldName =
  | { kind: 'cell'; cell: string }
  /** Why a cell, or a table with all of its cells, does not apply; an empty one marks nothing. */
  | { kind: 'not-applicable'; cell: string }
  /** `1`: of this table there is nothing to report. */
  | { kind: 'nothing'; table: string }
  /** Why a warning is as it is; `warning` is `check@cell`. */
  | { kind: 'why'; warning: string }
  | { kind: 'execution'; obligation: number; field: ExecutionField }
  /** `1`: the numbers taken from the organisation's profile are right. */
  | { kind: 'confirmed' };

const EXECUTION_FIELDS: ReadonlySet<string> = new Set([
  ...Object.keys(emptyExecution),
  'state',
  'reasonKind',
]);
const OBLIGATION = /^[1-9]\d{0,8}$/;

/** Reads a field's name; whether the form has the cell and the organisation the obligation is not asked here. */
export function readFieldName(name: string): FieldName | undefined {
  if (name === CONFIRMED) return { kind: 'confirmed' };
  if (name.startsWith('na.')) return { kind: 'not-applicable', cell: name.slice(3) };
  if (name.startsWith('none.')) return { kind: 'nothing', table: name.slice(5) };
  if (name.startsWith('why.')) return { kind: 'why', warning: name.slice(4) };
  if (!name.startsWith('f1.')) return { kind: 'cell', cell: name };
  const dot = name.indexOf('.', 3);
  const [obligation, field] = [name.slice(3, dot), name.slice(dot + 1)];
  if (!EXECUTION_FIELDS.has(field) || !OBLIGATION.test(obligation)) return undefined;
  return { kind: 'execution', obligation: Number(obligation), field: field as ExecutionField };
}

/** The fields sorted by what they are, as the rules take them. */
export type TypedReturn = {
  values: Record<string, string>;
  notApplicable: Record<string, string>;
  nothing: Record<string, boolean>;
  explanations: Record<string, string>;
  executions: Record<number, ExecutionAnswer>;
};

export function readFields(fields: Fields): TypedReturn {
  const typed: TypedReturn = { values: {}, notApplicable: {}, nothing: {}, explanations: {}, executions: {} };
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    const field = value === undefined ? undefined : readFieldName(name);
    if (!field || value === undefined) continue;
    if (field.kind === 'cell') typed.values[field.cell] = value;
    else if (field.kind === 'not-applicable' && value.trim() !== '') typed.notApplicable[field.cell] = value;
    else if (field.kind === 'nothing' && value === '1') typed.nothing[field.table] = true;
    else if (field.kind === 'why' && value.trim() !== '') typed.explanations[field.warning] = value;
    else if (field.kind === 'execution') {
      put((typed.executions[field.obligation] ??= { ...emptyExecution }), field.field, value);
    }
  }
  return typed;
}

function put(answer: ExecutionAnswer, field: ExecutionField, value: string): void {
  if (field === 'state') answer.state = executionStates.find((state) => state === value);
  else if (field === 'reasonKind') answer.reasonKind = reasonKinds.find((kind) => kind === value);
  else if (field === 'files') answer.files = readFiles(value);
  else answer[field] = value;
}
