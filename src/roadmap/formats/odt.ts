import { Failure } from '#platform/failure.ts';
import { readHeading } from '../rules/reading/columns.ts';
import { unpack } from './archive.ts';
import { type Cell, clean, type Document, Parts, type Remark, type TableRow } from './document.ts';
import { Numbers, type OdtStyles, readStyles } from './odt-styles.ts';
import { type Attributes, parseXml } from './xml.ts';

type OpenTable = {
  name: string;
  rows: (TableRow & { hidden: boolean; repeated: number })[];
  /** Columns that are not shown. */
  hidden: boolean[];
  row?: { cells: Cell[]; at: number; hidden: boolean; repeated: number };
  cell?: { columns: number; rows: number; repeated: number; lines: string[] };
  nested: TableRow[][];
};
const MOST_REPEATED = 60;
/** A repeated empty row says that a sheet ends here. */
const MOST_ROWS = 12_000;
const GONE = new Set([
  'text:tracked-changes',
  'office:annotation',
  'text:sequence-decls',
  'draw:image',
  'table:shapes',
]);

/**
 * The text of an OpenDocument, of writing or of sheets, as it would be printed.
 * @throws Failure as `unpack` and `parseXml` do, `roadmap.file-password`, `roadmap.file-damaged`
 */
export function readOdt(bytes: Uint8Array): Document {
  const parts = unpack(bytes, (name) => /^(?:content\.xml|styles\.xml|META-INF\/manifest\.xml)$/.test(name));
  const manifest = new TextDecoder().decode(parts.get('META-INF/manifest.xml'));
  if (manifest.includes('encryption-data')) throw new Failure('invalid', 'roadmap.file-password');
  const content = parts.get('content.xml');
  if (!content) throw new Failure('invalid', 'roadmap.file-damaged');
  return readContent(content, readStyles([parts.get('styles.xml'), content]));
}

