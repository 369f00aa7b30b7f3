import {
  dayIn,
  readQuarterSlug,
  writeDate,
  writeInterval,
  writeQuarter,
  writeShortDate,
  writeTime,
} from '#calendar';
import { words } from '#messages';
import { type DutyRow, f1, type ShownReturn } from '#monitoring';
import {
  cellCode,
  cellsByCode,
  type Column,
  columnWords,
  type FormDefinition,
  groupsOf,
  headingsOf,
  isNumber,
  laidOut,
  listRow,
  mostRows,
  type OrganisationKind,
  organisationKinds,
  type Row,
  rowsOf,
  shortChecksum,
  type Table,
  writeNumber,
  writeValue,
} from '#monitoring/rules';

/** A paper for a Russian office: its sentences are Russian in both catalogues. */
const say = words('ru');
type Cell =
  | { kind: 'closed' }
  | { kind: 'blank'; unit?: string }
  | { kind: 'ticks'; options: string[] }
  | { kind: 'lines'; lines: string[] }
  | { kind: 'text' | 'number'; text: string; bold?: boolean };
type Heading = { x: number; y: number; columns: number; rows: number; text: string };
type Drawn = {
  title: string;
  hint: string;
  /** Said in place of the table. */
  instead?: string;
  widths: number[];
  header: Heading[];
  rows: Cell[][];
  notes: string[];
  /** To be written into by hand. */
  tall: boolean;
};
/** Pages of one width; `starts` a form. */
type Sheet = { title: string; hint: string; turned: boolean; starts: boolean; tables: Drawn[] };
export type ReturnPaper = {
  title: string;
  author: string;
  over: string;
  lead: string[];
  mark: string;
  foot: string;
  page: string;
  qr: { svg: string; alt: string; under: string } | null;
  signatures: { who: string; signature: string; name: string; day: string }[];
  sheets: Sheet[];
};

/** More columns than an upright page has room for. */
const UPRIGHT = 6;
const BLANK_ROWS = 5;
const kindOf = (kind: string): OrganisationKind => organisationKinds.find((one) => one === kind) ?? 'other';

/**
 * A return's forms as a paper: empty, to be filled in by hand, or as they are filled in. `form` is the code of the one
 * that is wanted.
 */
export function returnPaper(
  shown: ShownReturn,
  { filled, form, qr }: { filled: boolean; form?: string | undefined; qr: ReturnPaper['qr'] },
): ReturnPaper {
  const { campaign, organisation, receipt } = shown;
  const quarter = readQuarterSlug(campaign.slug);
  const period = quarter ? writeQuarter(quarter, 'ru') : writeInterval(campaign.period, 'ru');
  const forms = shown.forms.filter(({ code }) => !form || code === form);
  const names = [
    ...(!form || form === 'F1' ? [say('reports.sheet-form', { code: 'F1', version: 1 })] : []),
    ...forms.map(({ code, version }) => say('reports.sheet-form', { code, version })),
  ];
  const when =
    receipt && `${writeDate(dayIn(receipt.at, receipt.zone), 'ru')}, ${writeTime(receipt.at, receipt.zone)}`;
  const lead = [
    say('reports.sheet-organisation', { name: organisation.name }),
    say('reports.sheet-due', { date: writeDate(shown.dueOn, 'ru') }),
    ...(filled && receipt && when
      ? [
          say('reports.sheet-receipt', {
            number: receipt.number,
            when,
            checksum: shortChecksum(receipt.checksum),
          }),
        ]
      : []),
    ...(filled && receipt?.behalf ? [say('reports.sheet-behalf', { ...receipt.behalf })] : []),
  ];
  return {
    title: say(filled ? 'reports.sheet-title-filled' : 'reports.sheet-title-blank', {
      organisation: organisation.shortName,
      period,
    }),
    author: organisation.name,
    over: say('reports.sheet-over', { period }),
    lead,
    mark: filled && !receipt ? say('reports.sheet-draft') : '',
    foot: `${organisation.shortName} · ${period} · ${names.join('; ')}`,
    page: say('reports.sheet-page', { page: '{page}', all: '{all}' }),
    qr,
    signatures: ['reports.sheet-head', 'reports.sheet-executor'].map((who) => ({
      who: say.code(who),
      signature: say('reports.sheet-signature'),
      name: say('reports.sheet-name'),
      day: say('reports.sheet-day'),
    })),
    sheets: [
      ...(!form || form === 'F1' ? [dutiesSheet(shown, filled)] : []),
      ...forms.flatMap((one) => formSheets(one, shown, filled)),
    ],
  };
}

