import type { Column, Columns } from './columns.ts';
import type { Part, Row } from './rows.ts';
import { joinParts, tidy } from './typography.ts';

/** A row of the roadmap as it was before page breaks. `joined`: the columns that were split, each with its parts. */
export type RecordRow = {
  kind: 'activity';
  cells: Partial<Record<Column, string>>;
  joined: Partial<Record<Column, string[]>>;
  firstLine: number;
  lastLine: number;
  /** Which row some of its texts belong to is not certain. */
  unsure?: boolean;
};
export type SectionRow = { kind: 'section'; numeral: string; title: string; line: number };
export type NoteRow = { kind: 'note'; text: string; line: number };
export type Entry = RecordRow | SectionRow | NoteRow;

const REMARK = /^(?:примечани|в ред\.|утратил|изм\.|изменени[ея] внес|исключ[её]н|сноска|итого|всего)/iu;
const NOTE = new RegExp(`${REMARK.source}|^(?:\\*|\\()`, 'iu');
const NUMERAL =
  /^(?:раздел|этап|блок|направление|модуль)?\s*(?:№\s*)?([IVX]{1,5}|\d{1,2})\s*(?:[.):–-]+\s*|\s+)(?=\S)(.*)$/iu;
const NAMED = /^(?:раздел|этап|блок|направление|модуль)\s/iu;

/**
 * Rows joined over page breaks: one whose number is empty and which is no section row continues the row above, cell by
 * cell. Where no row has a number (Word's automatic lists lose theirs), an empty or lower-case title continues.
 */
export function readEntries(parts: readonly Part[], columns: Columns): Entry[] {
  const rows = parts.flatMap((part) => (part.kind === 'row' ? [part.row] : []));
  if (columns.stage !== undefined) return readStaged(rows, columns);
  const numberAt = columns.number;
  const numbered =
    numberAt !== undefined &&
    rows.some(({ cells }) => isNumber(cells[numberAt] ?? '') && filled(cells).length > 1);
  const last = rows.at(-1)?.line ?? 0;
  const entries: Entry[] = [];
  for (const part of parts) {
    const row = part.kind === 'row' ? part.row : undefined;
    const section = row ? sectionOf(row, columns) : sectionBetween(part, last);
    const above = entries.findLast(({ kind }) => kind !== 'note');
    if (section) addSection(entries, section);
    else if (row && above?.kind === 'activity' && continues(row, columns, numbered))
      join(above, row, columns);
    else if (row) entries.push(recordOf(row, columns));
  }
  return entries;
}

/**
 * Stages stand in a column of their own that spans their activities: a stage with a capital begins a section, a row with a
 * title and a deadline of its own an activity, whether it has a number or not. The numbers may be those of the stages.
 */
function readStaged(rows: readonly Row[], columns: Columns): Entry[] {
  const cell = (row: Row, column: Column) => tidy(row.cells[columns[column] ?? -1] ?? '');
  const ofStages = rows.every((row) => !cell(row, 'number') || cell(row, 'stage'));
  const entries: Entry[] = [];
  for (const row of rows) {
    const [stage, title, number] = [cell(row, 'stage'), cell(row, 'title'), cell(row, 'number')];
    const section = sectionOf(row, columns);
    const numeral = ofStages ? number.replace(/[.)]$/, '') : '';
    if (section) addSection(entries, section);
    else if (/^[^\p{Ll}]/u.test(stage))
      entries.push({ kind: 'section', numeral, title: stage, line: row.line });
    else if (stage) continueStage(entries, stage);
    const above = entries.findLast(({ kind }) => kind !== 'note');
    const begins = /^[^\p{Ll}]/u.test(title) && cell(row, 'deadline');
    if (section) continue;
    if (above?.kind === 'activity' && !begins) join(above, row, columns);
    else {
      const record = recordOf(row, columns);
      entries.push(ofStages ? { ...record, cells: { ...record.cells, number: '' } } : record);
    }
  }
  return entries;
}

function continueStage(entries: Entry[], rest: string) {
  const section = entries.findLast((entry) => entry.kind === 'section');
  if (section) section.title = joinParts(section.title, rest);
}

const filled = (cells: readonly string[]) => cells.filter(Boolean);
const isNumber = (cell: string) => /^(?:[IVX\d]+[.)]?)(?:\d+[.)]?)*$/u.test(cell);

/** A row with only its first cell filled, or merged across (each cell the same text), or a numeral with a title only. */
function sectionOf({ cells, line }: Row, columns: Columns): SectionRow | NoteRow | undefined {
  const texts = filled(cells).map(tidy);
  const [only = '', second] = texts;
  const merged = new Set(texts).size === 1 && /\p{L}{3}/u.test(only);
  // A remark or a named section may stand in any cell; other words in the middle of an empty row continue the row above.
  const inAnyCell = REMARK.test(only) || NAMED.test(only) || /^[IVX]+\.\s*\p{Lu}/u.test(only);
  // Where no number stands before the title, the rest of one that a page has broken stands in the first cell.
  if (columns.title === 0 && texts.length === 1 && /^\p{Ll}/u.test(only)) return undefined;
  if (merged && (cells[0] || texts.length > 1 || inAnyCell)) return asSection(only, line);
  const titleAt = columns.title ?? 1;
  // «I.» | «Организационные мероприятия» and nothing else.
  if (texts.length === 2 && second && cells[0] && cells[titleAt] && /^(?:раздел\s)?[IVX]+\.?$/iu.test(only))
    return asSection(`${only.replace(/\.$/, '')}. ${second}`, line);
  return undefined;
}

