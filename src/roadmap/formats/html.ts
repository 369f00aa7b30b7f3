import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { Failure } from '#platform/failure.ts';
import { readHeading } from '../rules/reading/columns.ts';
import { type Cell, clean, type Document, Parts, type TableRow } from './document.ts';
import { decode } from './text.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

const SILENT = new Set([
  'script',
  'style',
  'head',
  'template',
  'noscript',
  'svg',
  'object',
  'select',
  'textarea',
]);
const BLOCKS = new Set(
  'address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section ul'.split(
    ' ',
  ),
);
const DEEPEST = 400;
/** A page says how far its cells reach; nobody's table is as large as this. */
const FARTHEST = 2000;

/** The text of a web page as a browser shows it; the page's own scripts and styles are never looked at. */
export function readHtml(bytes: Uint8Array): Document {
  const page = parse(decodePage(bytes));
  const out = new Parts();
  const state: State = { line: '', lists: [], numbers: 0 };
  walk(page.childNodes, out, state, 0);
  endLine(out, state);
  return { format: 'html', parts: out.all, remarks: [] };
}

/** By its mark, by what its `meta` says, else as any text. */
function decodePage(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  const charset = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{3,20})/i.exec(head)?.[1]?.toLowerCase();
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (!charset || marked || /^utf-?16/.test(charset)) return decode(bytes);
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return decode(bytes);
  }
}

type State = { line: string; lists: number[]; numbers: number; align?: string };

function endLine(out: Parts, state: State): void {
  for (const line of state.line.split('\n')) if (clean(line)) out.line(line);
  state.line = '';
}

function walk(nodes: readonly Node[], out: Parts, state: State, depth: number): void {
  if (depth > DEEPEST) throw new Failure('invalid', 'roadmap.file-too-deep');
  for (const node of nodes) {
    if ('value' in node) state.line += node.value.replace(/\s+/g, ' ');
    if (!('tagName' in node) || SILENT.has(node.tagName) || isHidden(node)) continue;
    if (node.tagName === 'table') {
      endLine(out, state);
      const nested: TableRow[][] = [];
      out.line('');
      const rows = rowsOf(node, nested, depth);
      // A frame of one row lays out a page; what it holds is read as if it stood alone.
      if (nested.length && rows.length <= 2) nested.forEach((inner) => out.table(inner));
      else [rows, ...nested].forEach((inner) => out.table(inner));
      out.line('');
      continue;
    }
    if (node.tagName === 'br') state.line += '\n';
    const isBlock = BLOCKS.has(node.tagName);
    if (!isBlock) {
      walk(node.childNodes, out, state, depth + 1);
      continue;
    }
    endLine(out, state);
    const align = alignOf(node);
    if (align && align !== state.align) out.line('');
    if (align) state.align = align;
    state.line += labelOf(node, state);
    if (node.tagName === 'ol') state.lists.push(Number(attribute(node, 'start') ?? 1) - 1);
    walk(node.childNodes, out, state, depth + 1);
    if (node.tagName === 'ol') state.lists.pop();
    endLine(out, state);
  }
}

const attribute = ({ attrs }: Element, wanted: string): string | undefined =>
  attrs.find(({ name }) => name === wanted)?.value;

const isHidden = (node: Element): boolean =>
  attribute(node, 'hidden') !== undefined || /display:\s*none/i.test(attribute(node, 'style') ?? '');

const alignOf = (node: Element): string | undefined =>
  node.tagName === 'center'
    ? 'center'
    : (
        attribute(node, 'align') ?? /text-align:\s*(\w+)/i.exec(attribute(node, 'style') ?? '')?.[1]
      )?.toLowerCase();

/** The number that a browser writes before an item of a list. */
function labelOf(node: Element, state: State): string {
  if (node.tagName !== 'li') return '';
  const parent = node.parentNode;
  if (!parent || !('tagName' in parent) || parent.tagName !== 'ol') return '– ';
  const at = state.lists.length - 1;
  state.lists[at] = Number(attribute(node, 'value') ?? (state.lists[at] ?? 0) + 1);
  return `${numbered(state.lists[at], attribute(parent, 'type') ?? '1')}. `;
}

const numbered = (count: number, type: string): string =>
  type === 'I' && count > 0 && count < 11
    ? ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'][count - 1]!
    : String(count);

/** Cells where they begin, by HTML's own way of placing them; tables that hold a roadmap of their own go to `nested`. */
function rowsOf(table: Element, nested: TableRow[][], depth: number): TableRow[] {
  if (depth > DEEPEST) throw new Failure('invalid', 'roadmap.file-too-deep');
  let reaching = new Map<number, number>();
  const state: State = { line: '', lists: [], numbers: 0 };
  return trs(table)
    .filter((row) => !isHidden(row))
    .map((row) => {
      const cells: Cell[] = [];
      const below = new Map(
        [...reaching].map(([at, left]) => [at, left - 1] as const).filter(([, left]) => left > 0),
      );
      let at = 0;
      for (const cell of row.childNodes) {
        if (!('tagName' in cell) || !/^t[dh]$/.test(cell.tagName) || isHidden(cell)) continue;
        while (reaching.has(at)) at++;
        const columns = spanOf(cell, 'colspan', 60);
        const rows = spanOf(cell, 'rowspan', FARTHEST);
        cells.push({ at, columns, rows, text: textOf(cell, state, nested, depth + 1) });
        if (rows > 1) for (let step = 0; step < columns; step++) below.set(at + step, rows - 1);
        at += columns;
      }
      reaching = below;
      return { cells };
    });
}

function trs(node: Element): Element[] {
  return node.childNodes.flatMap((child) => {
    if (!('tagName' in child)) return [];
    if (child.tagName === 'tr') return [child];
    return /^t(?:head|body|foot)$/.test(child.tagName) ? trs(child) : [];
  });
}

const spanOf = (cell: Element, name: string, most: number): number =>
  Math.max(1, Math.min(most, Number.parseInt(attribute(cell, name) ?? '1', 10) || 1));

function textOf(cell: Element, state: State, nested: TableRow[][], depth: number): string {
  if (depth > DEEPEST) throw new Failure('invalid', 'roadmap.file-too-deep');
  let text = '';
  const add = (nodes: readonly Node[], level: number): void => {
    if (level > DEEPEST) throw new Failure('invalid', 'roadmap.file-too-deep');
    for (const node of nodes) {
      if ('value' in node) text += node.value.replace(/\s+/g, ' ');
      if (!('tagName' in node) || SILENT.has(node.tagName) || isHidden(node)) continue;
      if (node.tagName === 'br') text += '\n';
      if (node.tagName === 'table') {
        const rows = rowsOf(node, nested, level + 1);
        if (rows.slice(0, 4).some(({ cells }) => readHeading(cells.map((one) => clean(one.text)))))
          nested.push(rows);
        else text += `\n${rows.map(({ cells }) => cells.map((one) => one.text).join(' ')).join('\n')}\n`;
        continue;
      }
      const isBlock = BLOCKS.has(node.tagName);
      if (isBlock) text += `\n${labelOf(node, state)}`;
      if (node.tagName === 'ol') state.lists.push(Number(attribute(node, 'start') ?? 1) - 1);
      add(node.childNodes, level + 1);
      if (node.tagName === 'ol') state.lists.pop();
      if (isBlock) text += '\n';
    }
  };
  add(cell.childNodes, depth);
  return text;
}
