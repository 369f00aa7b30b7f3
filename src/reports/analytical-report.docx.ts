import { AlignmentType, LineRuleType, Paragraph, type Table, TabStopType } from 'docx';
import { writeDate } from '#calendar';
import {
  beside,
  gap,
  grid,
  IN_TABLE,
  INDENT,
  LINE,
  officialDocx,
  run,
  SMALL,
  WIDTH,
  widthsOf,
} from './official-docx.ts';
import type { Block } from './rules/blocks.ts';

/** The справка as DOCX bytes; the same blocks and facts give the same bytes. */
export const analyticalReportDocx = (
  blocks: readonly Block[],
  facts: { title: string; author: string; at: Date },
): Promise<Uint8Array> => officialDocx([{ children: blocks.flatMap(drawn) }], facts);

function drawn(block: Block): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'title':
      return block.lines.map((line, at) => titleLine(line, at === block.lines.length - 1 ? 240 : 0));
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

const titleLine = (text: string, after: number) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: { after },
    children: [run(text, { bold: true })],
  });

function tableOf({
  caption,
  columns,
  rows,
  totals = 0,
}: Extract<Block, { kind: 'table' }>): (Paragraph | Table)[] {
  const above = caption
    ? [
        new Paragraph({
          keepNext: true,
          spacing: { before: 120, after: 60 },
          children: [run(caption, { size: IN_TABLE })],
        }),
      ]
    : [];
  const table = grid(
    widthsOf(columns.map(({ width }) => width)),
    columns.map(({ title }) => title),
    rows.map((texts, row) => ({
      cells: texts.map((text, at) => ({
        text,
        bold: row >= rows.length - totals,
        centred: columns[at]!.figure,
      })),
    })),
  );
  return [...above, table, gap()];
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
    new Paragraph({ alignment: AlignmentType.CENTER, children: [run(`(${hint})`, { size: SMALL })] }),
  ];
}

const signatureOf = ({
  position,
  hint,
  on,
}: Extract<Block, { kind: 'signature' }>): (Paragraph | Table)[] => [
  new Paragraph({ keepNext: true }),
  beside(widthsOf([45, 55]), [
    [new Paragraph({ children: [run(position)] }), new Paragraph({ children: [run(writeDate(on, 'ru'))] })],
    [
      new Paragraph({ border: { bottom: { ...LINE, space: 1 } }, children: [run('')] }),
      new Paragraph({ alignment: AlignmentType.CENTER, children: [run(`(${hint})`, { size: SMALL })] }),
    ],
  ]),
  new Paragraph({}),
];
