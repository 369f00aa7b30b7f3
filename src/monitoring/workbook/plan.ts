import { type Day, writeDate, writeInterval } from '#calendar';
import { type Locale, type Words, words } from '#messages';
import { f1 } from '../forms/index.ts';
import {
  type Answer,
  type Cell,
  cellCode,
  cellsByCode,
  type Column,
  CONFIRMED,
  type ExecutionField,
  executionField,
  type Fields,
  type FormDefinition,
  headingsOf,
  type OrganisationKind,
  partsOf,
  type Row,
  rowsOf,
  type Table,
  totalsOf,
} from '../rules/index.ts';
import {
  type Book,
  type BookCell,
  type BookSheet,
  type BookWords,
  type Identity,
  sheetNames,
} from './book.ts';
import type { BookBrief } from './book-brief.ts';
import {
  EXECUTION_TYPES,
  executionFieldsFor,
  type FieldType,
  isComputed,
  isEntered,
  withOptions,
} from './field-types.ts';
import { columnLetters } from './open.ts';
import { cellValue } from './write.ts';

/** An obligation as F1 asks about it. */
export type BookDuty = {
  obligation: number;
  code: string;
  title: string;
  due: string;
  document: string;
  isEvent: boolean;
  derived: boolean;
  last: string;
};
/** A warning that can be explained. */
export type BookQuestion = { field: string; place: string; said: string };

/** All that a workbook is made from; plain data. */
export type BookContent = {
  locale: Locale;
  identity: Identity;
  base: number;
  organisation: string;
  period: { start: Day; end: Day };
  /** The period in words where it has a name: «IV квартал 2021 года». */
  periodName?: string;
  dueOn: Day;
  forms: readonly { code: string; version: number; title: string }[];
  kind: OrganisationKind;
  /** With the rows of this return; nothing for those who fill in F1 alone. */
  form: FormDefinition | undefined;
  duties: readonly BookDuty[];
  fields: Fields;
  /** Cells that stand there from the profile and are not confirmed. */
  prefilled: readonly string[];
  previous: Readonly<Record<string, Answer>> | undefined;
  questions: readonly BookQuestion[];
  /** What reviewers have said and is not settled, by field; '' for the whole return. */
  remarks: Readonly<Record<string, string>>;
  /** What a column of organisations chooses from. */
  organisations?: readonly { code: string; title: { ru: string; en: string } }[];
  /** What the return is judged against, for programs without the installation. */
  brief?: Omit<BookBrief, 'unconfirmed'>;
};

const MOST_ROWS = 100;
const SPARE_ROWS = 15;

/** The workbook of a return, or of a form that nobody has filled in yet. */
export function planBook(content: BookContent): Book {
  const say = words(content.locale);
  const bookWords = wordsFor(say);
  const tables = (content.form?.tables ?? []).map((table) => withRows(table, content.fields));
  const asked = content.duties.filter(({ derived }) => !derived);
  const titles = [
    say('workbook.sheet-about'),
    ...(asked.length > 0 ? [say('workbook.sheet-execution')] : []),
    ...tables.map(({ title }) => title[content.locale]),
    say('workbook.sheet-explanations'),
  ];
  const names = sheetNames(titles);
  const form = content.form && { ...content.form, tables };
  const around: Around = { ...content, form, say, bookWords };
  const sheets = [
    aboutSheet(names[0]!, around),
    ...(asked.length > 0 ? [executionSheet(names[1]!, asked, around)] : []),
    ...tables.map((table, at) => tableSheet(names[at + (asked.length > 0 ? 2 : 1)]!, table, around)),
    ...(content.questions.length > 0 ? [questionSheet(names.at(-1)!, around)] : []),
  ];
  const title = `${content.organisation}, ${periodOf(around)}`;
  const { identity, base, brief, prefilled } = content;
  return {
    title,
    identity,
    base,
    sheets,
    words: bookWords,
    ...(brief ? { brief: { ...brief, unconfirmed: prefilled } } : {}),
  };
}

