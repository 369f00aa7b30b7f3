import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  SoftHyphen,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { unzipSync, zipSync } from 'fflate';
import { writeDate } from '#calendar';
import type { Block, TableColumn } from './rules/blocks.ts';

/** @see ГОСТ Р 7.0.97-2016: A4, margins, fonts of 12–14 points, page numbers from the second page at the top centre */
const mm = (millimetres: number) => Math.round((millimetres * 1440) / 25.4); // the library's own cuts, and 297 mm is one short
const PAGE = { left: mm(30), right: mm(10), top: mm(20), bottom: mm(20) };
const WIDTH = mm(210) - PAGE.left - PAGE.right;
const FONT = 'Times New Roman';
const TEXT = 28; // half-points
const IN_TABLE = 24;
const INDENT = mm(12.5);

type Facts = { title: string; author: string; at: Date };

/** The document as DOCX bytes; the same blocks and facts give the same bytes. */
export async function analyticalReportDocx(
  blocks: readonly Block[],
  { title, author, at }: Facts,
): Promise<Uint8Array> {
  const made = new Document({
    title,
    creator: author,
    lastModifiedBy: author,
    styles: {
      default: {
        document: {
          run: { font: FONT, size: TEXT, language: { value: 'ru-RU' } },
          paragraph: { spacing: { line: 276, lineRule: LineRuleType.AUTO } },
        },
      },
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { ...PAGE, header: mm(10), footer: mm(10) },
          },
        },
        headers: {
          first: new Header({ children: [new Paragraph({})] }),
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
        children: blocks.flatMap(drawn),
      },
    ],
  });
  return dated(await Packer.toBuffer(made), at);
}

function drawn(block: Block): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'title':
      return block.lines.map((line, at) =>
        centred(line, { bold: true, after: at === block.lines.length - 1 ? 240 : 0 }),
      );
    case 'heading':
      return [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          keepNext: true,
          spacing: { before: 240, after: 120 },
          outlineLevel: 0,
          children: [run(block.text, { bold: true })],
        }),
      ];
    case 'subheading':
      return [
        new Paragraph({
          keepNext: true,
          spacing: { before: 180, after: 60 },
          outlineLevel: 1,
          children: [run(block.text, { bold: true })],
        }),
      ];
    case 'text':
      return [
        new Paragraph({
          alignment: AlignmentType.JUSTIFIED,
          indent: { firstLine: INDENT },
          children: [run(block.text)],
        }),
      ];
    case 'table':
      return tableOf(block);
    case 'blank':
      return blankOf(block);
    case 'signature':
      return signatureOf(block);
    case 'annex':
      return [
        new Paragraph({
          pageBreakBefore: true,
          alignment: AlignmentType.RIGHT,
          children: [run(block.text)],
        }),
      ];
  }
}

const run = (text: string, { bold = false, size = TEXT }: { bold?: boolean; size?: number } = {}) =>
  new TextRun({ children: hyphened(text), bold, size, font: FONT });

/** Word shows U+00AD as a plain hyphen; its own soft hyphen shows only where a line breaks. */
const hyphened = (text: string) =>
  text.split('\u00AD').flatMap((part, at) => (at === 0 ? [part] : [new SoftHyphen(), part]));

const centred = (text: string, { bold = false, after = 0 }) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: { after },
    children: [run(text, { bold })],
  });

const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };

function tableOf({
  caption,
  columns,
  rows,
  totals = 0,
}: Extract<Block, { kind: 'table' }>): (Paragraph | Table)[] {
  const widths = widthsOf(columns);
  const cells = (texts: readonly string[], { heading = false, bold = false } = {}) =>
    texts.map(
      (text, at) =>
        new TableCell({
          width: { size: widths[at]!, type: WidthType.DXA },
          verticalAlign: heading ? VerticalAlign.CENTER : VerticalAlign.TOP,
          margins: { left: 60, right: 60, top: 30, bottom: 30 },
          children: [
            new Paragraph({
              spacing: { line: 240 },
              alignment: heading || columns[at]!.figure ? AlignmentType.CENTER : AlignmentType.LEFT,
              children: [run(text, { size: IN_TABLE, bold: heading || bold })],
            }),
          ],
        }),
    );
  const table = new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: {
      top: LINE,
      bottom: LINE,
      left: LINE,
      right: LINE,
      insideHorizontal: LINE,
      insideVertical: LINE,
    },
    rows: [
      // Repeated on every page that the table runs over.
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: cells(
          columns.map(({ title }) => title),
          { heading: true },
        ),
      }),
      ...rows.map(
        (texts, at) =>
          new TableRow({ cantSplit: true, children: cells(texts, { bold: at >= rows.length - totals }) }),
      ),
    ],
  });
  const above = caption
    ? [
        new Paragraph({
          keepNext: true,
          spacing: { before: 120, after: 60 },
          children: [run(caption, { size: IN_TABLE })],
        }),
      ]
    : [];
  return [...above, table, new Paragraph({ spacing: { line: 120, lineRule: LineRuleType.EXACT } })];
}

/** Whole twips that add up to the width of the text. */
function widthsOf(columns: readonly TableColumn[]): number[] {
  const all = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => Math.floor((WIDTH * width) / all));
  widths[0]! += WIDTH - widths.reduce((sum, width) => sum + width, 0);
  return widths;
}

function blankOf({ hint, lines }: Extract<Block, { kind: 'blank' }>): Paragraph[] {
  const line = () =>
    new Paragraph({
      spacing: { line: 400, lineRule: LineRuleType.EXACT },
      keepNext: true,
      tabStops: [{ type: TabStopType.RIGHT, position: WIDTH }],
      border: { bottom: { ...LINE, space: 1 }, between: { ...LINE, space: 1 } },
      children: [run('')],
    });
  return [
    ...Array.from({ length: lines }, line),
    new Paragraph({ alignment: AlignmentType.CENTER, children: [run(`(${hint})`, { size: 20 })] }),
  ];
}

function signatureOf({ position, hint, on }: Extract<Block, { kind: 'signature' }>): (Paragraph | Table)[] {
  const cell = (width: number, children: Paragraph[]) =>
    new TableCell({ width: { size: width, type: WidthType.DXA }, children });
  const widths = [Math.floor(WIDTH * 0.45), WIDTH - Math.floor(WIDTH * 0.45)];
  return [
    new Paragraph({ keepNext: true }),
    new Table({
      width: { size: WIDTH, type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      borders: {
        top: NONE,
        bottom: NONE,
        left: NONE,
        right: NONE,
        insideHorizontal: NONE,
        insideVertical: NONE,
      },
      rows: [
        new TableRow({
          cantSplit: true,
          children: [
            cell(widths[0]!, [
              new Paragraph({ children: [run(position)] }),
              new Paragraph({ children: [run(writeDate(on, 'ru'))] }),
            ]),
            cell(widths[1]!, [
              new Paragraph({ border: { bottom: { ...LINE, space: 1 } }, children: [run('')] }),
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [run(`(${hint})`, { size: 20 })],
              }),
            ]),
          ],
        }),
      ],
    }),
    new Paragraph({}),
  ];
}

/** The library writes the computer's own time into the properties; the document's is when it was frozen. */
function dated(bytes: Uint8Array, at: Date): Uint8Array {
  const files = unzipSync(bytes);
  const core = new TextDecoder().decode(files['docProps/core.xml']);
  const stamp = `${at.toISOString().slice(0, 19)}Z`;
  files['docProps/core.xml'] = new TextEncoder().encode(
    core.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${stamp}`),
  );
  return zipSync(files, { mtime: new Date('2000-01-01T00:00:00Z') });
}