function dutiesSheet(shown: ShownReturn, filled: boolean): Sheet {
  const titles = ['number', 'activity', 'term', 'document', 'state', 'details'] as const;
  return {
    title: f1.title.ru,
    hint: f1.hint.ru,
    turned: true,
    starts: true,
    tables: [
      {
        title: say('reports.sheet-duties'),
        hint: '',
        widths: [1.1, 6, 3, 3, 2.6, 5.5],
        header: titles.map((name, x) => ({
          x,
          y: 0,
          columns: 1,
          rows: 1,
          text: say(`reports.sheet-f1-${name}`),
        })),
        rows: shown.rows.map((row) => [
          text(row.code),
          text(row.title),
          text(`${row.deadline.text}\n${writeShortDate(row.term.start)} – ${writeShortDate(row.term.end)}`),
          text(row.document),
          ...(filled || row.derived ? answered(row) : toAnswer(row)),
        ]),
        notes: [],
        tall: !filled,
      },
    ],
  };
}

const text = (said: string): Cell => ({ kind: 'text', text: said });

function toAnswer({ isEvent }: DutyRow): Cell[] {
  const lines = ['doneOn', ...(isEvent ? ['participants'] : []), 'document', 'reason'] as const;
  return [
    { kind: 'ticks', options: Object.values(f1.states).map(({ ru }) => ru) },
    { kind: 'lines', lines: lines.map((field) => f1.fields[field as 'doneOn'].title.ru) },
  ];
}

function answered({ answer, derived, files }: DutyRow): Cell[] {
  if (derived) return [text(say('reports.sheet-derived')), text('')];
  const { state, reasonKind } = answer;
  if (!state) return [text(say('reports.sheet-unanswered')), text('')];
  const named = (
    field: 'doneOn' | 'participants' | 'document' | 'link' | 'reason' | 'newTerm' | 'comment',
  ) => {
    const value = answer[field].trim();
    return value === ''
      ? []
      : [`${f1.titles[state]?.[field]?.title.ru ?? f1.fields[field].title.ru}: ${value}`];
  };
  const details = [
    ...named('doneOn'),
    ...named('participants'),
    ...named('document'),
    ...named('link'),
    ...(reasonKind ? [`${f1.fields.reasonKind.title.ru}: ${f1.reasons[reasonKind].ru.toLowerCase()}`] : []),
    ...named('reason'),
    ...named('newTerm'),
    ...named('comment'),
    ...(files.length > 0
      ? [say('reports.sheet-files', { names: files.map(({ name }) => name).join(', ') })]
      : []),
  ];
  return [text(f1.states[state].ru), text(details.join('\n'))];
}

/** A form's tables, those that need a turned page apart. */
function formSheets(form: FormDefinition, shown: ShownReturn, filled: boolean): Sheet[] {
  const sheets: Sheet[] = [];
  for (const table of withRows(form, shown, filled).tables) {
    const turned = !isAlone(table) && table.columns.length > UPRIGHT;
    const drawn = tableOf(table, form, shown, filled);
    const last = sheets.at(-1);
    if (last?.turned === turned) last.tables.push(drawn);
    else
      sheets.push({
        title: form.title.ru,
        hint: sheets.length === 0 ? (form.hint?.ru ?? '') : '',
        turned,
        starts: sheets.length === 0,
        tables: [drawn],
      });
  }
  return sheets;
}

/** An empty paper has room for some rows of a list; a filled one has those in which anything stands. */
function withRows(form: FormDefinition, { fields }: ShownReturn, filled: boolean): FormDefinition {
  const own = form.tables.flatMap((table) => {
    if (table.kind === 'roadmap') return [[table.code, table.rows] as const];
    if (table.kind !== 'list') return [];
    const isUsed = (row: Row) =>
      table.columns.some(({ code }) => (fields[cellCode(table.code, row.code, code)] ?? '') !== '');
    const blank = Array.from({ length: Math.min(BLANK_ROWS, mostRows(table)) }, (_, at) => listRow(at + 1));
    return [[table.code, filled ? table.rows.filter(isUsed) : blank] as const];
  });
  return laidOut(form, Object.fromEntries(own));
}

/** One row without a heading is read better downwards. */
const isAlone = ({ rows, kind }: Table) => kind === 'fixed' && rows.length === 1 && rows[0]!.code === '';

