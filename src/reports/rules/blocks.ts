import type { Day } from '#calendar';

export type TableColumn = {
  title: string;
  /** Of the text's width, in per cent. */ width: number;
  figure?: boolean;
};

/** A document as its parts, in reading order: what the page shows and the DOCX is made from. */
export type Block =
  | { kind: 'title'; lines: readonly string[] }
  | { kind: 'heading'; text: string }
  | { kind: 'subheading'; text: string }
  | { kind: 'text'; text: string }
  | {
      kind: 'table';
      caption: string;
      columns: readonly TableColumn[];
      rows: readonly (readonly string[])[];
      /** How many rows at the end are totals. */
      totals?: number;
    }
  /** Lines to be filled in by pen. */
  | { kind: 'blank'; hint: string; lines: number }
  | { kind: 'signature'; position: string; hint: string; on: Day }
  /** Begins a page of its own. */
  | { kind: 'annex'; text: string };
