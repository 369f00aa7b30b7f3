import { Failure } from '#platform/failure.ts';
import { readHeading } from '../rules/reading/columns.ts';
import { namesIn, unpack } from './archive.ts';
import { type Cell, clean, type Document, Parts, type Remark, type TableRow } from './document.ts';
import { Counters, type Lists, readLists, styled } from './docx-numbering.ts';
import { type Attributes, parseXml } from './xml.ts';

const MAIN = /^word\/document\d*\.xml$/;
const WANTED = /^word\/(?:document\d*|numbering|styles|footnotes|endnotes)\.xml$/;

/**
 * The text of a Word document as it would be printed: numbers of automatic lists written out, tracked changes accepted,
 * hidden text left out.
 * @throws Failure as `unpack` and `parseXml` do, and `roadmap.file-damaged`
 */
export function readDocx(bytes: Uint8Array): Document {
  const parts = unpack(bytes, (name) => WANTED.test(name));
  const [, main] = [...parts].find(([name]) => MAIN.test(name)) ?? [];
  if (!main) throw new Failure('invalid', 'roadmap.file-damaged');
  const lists = readLists(parts.get('word/numbering.xml'), parts.get('word/styles.xml'));
  const notes = [
    ...readNotes(parts.get('word/footnotes.xml'), 'footnote'),
    ...readNotes(parts.get('word/endnotes.xml'), 'endnote'),
  ];
  const remarks: Remark[] = namesIn(bytes).some((name) => /vbaProject/i.test(name))
    ? [{ code: 'roadmap.macros-ignored', params: {} }]
    : [];
  return readBody(main, lists, new Map(notes), remarks);
}

type Paragraph = {
  text: string;
  style?: string;
  align?: string;
  list?: string;
  level?: number;
  /** Its end was deleted: the next paragraph goes on in the same line. */
  goesOn: boolean;
  inProperties: boolean;
  /** A part of the document ends with it: what follows stands on another sheet. */
  isLast?: boolean;
};
type OpenRow = { cells: (Cell & { continues: boolean })[]; at: number; gone: boolean; hidden: boolean };
type OpenTable = {
  rows: (TableRow & { cells: (Cell & { continues: boolean })[] })[];
  row?: OpenRow;
  nested: TableRow[][];
};
/** Where paragraphs go: the body, a cell or a text box. */
type Flow = {
  kind: 'body' | 'cell' | 'box';
  lines: string[];
  properties?: { columns: number; continues: boolean };
};

/** What stands inside these is no part of the text as accepted. */
const GONE = new Set([
  'del',
  'moveFrom',
  'Fallback',
  'rPrChange',
  'pPrChange',
  'tblPrChange',
  'trPrChange',
  'tcPrChange',
  'sectPrChange',
  'instrText',
  'delText',
]);
const isOn = (value: string | undefined) => value !== '0' && value !== 'false' && value !== 'off';

