import { readRussianDate } from '#calendar';
import {
  type Fields,
  type FormDefinition,
  isNumber,
  mostRows,
  type OrganisationKind,
  readFieldName,
  readValue,
  type Said,
} from '../rules/index.ts';
import { cellTypes, type FieldType, otherType } from './field-types.ts';
import type { AddedRow, FoundBook, FoundField } from './find-fields.ts';
import { type FromCell, typedFrom } from './typed.ts';

/** Where a field stands in a workbook: «По формам», `D7`. */
export type Place = { sheet: string; address: string };
/** Something to be told of a cell; `taken`: its value was taken all the same. */
export type TakenNote = Said & { field: string; place?: Place; taken: boolean };
export type Taken = {
  /** `was` is what the workbook was given: where that still stands, it is no change. */
  changes: Record<string, { value: string; was: string }>;
  notes: TakenNote[];
  places: Record<string, Place>;
};
type Around = {
  /** With every row that the workbook names. */
  form: FormDefinition | undefined;
  kind: OrganisationKind;
  duties: readonly { obligation: number; derived: boolean; isEvent: boolean }[];
  /** What the return says now. */
  fields: Fields;
  /** What a column of organisations chooses from. */
  organisations?: FieldType['options'];
  /** What cells of an older version are called now. */
  names: ReadonlyMap<string, string>;
};

const LONGEST = 2000;

/** What a workbook says, as changes of a draft, with what had to be left or is worth a word. Pure. */
export function takeFields(found: FoundBook, around: Around): Taken {
  const { form, kind, names } = around;
  const types = form ? cellTypes(form, kind, around.organisations) : new Map<string, FieldType>();
  const taken: Taken = { changes: {}, notes: [], places: {} };
  for (const one of found.fields) {
    const field = nameNow(one.field, names);
    takeOne(taken, { ...one, field }, types.get(field) ?? otherType(field, around.duties));
  }
  for (const field of found.lost)
    taken.notes.push({ field: nameNow(field, names), taken: false, code: 'workbook.lost', params: {} });
  takeAdded(taken, found, types, around);
  return taken;
}

/** `na.` and `why.check@` stand before a cell's name. */
function nameNow(field: string, names: ReadonlyMap<string, string>): string {
  if (names.size === 0) return field;
  const at = /^(?:na\.|why\.[^@]*@)?/.exec(field)![0].length;
  return field.slice(0, at) + (names.get(field.slice(at)) ?? field.slice(at));
}

function takeOne(taken: Taken, one: FoundField, type: FieldType | undefined): void {
  const { field, sheet, address, was, value } = one;
  const place = { sheet, address };
  taken.places[field] = place;
  const tell = (said: Said, isTaken: boolean) => taken.notes.push({ ...said, field, place, taken: isTaken });
  if (!type) {
    const left = typedFrom(value, { type: 'text', scale: 0 });
    if ('typed' in left && left.typed !== '' && left.typed !== was)
      tell({ code: 'workbook.not-asked', params: { typed: left.typed } }, false);
    return;
  }
  const isCell = readFieldName(field)?.kind === 'cell';
  const now = typedFrom(value, type, isCell);
  if ('fault' in now) return void tell(now.fault, false);
  const given = givenFrom(was, type, isCell);
  if (now.typed.length > LONGEST || (now.notApplicable?.length ?? 0) > LONGEST)
    return void tell({ code: 'returns.value-too-long', params: {} }, false);
  if (now.notApplicable !== undefined && !isCell)
    return void tell({ code: 'workbook.choice-unknown', params: { typed: now.notApplicable } }, false);
  const isChanged = !isSame(now.typed, given.typed, type);
  if (isChanged) taken.changes[field] = { value: now.typed, was: given.typed };
  const [reason, before] = [now.notApplicable ?? '', given.notApplicable ?? ''];
  if (isCell && reason !== before) taken.changes[`na.${field}`] = { value: reason, was: before };
  if (now.note && isChanged) tell(now.note, true);
  if (one.computed && isChanged) tell({ code: 'workbook.computed-here', params: { value: now.typed } }, true);
  if (one.sought && isChanged) tell({ code: 'workbook.sought', params: {} }, true);
}

