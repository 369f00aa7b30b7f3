import { readRussianDate, writeDate } from '#calendar';
import { type DutyRow, f1, type ShownReturn } from '#monitoring';
import {
  type FormDefinition,
  indicatorsOf,
  partNamed,
  percent,
  readNumber,
  rowsOf,
  shareOf,
  type Table,
  tableOf,
  writeNumber,
} from '#monitoring/rules';
import { gridsOf } from './grid.ts';
import { labelsOf } from './labels.ts';
import { kindOf, stateWord, toneOf } from './page-of-return.ts';
import type { readerOf } from './reader.ts';
import type { ReturnPage, SheetPage } from './view.ts';

type Reader = Pick<ReturnType<typeof readerOf>, 'say' | 'locale' | 'today'>;
export type AnsweredDuty = {
  title: string;
  /** Nothing where there is no answer to change: the system knows it by itself. */
  href?: string;
  tone: 'done' | 'work' | 'late' | 'na' | 'wait' | '';
  state: string;
  note: string;
};
export type AnsweredNumber = { title: string; href?: string; value: string; note: string };

/** The answers of F1 as they will be handed in. */
export function answeredDuties(
  { rows }: ShownReturn,
  { base, query }: ReturnPage,
  reader: Reader,
): AnsweredDuty[] {
  return rows.map((row): AnsweredDuty => {
    const title = `${row.code} ${row.shortTitle}`;
    const href = `${base}/f1${query}#duty-${row.obligation}`;
    const { say, locale } = reader;
    if (row.derived) return { title, tone: '', state: say('receipt.derived'), note: '' };
    const { state } = row.answer;
    if (!state) return { title, href, tone: 'wait', state: say('receipt.unanswered'), note: '' };
    const day = state === 'done' ? readRussianDate(row.answer.doneOn) : undefined;
    const word = day
      ? say('receipt.done-on', { date: writeDate(day, locale, reader.today) })
      : stateWord(state, locale);
    return { title, href, tone: toneOf(state), state: word, note: noteOf(row, reader) };
  });
}

function noteOf({ answer, files, isEvent }: DutyRow, { say, locale, today }: Reader): string {
  const people = readNumber(answer.participants, { type: 'whole', scale: 0 });
  const newTerm = readRussianDate(answer.newTerm);
  const parts: Record<string, (string | undefined)[]> = {
    done: [
      answer.document,
      answer.link,
      files.length > 0 ? say('receipt.files', { count: files.length }) : '',
      isEvent && people.kind === 'value' ? say('receipt.participants', { count: people.value }) : '',
      answer.comment,
    ],
    running: [answer.comment],
    'not-done': [
      answer.reasonKind && f1.reasons[answer.reasonKind][locale],
      answer.reason,
      newTerm && say('receipt.new-term', { date: writeDate(newTerm, locale, today) }),
    ],
    'not-applicable': [answer.reason],
  };
  // A sentence that somebody has written keeps no full stop before the next part.
  return (parts[answer.state!] ?? [])
    .flatMap((part) => part?.trim() || [])
    .map((part, at, all) => (at < all.length - 1 ? part.replace(/\.$/, '') : part))
    .join('; ');
}

/**
 * The figures of a form that somebody looks at before handing them in; all of them stand in tables below. Words and lists
 * are not summed up: they are read whole.
 */
export function answeredNumbers(
  shown: ShownReturn,
  form: FormDefinition,
  { previous, rich }: Pick<SheetPage, 'previous' | 'rich'>,
  { base, query, campaign }: ReturnPage,
  { say, locale }: Reader,
): AnsweredNumber[] {
  if (rich) return [];
  const labels = labelsOf(form, locale);
  const grids = gridsOf(form, kindOf(shown.organisation.kind));
  const states = new Map(
    Object.values(grids).flatMap((grid) => grid.flat().map((place) => [place.cell, place.state])),
  );
  const number = (cell: string): number | null => {
    const answer = shown.verdict?.numbers[cell] ?? shown.verdict?.totals[cell];
    return typeof answer === 'number' ? answer : null;
  };
  const write = (cell: string, scale: number) => {
    const value = number(cell);
    if (value !== null) return writeNumber(value, scale, locale);
    const away = shown.verdict?.numbers[cell] === 'not-applicable';
    return away ? say('sheet.cell-away') : say('receipt.not-filled');
  };
  const line = (cell: string, scale: number, title: string): AnsweredNumber => ({
    title,
    href: `${base}/${partNamed(form)}${query}#${cell}`,
    value: write(cell, scale),
    note: previous[cell]
      ? say('receipt.last', { quarter: campaign.previousQuarter, value: previous[cell] })
      : '',
  });
  const inTable = (table: Table): AnsweredNumber[] => {
    const rows = rowsOf(table);
    const open = (row: string, column: string) =>
      states.get([table.code, row, column].filter(Boolean).join('.')) !== 'closed';
    const code = (row: string, column: string) => [table.code, row, column].filter(Boolean).join('.');
    if (rows.length === 1)
      return table.columns
        .filter((column) => open('', column.code))
        .map((column) => line(code('', column.code), column.scale, column.title[locale]));
    if (table.total) {
      // People counted once say more than the sum of the rows; where they are not asked, the sum is all there is.
      const apart = rows.find((row) => row.apart);
      return table.columns
        .filter((column) => open(table.total!.code, column.code))
        .map((column) => {
          const own = apart && open(apart.code, column.code) ? apart : undefined;
          const cell = code((own ?? table.total!).code, column.code);
          const label = labels[cell]!;
          return line(cell, column.scale, own ? `${label.column} (${label.row})` : label.column);
        });
    }
    return rows.map((row) => {
      const columns = table.columns.filter((column) => open(row.code, column.code));
      const [first, ...others] = columns;
      const cell = code(row.code, first!.code);
      const note = others
        .map(
          (column) =>
            `${column.title[locale].toLowerCase()}: ${write(code(row.code, column.code), column.scale)}`,
        )
        .join(', ');
      return {
        ...line(cell, first!.scale, `${row.title[locale]}, ${first!.title[locale].toLowerCase()}`),
        note,
      };
    });
  };
  return form.tables.flatMap((table) => [
    ...inTable(table),
    ...sharesOf(form, table, number, Number(shown.campaign.slug.slice(0, 4)), { say, locale }),
  ]);
}

/** The indicators that a table's figures are a part of. */
function sharesOf(
  form: FormDefinition,
  { code }: Table,
  number: (cell: string) => number | null,
  year: number,
  { say, locale }: Pick<Reader, 'say' | 'locale'>,
): AnsweredNumber[] {
  const own = indicatorsOf(form).filter(({ part }) => tableOf(part) === code);
  return own.map((indicator): AnsweredNumber => {
    const share = shareOf(indicator, number);
    const value = share && percent(share.part, share.whole);
    const title = indicator.title[locale];
    if (!share || value == null) return { title, value: say('receipt.no-share'), note: '' };
    const { part, whole } = share;
    const plan = indicator.planned[year];
    const note =
      plan === undefined
        ? say('receipt.share', { part, whole })
        : say('receipt.share-plan', { part, whole, year: String(year), plan });
    return { title, value: `${writeNumber(Math.round(value * 10), 1, locale)}\u00a0%`, note };
  });
}
