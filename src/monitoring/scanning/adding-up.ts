import { compiledForm } from '../judging/compiled.ts';
import {
  type Answer,
  cellCode,
  closedBits,
  type Figure,
  figuresOf,
  type FormDefinition,
  indicatorFigure,
  type IndicatorFigure,
  isCounted,
  isNumber,
  laidOut,
  type Layout,
  layoutOf,
  listRowsIn,
  numbersAt,
  type OrganisationKind,
  organisationKinds,
  partsOf,
  readValue,
  rowsOf,
  type Said,
  totalsOf,
} from '../rules/index.ts';
import type { Raw } from './cells-in.ts';
import type { Scanned } from './scan-book.ts';

/** A cell that could not be taken; it counts as not given. */
export type CellFault = Said & { cell: string; sheet: string; address: string };
/** One return, by position of the layout, scaled. */
export type OneReturn = { answers: readonly Answer[]; faults: CellFault[] };
export type Consolidated = { figures: Record<string, Figure>; indicators: IndicatorFigure[] };

type Column = FormDefinition['tables'][number]['columns'][number];
type Target = { cell: string; column: Column; position: number } | { flag: 'na' | 'none'; cell: string };

const NOT_APPLICABLE = /^(?:не\s?прим\.?|не ?применимо\.?|н\/п\.?|n\/a)\s*:/iu;
const MAX = 1_000_000;

/** Adds returns up by the rules of the form: each is read, added and forgotten. */
export class AddingUp {
  readonly layout: Layout;
  readonly #form: FormDefinition;
  readonly #position: ReadonlyMap<string, number>;
  /** Positions that are counted from other answers. */
  readonly #counted: readonly number[];
  readonly #sums: number[];
  readonly #least: number[];
  readonly #most: number[];
  readonly #ns: number[];
  readonly #nas: number[];
  readonly #closed = new Map<string, string>();
  readonly #targets = new WeakMap<readonly string[], readonly (Target | undefined)[]>();
  #count = 0;

  constructor(form: FormDefinition) {
    this.#form = form;
    this.layout = layoutOf(form);
    this.#position = new Map(this.layout.map(({ cell }, at) => [cell, at]));
    this.#counted = this.layout.flatMap(({ cell }, at) => (isCounted(cell) ? [at] : []));
    const { length } = this.layout;
    this.#sums = Array<number>(length).fill(0);
    this.#least = Array<number>(length).fill(Infinity);
    this.#most = Array<number>(length).fill(-Infinity);
    this.#ns = Array<number>(length).fill(0);
    this.#nas = Array<number>(length).fill(0);
  }

  get count(): number {
    return this.#count;
  }

  /** What a workbook says, read by the rules of the form. */
  read(scanned: Scanned): OneReturn {
    const { fields, values } = scanned;
    const targets = this.#targetsOf(fields);
    const closed = this.#closedFor(scanned.identity?.kind);
    const answers: Answer[] = this.layout.map((_, at) => (closed[at] === '1' ? 'not-applicable' : null));
    const faults: CellFault[] = [];
    const numbers: Record<string, Answer> = {};
    const texts: Record<string, string> = {};
    const away = new Set<string>();
    const keeps = this.#counted.length > 0;
    for (let at = 0; at < values.length; at++) {
      const [raw, target] = [values[at], targets[at]];
      if (!raw || !target) continue;
      if ('flag' in target) {
        if (textOf(raw, scanned) === '') continue;
        if (target.flag === 'na') away.add(target.cell);
        continue;
      }
      const { cell, column, position } = target;
      const read = readRaw(raw, column, scanned);
      if (read.kind === 'fault')
        faults.push({ code: read.code, params: read.params, cell, ...scanned.placeOf(at) });
      else if (read.kind === 'not-applicable') {
        away.add(cell);
        if (keeps) numbers[cell] = 'not-applicable';
      } else if (read.kind === 'value') {
        if (position !== -1) answers[position] = read.value;
        if (keeps) numbers[cell] = read.value;
      } else if (read.kind === 'text') texts[cell] = read.text;
    }
    for (const cell of away) {
      const position = this.#position.get(cell);
      if (position !== undefined) answers[position] = 'not-applicable';
    }
    if (keeps) this.#countFrom(answers, { numbers, texts, away });
    return { answers, faults };
  }

