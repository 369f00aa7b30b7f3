import { tie } from '#messages';
import type { Block } from '../rules/blocks.ts';
import type { Frozen, FrozenList } from '../rules/frozen.ts';
import { say, texts } from './writing.ts';

/** More than this is a register, not a справка: it is counted, and stands in the consolidation. */
const MOST_ROWS = 60;
const ORGANISATION = 22;

/** What schools have named in lists: how much, by which answers, and each of it. */
export function listsPart({ lists = [] }: Frozen): Block[] {
  return lists.flatMap((list): Block[] => [
    { kind: 'heading', text: tie(list.title) },
    ...texts(sentencesOf(list)),
    ...(list.rows.length > 0 && list.rows.length <= MOST_ROWS ? [tableOf(list)] : []),
  ]);
}

function sentencesOf({ rows, counts }: FrozenList): string[] {
  if (rows.length === 0) return [say('reports.doc-list-none')];
  const schools = new Set(rows.map(({ organisationId }) => organisationId)).size;
  return [
    say('reports.doc-list', { n: rows.length, schools }),
    ...counts.map(({ title, answers }) =>
      say('reports.doc-list-counts', {
        title,
        answers: answers.map(({ title, n }) => say('reports.doc-list-answer', { title, n })).join(', '),
      }),
    ),
    ...(rows.length > MOST_ROWS ? [say('reports.doc-list-many', { most: MOST_ROWS })] : []),
  ];
}

function tableOf({ title, columns, rows }: FrozenList): Block {
  const width = Math.floor((100 - ORGANISATION) / Math.max(1, columns.length));
  return {
    kind: 'table',
    caption: say('reports.doc-list-table', { title }),
    columns: [
      { title: say('reports.doc-organisation'), width: 100 - width * columns.length },
      ...columns.map(({ title, figure }) => ({ title, width, figure })),
    ],
    rows: rows.map(({ organisation, values }) => [tie(organisation), ...values.map(tie)]),
  };
}
