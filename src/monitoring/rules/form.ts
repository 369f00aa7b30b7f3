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

export const cellTypes = [
  'whole',
  'decimal',
  /** Per cent, typed as such: «12,5». A share that is computed is a `decimal` or `share` with a formula. */
  'share',
  'text',
  'date',
  'choice',
  'yes-no',
  /** https only. */
  'link',
  /** Evidence of the return: ids, a blank between them. */
  'file',
  /** An organisation of the municipality, by its code. */
  'organisation',
] as const;
export type CellType = (typeof cellTypes)[number];

/** Who fills a cell in, what it is for, and the act that lets it be asked. */
export type Asked = { who: Text; purpose: Text; act: Text };

/**
 * How a cell is added up above the organisations. `count`: how many gave it, and of a choice each option apart;
 * `recompute`: the formula again, over the sums; `weighted`: the mean with the numbers of the column, or of
 * the cell elsewhere in the form, `by` as weights.
 */
export type Consolidates =
  { how: 'sum' | 'count' | 'min' | 'max' | 'recompute' | 'none' } | { how: 'weighted'; by: string };

export type Column = {
  code: string;
  title: Text;
  /** The headings above, the outermost first where there are several; neighbours with the same group share it. */
  group?: Text | readonly Text[];
  unit: Text;
  hint?: Text;
  type: CellType;
  /** Digits after the comma; a value is kept as a whole number of 10^-scale. 0 for what is no `decimal` or `share`. */
  scale: number;
  /** The least and largest sensible value, in units (not scaled); 0 and 1,000,000 if absent. */
  min?: number;
  max?: number;
  over: Over;
  /** From when a `cumulative` number counts: 1 January if absent, or 1 September. */
  since?: 'year' | 'school-year';
  /** What a `choice` chooses from. */
  options?: readonly { code: string; title: Text }[];
  /** The most letters of a text; 1,000 if absent. */
  longest?: number;
  /** May be left empty. */
  optional?: true;
  /** Conditions in CEL over the row: must be filled in if; is asked at all only if. */
  requiredIf?: string;
  shownIf?: string;
  /** Computed, not entered: CEL over the row and the form. */
  formula?: string;
  /** What is known before anybody types, in CEL over `prev`, `org`, `roadmap`; another answer asks why. */
  prefill?: string;
  /** Numbers without a formula are summed, a formula is recomputed, choices are counted, words are not, if absent. */
  consolidates?: Consolidates;
  asked?: Asked;
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

export const tableKinds = ['fixed', 'list', 'roadmap'] as const;
/**
 * `fixed`: the form names every row. `list`: an organisation adds rows, `r1`, `r2`, …; a row left blank is none.
 * `roadmap`: the rows are the organisation's obligations, named by their ids. The last two have no `rows` of their own:
 * `laidOut` gives them those of a return.
 */
export type Table = {
  code: string;
  kind: (typeof tableKinds)[number];
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
  /** A list that may stay empty. */
  optional?: true;
  /** The most rows of a list; 100 if absent. */
  most?: number;
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
 * Everywhere: `t1.total.mentors` (a cell; `total` is known only when every row is), `t1.largest.mentors` and
 * `t1.smallest.mentors` (of the rows that are there), `t1.count.mentors` (how many are), `prev.…` and `year_ago.…` (the
 * same in the period before and a year before), `sameYear` (the period before was of the same year), and the `facts`.
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
  /** Of all cells that do not say otherwise. */
  asked?: Asked;
  /** How long it takes a school, in minutes, where somebody has measured it. */
  minutes?: number;
  /** The version that this one follows: how cells are called now that were called otherwise, so that series go on. */
  follows?: { version: number; cells: Readonly<Record<string, string>> };
  tables: readonly Table[];
  checks: readonly Check[];
  computed: readonly Computed[];
};