type Around = Omit<BookContent, 'form'> & {
  form: FormDefinition | undefined;
  say: Words;
  bookWords: BookWords;
};

export const wordsFor = (say: Words): BookWords => ({
  yes: say('workbook.yes'),
  no: say('workbook.no'),
  wrongNumber: (what) => say('workbook.wrong-number', { what }),
  wrong: (what) => say('workbook.wrong', { what }),
});

const periodOf = ({ periodName, period, locale }: Around) => periodName ?? writeInterval(period, locale);

/** A list with rows to write in: those that have something, and some more. */
function withRows(table: Table, fields: Fields): Table {
  if (table.kind !== 'list') return table;
  const used = new Set(table.rows.map(({ code }) => code));
  for (const [field, value] of Object.entries(fields)) {
    const [, code, row] = /^([^.]+)\.(r[1-9]\d{0,2})\./.exec(field.replace(/^na\./, '')) ?? [];
    if (code === table.code && row && value?.trim()) used.add(row);
  }
  const most = Math.min(table.most ?? MOST_ROWS, 999);
  const wanted = Math.min(most, used.size + SPARE_ROWS);
  for (let next = 1; used.size < wanted; next++) used.add(`r${next}`);
  const numbers = [...used].map((row) => Number(row.slice(1))).sort((a, b) => a - b);
  return {
    ...table,
    rows: numbers.map((number): Row => ({
      code: `r${number}`,
      title: { ru: String(number), en: String(number) },
    })),
  };
}

const cell = (value: BookCell['value'], look: BookCell['look'], more: Partial<BookCell> = {}): BookCell => ({
  value,
  look,
  ...more,
});

function aboutSheet(name: string, { say, locale, remarks, ...content }: Around): BookSheet {
  const line = (label: string, value: string): BookCell[] => [cell(label, 'label'), cell(value, 'words')];
  const marked = Object.keys(remarks).length;
  const whole = remarks[''];
  const made = content.identity.made.slice(0, 10);
  return {
    name,
    widths: [24, 90],
    rows: [
      [cell(content.forms.map(({ title }) => title).join('. '), 'title')],
      [],
      line(say('workbook.organisation'), content.organisation),
      line(say('workbook.period'), periodOf({ say, locale, remarks, ...content })),
      ...content.forms.map(({ code, version, title }, at) =>
        line(at === 0 ? say('workbook.form') : '', say('workbook.form-version', { code, version, title })),
      ),
      line(say('workbook.due'), writeDate(content.dueOn, locale)),
      line(say('workbook.made'), writeDate(made, locale)),
      ...(marked > 0
        ? [line(say('workbook.returned'), say('workbook.returned-note', { count: marked }))]
        : []),
      ...(whole ? [line(say('workbook.remark-whole'), whole)] : []),
      [],
      line(say('workbook.how'), say('workbook.how-cells')),
      ...(['zero', 'na', 'free', 'files'] as const).map((one) => line('', say.code(`workbook.how-${one}`))),
      [],
      line(say('workbook.where'), say('workbook.where-page')),
      line('', say('workbook.where-mail')),
    ],
    frozen: { rows: 0, columns: 0 },
    landscape: false,
  };
}

const NUMBERS = new Set(['whole', 'decimal', 'share']);
const isNumber = ({ type }: Pick<Column, 'type'>) => NUMBERS.has(type);

/** What may stand in a cell, in a line. */
export function saidType({ type, scale, min = 0, max, longest = 1000 }: FieldType, say: Words): string {
  if (type === 'text') return say('workbook.prompt-text', { longest });
  if (type === 'whole') return say('workbook.prompt-whole', { min, max: max ?? 1_000_000 });
  if (type === 'decimal') return say('workbook.prompt-decimal', { min, max: max ?? 1_000_000, scale });
  if (type === 'share') return say('workbook.prompt-share', { min, max: max ?? 100 });
  return say.code(`workbook.prompt-${type}`);
}