/** A numbered line between two tables: «Раздел 2. Методическое сопровождение». Below the last table it is a signature. */
function sectionBetween(part: Part, lastRow: number): SectionRow | NoteRow | undefined {
  if (part.kind !== 'line' || part.line.line > lastRow) return undefined;
  const text = tidy(part.line.text.replace(/^#+\s*/, ''));
  return isSectionLine(text) ? asSection(text, part.line.line) : undefined;
}

export const isSectionLine = (text: string): boolean =>
  NAMED.test(text) || /^[IVX]+\.\s*\p{L}{3}/u.test(text);

function asSection(text: string, line: number): SectionRow | NoteRow {
  if (NOTE.test(text)) return { kind: 'note', text, line };
  const read = NUMERAL.exec(text);
  const title = read ? (read[2] ?? '') : text;
  return { kind: 'section', numeral: read?.[1]?.toUpperCase() ?? '', title: title.replace(/\.$/, ''), line };
}

/** The title of a section may itself be split: then the rest begins with a small letter. */
function addSection(entries: Entry[], section: SectionRow | NoteRow) {
  const above = entries.at(-1);
  if (
    section.kind === 'section' &&
    !section.numeral &&
    above?.kind === 'section' &&
    /^\p{Ll}/u.test(section.title)
  )
    above.title = joinParts(above.title, section.title);
  else entries.push(section);
}

function continues({ cells }: Row, columns: Columns, numbered: boolean): boolean {
  if (numbered) return !cells[columns.number ?? 0];
  const title = cells[columns.title ?? 0] ?? '';
  return !title || (/^\p{Ll}/u.test(title) && !cells[columns.deadline ?? 0]);
}

/** `inherits`: what a cell merged over several rows says holds for each of the activities beside it. */
function recordOf(row: Row, columns: Columns, inherits = true): RecordRow {
  const { line } = row;
  const named = (Object.keys(columns) as Column[]).map((column) => {
    const own = cellAt(row, columns, column, inherits);
    const isList = column === 'responsible' || column === 'helpers';
    return [column, column === 'number' ? numberIn(own) : tidy(isList ? listed(own) : own)] as const;
  });
  const texts: RecordRow['cells'] = Object.fromEntries(named);
  if (texts.deadline && texts.until) texts.deadline = `${texts.deadline} – ${texts.until}`;
  const record: RecordRow = { kind: 'activity', cells: texts, joined: {}, firstLine: line, lastLine: line };
  return row.unsure ? { ...record, unsure: true } : record;
}

/** The text of a column in a row; a column under a wide heading may be divided in its rows. */
function cellAt({ cells, above }: Row, columns: Columns, column: Column, inherits: boolean): string {
  const at = columns[column] ?? -1;
  if (cells[at]) return cells[at];
  if (inherits && column !== 'stage' && above?.[at]) return above[at];
  return '';
}

/** A spreadsheet takes «1.2» for the first of February. */
function numberIn(cell: string): string {
  const date = /^(\d\d)\.(\d\d)\.\d{4}$/.exec(cell);
  return date ? `${Number(date[1])}.${Number(date[2])}` : tidy(cell);
}

const FORM = /(?:^|[\s,;])[МКГЧ]?[АБК]?(?:Д?ОУ|У)(?: Д?ПО| ДО)?$/u;
/** «Управление образования» | «Златоустовского городского округа». */
const OF = /^\p{Lu}\p{L}+(?:ого|его|ой|ей|ых|их)(?!\p{L})/u;
const PEOPLE =
  /^(?:руководители|директора|заместители|кураторы|наставники|педагоги|учителя|специалисты|методисты|муниципальн|образовательные организации|общеобразовательные организации|классные руководители|рабочая группа)(?!\p{L})/u;
/** Executors line by line are as good as divided by commas; a name that goes on in the next line is not. */
function listed(cell: string): string {
  const lines = cell.split(/\n|<br\s*\/?>/i).map((line) => line.replace(/^[–•·*-]\s*/u, '').trim());
  return lines.reduce((before, line) => {
    if (!before || !line) return before || line;
    const opens = PEOPLE.test(line)
      ? !/(?:[ыи]е|[ыи]х|[ыио]й)$/u.test(before)
      : /^\p{Lu}/u.test(line) && !OF.test(line);
    const begins = opens && !FORM.test(before) && !/[,;/:–-]$/.test(before);
    return isOpen(before) || !begins ? `${before} ${line}` : `${before}; ${line}`;
  }, '');
}
/** A quotation or a bracket that the next line closes. */
const isOpen = (text: string) =>
  text.split('«').length > text.split('»').length || text.split('(').length > text.split(')').length;

function join(above: RecordRow, row: Row, columns: Columns) {
  const below = recordOf(row, columns, false);
  for (const column of Object.keys(below.cells) as Column[]) {
    const [before = '', after = ''] = [above.cells[column], below.cells[column]];
    if (before && after) above.joined[column] = [...(above.joined[column] ?? [before]), after];
    above.cells[column] = joinParts(before, after);
  }
  above.lastLine = row.line;
  if (row.unsure) above.unsure = true;
}
