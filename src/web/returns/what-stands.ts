import { writeNumber } from '#monitoring/rules';
import type { Book } from './book.svelte.ts';

/** What stands in a cell, as a reader sees it: as typed, a choice in words, a sum as it is written. */
export function whatStands(book: Book, cell: string): string {
  const computed = book.draft.judged.computed?.[cell];
  if (computed !== undefined) return computed;
  const total = book.totals[cell];
  if (total != null) return writeNumber(total, book.columnOf(cell).scale, book.locale);
  const typed = book.draft.value(cell);
  return typed !== '' && book.rich ? book.rich.inWords(book, cell, typed) : typed;
}
