import { writeShortDate } from '#calendar';
import { type Locale, type Words, words } from '#messages';
import type { Consolidation, OrganisationFigures } from '#monitoring';
import {
  type Answer,
  cellCode,
  type Column,
  type Figure,
  columnWords,
  headingsOf,
  rowsOf,
  type Table,
  writePeriod,
} from '#monitoring/rules';
import { whyMissing } from './why-missing.ts';
import { writeWorkbook, type XlsxCell, type XlsxLook, type XlsxSheet } from './xlsx.ts';

type Row = (XlsxCell | undefined)[];

/** A consolidation as a workbook: the totals with their coverage, each school, indicators, and who has reported. */
export function consolidationWorkbook(
  found: Consolidation,
  { locale, today }: { locale: Locale; today: string },
): Promise<Uint8Array> {
  const say = words(locale);
  const title = say('monitoring.consolidation-title', { period: writePeriod(found.campaign, locale) });
  const sheets = [totals(found, say, title), bySchool(found, say, title, today)];
  sheets.push(indicatorSheet(found, say, title), completeness(found, say, title, today));
  return writeWorkbook(title, sheets);
}

const inWords = (value: string): XlsxCell => ({ value, look: 'words' });
const heading = (value: string, more: Partial<XlsxCell> = {}): XlsxCell => ({
  value,
  look: 'heading',
  ...more,
});
const titled = (title: string, ...more: string[]): Row[] => [
  [{ value: title, look: 'title' }],
  ...more.map((value): Row => [{ ...inWords(value), columns: 11 }]),
];

/** Whose returns these are and who is not among them. */
function lead(found: Consolidation, say: Words): string {
  const { counted, expected, accepted, filter, among } = found;
  const which =
    filter === 'accepted'
      ? [
          say('monitoring.consolidation-accepted'),
          say('monitoring.consolidation-counted-of', { counted, expected }),
          say('monitoring.consolidation-accepted-schools', { expected }),
        ]
      : [
          say('monitoring.consolidation-counted'),
          say('monitoring.consolidation-counted-of', { counted, expected }),
          say('monitoring.consolidation-counted-schools', { expected, accepted }),
        ];
  const whose = among === 'supported' ? [`${say('monitoring.consolidation-among-supported')}.`] : [];
  const missing = found.missing.map(({ organisation }) => organisation.shortName).join(', ');
  const without = missing
    ? [`${say('monitoring.consolidation-missing')} ${missing}.`]
    : [say('monitoring.consolidation-whole')];
  return [...whose, ...which, ...without].join(' ');
}

const numbersLook = ({ scale }: Column, isTotal: boolean): XlsxLook =>
  isTotal ? (scale === 0 ? 'total' : 'total-tenths') : scale === 0 ? 'figure' : 'tenths';

function figureCell(figure: Figure | undefined, column: Column, isTotal: boolean, say: Words): XlsxCell {
  if (!figure) return { value: say('monitoring.consolidation-closed'), look: 'missing' };
  if (figure.of === 0) return { value: say('monitoring.consolidation-not-applicable'), look: 'missing' };
  if (figure.value === null) return { value: say('monitoring.consolidation-no-data'), look: 'missing' };
  return { value: figure.value, look: numbersLook(column, isTotal) };
}

const coverCell = (figure: Pick<Figure, 'given' | 'of'> | undefined, say: Words): XlsxCell => ({
  value: figure ? say('monitoring.consolidation-cover', { given: figure.given, of: figure.of }) : null,
  look: 'cover',
});

/** Each table of the form under its headings; under each row, how many schools stand behind each figure. */
function totals(found: Consolidation, say: Words, title: string): XlsxSheet {
  const rows = titled(title, lead(found, say), say('reports.workbook-cover'));
  const top = rows.length;
  for (const table of found.form.tables) {
    rows.push([], [{ value: table.title[say.locale], look: 'title' }], ...tableHead(table, say));
    for (const row of rowsOf(table)) {
      const isTotal = row.code === table.total?.code;
      const figures = table.columns.map((column) => ({
        column,
        figure: found.figures[cellCode(table.code, row.code, column.code)],
      }));
      const name = row.code === '' ? say('reports.workbook-all') : row.title[say.locale];
      rows.push(
        [
          { value: name, look: 'name', rows: 2 },
          ...figures.map(({ figure, column }) => figureCell(figure, column, isTotal, say)),
        ],
        [undefined, ...figures.map(({ figure }) => coverCell(figure, say))],
      );
    }
  }
  return {
    name: say('reports.workbook-totals'),
    widths: [30, ...Array.from({ length: 10 }, () => 13)],
    rows,
    frozen: { rows: top, columns: 1 },
    repeated: [1, 1],
  };
}

/** The headings of a table in as many levels as it has. */
function tableHead(table: Table, say: Words): Row[] {
  const levels = headingsOf(table);
  const rows: Row[] = levels.map(() => Array<undefined>(table.columns.length + 1).fill(undefined));
  rows[0]![0] = heading(table.rowsTitle?.[say.locale] ?? '', { rows: levels.length });
  for (const [level, headings] of levels.entries())
    for (const { from, title, columns, rows: high, column } of headings)
      rows[level]![from + 1] = column
        ? heading(title[say.locale], { rows: high })
        : { value: title[say.locale], look: 'group', columns };
  return rows;
}