/** A cell that can be entered. */
function entry(
  field: string,
  type: FieldType,
  { fields, remarks, bookWords, say }: Around,
  said: {
    rowTitle: string;
    columnTitle: string;
    title: string;
    hint?: string;
    before?: string;
    known?: boolean;
  },
): BookCell {
  const reason = fields[`na.${field}`]?.trim();
  const typed = fields[field] ?? '';
  const was = typed === '' && reason ? `${NOT_APPLICABLE[say.locale]}: ${reason}` : typed;
  const remark = remarks[field];
  return {
    value: was === typed ? numberOr(typed, type, bookWords) : was,
    look: said.known ? 'known' : 'entry',
    ...(remark === undefined ? {} : { remark }),
    entry: {
      field,
      type,
      was,
      rowTitle: said.rowTitle,
      columnTitle: said.columnTitle,
      prompt: {
        title: said.title,
        lines: [
          saidType(type, say),
          said.hint ?? '',
          said.before ? say('workbook.prompt-before', { value: said.before }) : '',
        ],
      },
    },
  };
}
const NOT_APPLICABLE = { ru: 'не прим.', en: 'n/a' };

/** A number as a number where it is plainly one; what cannot be read stays as it was typed. */
function numberOr(typed: string, type: FieldType, bookWords: BookWords): BookCell['value'] {
  if (!NUMBERS.has(type.type)) return cellValue(typed, type, bookWords);
  const plain = typed.replace(/[\s\u00a0\u202f]/gu, '').replace(',', '.');
  if (plain === '') return null;
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : typed;
}

function executionSheet(name: string, duties: readonly BookDuty[], around: Around): BookSheet {
  const { say, locale } = around;
  const fields = Object.keys(EXECUTION_TYPES) as ExecutionField[];
  const title = (field: ExecutionField) => f1.fields[field].title[locale];
  const facts = [
    say('workbook.row'),
    say('workbook.activity'),
    say('workbook.term'),
    say('workbook.document'),
    say('workbook.last-answer'),
  ];
  return {
    name,
    widths: [8, 40, 18, 24, 16, 15, 13, 11, 26, 24, 16, 28, 13, 28],
    rows: [
      [cell(f1.title[locale], 'title')],
      [cell(f1.hint[locale], 'words', { columns: facts.length + fields.length })],
      [],
      [...facts, ...fields.map(title)].map((text) => cell(text, 'heading')),
      ...duties.map((duty): (BookCell | undefined)[] => {
        const own = executionFieldsFor(duty.isEvent);
        return [
          ...[duty.code, duty.title, duty.due, duty.document, duty.last].map((text) => cell(text, 'name')),
          ...fields.map((field) => {
            const code = executionField(duty.obligation, field);
            if (!own.includes(field)) return cell(null, 'closed');
            const hint = f1.fields[field].hint?.[locale];
            return entry(code, EXECUTION_TYPES[field]!, around, {
              rowTitle: duty.code,
              columnTitle: title(field),
              title: `${duty.code}: ${title(field)}`,
              ...(hint ? { hint } : {}),
            });
          }),
        ];
      }),
    ],
    frozen: { rows: 4, columns: 2 },
    repeated: [4, 4],
    landscape: true,
  };
}

