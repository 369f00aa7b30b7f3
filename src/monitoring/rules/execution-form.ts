import type { ExecutionField, ExecutionState, ReasonKind } from './execution.ts';
import type { Text } from './form.ts';

/** A field of F1 in words; when it is asked for is said by `fieldsFor`. */
export type FieldWords = { title: Text; hint?: Text };
/** F1 has no cells: its rows are the obligations of one organisation, and its answers are mostly words. */
export type ExecutionForm = {
  code: 'F1';
  version: number;
  title: Text;
  hint: Text;
  fields: Readonly<Record<ExecutionField, FieldWords>>;
  /** The same field asks different things in different states. */
  titles: Readonly<Partial<Record<ExecutionState, Partial<Record<ExecutionField, FieldWords>>>>>;
  states: Readonly<Record<ExecutionState, Text>>;
  reasons: Readonly<Record<ReasonKind, Text>>;
};

/** What a field is called in a state. */
export const fieldWords = (form: ExecutionForm, state: ExecutionState | undefined, field: ExecutionField) =>
  (state && form.titles[state]?.[field]) ?? form.fields[field];