function tableOf(table: Table, form: FormDefinition, shown: ShownReturn, filled: boolean): Drawn {
  const { fields } = shown;
  const away = filled ? (fields[`na.${table.code}`] ?? '').trim() : '';
  const nothing = filled && fields[`none.${table.code}`] === '1';
  const isEmptyList = filled && table.kind === 'list' && table.rows.length === 0;
  const instead = away
    ? say('reports.sheet-table-away', { reason: away })
    : nothing
      ? say('reports.sheet-table-nothing')
      : isEmptyList
        ? say('reports.sheet-table-empty')
        : '';
  const cells = cellsByCode({ ...form, tables: [table] }, kindOf(shown.organisation.kind));
  const cellAt = (row: Row, column: Column): Cell => {
    const code = cellCode(table.code, row.code, column.code);
    const state = cells.get(code)?.state;
    if (state === 'closed' || shown.verdict?.hidden.includes(code)) return { kind: 'closed' };
    if (!filled) return state === 'computed' && !column.formula ? blankOf(column) : blankOf(column);
    return valueOf(code, column, shown, state === 'computed') ?? blankOf(column);
  };
  const common = {
    title: table.title.ru,
    hint: table.hint?.ru ?? '',
    ...(instead ? { instead } : {}),
    notes: filled ? notesOf(table, form, shown) : [],
    tall: !filled,
  };
  if (isAlone(table))
    return {
      ...common,
      widths: [5, 2],
      header: [say('reports.sheet-figure'), say('reports.sheet-value')].map((said, x) => ({
        x,
        y: 0,
        columns: 1,
        rows: 1,
        text: said,
      })),
      rows: table.columns.map((column) => [text(columnWords(column, 'ru')), cellAt(table.rows[0]!, column)]),
    };
  const levels = headingsOf(table);
  const depth = Math.max(1, ...table.columns.map((column) => groupsOf(column).length + 1));
  const rowsTitle = table.rowsTitle?.ru ?? (table.kind === 'list' ? say('reports.sheet-row-number') : '');
  return {
    ...common,
    widths: [
      table.kind === 'list' ? 0.6 : 3.2,
      ...table.columns.map((column) => (isNumber(column) ? 1.4 : 2.6)),
    ],
    header: [
      { x: 0, y: 0, columns: 1, rows: depth, text: rowsTitle },
      ...levels.flatMap((level, y) =>
        level.map(({ from, title, columns, rows }) => ({ x: from + 1, y, columns, rows, text: title.ru })),
      ),
    ],
    rows: rowsOf(table).map((row) => {
      const isTotal = row.code === table.total?.code;
      const title: Cell = { kind: 'text', text: row.title.ru, ...(isTotal ? { bold: true } : {}) };
      return [title, ...table.columns.map((column) => cellAt(row, column))];
    }),
  };
}

const blankOf = ({ unit, type, options }: Column): Cell => {
  if (type === 'choice') return { kind: 'ticks', options: (options ?? []).map(({ title }) => title.ru) };
  if (type === 'yes-no')
    return { kind: 'ticks', options: [say('reports.sheet-yes'), say('reports.sheet-no')] };
  return { kind: 'blank', unit: unit.ru };
};

/** As it was typed where it could not be read; nothing where nothing stands. */
function valueOf(code: string, column: Column, shown: ShownReturn, isComputed: boolean): Cell | undefined {
  const { verdict, fields } = shown;
  const number = verdict?.numbers[code];
  const away = (fields[`na.${code}`] ?? '').trim() !== '' || number === 'not-applicable';
  if (away) return text(say('reports.sheet-away'));
  if (isComputed) {
    const total = verdict?.totals[code];
    return typeof total === 'number'
      ? { kind: 'number', text: writeNumber(total, column.scale, 'ru'), bold: true }
      : undefined;
  }
  if (typeof number === 'number') return { kind: 'number', text: writeNumber(number, column.scale, 'ru') };
  const kept = verdict?.texts[code];
  if (kept !== undefined && column.type !== 'file') return text(writeValue(column, kept, 'ru'));
  const typed = (fields[code] ?? '').trim();
  if (typed === '') return undefined;
  return text(
    column.type === 'file' ? say('reports.sheet-file-count', { count: typed.split(/\s+/).length }) : typed,
  );
}

/** Why cells do not apply, and what was said to questions. */
function notesOf(table: Table, form: FormDefinition, { fields }: ShownReturn): string[] {
  const place = (cell: string): string | undefined => {
    for (const row of rowsOf(table))
      for (const column of table.columns)
        if (cellCode(table.code, row.code, column.code) === cell)
          return [row.title.ru, columnWords(column, 'ru')].filter((part) => part !== '').join(': ');
    return undefined;
  };
  const notes: string[] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (value.trim() === '') continue;
    const away = name.startsWith('na.') ? place(name.slice(3)) : undefined;
    if (away) notes.push(say('reports.sheet-note-away', { place: away, reason: value }));
    const at = name.startsWith('why.') ? name.indexOf('@') : -1;
    const where = at > 0 ? place(name.slice(at + 1)) : undefined;
    const check = form.checks.find(({ code }) => code === name.slice(4, at));
    if (where)
      notes.push(say('reports.sheet-note-why', { place: where, asked: check?.short.ru ?? '', text: value }));
  }
  return notes;
}
