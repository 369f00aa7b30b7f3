import { dayIn, writeDate, writeTime } from '#calendar';
import { type Words, words } from '#messages';
import {
  type Cost,
  expressionFunctions,
  type PlacedFault,
  rowsReckoned,
  secondsReckoned,
  type Tried,
} from '#monitoring';
import {
  cellsOf,
  type FormDefinition,
  isNumber,
  type OrganisationKind,
  type Table,
  writeFigure,
  writeNumber,
  writeValue,
} from '#monitoring/rules';
import { labelsOf } from '#web/returns/labels.ts';
import { isRich, kindOf } from '#web/returns/page-of-return.ts';
import { sayIssues } from '#web/returns/say-issues.ts';
import type { ReturnPage, SheetPage } from '#web/returns/view.ts';

/** «40 чисел × 20 с + 3 ответа словами × 60 с ≈ 16 мин; 37 школ: 9,9 ч за сбор». */
export function sayCost(say: Words, cost: Cost): string {
  const { numbers, words, minutes, organisations, lists } = cost;
  const each = cost.measured
    ? say('form.cost-measured', { minutes })
    : say('form.cost-reckoned', {
        numbers,
        number: secondsReckoned.number,
        words,
        word: secondsReckoned.words,
        minutes,
      }) + (lists ? say(`form.cost-lists-${lists}`, { rows: rowsReckoned }) : '');
  return say('form.cost', { each, organisations, hours: writeFigure(cost.hours, say.locale) });
}
export const sayShortCost = (say: Words, { minutes, hours }: Cost): string =>
  say('form.cost-short', { minutes, hours: writeFigure(hours, say.locale) });
export const functionNames = expressionFunctions;

export const sayWhen = (say: Words, at: Date, zone: string, today: string): string =>
  `${writeDate(dayIn(at, zone), say.locale, today)}, ${writeTime(at, zone)}`;

export type SaidFault = {
  said: string;
  href: string;
  place: PlacedFault['place'];
  /** In the expression, from 1; 0 where it is about no expression. */
  character: number;
};

/** Faults in words, each with the way to where it is mended. */
export function sayFaults(say: Words, faults: readonly PlacedFault[], form: FormDefinition): SaidFault[] {
  return faults.map(({ code, params, place }) => ({
    said: `${whereOf(say, place, form)}${say.code(code, params)}`,
    href: hrefOf(place),
    place,
    character: Number(params.character ?? 0),
  }));
}

function whereOf(say: Words, place: PlacedFault['place'], form: FormDefinition): string {
  const { locale } = say;
  if (place.part === 'form') return '';
  if (place.part === 'check') {
    const check = form.checks.find(({ code }) => code === place.check);
    return say('form.at-check', { check: check?.short[locale] ?? place.check });
  }
  const table = form.tables.find(({ code }) => code === place.table);
  if (place.part === 'table') return say('form.at-table', { table: table?.title[locale] ?? place.table });
  const column = table?.columns.find(({ code }) => code === place.column);
  return say('form.at-column', { column: column?.title[locale] ?? place.column });
}

function hrefOf(place: PlacedFault['place']): string {
  if (place.part === 'form') return '?';
  if (place.part === 'check') return `?part=checks&check=${encodeURIComponent(place.check)}#edit`;
  if (place.part === 'table') return `?table=${place.table}`;
  return `?table=${place.table}&column=${place.column}#${place.field ?? 'edit'}`;
}

/** What somebody tries: the fields of a return, and numbers of the period before and of a year ago. */
export type TriedFields = {
  kind: OrganisationKind;
  fields: Record<string, string>;
  previous: Record<string, string>;
  sameYear: boolean;
  yearAgo: Record<string, string>;
};
export const NOTHING_TRIED: TriedFields = {
  kind: 'school',
  fields: {},
  previous: {},
  sameYear: false,
  yearAgo: {},
};

/** A form as the page of a return shows it, of an organisation that there is not. */
export type TriedView = {
  page: ReturnPage;
  sheet: SheetPage;
  /** The cells whose number in the period before is asked for, with what was tried there. */
  before: Earlier[];
  /** The same of a year ago. */
  yearAgo: Earlier[];
  sameYear: boolean;
  tally: { filled: number; open: number; errors: number; questions: number };
};