function tableSheet(name: string, table: Table, around: Around): BookSheet {
  const { say, locale, form, kind, previous, prefilled } = around;
  const cells = cellsByCode(form!, kind);
  const levels = headingsOf(table);
  const rows: (BookCell | undefined)[][] = [
    [cell(table.title[locale], 'title')],
    [cell(table.hint?.[locale] ?? '', 'words', { columns: table.columns.length + 1 })],
    questionRow(table, around),
    [],
  ];
  const firstHeading = rows.length + 1;
  for (const [level, headings] of levels.entries()) {
    const row: (BookCell | undefined)[] = Array.from({ length: table.columns.length + 1 });
    if (level === 0) row[0] = cell(table.rowsTitle?.[locale] ?? '', 'heading', { rows: levels.length });
    for (const { from, title, columns, rows: high, column } of headings)
      row[from + 1] = cell(title[locale], column ? 'heading' : 'group', { columns, rows: high });
    rows.push(row);
  }
  rows.push([cell('', 'unit'), ...table.columns.map(({ unit }) => cell(unit[locale], 'unit'))]);
  const headingRows = rows.length;
  const shown = rowsOf(table);
  const rowAt = new Map(shown.map(({ code }, at) => [code, headingRows + at + 1]));
  const before = previous && table.kind === 'fixed' ? beforeOf(form!, previous) : undefined;
  for (const row of shown) {
    const isTotal = row.code === table.total?.code;
    rows.push([
      cell(row.code === '' ? around.organisation : row.title[locale], 'name'),
      ...table.columns.map((column, at) => {
        const found = cells.get(cellCode(table.code, row.code, column.code));
        if (!found || found.state === 'closed') return cell(null, 'closed');
        if (isTotal) return totalCell(table, column, at + 2, rowAt, around);
        if (isComputed(column)) return formulaCell(table, column, rowAt.get(row.code)!);
        if (!isEntered(column)) return cell(say('workbook.no-such-file-here'), 'before');
        return entryCell(found, around, before?.(found), prefilled);
      }),
    ]);
  }
  const hasBefore =
    before !== undefined &&
    shown.some(({ code }) =>
      table.columns.some(
        (column) => before({ code: cellCode(table.code, code, column.code), column }) !== undefined,
      ),
    );
  if (hasBefore) {
    rows.push([], [cell(say('workbook.before'), 'label')]);
    for (const row of shown)
      rows.push([
        cell(row.code === '' ? around.organisation : row.title[locale], 'before'),
        ...table.columns.map((column) =>
          cell(before({ code: cellCode(table.code, row.code, column.code), column }) ?? null, 'before', {
            scale: column.scale,
          }),
        ),
      ]);
  }
  return {
    name,
    widths: [
      34,
      ...table.columns.map((column) => (isNumber(column) ? 13 : column.type === 'text' ? 34 : 20)),
    ],
    rows,
    frozen: { rows: headingRows, columns: 1 },
    repeated: [firstHeading, headingRows],
    landscape: true,
  };
}

/** What is asked of a table as a whole. */
function questionRow(table: Table, around: Around): BookCell[] {
  const { say, prefilled, fields } = around;
  const ask = (field: string, said: string) => [
    cell(said, 'label'),
    entry(field, { type: 'flag', scale: 0 }, around, {
      rowTitle: said,
      columnTitle: '',
      title: table.title[say.locale],
    }),
  ];
  if (table.kind !== 'fixed') return ask(`none.${table.code}`, say('workbook.nothing'));
  const known = prefilled.some((code) => code.startsWith(`${table.code}.`));
  const confirmed = CONFIRMED.startsWith(`${table.code}.`) && (known || fields[CONFIRMED] === '1');
  return confirmed ? ask(CONFIRMED, say('workbook.confirmed')) : [];
}

/** Last period's numbers in units, totals among them. */
function beforeOf(form: FormDefinition, previous: Readonly<Record<string, Answer>>) {
  const number = (code: string) => (typeof previous[code] === 'number' ? previous[code] : null);
  const totals = totalsOf(form, number);
  return ({ code, column }: Pick<Cell, 'code' | 'column'>): number | undefined => {
    const value = totals[code] ?? number(code);
    return value == null || !isNumber(column) ? undefined : value / 10 ** column.scale;
  };
}

