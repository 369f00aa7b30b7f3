import { readValue, writeValue } from '#monitoring/rules';
import type { Book } from '../book.svelte.ts';

/** What was typed into a cell, as a reader sees it: an organisation by its name, a file by its own, a choice in words. */
export function inWords(book: Book, cell: string, typed: string): string {
  const column = book.columnOf(cell);
  const { organisations, files } = book.sheet;
  if (column.type === 'organisation') return organisations.find(({ code }) => code === typed)?.name ?? typed;
  if (column.type === 'file')
    return files
      .filter(({ id }) => typed.includes(id))
      .map(({ name }) => name)
      .join(', ');
  const read = readValue(typed, column);
  return read.kind === 'text' ? writeValue(column, read.text, book.locale) : typed;
}
