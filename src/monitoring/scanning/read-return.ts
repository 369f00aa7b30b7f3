import { judgeReturn } from '../judging/index.ts';
import {
  type Answer,
  closedBits,
  type Fields,
  type FormDefinition,
  isCounted,
  isNumber,
  laidOut,
  type Layout,
  layoutOf,
  listRowsIn,
  type OrganisationKind,
  type Said,
} from '../rules/index.ts';
import { type Taken, takeFields } from '../workbook/take-fields.ts';
import type { Scanned } from './scan-book.ts';
import { kindOf, unknownBrief } from './unknown-brief.ts';

/** A cell that could not be taken; it counts as not given. */
export type CellFault = Said & { cell: string; sheet: string; address: string };
/** One return, by position of the layout, scaled. */
export type OneReturn = { answers: readonly Answer[]; faults: CellFault[] };

const MAX = 1_000_000;
type Column = FormDefinition['tables'][number]['columns'][number];
type Target = { column: Column; position: number };

/** Reads what scanned workbooks say, by the rules of the page. */
export class ReturnReader {
  readonly layout: Layout;
  readonly #form: FormDefinition;
  /** For a workbook that does not say whose it is: nothing is closed to a kind. */
  readonly #openForm: FormDefinition;
  readonly #position: ReadonlyMap<string, number>;
  readonly #isPlain: boolean;
  readonly #closed = new Map<string, string>();
  readonly #targets = new WeakMap<readonly string[], readonly (Target | undefined)[]>();

  constructor(form: FormDefinition) {
    this.#form = form;
    this.#openForm = openToAll(form);
    this.layout = layoutOf(form);
    this.#position = new Map(this.layout.map(({ cell }, at) => [cell, at]));
    this.#isPlain = isPlainForm(form) && !this.layout.some(({ cell }) => isCounted(cell));
  }

  read(scanned: Scanned): OneReturn {
    const plain = this.#isPlain ? this.#plainly(scanned) : undefined;
    return plain ? { answers: plain, faults: [] } : this.#judged(scanned);
  }

  /** Nearly all returns: numbers within their bounds and their digits. Nothing where there is anything else. */
  #plainly({ quick, identity }: Scanned): Answer[] | undefined {
    if (!quick) return undefined;
    const { fields, cells, isPlain } = quick;
    const targets = this.#targetsOf(fields);
    const closed = this.#closedFor(identity?.kind);
    const answers: Answer[] = this.layout.map((_, at) => (closed[at] === '1' ? 'not-applicable' : null));
    for (let at = 0; at < cells.length; at++) {
      const cell = cells[at];
      if (!cell) continue;
      const target = targets[at];
      if (!target || cell.type !== 'n' || !isPlain(cell.style)) return undefined;
      const value = plainNumber(cell.value, target.column);
      if (value === undefined || closed[target.position] === '1') return undefined;
      answers[target.position] = value;
    }
    return answers;
  }

  /** What the workbook would say through the page's door: taken as there, judged as there, stored as there. */
  #judged(scanned: Scanned): OneReturn {
    const kind = kindOf(scanned.identity?.kind);
    const form = kind ? this.#form : this.#openForm;
    const { changes, notes, places } = this.#taken(scanned, form, kind ?? 'school');
    const fields: Fields = Object.fromEntries(
      Object.entries(changes).map(([field, { value }]) => [field, value]),
    );
    const brief = {
      ...unknownBrief(kind ?? 'school', scanned.identity?.campaign),
      forms: [form],
      form,
    };
    const { content, verdict } = judgeReturn(brief, fields, brief.campaign.period.end);
    const unread = Object.entries(verdict?.cells ?? {}).flatMap(([cell, read]) =>
      read.kind === 'fault' ? [{ cell, code: read.code, params: read.params, ...placeAt(places, cell) }] : [],
    );
    const left = notes
      .filter(({ taken }) => !taken)
      .map(({ field, code, params, place }) => ({
        cell: field,
        code,
        params,
        ...(place ?? placeAt(places, field)),
      }));
    return {
      answers: this.layout.map(({ cell }) => content.numbers[cell] ?? null),
      faults: [...left, ...unread],
    };
  }

  #taken({ found, added }: Scanned, form: FormDefinition, kind: OrganisationKind): Taken {
    const fields = found().map((one) => ({ ...one, was: '' }));
    const rows = listRowsIn(
      form,
      fields.map(({ field }) => field),
    );
    return takeFields(
      { identity: {}, base: 0, names: [], given: {}, lost: [], added: [...added], fields },
      { form: laidOut(form, rows), kind, duties: [], fields: {}, names: new Map() },
    );
  }

  #closedFor(text: string | undefined): string {
    const known = this.#closed.get(text ?? '');
    if (known !== undefined) return known;
    const kind = kindOf(text);
    const bits = kind ? closedBits(this.layout, this.#form, kind) : '';
    this.#closed.set(text ?? '', bits);
    return bits;
  }

  #targetsOf(fields: readonly string[]): readonly (Target | undefined)[] {
    let targets = this.#targets.get(fields);
    if (!targets) this.#targets.set(fields, (targets = fields.map((field) => this.#targetOf(field))));
    return targets;
  }

  #targetOf(field: string): Target | undefined {
    const [table, ...rest] = field.split('.');
    const column = this.#form.tables
      .find(({ code }) => code === table)
      ?.columns.find(({ code }) => code === rest.at(-1));
    const position = this.#position.get(field);
    return column && position !== undefined ? { column, position } : undefined;
  }
}

const placeAt = (places: Taken['places'], cell: string) => places[cell] ?? { sheet: '', address: '' };

const isPlainForm = ({ tables }: FormDefinition): boolean =>
  tables.every(
    ({ kind, columns }) =>
      kind === 'fixed' &&
      columns.every((column) => isNumber(column) && !column.formula && column.shownIf === undefined),
  );

const openToAll = (form: FormDefinition): FormDefinition => ({
  ...form,
  tables: form.tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) => ({ ...row, closedFor: [] })),
    columns: table.columns.map((column) => ({ ...column, closedFor: [] })),
  })),
});

/** A number that the page would take as it stands; whatever else it is, the rules are asked. */
function plainNumber(text: string, { type, scale, min = 0, max = MAX }: Column): number | undefined {
  if (type === 'share' || text === '') return undefined;
  const exact = Number(text) * 10 ** scale;
  const value = Math.round(exact);
  // Only the dust of one multiplication: what differs by more may be another number.
  if (!(exact >= 0) || exact > 1e9 || Math.abs(exact - value) > exact * 1e-14) return undefined;
  return value >= min * 10 ** scale && value <= max * 10 ** scale ? value : undefined;
}