/** A line a school with every cell of the form: the tables' rows above, their columns below. */
function bySchool(found: Consolidation, say: Words, title: string, today: string): XlsxSheet {
  const blocks = found.form.tables.flatMap((table) =>
    rowsOf(table).map((row) => ({
      title: row.code === '' ? table.title : row.title,
      isTotal: row.code === table.total?.code,
      columns: table.columns
        .map((column) => ({ column, cell: cellCode(table.code, row.code, column.code) }))
        .filter(({ cell }) => found.figures[cell]),
    })),
  );
  const cells = blocks.flatMap(({ columns, isTotal }) => columns.map((one) => ({ ...one, isTotal })));
  const upper: Row = [heading(say('monitoring.consolidation-school'), { rows: 2 })];
  for (const { title, columns } of blocks)
    if (columns.length > 0)
      upper.push(
        { value: title[say.locale], look: 'group', columns: columns.length },
        ...columns.slice(1).map(() => undefined),
      );
  const lower: Row = [undefined, ...cells.map(({ column }) => heading(columnTitle(column, say)))];
  const rows = [...titled(title, lead(found, say)), upper, lower];
  const top = rows.length;
  rows.push(
    [
      { value: say('reports.workbook-all'), look: 'name', rows: 2 },
      ...cells.map(({ cell, column }) => figureCell(found.figures[cell], column, true, say)),
    ],
    [undefined, ...cells.map(({ cell }) => coverCell(found.figures[cell], say))],
  );
  for (const one of found.organisations) {
    const name: XlsxCell = { value: one.organisation.shortName, look: 'name' };
    const { figures } = one;
    if (figures)
      rows.push([name, ...cells.map(({ cell, column }) => answerCell(figures[cell], column, say))]);
    else rows.push([name, { value: whyMissing(say, one, today), look: 'words', columns: 11 }]);
  }
  return {
    name: say('monitoring.consolidation-schools'),
    widths: [34, ...cells.map(() => 11)],
    rows,
    frozen: { rows: top, columns: 1 },
    repeated: [top - 1, top],
  };
}

const columnTitle = (column: Column, { locale }: Words) => columnWords(column, locale, ': ');

function answerCell(answer: Answer | undefined, column: Column, say: Words): XlsxCell {
  if (typeof answer === 'number') return { value: answer, look: numbersLook(column, false) };
  const word =
    answer === 'not-applicable'
      ? 'monitoring.consolidation-not-applicable'
      : 'monitoring.consolidation-left-empty';
  return { value: say(word), look: 'missing' };
}

function indicatorSheet(found: Consolidation, say: Words, title: string): XlsxSheet {
  const numberOr = (value: number | null | undefined, look: XlsxLook): XlsxCell =>
    value == null
      ? { value: say('monitoring.consolidation-no-data'), look: 'missing' }
      : { value: look === 'percent' ? value / 100 : value, look };
  const before = found.before && writePeriod(found.before.period, say.locale);
  const rows = titled(title, lead(found, say));
  rows.push([
    heading(say('reports.workbook-indicator')),
    heading(say('reports.workbook-part')),
    heading(say('reports.workbook-whole')),
    heading(say('reports.workbook-share')),
    heading(say('reports.workbook-covered')),
    heading(say('reports.workbook-planned', { year: found.campaign.endsOn.slice(0, 4) })),
    ...(before ? [heading(before)] : []),
  ]);
  const top = rows.length;
  for (const one of found.indicators)
    rows.push([
      { value: one.title[say.locale], look: 'name' },
      numberOr(one.part, 'figure'),
      numberOr(one.whole, 'figure'),
      numberOr(one.percent, 'percent'),
      coverCell(one, say),
      one.planned === null
        ? { value: say('monitoring.consolidation-unplanned'), look: 'missing' }
        : numberOr(one.planned, 'percent'),
      ...(before ? [numberOr(one.before?.percent, 'percent')] : []),
    ]);
  return {
    name: say('monitoring.consolidation-indicators'),
    widths: [52, 14, 14, 12, 14, 16, 18],
    rows,
    frozen: { rows: top, columns: 1 },
    repeated: [top, top],
  };
}

/** Who has reported, when, and how late. */
function completeness(found: Consolidation, say: Words, title: string, today: string): XlsxSheet {
  const rows = titled(title, lead(found, say));
  rows.push([
    heading(say('monitoring.consolidation-school')),
    heading(say('reports.workbook-state')),
    heading(say('reports.workbook-due')),
    heading(say('reports.workbook-submitted')),
    heading(say('reports.workbook-late')),
    heading(say('reports.workbook-low')),
    heading(say('reports.workbook-adverse')),
  ]);
  const top = rows.length;
  const tick = (is: boolean): XlsxCell => ({ value: is ? say('reports.workbook-yes') : null, look: 'name' });
  for (const one of found.organisations) {
    const { organisation, firstSubmittedOn, daysLate } = one;
    rows.push([
      { value: organisation.shortName, look: 'name' },
      { value: stateOf(one, say, today), look: 'name' },
      { value: writeShortDate(one.dueOn), look: 'name' },
      { value: firstSubmittedOn && writeShortDate(firstSubmittedOn), look: 'name' },
      { value: daysLate || null, look: 'figure' },
      tick(organisation.lowPerforming),
      tick(organisation.adverseConditions),
    ]);
  }
  return {
    name: say('reports.workbook-completeness'),
    widths: [40, 34, 13, 16, 16, 10, 10],
    rows,
    frozen: { rows: top, columns: 1 },
    repeated: [top, top],
  };
}

function stateOf({ state, dueOn }: OrganisationFigures, say: Words, today: string): string {
  if (state === 'draft' && today > dueOn) return say('reports.workbook-overdue');
  return say(state === 'submitted' ? 'reports.workbook-submitted-state' : `reports.workbook-${state}`);
}