function readBody(bytes: Uint8Array, lists: Lists, notes: Map<string, string>, remarks: Remark[]): Document {
  const out = new Parts();
  const counters = new Counters(lists);
  const flows: Flow[] = [{ kind: 'body', lines: [] }];
  const tables: OpenTable[] = [];
  const paragraphs: Paragraph[] = [];
  let prefix = 'w:';
  let gone = 0;
  let hidden = false;
  let inRun = false;
  let inText = false;
  let hiddenRows = 0;
  let changes = false;
  let joined = '';
  let lastAlign: string | undefined;
  const noted: string[] = [];
  const flow = () => flows.at(-1)!;
  const paragraph = () => paragraphs.at(-1);
  const add = (text: string) => {
    const current = paragraph();
    if (current && !hidden) current.text += text;
  };

  const endParagraph = () => {
    const done = paragraphs.pop()!;
    const list = done.list ?? styled(lists, done.style, 'list');
    const level = done.level ?? styled(lists, done.style, 'level') ?? 0;
    const label = list && list !== '0' ? counters.next(list, level) : '';
    const text = joined + [label, done.text].filter(Boolean).join(' ');
    joined = done.goesOn ? text : '';
    if (done.goesOn) return;
    if (flow().kind !== 'body') {
      flow().lines.push(text);
      return;
    }
    const align = done.align ?? styled(lists, done.style, 'align') ?? 'left';
    // A heading in the middle of the page is no part of the lines above it.
    if (lastAlign !== undefined && align !== lastAlign) out.line('');
    lastAlign = align;
    for (const line of text.split('\n')) out.line(line);
    if (done.isLast) out.line('');
    for (const note of noted.splice(0))
      remarks.push({ code: 'roadmap.footnote', params: { text: note }, line: out.next - 1 });
  };
  const endTable = () => {
    const table = tables.pop()!;
    const rows = spanned(table.rows);
    if (!tables.length) {
      out.line('');
      out.table(rows);
      for (const inner of table.nested) out.table(inner);
      out.line('');
      lastAlign = undefined;
      for (const note of noted.splice(0)) remarks.push({ code: 'roadmap.footnote', params: { text: note } });
      return;
    }
    const outer = tables[0]!;
    if (rows.slice(0, 4).some(({ cells }) => readHeading(cells.map(({ text }) => clean(text)))))
      outer.nested.push(rows);
    else
      flow().lines.push(
        ...rows.map(({ cells }) =>
          cells
            .map(({ text }) => text)
            .filter(Boolean)
            .join(' '),
        ),
      );
    outer.nested.push(...table.nested);
  };

  const open = (name: string, attributes: Attributes) => {
    const value = attributes[`${prefix}val`];
    switch (name) {
      case 'p':
        paragraphs.push({ text: '', goesOn: false, inProperties: false });
        break;
      case 'pPr':
        if (paragraph()) paragraph()!.inProperties = true;
        break;
      case 'pStyle':
        if (paragraph()) paragraph()!.style = value;
        break;
      case 'sectPr':
        if (paragraph()) paragraph()!.isLast = true;
        break;
      case 'numId':
        if (paragraph()) paragraph()!.list = value;
        break;
      case 'ilvl':
        if (paragraph()) paragraph()!.level = Number(value);
        break;
      case 'jc':
        if (paragraph()?.inProperties) paragraph()!.align = value;
        break;
      case 'r':
        [inRun, hidden] = [true, false];
        break;
      case 'vanish':
        if (inRun) hidden = isOn(value);
        break;
      case 't':
        inText = inRun;
        break;
      case 'tab':
        if (inRun) add(' ');
        break;
      case 'br':
      case 'cr':
        if (attributes[`${prefix}type`] !== 'page') add('\n');
        break;
      case 'noBreakHyphen':
        add('-');
        break;
      case 'sym':
        add(symbol(attributes[`${prefix}char`] ?? ''));
        break;
      case 'footnoteReference':
      case 'endnoteReference': {
        const note = notes.get(`${name.slice(0, -'Reference'.length)} ${attributes[`${prefix}id`]}`);
        if (note) noted.push(note);
        break;
      }
      case 'tbl':
        tables.push({ rows: [], nested: [] });
        break;
      case 'tr':
        tables.at(-1)!.row = { cells: [], at: 0, gone: false, hidden: false };
        break;
      case 'gridBefore':
        if (tables.at(-1)?.row) tables.at(-1)!.row!.at += Number(value) || 0;
        break;
      case 'hidden':
        if (tables.at(-1)?.row && !paragraphs.length) tables.at(-1)!.row!.hidden = isOn(value);
        break;
      case 'tc':
        flows.push({ kind: 'cell', lines: [], properties: { columns: 1, continues: false } });
        break;
      case 'gridSpan':
        if (flow().properties) flow().properties!.columns = Math.max(1, Math.min(60, Number(value) || 1));
        break;
      case 'vMerge':
        if (flow().properties) flow().properties!.continues = value !== 'restart';
        break;
      case 'txbxContent':
        flows.push({ kind: 'box', lines: [] });
        break;
    }
  };
  const close = (name: string) => {
    switch (name) {
      case 'p':
        endParagraph();
        break;
      case 'pPr':
        if (paragraph()) paragraph()!.inProperties = false;
        break;
      case 'r':
        [inRun, hidden] = [false, false];
        break;
      case 't':
        inText = false;
        break;
      case 'tc': {
        const { lines, properties } = flows.pop()!;
        const row = tables.at(-1)?.row;
        if (!row || !properties) break;
        row.cells.push({ at: row.at, rows: 1, text: lines.filter(Boolean).join('\n'), ...properties });
        row.at += properties.columns;
        break;
      }
      case 'tr': {
        const table = tables.at(-1)!;
        const { cells, gone, hidden } = table.row!;
        if (hidden) hiddenRows++;
        if (!gone && !hidden) table.rows.push({ cells });
        table.row = undefined;
        break;
      }
      case 'tbl':
        endTable();
        break;
      case 'txbxContent': {
        const { lines } = flows.pop()!;
        const text = lines.filter(Boolean).join('\n');
        const below = paragraph();
        if (below && text) below.text += (below.text && '\n') + text;
        // The run that held the box is open again.
        inRun = true;
        break;
      }
    }
  };

  parseXml(bytes, {
    open(name, attributes) {
      if (name.endsWith(':document')) prefix = prefixOf(attributes) ?? prefix;
      const local = name.startsWith(prefix)
        ? name.slice(prefix.length)
        : name === 'mc:Fallback'
          ? 'Fallback'
          : '';
      if (gone) gone++;
      else if (GONE.has(local)) {
        const row = tables.at(-1)?.row;
        const properties = paragraph()?.inProperties;
        // A mark in the properties says that the row or the end of the paragraph itself was deleted.
        if (local === 'del' && properties) paragraph()!.goesOn = true;
        else if (local === 'del' && row && flow().kind !== 'cell') row.gone = true;
        else if (local === 'del' && row && !paragraph()) row.gone = true;
        if (local === 'del' || local === 'moveFrom') changes = true;
        gone = 1;
      } else if (local) {
        if (local === 'ins' || local === 'moveTo') changes = true;
        open(local, attributes);
      }
    },
    close(name) {
      if (gone) gone--;
      else if (name.startsWith(prefix)) close(name.slice(prefix.length));
    },
    text(text) {
      if (inText && !gone) add(text);
    },
  });
  if (changes) remarks.push({ code: 'roadmap.changes-accepted', params: {} });
  if (hiddenRows) remarks.push({ code: 'roadmap.hidden-left-out', params: { count: hiddenRows } });
  return { format: 'docx', parts: out.all, remarks };
}

