import { words } from '#messages';
import type { VersionActivity, VersionContent } from '#roadmap/rules';
import type { PaperBlock, PaperColumn, PaperRow } from './rules/paper.ts';

const say = words('ru');
type Responsible = VersionActivity['responsibles'][number];

/** The annex of an order: the mark, the roadmap's title, its table. */
export const roadmapBlocks = (
  content: VersionContent,
  { mark, draft }: { mark: readonly string[]; draft: boolean },
): PaperBlock[] => [
  ...(draft ? [{ kind: 'draft' as const, text: say('reports.paper-draft') }] : []),
  { kind: 'mark', lines: mark },
  { kind: 'heading', text: content.title },
  { kind: 'roadmap', columns: COLUMNS, rows: rowsOf(content) },
];

/** The names by which an order of correction calls the columns: «в графе „Сроки“». */
export const COLUMNS: readonly PaperColumn[] = [
  { title: say('reports.paper-column-number').replace(/\s/, '\n'), width: 6 },
  { title: say('correction.column-title'), width: 27 },
  { title: say('correction.column-deadline'), width: 13 },
  { title: say('correction.column-responsibles'), width: 19 },
  { title: say('correction.column-document'), width: 16 },
  { title: say('correction.column-result'), width: 19 },
];

const rowsOf = ({ sections, activities }: VersionContent): PaperRow[] =>
  sections.flatMap(({ numeral, title }): PaperRow[] => {
    const own = activities.filter(({ section }) => section === numeral);
    return own.length
      ? [{ section: say('reports.paper-section', { numeral, title }) }, ...own.map(activityRow)]
      : [];
  });

/** An activity as the table shows it. */
export const activityRow = (one: VersionActivity): PaperRow => ({
  cells: [
    one.number,
    one.title,
    one.deadline.text,
    responsiblesCell(one.responsibles),
    one.document,
    one.result,
  ],
});

/**
 * Executors in one cell, as the reader of orders tells them apart: the first carries it out and the others help; where
 * several carry it out a slash divides them from those who help, and where the order is another each is named.
 */
export function responsiblesCell(responsibles: readonly Responsible[]): string {
  const runs = runsOf(responsibles);
  const [first, second] = runs;
  if (first?.role === 'executor' && runs.length === 1 && first.texts.length === 1) return first.texts[0]!;
  if (first?.role === 'executor' && runs.length === 2)
    return [first, second!]
      .map(({ texts }) => texts.join(', '))
      .join(first.texts.length === 1 ? ', ' : ' / ');
  return runs.map(({ role, texts }) => `${LABELS[role]}: ${texts.join(', ')}`).join('; ');
}

const LABELS = { executor: 'исполнители', 'co-executor': 'соисполнители' } as const;

function runsOf(responsibles: readonly Responsible[]) {
  const runs: { role: Responsible['role']; texts: string[] }[] = [];
  for (const { role, text } of responsibles) {
    const last = runs.at(-1);
    if (last?.role === role) last.texts.push(text);
    else runs.push({ role, texts: [text] });
  }
  return runs;
}
