import { tie } from '#messages/words';
import { columnWords } from '#monitoring/rules';
import type { Show } from './choose.ts';
import type { ReviewedCell, ReviewedDuty, ReviewedReturn, ShownRemark } from '#monitoring';

/** A line of the review: a number, an activity, or the return as a whole, with what has been said about it. */
export type Row = { field: string; title: string; remarks: ShownRemark[] } & (
  { kind: 'whole' } | { kind: 'cell'; cell: ReviewedCell } | { kind: 'duty'; duty: ReviewedDuty }
);
export type Group = { title: string; rows: Row[] };
type Titles = {
  locale: 'ru' | 'en';
  attention: string;
  notDone: string;
  unlike: string;
  explained: string;
  executions: string;
  whole: string;
};

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** «из них обучены», «Наставляемые, всего, чел.» */
const columnTitle = ({ column }: ReviewedCell, locale: 'ru' | 'en') => tie(columnWords(column, locale));
/** The same where the row is not named above it. */
function wholeTitle(cell: ReviewedCell, locale: 'ru' | 'en'): string {
  const column = columnTitle(cell, locale);
  return cell.row.code === '' ? column : `${upper(cell.row.title[locale])}: ${column.toLowerCase()}`;
}
export const dutyTitle = ({ code, shortTitle }: ReviewedDuty) => `${code} ${shortTitle}`;

/** What a field is called, for those that are not in a row: in the history, beside the form. */
export function titleOf(
  { cells, duties }: Pick<ReviewedReturn, 'cells' | 'duties'>,
  field: string,
  locale: 'ru' | 'en',
): string | undefined {
  const cell = cells.find((one) => one.field === field);
  if (cell) return wholeTitle(cell, locale);
  const duty = duties.find((one) => one.field === field);
  return duty && dutyTitle(duty);
}

const isOpen = ({ resolvedAt }: ShownRemark) => resolvedAt === null;

/**
 * The rows as they are read: first what needs attention (what is unusual, and what somebody has remarked on), then the
 * rest by its tables. Each field stands once. Closed cells are in nobody's return and in no row.
 */
export function groupsOf(found: ReviewedReturn, form: ReviewedReturn['form'], titles: Titles): Group[] {
  const { locale } = titles;
  const remarksAt = (field: string) => found.remarks.filter((one) => one.field === field);
  const needs = (field: string, why: unknown) => why !== undefined || remarksAt(field).some(isOpen);
  const cellRow = (cell: ReviewedCell, title: string): Row => ({
    kind: 'cell',
    field: cell.field,
    title,
    cell,
    remarks: remarksAt(cell.field),
  });
  const dutyRow = (duty: ReviewedDuty): Row => ({
    kind: 'duty',
    field: duty.field,
    title: dutyTitle(duty),
    duty,
    remarks: remarksAt(duty.field),
  });
  const cells = found.cells.filter(({ state }) => state !== 'closed');
  const whole = remarksAt('');
  // Within a group as the rule has put them: what is furthest out of line first.
  const rank = new Map(found.attention.map(({ field }, at) => [field, at]));
  const at = ({ field }: Row) => rank.get(field) ?? rank.size;
  const needed: Row[] = [
    ...cells
      .filter((cell) => needs(cell.field, cell.why))
      .map((cell) => cellRow(cell, wholeTitle(cell, locale))),
    ...found.duties.filter((duty) => needs(duty.field, duty.why)).map(dutyRow),
  ].toSorted((a, b) => at(a) - at(b));
  const those = (...why: (string | undefined)[]) => needed.filter((row) => why.includes(whyOf(row)));
  const first: Row[] = [
    ...(whole.length > 0 ? [{ kind: 'whole' as const, field: '', title: titles.whole, remarks: whole }] : []),
    ...those(undefined),
  ];
  const rest = Map.groupBy(
    cells.filter((cell) => !needs(cell.field, cell.why)),
    ({ table, row }) => `${table}.${row.code}`,
  );
  const tables = [...rest.values()].map((inRow): Group => {
    const { row, table } = inRow[0]!;
    const title = form?.tables.find(({ code }) => code === table)?.title[locale] ?? '';
    return {
      title: row.code === '' ? title : upper(row.title[locale]),
      rows: inRow.map((cell) => cellRow(cell, columnTitle(cell, locale))),
    };
  });
  const duties = found.duties.filter((duty) => !needs(duty.field, duty.why)).map(dutyRow);
  return [
    { title: titles.attention, rows: first },
    { title: titles.notDone, rows: those('not-done') },
    { title: titles.unlike, rows: those('unlike-own', 'unlike-alike', 'fell', 'rose') },
    { title: titles.explained, rows: those('explained') },
    ...tables,
    { title: titles.executions, rows: duties },
  ].filter(({ rows }) => rows.length > 0);
}

const whyOf = (row: Row) =>
  row.kind === 'cell' ? row.cell.why : row.kind === 'duty' ? row.duty.why : undefined;

/** What is shown of the rows, as the filter over them says. */
export function isShown(row: Row, show: Show): boolean {
  if (show === 'attention')
    return row.kind === 'whole' || whyOf(row) !== undefined || row.remarks.some(isOpen);
  if (show === 'remarked') return row.remarks.length > 0;
  if (show === 'activities') return row.kind === 'duty';
  if (show !== 'changed') return true;
  if (row.kind === 'cell') return row.cell.previous !== undefined && row.cell.now !== row.cell.previous;
  return row.kind === 'duty' && row.duty.now?.state !== row.duty.previous?.state;
}

/** Nobody misses it at first sight: a number that is zero or what it was, about which nothing has been said. */
export function isQuiet(row: Row): boolean {
  if (row.kind !== 'cell' || row.remarks.length > 0) return false;
  const { now, previous, reason, explanations, why } = row.cell;
  if (why !== undefined || explanations.length > 0) return false;
  if (reason !== undefined && previous !== now) return false;
  return previous === now || (previous === undefined && (now === 0 || now === null));
}
