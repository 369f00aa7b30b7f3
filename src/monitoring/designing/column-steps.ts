import { type Column, groupsOf, type Text } from '../rules/index.ts';
import { free, moved, replaced, tableOf, trimmed, without, withTable } from './by-code.ts';
import { codeFrom } from './codes.ts';
import { withoutLostSums } from './lost-sums.ts';
import { EXPRESSIONS, renameIn } from './rename.ts';
import type { Did, Steps } from './step.ts';
import { askedFrom, same, worded } from './worded.ts';

/** Steps that change the columns of a table. */
export const columnSteps: Steps<'add-column' | 'column' | 'move-column' | 'remove-column'> = {
  'add-column': (form, change) =>
    withTable(form, change.table, (table) => {
      const column: Column = {
        code: codeFrom(
          change.title,
          table.columns.map(({ code }) => code),
          'column',
        ),
        title: same(change.title),
        unit: same(change.unit),
        type: change.type,
        scale: change.type === 'decimal' || change.type === 'share' ? 1 : 0,
        over: 'period',
        ...(change.type === 'choice' ? { options: YES_NO } : {}),
      };
      return { ...table, columns: [...table.columns, column] };
    }),
  column: (form, change, { locale }) => {
    const { columns } = tableOf(form, change.table);
    free(columns, change.column, change.code);
    const named = withTable(form, change.table, (table) => ({
      ...table,
      columns: replaced(table.columns, change.column, (column) => columnFrom(column, change, locale)),
    }));
    if (change.code === change.column) return named;
    return renameIn(named, {
      part: 'column',
      table: change.table,
      from: change.column,
      to: change.code,
    });
  },
  'move-column': (form, { table, column, by }) =>
    withTable(form, table, (one) => ({ ...one, columns: moved(one.columns, column, by) })),
  'remove-column': (form, { table, column }) =>
    withoutLostSums(
      withTable(form, table, (one) => ({
        ...one,
        columns: without(one.columns, column),
        closed: one.closed.filter(([, closed]) => closed !== column),
      })),
    ),
};

const YES_NO = [
  { code: 'yes', title: { ru: 'да', en: 'yes' } },
  { code: 'no', title: { ru: 'нет', en: 'no' } },
];

function columnFrom(column: Column, change: Did<'column'>, locale: 'ru' | 'en'): Column {
  const { type, scale } = change;
  const groups = groupsOf(column);
  const headings = change.groups
    .map((group, at) => ({ group, before: groups[at] }))
    .filter(({ group }) => group !== '')
    .map(({ group, before }) => worded(before, group, locale));
  const isNumber = type === 'whole' || type === 'decimal' || type === 'share';
  const made: { [Field in keyof Column]: Column[Field] | undefined } = {
    ...column,
    title: worded(column.title, change.title, locale),
    group: headings.length === 1 ? headings[0] : headings.length > 1 ? headings : undefined,
    unit: change.unit ? worded(column.unit, change.unit, locale) : same(''),
    hint: worded(column.hint, change.hint, locale),
    type,
    scale: type === 'decimal' || type === 'share' ? scale : 0,
    min: isNumber ? change.min : undefined,
    max: isNumber ? change.max : undefined,
    over: change.over,
    since: change.over === 'cumulative' && change.since === 'school-year' ? 'school-year' : undefined,
    options: type === 'choice' ? optionsFrom(column, change.options, locale) : undefined,
    longest: type === 'text' ? change.longest : undefined,
    optional: change.optional ? true : undefined,
    consolidates:
      change.consolidates === ''
        ? undefined
        : change.consolidates === 'weighted'
          ? { how: 'weighted', by: change.weight }
          : { how: change.consolidates },
    asked: askedFrom(column.asked, change, locale),
    closedFor: change.closedFor.length > 0 ? change.closedFor : undefined,
  };
  for (const field of EXPRESSIONS) made[field] = change[field] || undefined;
  return trimmed(made) as Column;
}

/** A line an answer; «код = ответ» names its code, which a new title otherwise keeps by its place. */
function optionsFrom(column: Column, lines: string, locale: 'ru' | 'en'): { code: string; title: Text }[] {
  const before = column.options ?? [];
  const options: { code: string; title: Text }[] = [];
  for (const line of lines.split('\n').map((one) => one.trim()))
    if (line !== '') {
      const [, named, rest] = /^([a-z][a-z0-9_-]*)\s*=\s*(.+)$/.exec(line) ?? [];
      const title = (rest ?? line).slice(0, 300);
      const old = before.find((one) => (named ? one.code === named : one.title[locale] === title));
      const code =
        named ??
        old?.code ??
        codeFrom(
          title,
          options.map((one) => one.code),
          'answer',
        );
      options.push({ code, title: worded(old?.title, title, locale) });
    }
  return options;
}
