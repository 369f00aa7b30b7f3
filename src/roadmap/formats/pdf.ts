import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { Failure } from '#platform/failure.ts';
import { type Cell, type Document, Parts, type TableRow } from './document.ts';
import { type Gutters, rowsByGaps } from './pdf-gaps.ts';
import { type Grid, type GridCell, gridsOf } from './pdf-grid.ts';
import { joinParts } from '../rules/reading/typography.ts';
import { isEnded, linesOf, type TextLine, textOf } from './pdf-lines.ts';
import { type Piece, piecesOf, rulingsOf } from './pdf-page.ts';

const MOST_PAGES = 400;
/** Fewer letters than this on a page are a stamp on a scan. */
const LETTERS_A_PAGE = 40;

/**
 * The text of a PDF: its tables by the lines that are drawn, or by the gaps between columns where none are.
 * @throws Failure `roadmap.pdf-without-text`, `roadmap.file-password`, `roadmap.file-damaged`, `roadmap.file-bomb`
 */
export async function readPdf(bytes: Uint8Array): Promise<Document> {
  const pdf = await opened(bytes);
  if (pdf.numPages > MOST_PAGES) throw new Failure('too-large', 'roadmap.file-bomb');
  const { OPS } = await getResolvedPDFJS();
  const out = new Parts();
  let letters = 0;
  let gutters: Gutters = [];
  let unruled = false;
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const pieces = await piecesOf(page);
    // What a full stop has ended does not run on over the page: a title may stand there.
    const last = out.all.at(-1);
    if (last?.kind === 'line' && last.line.text.endsWith('.')) out.line('');
    letters += pieces.reduce((sum, { text }) => sum + (text.match(/[а-яё]/giu)?.length ?? 0), 0);
    const grids = pieces.length ? gridsOf(await rulingsOf(page, OPS)) : [];
    if (grids.length) addPage(out, number, pieces, grids);
    else gutters = addUnruled(out, number, pieces, gutters);
    unruled ||= gutters.length > 0;
    page.cleanup();
  }
  if (letters < LETTERS_A_PAGE * Math.min(3, pdf.numPages))
    throw new Failure('invalid', 'roadmap.pdf-without-text');
  return {
    format: 'pdf',
    parts: out.all,
    remarks: unruled ? [{ code: 'roadmap.table-without-lines', params: {} }] : [],
  };
}

async function opened(bytes: Uint8Array) {
  try {
    // pdf.js takes the bytes away from who gives them.
    return await getDocumentProxy(Uint8Array.from(bytes), {
      verbosity: 0,
      useSystemFonts: false,
    });
  } catch (error) {
    const isLocked = (error as Error).name === 'PasswordException';
    throw new Failure('invalid', isLocked ? 'roadmap.file-password' : 'roadmap.file-damaged');
  }
}

/** What stands between the tables is running text; in them, each piece belongs to the cell that its middle is in. */
function addPage(out: Parts, page: number, pieces: readonly Piece[], grids: readonly Grid[]): void {
  const isIn = (grid: Grid, { x, y, width, height }: Piece) =>
    y - height / 2 >= grid.top - 1 &&
    y - height / 2 <= grid.bottom + 1 &&
    x + width / 2 >= grid.left &&
    x + width / 2 <= grid.right;
  const loose = pieces.filter((piece) => !grids.some((grid) => isIn(grid, piece)));
  let from = -Infinity;
  for (const grid of grids) {
    addText(out, page, linesOf(loose.filter(({ y }) => y >= from && y < grid.top)));
    out.table(
      rowsOf(
        grid,
        pieces.filter((piece) => isIn(grid, piece)),
      ),
      { page },
    );
    from = grid.bottom;
  }
  addText(out, page, linesOf(loose.filter(({ y }) => y >= from)));
}

/** A page without lines: running text, and below a heading the columns of a table. @returns the gutters between them */
function addUnruled(out: Parts, page: number, pieces: readonly Piece[], before: Gutters): Gutters {
  const lines = linesOf(pieces).filter(({ text }) => !PAGE_NUMBER.test(text));
  const found = rowsByGaps(lines, before);
  addText(out, page, found?.above ?? lines);
  if (found) out.table(found.rows, { page });
  if (found) addText(out, page, found.below);
  return found?.gutters ?? [];
}

function rowsOf(grid: Grid, pieces: readonly Piece[]): TableRow[] {
  const texts = new Map<GridCell, Piece[]>(grid.cells.map((cell) => [cell, []]));
  for (const piece of pieces.flatMap((one) => cut(one, grid))) {
    const [x, y] = [piece.x + piece.width / 2, piece.y - piece.height / 2];
    const cell = grid.cells.find((one) => x >= one.left && x <= one.right && y >= one.top && y <= one.bottom);
    if (cell) texts.get(cell)!.push(piece);
  }
  const rows: TableRow[] = Array.from({ length: grid.rows }, () => ({ cells: [] }));
  for (const [cell, own] of texts) {
    const one: Cell = {
      at: cell.column,
      columns: cell.columns,
      rows: cell.rows,
      text: textOf(linesOf(own), cell.right - 3),
    };
    rows[cell.row]!.cells.push(one);
  }
  return rows;
}

/** Texts of two cells that came as one piece, because they nearly touch, are cut where the line between them is. */
function cut(piece: Piece, grid: Grid): Piece[] {
  const y = piece.y - piece.height / 2;
  const borders = grid.cells
    .filter(
      ({ top, bottom, left }) =>
        y >= top && y <= bottom && left > piece.x + 3 && left < piece.x + piece.width - 3,
    )
    .map(({ left }) => left)
    .sort((one, other) => one - other);
  const [border] = borders;
  if (border === undefined) return [piece];
  const guess = Math.round(((border - piece.x) / piece.width) * piece.text.length);
  const near = [0, 1, -1, 2, -2, 3, -3].map((step) => guess + step).find((at) => piece.text[at] === ' ');
  if (near === undefined) return [piece];
  const share = near / piece.text.length;
  const first = { ...piece, text: piece.text.slice(0, near), width: piece.width * share };
  const rest = {
    ...piece,
    text: piece.text.slice(near + 1),
    x: Math.max(border, piece.x + piece.width * share),
    width: piece.width * (1 - share),
  };
  return [first, ...cut(rest, grid)];
}

const PAGE_NUMBER = /^(?:[-–—]?\s*\d{1,3}\s*[-–—]?|стр(?:аница|\.)?\s*\d+.{0,12})$/iu;

/** Lines that ran on are one; where the line is set otherwise, or a gap stands above, a new paragraph begins. */
function addText(out: Parts, page: number, all: readonly TextLine[]): void {
  const lines = all.filter(({ text }) => text && !PAGE_NUMBER.test(text));
  if (!lines.length) return;
  const left = Math.min(...lines.map((line) => line.left));
  const right = Math.max(...lines.map((line) => line.right));
  const setting = (line: TextLine) => {
    const [before, after] = [line.left - left, right - line.right];
    if (before > 60 && before > after * 2.5) return 'right';
    return before > 40 && Math.abs(before - after) < 40 ? 'centre' : 'left';
  };
  let text = '';
  const end = () => {
    if (text) out.line(text, { page });
    text = '';
  };
  lines.forEach((line, at) => {
    const before = lines[at - 1];
    if (before) {
      const gap = line.y - before.y > Math.max(line.height, before.height) * 1.9;
      const other = setting(line) !== setting(before) && isEnded(before, line, left, right);
      if (gap || other || isEnded(before, line, left, right)) end();
      if (gap || other) out.line('');
    }
    text = text ? joinParts(text, line.text) : line.text;
  });
  end();
}
