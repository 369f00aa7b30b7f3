import type { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import type { Point, Ruling } from './pdf-grid.ts';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;
export type PdfPage = Awaited<ReturnType<Pdf['getPage']>>;
export type Codes = Awaited<ReturnType<typeof getResolvedPDFJS>>['OPS'];
type Matrix = [number, number, number, number, number, number];

/** A piece of text on a page; `y` is its baseline, from the top. */
export type Piece = { text: string; x: number; y: number; width: number; height: number };

const multiply = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
];
const placed = (m: Matrix, [x, y]: Point): Point => [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]];

/** The texts of a page as it is turned; what stands slanted or upright (a stamp, a watermark) is left out. */
export async function piecesOf(page: PdfPage): Promise<Piece[]> {
  const view = page.getViewport({ scale: 1 }).transform as Matrix;
  const { items } = await page.getTextContent();
  const pieces: Piece[] = [];
  /** The blank behind the last piece; none, or one as wide as a gap between columns, joins nothing. */
  let blank: number | undefined;
  for (const item of items) {
    if (!('str' in item)) continue;
    if (!item.str.trim()) {
      if (item.str) blank = item.width;
      continue;
    }
    const matrix = multiply(view, item.transform as Matrix);
    if (Math.abs(matrix[1]) > Math.abs(matrix[0]) * 0.2) continue;
    const piece = {
      text: item.str,
      x: matrix[4],
      y: matrix[5],
      width: item.width,
      height: item.height || 10,
    };
    const before = pieces.at(-1);
    const joint = before && jointOf(before, piece, blank);
    if (before && joint !== undefined) {
      before.text += joint + piece.text;
      before.width = piece.x + piece.width - before.x;
    } else pieces.push(piece);
    blank = undefined;
  }
  return pieces;
}

/**
 * What joins a piece to the one before, if anything does: some programs put each word by itself with a blank of no width
 * behind it and then move on, and divide where the letters change their kind, «(», «муниципальный», «)».
 */
function jointOf(before: Piece, { x, y, height }: Piece, blank: number | undefined): string | undefined {
  const gap = x - before.x - before.width;
  if (Math.abs(before.y - y) > 0.5) return undefined;
  if (blank === undefined) return Math.abs(gap) < height * 0.05 ? '' : undefined;
  return blank < height * 0.1 && gap >= 0 && gap < height * 0.6 ? ' ' : undefined;
}

/** The straight lines of a page, also those that are drawn as thin boxes. */
export async function rulingsOf(page: PdfPage, codes: Codes): Promise<Ruling[]> {
  const view = page.getViewport({ scale: 1 }).transform as Matrix;
  const { fnArray, argsArray } = await page.getOperatorList();
  const strokes = new Set<number>([codes.stroke, codes.closeStroke]);
  const fills = new Set<number>([
    codes.fill,
    codes.eoFill,
    codes.fillStroke,
    codes.eoFillStroke,
    codes.closeFillStroke,
    codes.closeEOFillStroke,
  ]);
  const rulings: Ruling[] = [];
  const saved: Matrix[] = [];
  let matrix = view;
  fnArray.forEach((code, at) => {
    const args = argsArray[at] as unknown[];
    if (code === codes.save) saved.push(matrix);
    else if (code === codes.restore) matrix = saved.pop() ?? view;
    else if (code === codes.transform) matrix = multiply(matrix, args as unknown as Matrix);
    else if (code === codes.paintFormXObjectBegin) {
      saved.push(matrix);
      if (Array.isArray(args[0])) matrix = multiply(matrix, args[0] as unknown as Matrix);
    } else if (code === codes.paintFormXObjectEnd) matrix = saved.pop() ?? view;
    else if (code === codes.constructPath) {
      const [paint, [data]] = args as [number, [Float32Array | null]];
      if (!data || (!strokes.has(paint) && !fills.has(paint))) return;
      for (const points of subpaths(data)) {
        const there = points.map((point) => placed(matrix, point));
        rulings.push(...(fills.has(paint) ? thinBox(there) : segmentsOf(there)));
      }
    }
  });
  return rulings;
}

/** The points of each part of a path; how many numbers follow each kind of step is pdf.js's own. */
function subpaths(data: Float32Array): Point[][] {
  const paths: Point[][] = [];
  for (let at = 0; at < data.length;) {
    const step = data[at++];
    const point = (): Point => [data[at]!, data[at + 1]!];
    if (step === 0) {
      paths.push([point()]);
      at += 2;
    } else if (step === 1) {
      paths.at(-1)?.push(point());
      at += 2;
    } else if (step === 2) at += 6;
    else if (step === 3) at += 4;
    else {
      const path = paths.at(-1);
      if (path?.[0]) path.push(path[0]);
    }
  }
  return paths;
}

const STRAIGHT = 1.5;
const THIN = 3;

const segmentsOf = (points: readonly Point[]): Ruling[] =>
  points.slice(1).flatMap((point, at) => ruling(points[at]!, point) ?? []);

function ruling([x1, y1]: Point, [x2, y2]: Point): Ruling | undefined {
  if (Math.abs(y1 - y2) <= STRAIGHT)
    return { horizontal: true, at: (y1 + y2) / 2, from: Math.min(x1, x2), to: Math.max(x1, x2) };
  if (Math.abs(x1 - x2) <= STRAIGHT)
    return { horizontal: false, at: (x1 + x2) / 2, from: Math.min(y1, y2), to: Math.max(y1, y2) };
  return undefined;
}

/** A filled box that is a line to the eye; a wide one is a background. */
function thinBox(points: readonly Point[]): Ruling[] {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  if (bottom - top <= THIN && right - left > THIN)
    return [{ horizontal: true, at: (top + bottom) / 2, from: left, to: right }];
  if (right - left <= THIN && bottom - top > THIN)
    return [{ horizontal: false, at: (left + right) / 2, from: top, to: bottom }];
  return [];
}
