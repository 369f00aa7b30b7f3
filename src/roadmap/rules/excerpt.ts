import { lineOf, type Part, type Place } from './reading/rows.ts';

export type Segment = { text: string; marked: boolean };
/** A cell as the file showed it: where it begins, how far it reaches within what is shown. */
export type ShownCell = { at: number; columns: number; rows: number; segments: Segment[] };
/** Lines of the file as they were: running text or the cells of a row; `line` is the running number. */
export type Excerpt = { line: number; place?: Place; text?: Segment[]; cells?: ShownCell[] }[];

/** The lines from `first` to `last`, with every occurrence of the phrases marked. */
export function excerpt(
  parts: readonly Part[],
  first: number,
  last: number,
  phrases: readonly string[],
): Excerpt {
  const wanted = parts.filter((part) => lineOf(part) >= first && lineOf(part) <= last);
  return wanted.flatMap((part, at): Excerpt => {
    if (part.kind === 'line') {
      const { line, text, place } = part.line;
      return text ? [{ line, text: segments(text, phrases), ...(place && { place }) }] : [];
    }
    const { line, place } = part.row;
    return [{ line, ...(place && { place }), cells: cellsOf(wanted, at, phrases) }];
  });
}

/** A cell that reaches beyond what is shown is cut off; one that began above shows its text in the first row. */
function cellsOf(parts: readonly Part[], at: number, phrases: readonly string[]): ShownCell[] {
  const part = parts[at];
  if (part?.kind !== 'row') return [];
  const { cells, spans = [], above = {}, place } = part.row;
  const rowsLeft = parts
    .slice(at)
    .findIndex((other) => other.kind !== 'row' || other.row.place?.table !== place?.table);
  const most = rowsLeft < 0 ? parts.length - at : rowsLeft;
  const before = parts[at - 1];
  const begins = before?.kind !== 'row' || before.row.place?.table !== place?.table;
  const shown: ShownCell[] = [];
  for (let column = 0; column < cells.length;) {
    const span = spans.find((one) => one.at === column);
    const reached = above[column] !== undefined && !cells[column];
    const columns = span?.columns ?? 1;
    if (!reached || begins) {
      const text = cells[column] || (reached ? (above[column] ?? '') : '');
      shown.push({
        at: column,
        columns,
        rows: reached ? heightBelow(parts, at, column, most) : Math.min(span?.rows ?? 1, most),
        segments: segments(text, phrases),
      });
    }
    column += columns;
  }
  return shown;
}

/** How many of the rows shown a cell that began above them still takes. */
function heightBelow(parts: readonly Part[], at: number, column: number, most: number): number {
  let rows = 1;
  for (; rows < most; rows++) {
    const part = parts[at + rows];
    if (part?.kind !== 'row' || part.row.cells[column] || part.row.above?.[column] === undefined) break;
  }
  return rows;
}

/** The first line that holds any of the phrases, or nothing. */
export function lineWith(parts: readonly Part[], phrases: readonly string[]): number | undefined {
  for (const phrase of phrases) {
    const found = phrase
      ? parts.find((part) => textsOf(part).some((text) => text.includes(phrase)))
      : undefined;
    if (found) return lineOf(found);
  }
  return undefined;
}

const textsOf = (part: Part): string[] => (part.kind === 'line' ? [part.line.text] : part.row.cells);

export function segments(text: string, phrases: readonly string[]): Segment[] {
  const wanted = phrases.filter(Boolean).sort((one, other) => other.length - one.length);
  if (!wanted.length || !text) return [{ text, marked: false }];
  const pattern = new RegExp(`(${wanted.map(escaped).join('|')})`, 'gu');
  return text
    .split(pattern)
    .map((part, at) => ({ text: part, marked: at % 2 === 1 }))
    .filter((part) => part.text);
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
