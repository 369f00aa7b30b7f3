import type { GivenWordsOf } from '#monitoring';
import { type Column, columnWords, isNumber, writeValue } from '#monitoring/rules';
import type { FrozenList } from './rules/frozen.ts';

type WordTable = GivenWordsOf['tables'][number];

/** The lists of a campaign as the document shows them, in Russian. `attached` stands for a file where there is no link. */
export const listsOf = ({ tables }: GivenWordsOf, attached: string): FrozenList[] =>
  tables.filter(({ kind }) => kind === 'list').map((table) => listOf(table, attached));

function listOf({ code, title, columns, rows }: WordTable, attached: string): FrozenList {
  // Yes and no are counted; a file is said beside the link that it stands for.
  const shown = columns.filter(({ type }) => type !== 'yes-no' && type !== 'file');
  const files = columns.filter(({ type }) => type === 'file');
  const lastLink = shown.findLast(({ type }) => type === 'link');
  return {
    code,
    title: title.ru,
    columns: shown.map((column) => ({ title: columnWords(column, 'ru'), figure: isNumber(column) })),
    rows: rows.map(({ organisation, values }) => ({
      organisationId: organisation.id,
      organisation: organisation.shortName,
      values: shown.map((column) => {
        const value = values[column.code] ?? '';
        if (value === '')
          return column === lastLink && files.some((file) => values[file.code]) ? attached : '';
        return column.type === 'link' ? value.replace(/^https:\/\//, '') : writeValue(column, value, 'ru');
      }),
    })),
    counts: columns.flatMap((column) => countsIn(column, rows)),
  };
}

function countsIn(column: Column, rows: WordTable['rows']): FrozenList['counts'] {
  if (column.type !== 'choice' && column.type !== 'yes-no') return [];
  const given = rows.flatMap(({ values }) => values[column.code] ?? []);
  const codes = column.type === 'yes-no' ? ['yes'] : (column.options ?? []).map(({ code }) => code);
  const answers = codes.flatMap((code) => {
    const n = given.filter((one) => one === code).length;
    return n === 0 ? [] : [{ title: writeValue(column, code, 'ru'), n }];
  });
  return answers.length === 0 ? [] : [{ title: columnWords(column, 'ru'), answers }];
}