function readContent(bytes: Uint8Array, styles: OdtStyles): Document {
  const out = new Parts();
  const numbers = new Numbers(styles);
  const remarks: Remark[] = [];
  const tables: OpenTable[] = [];
  let paragraph: { text: string; style: string } | undefined;
  let note: string | undefined;
  let gone = 0;
  let isBody = false;
  let isSheet = false;
  let hidden = 0;
  let lastAlign: string | undefined;
  const add = (text: string) => {
    if (note !== undefined) note += text;
    else if (paragraph) paragraph.text += text;
  };

  const endParagraph = () => {
    if (!paragraph || note !== undefined) return;
    const text = [numbers.label(), clean(paragraph.text)].filter(Boolean).join(' ');
    const cell = tables.at(-1)?.cell;
    if (cell) cell.lines.push(text);
    else {
      const align = styles.align.get(paragraph.style) ?? 'start';
      if (lastAlign !== undefined && align !== lastAlign) out.line('');
      lastAlign = align;
      for (const line of text.split('\n')) out.line(line);
    }
    paragraph = undefined;
  };
  const endCell = (table: OpenTable) => {
    const { row, cell } = table;
    table.cell = undefined;
    if (!row || !cell) return;
    for (let times = 0; times < cell.repeated; times++) {
      row.cells.push({
        at: row.at,
        columns: cell.columns,
        rows: cell.rows,
        text: cell.lines.filter(Boolean).join('\n'),
      });
      row.at++;
    }
  };
  const endRow = (table: OpenTable) => {
    const { row } = table;
    table.row = undefined;
    if (!row) return;
    const isEmpty = row.cells.every(({ text }) => !text);
    const times = isEmpty ? 1 : Math.min(row.repeated, MOST_REPEATED);
    for (let time = 0; time < times && table.rows.length < MOST_ROWS; time++)
      table.rows.push({ cells: row.cells.map((cell) => ({ ...cell })), hidden: row.hidden, repeated: 1 });
  };
  const endTable = () => {
    const table = tables.pop()!;
    const rows = shownRows(table);
    hidden += table.rows.filter((row) => row.hidden).length + table.hidden.filter(Boolean).length;
    const outer = tables.at(-1);
    if (!outer) {
      if (isSheet) addSheet(out, table.name, rows);
      else {
        out.line('');
        for (const one of [rows, ...table.nested]) out.table(one);
        out.line('');
      }
      lastAlign = undefined;
      return;
    }
    if (rows.slice(0, 4).some(({ cells }) => readHeading(cells.map(({ text }) => text))))
      tables[0]!.nested.push(rows);
    else outer.cell?.lines.push(...rows.map(({ cells }) => cells.map(({ text }) => text).join(' ')));
  };

  const open = (name: string, attributes: Attributes) => {
    const table = tables.at(-1);
    const count = (what: string, most: number) =>
      Math.max(1, Math.min(most, Number(attributes[`table:number-${what}`]) || 1));
    const isHidden = /^(?:collapse|filter)$/.test(attributes['table:visibility'] ?? '');
    switch (name) {
      case 'office:spreadsheet':
        isSheet = true;
        break;
      case 'text:p':
      case 'text:h':
        if (note === undefined) paragraph = { text: '', style: attributes['text:style-name'] ?? '' };
        break;
      case 'text:list':
        numbers.openList(attributes);
        break;
      case 'text:list-item':
        numbers.openItem(attributes);
        break;
      case 'text:line-break':
        add('\n');
        break;
      case 'text:s':
      case 'text:tab':
        add(' ');
        break;
      case 'text:note-body':
        note = '';
        break;
      case 'table:table':
        tables.push({ name: attributes['table:name'] ?? '', rows: [], hidden: [], nested: [] });
        break;
      case 'table:table-column':
        for (let times = count('columns-repeated', MOST_REPEATED); times > 0; times--)
          table?.hidden.push(isHidden);
        break;
      case 'table:table-row':
        if (table)
          table.row = { cells: [], at: 0, hidden: isHidden, repeated: count('rows-repeated', MOST_ROWS) };
        break;
      case 'table:table-cell':
        if (table)
          table.cell = {
            columns: count('columns-spanned', MOST_REPEATED),
            rows: count('rows-spanned', MOST_ROWS),
            repeated: count('columns-repeated', MOST_REPEATED),
            lines: [],
          };
        break;
      case 'table:covered-table-cell':
        if (table?.row) table.row.at += count('columns-repeated', MOST_REPEATED);
        break;
    }
  };
  const close = (name: string) => {
    const table = tables.at(-1);
    if (name === 'text:p' || name === 'text:h') endParagraph();
    else if (name === 'text:list') numbers.closeList();
    else if (name === 'text:note-body') {
      if (note) remarks.push({ code: 'roadmap.footnote', params: { text: clean(note) } });
      note = undefined;
    } else if (name === 'table:table-cell' && table) endCell(table);
    else if (name === 'table:table-row' && table) endRow(table);
    else if (name === 'table:table') endTable();
  };
  parseXml(bytes, {
    open(name, attributes) {
      if (name === 'office:body') isBody = true;
      if (gone || GONE.has(name)) gone++;
      else if (isBody) open(name, attributes);
    },
    close(name) {
      if (gone) gone--;
      else if (isBody) close(name);
    },
    text(text) {
      if (!gone && paragraph) add(text.replace(/\s+/g, ' '));
    },
  });
  if (hidden) remarks.push({ code: 'roadmap.hidden-left-out', params: { count: hidden } });
  return { format: 'odt', parts: out.all, remarks };
}

/** Without hidden rows and columns; a hidden column takes the places behind it one back. */
function shownRows({ rows, hidden }: OpenTable): TableRow[] {
  const before = (at: number) => hidden.slice(0, at).filter(Boolean).length;
  return rows
    .filter((row) => !row.hidden)
    .map(({ cells }) => ({
      cells: cells
        .filter(({ at, columns }) => columns > 1 || !hidden[at])
        .map((cell) => ({
          ...cell,
          at: cell.at - before(cell.at),
          columns: Math.max(
            1,
            cell.columns - hidden.slice(cell.at, cell.at + cell.columns).filter(Boolean).length,
          ),
        })),
    }));
}

/** What stands above and below the table of a sheet is running text. */
function addSheet(out: Parts, sheet: string, rows: readonly TableRow[]): void {
  const filled = ({ cells }: TableRow) => cells.filter(({ text }) => text).length;
  const first = rows.findIndex((row) => filled(row) > 2);
  const last = rows.findLastIndex((row) => filled(row) > 2);
  out.line('');
  rows.forEach((row, at) => {
    if (at === first)
      out.table(
        rows.slice(first, last + 1).map((one, step) => ({ ...one, place: { sheet, row: first + step + 1 } })),
      );
    if (first >= 0 && at >= first && at <= last) return;
    const texts = row.cells.map(({ text }) => text).filter(Boolean);
    for (const text of texts.length ? texts : ['']) out.line(text, { sheet, row: at + 1 });
  });
}