type Earlier = { cell: string; label: string; value: string };

export function triedView(
  { form, verdict, earlier, yearAgo }: Pick<Tried, 'form' | 'verdict' | 'earlier' | 'yearAgo'>,
  { kind, fields, previous, sameYear, yearAgo: aYearAgo }: TriedFields,
  locale: 'ru' | 'en',
): TriedView {
  const issues = verdict ? sayIssues(verdict.issues, form, () => undefined, words(locale)) : [];
  const labels = labelsOf(form, locale);
  const of =
    (typed: Readonly<Record<string, string>>) =>
    (cell: string): Earlier => ({ cell, label: labels[cell]?.full ?? cell, value: typed[cell] ?? '' });
  const number = (severity: string) => issues.filter((one) => one.severity === severity).length;
  const tally = {
    filled: verdict?.filled ?? 0,
    open: verdict?.open ?? 0,
    errors: number('error'),
    questions: number('warning'),
  };
  return {
    page: pageOfTrial(kind, fields, {
      issues,
      forms: { [form.code]: { ...tally, of: tally.open } },
      computed: computedIn(form, verdict, kind, locale),
      hidden: [...(verdict?.hidden ?? [])],
    }),
    sheet: {
      form: { ...form, tables: form.tables.map(withoutFiles), checks: [], computed: [] },
      rich: isRich(form),
      isTrial: true,
      sourceOf: {},
      sources: [],
      previous,
      prefilled: {},
      sentences: {},
      files: [],
      organisations: [],
    },
    before: earlier.map(of(previous)),
    yearAgo: yearAgo.map(of(aYearAgo)),
    sameYear,
    tally,
  };
}

function pageOfTrial(
  kind: OrganisationKind,
  values: Record<string, string>,
  judged: Omit<ReturnPage['judged'], 'f1' | 'unusual'>,
): ReturnPage {
  const none = { filled: 0, of: 0, errors: 0, questions: 0 };
  return {
    campaign: { slug: '', title: '', quarter: '', previousQuarter: '' },
    organisation: { code: '', name: '', kind },
    base: '',
    query: '',
    parts: [],
    state: 'draft',
    editable: true,
    entersFor: false,
    note: '',
    due: { said: '', late: false },
    unconfirmed: [],
    person: 0,
    draft: { rev: 0, savedAt: '', values, known: values },
    judged: { f1: none, unusual: {}, ...judged },
    remarks: [],
    answers: [],
    ask: '',
  };
}

/** Nothing is attached to a trial: what stands for a file is a word. */
const withoutFiles = (table: Table): Table => ({
  ...table,
  columns: table.columns.map((column) =>
    column.type === 'file' ? { ...column, type: 'text', longest: 100 } : column,
  ),
});

function computedIn(
  form: FormDefinition,
  verdict: Tried['verdict'],
  kind: OrganisationKind,
  locale: 'ru' | 'en',
): Record<string, string> {
  const computed: Record<string, string> = {};
  for (const { code, column, state } of cellsOf(form, kind)) {
    if (state !== 'computed') continue;
    const number = verdict?.totals[code];
    const word = verdict?.texts[code];
    if (number != null) computed[code] = writeNumber(number, column.scale, locale);
    else if (word !== undefined && !isNumber(column)) computed[code] = writeValue(column, word, locale);
  }
  return computed;
}

/** What was tried in a posted sheet. */
export function triedIn(data: FormData): TriedFields {
  const tried: TriedFields = {
    kind: kindOf(String(data.get('kind') ?? 'school')),
    fields: {},
    previous: {},
    sameYear: data.has('sameYear'),
    yearAgo: {},
  };
  for (const [name, value] of data.entries()) {
    if (typeof value !== 'string' || value.trim() === '') continue;
    if (name.startsWith('prev.')) tried.previous[name.slice(5)] = value.slice(0, 200);
    else if (name.startsWith('year_ago.')) tried.yearAgo[name.slice(9)] = value.slice(0, 200);
    else if (name.includes('.')) tried.fields[name] = value.slice(0, 2000);
  }
  return tried;
}
