/** A row of a roadmap as a paper shows it: a section across the table, or an activity's cells. */
export type PaperRow = { section: string } | { cells: readonly string[] };
export type PaperColumn = {
  title: string;
  /** Of the table's width, in parts. */ width: number;
};

/** An official paper as its requisites and parts, in reading order: Word and PDF are both made from it. */
export type PaperBlock =
  /** «ПРОЕКТ» in the upper right corner. */
  | { kind: 'draft'; text: string }
  | { kind: 'authority'; text: string }
  /** The kind of document: «ПРИКАЗ». */
  | { kind: 'name'; text: string }
  | { kind: 'requisites'; date: string; number: string }
  /** A line for the place, to be filled in by pen. */
  | { kind: 'place'; hint: string }
  /** What it is about: «Об утверждении …». */
  | { kind: 'subject'; text: string }
  | { kind: 'text'; text: string }
  /** «ПРИКАЗЫВАЮ:» */
  | { kind: 'commands'; text: string }
  | { kind: 'signature'; position: string; signature: string; name: string }
  | { kind: 'executor'; text: string }
  /** «Приложение к приказу …», «УТВЕРЖДЕНА приказом …» in the upper right corner. */
  | { kind: 'mark'; lines: readonly string[] }
  | { kind: 'heading'; text: string }
  | { kind: 'roadmap'; columns: readonly PaperColumn[]; rows: readonly PaperRow[] };

/** A part begins on a page of its own; `turned`: the sheet lies on its long side. */
export type PaperPart = { turned: boolean; blocks: readonly PaperBlock[] };
export type Paper = { title: string; author: string; parts: readonly PaperPart[] };
