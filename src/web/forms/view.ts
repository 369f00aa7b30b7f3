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
  writeFigure,
  writeNumber,
} from '#monitoring/rules';
import { labelsOf } from '#web/returns/labels.ts';
import { sayIssues } from '#web/returns/say-issues.ts';
import type { SaidIssue } from '#web/returns/view.ts';

/** «40 чисел × 20 с + 3 ответа словами × 60 с ≈ 16 мин; 37 школ: 9,9 ч за сбор». */
export function sayCost(say: Words, cost: Cost): string {
  const { numbers, words, minutes, organisations } = cost;
  const each = cost.measured
    ? say('form.cost-measured', { minutes })
    : say('form.cost-reckoned', {
        numbers,
        number: secondsReckoned.number,
        words,
        word: secondsReckoned.words,
        minutes,
      });
  return say('form.cost', { each, organisations, hours: writeFigure(cost.hours, say.locale) });
}
export const sayShortCost = (say: Words, { minutes, hours }: Cost): string =>
  say('form.cost-short', { minutes, hours: writeFigure(hours, say.locale) });
export const listRowsReckoned = rowsReckoned;
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

export type TriedView = {
  form: FormDefinition;
  kind: OrganisationKind;
  values: Record<string, string>;
  why: Record<string, string>;
  /** Totals and formulas, as they are written. */
  computed: Record<string, string>;
  hidden: string[];
  closed: string[];
  issues: SaidIssue[];
  tally: { filled: number; open: number; errors: number; questions: number };
};

/** What was tried, as the sheet shows it. */
export function triedView(
  { form, verdict }: Tried,
  typed: { kind: OrganisationKind; values: Record<string, string>; why: Record<string, string> },
  locale: 'ru' | 'en',
): TriedView {
  const cells = cellsOf(form, typed.kind);
  const computed: Record<string, string> = {};
  for (const { code, column, state } of cells) {
    if (state !== 'computed') continue;
    const number = verdict?.totals[code];
    const word = verdict?.texts[code];
    if (number != null) computed[code] = writeNumber(number, column.scale, locale);
    else if (word !== undefined && !isNumber(column)) computed[code] = word;
  }
  const issues = verdict ? sayIssues(verdict.issues, form, () => undefined, words(locale)) : [];
  const spoken = issues.filter(({ severity }) => severity !== 'unfilled');
  return {
    form,
    ...typed,
    computed,
    hidden: [...(verdict?.hidden ?? [])],
    closed: cells.filter(({ state }) => state === 'closed').map(({ code }) => code),
    issues: spoken,
    tally: {
      filled: verdict?.filled ?? 0,
      open: verdict?.open ?? 0,
      errors: spoken.filter(({ severity }) => severity === 'error').length,
      questions: spoken.filter(({ severity }) => severity === 'warning').length,
    },
  };
}

/** The test values of a posted sheet. */
export function typedIn(data: FormData): { values: Record<string, string>; why: Record<string, string> } {
  const values: Record<string, string> = {};
  const why: Record<string, string> = {};
  for (const [name, value] of data.entries()) {
    if (typeof value !== 'string' || value === '') continue;
    if (name.startsWith('cell.')) values[name.slice(5)] = value.slice(0, 2000);
    if (name.startsWith('why.')) why[name.slice(4)] = value.slice(0, 1000);
  }
  return { values, why };
}

export const labelsIn = (form: FormDefinition, locale: 'ru' | 'en') => labelsOf(form, locale);