/** What the workbook was given: a draft's text, or «не прим.: причина». */
function givenFrom(was: string, type: FieldType, isCell: boolean): Extract<FromCell, { typed: string }> {
  const read = typedFrom({ kind: 'text', text: was }, type, isCell);
  return 'typed' in read && read.notApplicable !== undefined ? read : { typed: was };
}

/** `1 234` and `1234` are one number, `1.5.2021` and `01.05.2021` one day. */
function isSame(one: string, other: string, type: FieldType): boolean {
  if (one === other) return true;
  if (type.type === 'flag') return false;
  const column = { ...type, type: type.type } as Parameters<typeof readValue>[1];
  if (isNumber(column)) {
    const [first, second] = [readValue(one, column), readValue(other, column)];
    return first.kind === 'value' && second.kind === 'value' && first.value === second.value;
  }
  if (type.type === 'date') {
    const day = readRussianDate(one);
    return day !== undefined && day === readRussianDate(other);
  }
  const plain = (text: string) => text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  return plain(one) === plain(other);
}

/** What the return said when the workbook was made, as fields; what only stood there unconfirmed was no answer. */
export function givenIn(
  { given }: Pick<FoundBook, 'given'>,
  { form, kind, organisations, duties }: Omit<Around, 'fields'>,
  unconfirmed: readonly string[],
): Record<string, string> {
  const types = form ? cellTypes(form, kind, organisations) : new Map<string, FieldType>();
  const fields: Record<string, string> = {};
  for (const [field, was] of Object.entries(given)) {
    const type = types.get(field) ?? otherType(field, duties);
    if (!type || unconfirmed.includes(field)) continue;
    const isCell = readFieldName(field)?.kind === 'cell';
    const { typed, notApplicable } = givenFrom(was, type, isCell);
    if (typed !== '') fields[field] = typed;
    if (notApplicable !== undefined) fields[`na.${field}`] = notApplicable;
  }
  return fields;
}

/** Rows that somebody has put into a list become its next free ones. */
function takeAdded(
  taken: Taken,
  found: FoundBook,
  types: ReadonlyMap<string, FieldType>,
  around: Around,
): void {
  if (found.added.length === 0) return;
  const filled = new Set(
    [
      ...Object.keys(around.fields).filter((name) => around.fields[name]?.trim()),
      ...Object.keys(taken.changes).filter((name) => taken.changes[name]!.value.trim()),
    ].map((name) => name.split('.').slice(0, 2).join('.')),
  );
  for (const row of found.added) {
    const table = around.form?.tables.find(({ code, kind }) => code === row.table && kind === 'list');
    if (!table) continue;
    const most = mostRows(table);
    let number = 1;
    while (number <= most && filled.has(`${row.table}.r${number}`)) number++;
    const place = { sheet: row.sheet, address: Object.values(row.cells)[0]?.address ?? '' };
    if (number > most) {
      taken.notes.push({
        field: row.table,
        place,
        taken: false,
        code: 'workbook.list-full',
        params: { most },
      });
      continue;
    }
    filled.add(`${row.table}.r${number}`);
    takeRow(taken, row, `r${number}`, types, table.columns);
    taken.notes.push({
      field: row.table,
      place,
      taken: true,
      code: 'workbook.row-added',
      params: { row: number },
    });
  }
}

function takeRow(
  taken: Taken,
  { table, cells }: AddedRow,
  row: string,
  types: ReadonlyMap<string, FieldType>,
  columns: FormDefinition['tables'][number]['columns'],
): void {
  for (const [column, cell] of Object.entries(cells)) {
    const field = `${table}.${row}.${column}`;
    const type = types.get(field) ?? columns.find(({ code }) => code === column);
    takeOne(taken, { ...cell, field, was: '' }, type);
  }
}
