/** A form is data: it can be sent to a browser, written into a workbook, kept with a campaign. Nothing here is a function. */
export type Text = { ru: string; en: string };

export const organisationKinds = [
  'authority',
  'methodological-centre',
  'school',
  'primary-school',
  'kindergarten',
  'supplementary',
  'college',
  'other',
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/**
 * What a number is about: the period alone, the year so far, or the state on the period's last day.
 * Sums over periods make sense for `period` only.
 */
export type Over = 'period' | 'cumulative' | 'as-of';

export type Column = {
  code: string;
  title: Text;
  /** The upper of two levels of headings; neighbours with the same group share it. */
  group?: Text;
  unit: Text;
  type: 'whole' | 'decimal';
  /** Digits after the comma; a value is kept as a whole number of 10^-scale. 0 for `whole`. */
  scale: number;
  /** The largest sensible value, in units (not scaled); 1,000,000 if absent. */
  max?: number;
  over: Over;
  closedFor?: readonly OrganisationKind[];
};

export type Row = {
  /** Empty for the only row of a table without row headings: its cells are then `table.column`. */
  code: string;
  title: Text;
  closedFor?: readonly OrganisationKind[];
  /** Entered, shown below the total and no part of it: «Человек без повторов». */
  apart?: true;
};

/** `fixed`: the form names every row. A list whose rows an organisation adds will be another kind. */
export type Table = {
  code: string;
  kind: 'fixed';
  title: Text;
  hint?: Text;
  /** What stands over the row headings. */
  rowsTitle?: Text;
  rows: readonly Row[];
  columns: readonly Column[];
  /** Row × column that nobody fills in. */
  closed: readonly (readonly [row: string, column: string])[];
  /** A row of sums over the rows that are not `apart`. */
  total?: { code: 'total'; title: Text };
};

type CheckWords = {
  /** `f2.…`; also the key of its sentence. */
  code: string;
  /** An error blocks submission; a warning asks for an explanation. */
  severity: 'error' | 'warning';
  /** What must be true, in CEL; a dash in a row's code is written `_`. Left out where an operand has no value. */
  holds: string;
  /** `{column}`, `{prev_column}`, `{t1_total_mentors}`: the operands, dots written `_`. */
  text: Text;
  /** What the list of faults says after the row's name. */
  short: Text;
};

/**
 * A control relation between cells.
 * - `row`: once for each entered row of the table; operands are columns of the row; shown at the column `at`;
 * - `cell`: once for each cell named; operands `value`, and `total` and `largest` of its column; shown there;
 * - `form`: once; shown at the cell `at`.
 *
 * Everywhere: `t1.total.mentors` (a cell; `total` is known only when every row is), `t1.largest.mentors` (the largest
 * row), `prev.…` (the same in the period before), `sameYear` (that period was of the same year).
 */
export type Check = CheckWords &
  (
    | { each: 'row'; table: string; at: string }
    | { each: 'cell'; cells: readonly string[] }
    | { each: 'form'; at: string }
  );

/** A share as the codes of its two cells: it is recomputed from their sums at every level, never averaged. */
export type Computed = { code: string; part: string; whole: string };

export type FormDefinition = {
  code: string;
  version: number;
  title: Text;
  /** Said under the title. */
  hint?: Text;
  tables: readonly Table[];
  checks: readonly Check[];
  computed: readonly Computed[];
};