  /** What is counted from other answers: choices, weighted means, rows of lists. */
  #countFrom(
    answers: Answer[],
    given: { numbers: Record<string, Answer>; texts: Record<string, string>; away: ReadonlySet<string> },
  ): void {
    const { numbers, texts, away } = given;
    const form = laidOut(
      this.#form,
      listRowsIn(this.#form, [...Object.keys(numbers), ...Object.keys(texts)]),
    );
    const numberAt = (cell: string) => (typeof numbers[cell] === 'number' ? numbers[cell] : null);
    const totals = totalsOf(form, numberAt);
    const computed = computedFrom(form, (cell) => {
      const answer = numbers[cell] ?? totals[cell];
      return typeof answer === 'number' ? answer / 10 ** this.#scaleOf(cell) : undefined;
    });
    const counted = numbersAt(this.#form, {
      form,
      numbers,
      texts,
      computed: computed.scaled,
      isAway: (cell) => away.has(cell),
    });
    for (const at of this.#counted)
      if (answers[at] !== 'not-applicable') answers[at] = counted[this.layout[at]!.cell] ?? null;
  }

  #scaleOf(cell: string): number {
    const [table, ...rest] = cell.split('.');
    const columns = this.#form.tables.find(({ code }) => code === table)?.columns;
    return columns?.find(({ code }) => code === rest.at(-1))?.scale ?? 0;
  }

  add({ answers }: OneReturn): void {
    this.#count++;
    for (let at = 0; at < answers.length; at++) {
      const answer = answers[at];
      if (typeof answer === 'number') {
        this.#sums[at]! += answer;
        this.#ns[at]!++;
        if (answer < this.#least[at]!) this.#least[at] = answer;
        if (answer > this.#most[at]!) this.#most[at] = answer;
      } else if (answer === 'not-applicable') this.#nas[at]!++;
    }
  }

  /** All that has been added, in units: as the rule of each column says. */
  result(): Consolidated {
    const form = this.#form;
    const count = this.#count;
    const node = { ns: this.#ns, nas: this.#nas, submitted: count, accepted: count, expected: count };
    const of = (sums: readonly number[]) => figuresOf(form, this.layout, { ...node, sums });
    const figures = of(this.#sums);
    const [least, most] = [of(this.#least), of(this.#most)];
    for (const table of form.tables)
      for (const column of table.columns) {
        const how = column.consolidates?.how ?? 'sum';
        if (how === 'sum' || !isNumber(column)) continue;
        const cells = rowsOf(table).map((row) => cellCode(table.code, row.code, column.code));
        const total = table.total && cellCode(table.code, table.total.code, column.code);
        const parts = partsOf(table).map((row) => cellCode(table.code, row.code, column.code));
        for (const cell of cells) {
          const figure = figures[cell];
          if (!figure) continue;
          const of = cell === total ? parts : [cell];
          if (how === 'none') delete figures[cell];
          else if (how === 'count') figure.value = figure.given;
          else if (how === 'weighted') figure.value = this.#mean(of, column.scale);
          else if (how === 'min' || how === 'max') {
            const from = how === 'min' ? least : most;
            const there = of.flatMap((one) => from[one]?.value ?? []);
            figure.value = there.length === 0 ? null : Math[how](...there);
          }
        }
      }
    const { units } = computedFrom(form, (cell) => figures[cell]?.value ?? undefined);
    for (const table of form.tables)
      for (const column of table.columns) {
        if (!column.formula || (column.consolidates && column.consolidates.how !== 'recompute')) continue;
        for (const row of rowsOf(table)) {
          const cell = cellCode(table.code, row.code, column.code);
          const value = units[cell];
          if (value !== undefined) figures[cell] = { value, given: count, of: count };
        }
      }
    return { figures, indicators: form.computed.map((one) => indicatorFigure(one, figures)) };
  }

  #mean(cells: readonly string[], scale: number): number | null {
    let [weighted, weight, by] = [0, 0, 0];
    for (const cell of cells) {
      const [above, below] = [this.#position.get(`${cell}:weighted`), this.#position.get(`${cell}:weight`)];
      if (above === undefined || below === undefined) continue;
      weighted += this.#sums[above]!;
      weight += this.#sums[below]!;
      by = this.layout[above]!.scale - this.layout[below]!.scale;
    }
    return weight === 0 ? null : Math.round((weighted / weight) * 10 ** (scale - by)) / 10 ** scale;
  }

  #closedFor(kind: string | undefined): string {
    const known = this.#closed.get(kind ?? '');
    if (known !== undefined) return known;
    const isKind = organisationKinds.includes(kind as OrganisationKind);
    const bits = closedBits(this.layout, this.#form, isKind ? (kind as OrganisationKind) : 'school');
    this.#closed.set(kind ?? '', isKind ? bits : '');
    return isKind ? bits : '';
  }

  #targetsOf(fields: readonly string[]): readonly (Target | undefined)[] {
    let targets = this.#targets.get(fields);
    if (!targets) this.#targets.set(fields, (targets = fields.map((field) => this.#targetOf(field))));
    return targets;
  }

  #targetOf(field: string): Target | undefined {
    if (field.startsWith('na.')) return { flag: 'na', cell: field.slice(3) };
    if (field.startsWith('none.')) return { flag: 'none', cell: field.slice(5) };
    const [code, ...rest] = field.split('.');
    const column = this.#form.tables
      .find((table) => table.code === code)
      ?.columns.find((one) => one.code === rest.at(-1));
    return column && { cell: field, column, position: this.#position.get(field) ?? -1 };
  }
}

/** Formulas from numbers in units; `scaled` as positions keep them. */
function computedFrom(form: FormDefinition, numberOf: (cell: string) => number | undefined) {
  const units: Record<string, number> = {};
  const scaled: Record<string, number> = {};
  if (!form.tables.some(({ columns }) => columns.some(({ formula }) => formula))) return { units, scaled };
  for (const { at, operands, run, scale } of compiledForm(form).formulas) {
    const values = operands.map(({ cell, from, used }) => {
      const value = from === 'now' ? (units[cell] ?? numberOf(cell)) : undefined;
      return used === 'given' ? value !== undefined : value;
    });
    const isWhole = operands.every(({ used }, index) => used !== 'value' || values[index] !== undefined);
    const value = isWhole ? run(values) : undefined;
    if (typeof value !== 'number' || !Number.isFinite(value)) continue;
    scaled[at] = Math.round(value * 10 ** scale);
    units[at] = scaled[at] / 10 ** scale;
  }
  return { units, scaled };
}

const textOf = (raw: Raw, { textAt }: Scanned): string => {
  if (raw.kind === 'shared') return textAt(raw.at);
  return raw.kind === 'text' || raw.kind === 'number' ? raw.text : '';
};

/** A cell by the rule of the page: the same text comes to the same number through every door. */
function readRaw(raw: Raw, column: Column, scanned: Scanned): ReturnType<typeof readValue> {
  if (raw.kind === 'uncomputed') return { kind: 'fault', code: 'scan.cell-uncomputed', params: {} };
  if (raw.kind === 'error') return { kind: 'fault', code: 'scan.cell-error', params: { text: raw.text } };
  if (raw.kind === 'yes-no') return readValue(raw.yes ? '1' : '0', column);
  if (raw.kind !== 'number') {
    const text = textOf(raw, scanned).replace(/^\s*'/, '');
    return NOT_APPLICABLE.test(text) ? { kind: 'not-applicable' } : readValue(text, column);
  }
  const plain = plainNumber(raw.text, column);
  if (plain !== undefined) return { kind: 'value', value: plain };
  return readValue(written(raw, column, scanned), column);
}

/** Nearly all of them: within the column's bounds and its digits. What is not so is asked of the rules. */
function plainNumber(text: string, { type, scale, min = 0, max = MAX }: Column): number | undefined {
  if (type === 'share' || text === '') return undefined;
  const exact = Number(text) * 10 ** scale;
  const value = Math.round(exact);
  if (!(exact >= 0) || Math.abs(exact - value) > 1e-7 || exact > 1e9) return undefined;
  return value >= min * 10 ** scale && value <= max * 10 ** scale ? value : undefined;
}

/** A stored number as it was typed: without the dust of binary fractions, and a share in per cent. */
function written(raw: Raw & { kind: 'number' }, column: Column, { isPercent }: Scanned): string {
  const value = Number(raw.text);
  if (!Number.isFinite(value)) return raw.text;
  const shown = column.type === 'share' && isPercent(raw.style) ? value * 100 : value;
  const rounded = Number(shown.toFixed(9));
  return Math.abs(rounded) < 1e15 ? rounded.toFixed(9).replace(/\.?0+$/, '') : raw.text;
}