const prefixOf = (attributes: Attributes): string | undefined => {
  const [name] =
    Object.entries(attributes).find(([, value]) => /wordprocessingml(?:\/2006)?\/main$/.test(value)) ?? [];
  return name === undefined ? undefined : name === 'xmlns' ? '' : `${name.replace('xmlns:', '')}:`;
};

/** A cell merged downwards is one in each of its rows; here they become one with its height. */
function spanned(rows: OpenTable['rows']): TableRow[] {
  const open = new Map<number, Cell>();
  return rows.map(({ cells }) => {
    const own: Cell[] = [];
    for (const { continues, ...cell } of cells) {
      const above = continues ? open.get(cell.at) : undefined;
      if (above) {
        above.rows++;
        if (cell.text) above.text = [above.text, cell.text].filter(Boolean).join('\n');
        continue;
      }
      own.push(cell);
      open.set(cell.at, cell);
    }
    return { cells: own };
  });
}

/** Symbol fonts keep bullets and dashes where Unicode has private letters. */
function symbol(code: string): string {
  const value = Number.parseInt(code, 16);
  if (!value) return '';
  if (value >= 0xf000 && value <= 0xf0ff)
    return value === 0xf02d ? '–' : value === 0xf0b7 || value === 0xf0a7 ? '•' : '';
  return value <= 0x10ffff ? String.fromCodePoint(value) : '';
}

/** Footnotes by kind and number; those that Word keeps for its rules have none or a negative one. */
function readNotes(bytes: Uint8Array | undefined, kind: 'footnote' | 'endnote'): [string, string][] {
  if (!bytes) return [];
  const notes: [string, string][] = [];
  let text: string | undefined;
  let inText = false;
  let id = '';
  parseXml(bytes, {
    open(name, attributes) {
      if (name === `w:${kind}`) {
        id = attributes['w:id'] ?? '';
        text = attributes['w:type'] === undefined ? '' : undefined;
      }
      inText = name === 'w:t';
    },
    close(name) {
      inText = false;
      if (name === `w:${kind}` && text?.trim()) notes.push([`${kind} ${id}`, clean(text)]);
      if (name === 'w:p' && text) text += ' ';
    },
    text(found) {
      if (inText && text !== undefined) text += found;
    },
  });
  return notes;
}
