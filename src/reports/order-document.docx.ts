import { AlignmentType, LineRuleType, Paragraph, type Table, TabStopType } from 'docx';
import {
  beside,
  gap,
  grid,
  INDENT,
  LINE,
  officialDocx,
  run,
  SMALL,
  WIDTH,
  WIDTH_TURNED,
  widthsOf,
} from './official-docx.ts';
import type { Paper, PaperBlock } from './rules/paper.ts';

const ROADMAP_TEXT = 22; // half-points: six columns on one sheet

/** An order or a roadmap as DOCX bytes; the same paper gives the same bytes. */
export const paperDocx = ({ title, author, parts }: Paper, at: Date): Promise<Uint8Array> =>
  officialDocx(
    parts.map(({ turned, blocks }) => ({
      turned,
      children: blocks.flatMap((block, at) =>
        drawn(block, turned ? WIDTH_TURNED : WIDTH, blocks[at + 1]?.kind),
      ),
    })),
    { title, author, at },
  );

function drawn(block: PaperBlock, width: number, next?: PaperBlock['kind']): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'draft':
      return [
        new Paragraph({
          alignment: AlignmentType.RIGHT,
          spacing: { after: 240 },
          children: [run(block.text)],
        }),
      ];
    case 'authority':
      return [centred(block.text, { after: 240 })];
    case 'name':
      return [centred(block.text, { bold: true, after: 240 })];
    case 'requisites':
      return [
        new Paragraph({
          spacing: { after: 240 },
          tabStops: [{ type: TabStopType.RIGHT, position: width }],
          children: [run(`${block.date}\t${block.number}`)],
        }),
      ];
    case 'place':
      return [
        centred('________________________________', {}),
        centred(`(${block.hint})`, { size: SMALL, after: 240 }),
      ];
    case 'subject':
      return [
        new Paragraph({
          alignment: AlignmentType.LEFT,
          indent: { right: Math.round(width * 0.45) },
          spacing: { after: 240 },
          children: [run(block.text)],
        }),
      ];
    case 'text':
      return [
        new Paragraph({
          alignment: AlignmentType.JUSTIFIED,
          indent: { firstLine: INDENT },
          // The last point goes with the signature: a sheet with a signature alone is no order.
          keepNext: next === 'signature' || next === 'roadmap',
          children: [run(block.text)],
        }),
      ];
    case 'commands':
      return [new Paragraph({ spacing: { before: 120, after: 120 }, children: [run(block.text)] })];
    case 'signature':
      return signatureOf(block, width);
    case 'executor':
      return [new Paragraph({ spacing: { before: 240 }, children: [run(block.text, { size: SMALL })] })];
    case 'mark':
      return block.lines.map(
        (line, at) =>
          new Paragraph({
            alignment: AlignmentType.LEFT,
            indent: { left: Math.round(width * 0.62) },
            spacing: { after: at === block.lines.length - 1 ? 240 : 0 },
            children: [run(line)],
          }),
      );
    case 'heading':
      return [centred(block.text, { bold: true, after: 240, outline: true })];
    case 'roadmap':
      return roadmapTable(block, width);
  }
}

function centred(
  text: string,
  {
    bold = false,
    after = 0,
    size,
    outline = false,
  }: { bold?: boolean; after?: number; size?: number; outline?: boolean },
) {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: { after },
    ...(outline ? { outlineLevel: 0 } : {}),
    children: [run(text, { bold, ...(size ? { size } : {}) })],
  });
}

function roadmapTable(
  { columns, rows }: Extract<PaperBlock, { kind: 'roadmap' }>,
  width: number,
): (Paragraph | Table)[] {
  const table = grid(
    widthsOf(
      columns.map((column) => column.width),
      width,
    ),
    columns.map(({ title }) => title),
    rows.map((row) =>
      'section' in row
        ? {
            cells: [{ text: row.section, bold: true, centred: true, span: columns.length }],
            keepNext: true,
          }
        : { cells: row.cells.map((text, at) => ({ text, centred: at === 0 })) },
    ),
    ROADMAP_TEXT,
  );
  return [table, gap()];
}

/** The position, a line for the signature, a line for initials and surname. */
function signatureOf(
  { position, signature, name }: Extract<PaperBlock, { kind: 'signature' }>,
  width: number,
): (Paragraph | Table)[] {
  const line = (hint: string) => [
    new Paragraph({ keepNext: true, border: { bottom: { ...LINE, space: 1 } }, children: [run('')] }),
    new Paragraph({
      keepNext: true,
      alignment: AlignmentType.CENTER,
      spacing: { line: 240, lineRule: LineRuleType.AUTO },
      children: [run(`(${hint})`, { size: SMALL })],
    }),
  ];
  return [
    new Paragraph({ keepNext: true, spacing: { before: 240 } }),
    beside(widthsOf([36, 4, 26, 4, 30], width), [
      [new Paragraph({ keepNext: true, children: [run(position)] })],
      [new Paragraph({})],
      line(signature),
      [new Paragraph({})],
      line(name),
    ]),
  ];
}
