import {
  AlignmentType,
  BorderStyle,
  CarriageReturn,
  Document,
  Footer,
  Header,
  type ISectionOptions,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SoftHyphen,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { unzipSync, zipSync } from 'fflate';

/** How official papers look in Word. @see ГОСТ Р 7.0.97-2016: A4, margins, fonts of 12–14 points, pages numbered at the top centre */
export const mm = (millimetres: number) => Math.round((millimetres * 1440) / 25.4); // the library's own cuts, and 297 mm is one short
const [SHORT, LONG] = [mm(210), mm(297)];
const MARGINS = { left: mm(30), right: mm(10), top: mm(20), bottom: mm(20) };
/** A sheet that is turned is bound by its upper edge. */
const TURNED = { left: mm(20), right: mm(10), top: mm(20), bottom: mm(20) };
/** What a line of text may take. */
export const WIDTH = SHORT - MARGINS.left - MARGINS.right;
export const WIDTH_TURNED = LONG - TURNED.left - TURNED.right;
const FONT = 'Times New Roman';
export const TEXT = 28; // half-points
export const IN_TABLE = 24;
export const SMALL = 20;
export const INDENT = mm(12.5);
export const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };

type Facts = { title: string; author: string; at: Date };
type Part = { turned?: boolean; children: (Paragraph | Table)[] };

/** The document as DOCX bytes, pages numbered from the second on; the same parts and facts give the same bytes. */
export async function officialDocx(
  parts: readonly Part[],
  { title, author, at }: Facts,
): Promise<Uint8Array> {
  const made = new Document({
    title: plain(title),
    creator: plain(author),
    lastModifiedBy: plain(author),
    hyphenation: { autoHyphenation: true },
    styles: {
      default: {
        document: {
          run: { font: FONT, size: TEXT, language: { value: 'ru-RU' } },
          paragraph: { spacing: { line: 276, lineRule: LineRuleType.AUTO } },
        },
      },
    },
    sections: parts.map(sectionOf),
  });
  return dated(await Packer.toBuffer(made), at);
}

const sectionOf = ({ turned = false, children }: Part, at: number): ISectionOptions => ({
  properties: {
    titlePage: at === 0,
    page: {
      size: {
        width: SHORT,
        height: LONG,
        orientation: turned ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
      },
      margin: { ...(turned ? TURNED : MARGINS), header: mm(10), footer: mm(10) },
    },
  },
  headers: {
    ...(at === 0 ? { first: new Header({ children: [new Paragraph({})] }) } : {}),
    default: new Header({
      children: [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          children: [new TextRun({ children: [PageNumber.CURRENT], font: FONT, size: IN_TABLE })],
        }),
      ],
    }),
  },
  footers: { default: new Footer({ children: [new Paragraph({})] }) },
  children,
});

type Look = { bold?: boolean; italics?: boolean; size?: number };

/** Text as it is, whatever marks it holds; its own line breaks stay. */
export const run = (text: string, { bold = false, italics = false, size = TEXT }: Look = {}) =>
  new TextRun({ children: written(plain(text)), bold, italics, size, font: FONT });

/** What XML cannot say is left out: one such letter, and Word would not open the file. */
const plain = (text: string) => text.toWellFormed().replace(/[^\P{Cc}\n\t]|[\ufffe\uffff]/gu, ' ');

/** Word shows U+00AD as a plain hyphen; its own soft hyphen shows only where a line breaks. */
const written = (text: string) =>
  text
    .split(/(\u00AD|\n)/)
    .map((part) => (part === '\u00AD' ? new SoftHyphen() : part === '\n' ? new CarriageReturn() : part));

/** An empty line after a table, half as high. */
export const gap = () => new Paragraph({ spacing: { line: 120, lineRule: LineRuleType.EXACT } });

export type GridCell = { text: string; bold?: boolean; centred?: boolean; span?: number };
/** `keepNext`: the row stays on the page of the one below. */
export type GridRow = { cells: readonly GridCell[]; keepNext?: boolean };

/** A ruled table whose heading is repeated on every page that it runs over and whose rows do not break. */
export function grid(
  widths: readonly number[],
  heading: readonly string[],
  rows: readonly GridRow[],
  size = IN_TABLE,
): Table {
  const cell = (
    { text, bold = false, centred = false, span = 1 }: GridCell,
    at: number,
    { keepNext = false, middle = false } = {},
  ) =>
    new TableCell({
      width: { size: widths.slice(at, at + span).reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
      columnSpan: span > 1 ? span : undefined,
      verticalAlign: middle ? VerticalAlign.CENTER : VerticalAlign.TOP,
      margins: { left: 60, right: 60, top: 30, bottom: 30 },
      children: [
        new Paragraph({
          spacing: { line: 240 },
          keepNext,
          alignment: centred ? AlignmentType.CENTER : AlignmentType.LEFT,
          children: [run(text, { size, bold })],
        }),
      ],
    });
  const title = (text: string, at: number) => cell({ text, bold: true, centred: true }, at, { middle: true });
  return new Table({
    width: { size: widths.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
    columnWidths: [...widths],
    layout: TableLayoutType.FIXED,
    borders: edges(LINE),
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: heading.map(title) }),
      ...rows.map(
        ({ cells, keepNext }) =>
          new TableRow({ cantSplit: true, children: cells.map((one, at) => cell(one, at, { keepNext })) }),
      ),
    ],
  });
}

/** What stands side by side without rules: a signature and its line. */
export const beside = (widths: readonly number[], cells: readonly Paragraph[][]): Table =>
  new Table({
    width: { size: widths.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
    columnWidths: [...widths],
    layout: TableLayoutType.FIXED,
    borders: edges(NONE),
    rows: [
      new TableRow({
        cantSplit: true,
        children: cells.map(
          (children, at) =>
            new TableCell({
              width: { size: widths[at]!, type: WidthType.DXA },
              margins: { left: 0, right: 0 },
              children,
            }),
        ),
      }),
    ],
  });

const edges = (line: typeof LINE | typeof NONE) => ({
  top: line,
  bottom: line,
  left: line,
  right: line,
  insideHorizontal: line,
  insideVertical: line,
});

/** Whole twips that add up to the width, by parts of any size. */
export function widthsOf(parts: readonly number[], width = WIDTH): number[] {
  const all = parts.reduce((sum, one) => sum + one, 0);
  const widths = parts.map((one) => Math.floor((width * one) / all));
  widths[0]! += width - widths.reduce((sum, one) => sum + one, 0);
  return widths;
}

/** The library writes the computer's own time into the properties; the document's is when it was settled. */
function dated(bytes: Uint8Array, at: Date): Uint8Array {
  const files = unzipSync(bytes);
  const core = new TextDecoder().decode(files['docProps/core.xml']);
  const stamp = `${at.toISOString().slice(0, 19)}Z`;
  files['docProps/core.xml'] = new TextEncoder().encode(
    core.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${stamp}`),
  );
  return zipSync(files, { mtime: new Date('2000-01-01T00:00:00Z') });
}