function entryCell(
  { code, row, column, table }: Cell,
  around: Around,
  before: number | undefined,
  prefilled: readonly string[],
): BookCell {
  const { locale, organisations } = around;
  const type = withOptions(column, organisations);
  const rowTitle = row.code === '' ? around.organisation : row.title[locale];
  const columnTitle = column.title[locale];
  const hint = column.hint?.[locale];
  return entry(code, type, around, {
    rowTitle,
    columnTitle,
    title:
      table.kind === 'list' ? columnTitle : row.code === '' ? columnTitle : `${rowTitle}: ${columnTitle}`,
    ...(hint ? { hint } : {}),
    ...(before === undefined ? {} : { before: String(before).replace('.', locale === 'ru' ? ',' : '.') }),
    known: prefilled.includes(code),
  });
}

/** A sum of what is there; of nothing it is nothing, not zero. */
function totalCell(
  table: Table,
  column: Column,
  at: number,
  rowAt: ReadonlyMap<string, number>,
  { fields }: Around,
): BookCell {
  const parts = partsOf(table).map(({ code }) => code);
  if (parts.length === 0 || !isNumber(column)) return cell(null, 'closed');
  const lines = parts.map((code) => rowAt.get(code)!);
  const letters = columnLetters(at);
  const range = `${letters}${Math.min(...lines)}:${letters}${Math.max(...lines)}`;
  const numbers = parts.flatMap((code) => {
    const typed = (fields[cellCode(table.code, code, column.code)] ?? '')
      .replace(/\s/gu, '')
      .replace(',', '.');
    return typed !== '' && Number.isFinite(Number(typed)) ? [Number(typed)] : [];
  });
  const value =
    numbers.length === 0 ? '' : Number(numbers.reduce((sum, one) => sum + one, 0).toPrecision(12));
  return cell(value, 'total', { formula: `IF(COUNT(${range})=0,"",SUM(${range}))`, scale: column.scale });
}

const SHARE = /^share\((\w+), (\w+)\)$/;
const SIMPLE = /[A-Za-z_]\w*|\d+(?:\.\d+)?|[-+*/()]|\s+/gy;

/** A formula over the columns of the row as a spreadsheet has it; one that asks for more is computed when the book comes back. */
function formulaCell(table: Table, column: Column, row: number): BookCell {
  const written = column.formula!.replace(SHARE, '$1/$2*100');
  const tokens = written.match(SIMPLE) ?? [];
  if (tokens.join('') !== written) return cell(null, 'closed');
  const columns = new Map(table.columns.map(({ code }, at) => [code, `${columnLetters(at + 2)}${row}`]));
  const operands: string[] = [];
  for (const token of tokens) {
    if (!/^[A-Za-z_]/.test(token)) continue;
    const at = columns.get(token);
    if (!at) return cell(null, 'closed');
    operands.push(at);
  }
  const formula = tokens
    .map((token) => columns.get(token) ?? token)
    .join('')
    .replace(/\s+/gu, '');
  if (operands.length === 0) return cell(null, 'closed');
  const known = [...new Set(operands)];
  return cell('', 'total', {
    formula: `IF(COUNT(${known.join(',')})<${known.length},"",IFERROR(${formula},""))`,
    scale: column.scale,
  });
}

function questionSheet(name: string, around: Around): BookSheet {
  const { say, questions } = around;
  return {
    name,
    widths: [40, 70, 60],
    rows: [
      [cell(say('workbook.sheet-explanations'), 'title')],
      [],
      [say('workbook.explain-place'), say('workbook.explain-what'), say('workbook.explain-why')].map((text) =>
        cell(text, 'heading'),
      ),
      ...questions.map(({ field, place, said }) => [
        cell(place, 'name'),
        cell(said, 'name'),
        entry(field, { type: 'text', scale: 0, longest: 1000 }, around, {
          rowTitle: place,
          columnTitle: say('workbook.explain-why'),
          title: say('workbook.explain-why'),
        }),
      ]),
    ],
    frozen: { rows: 3, columns: 0 },
    repeated: [3, 3],
    landscape: true,
  };
}
