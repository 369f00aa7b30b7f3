import type { Words } from '#messages';
import { openBook } from '#web/returns/book.svelte.ts';
import { openDraft } from '#web/returns/draft.svelte.ts';
import { later } from '#web/returns/later.ts';
import type { TriedView } from './view.ts';

/** The tables of a trial as the page of a return shows them; `editable`: values can be tried. */
export function bookOf({ page, sheet }: TriedView, say: Words, editable: boolean) {
  const shown = { ...page, editable };
  return openBook(shown, sheet, openDraft(shown), say, sheet.rich ? later.rich : undefined);
}
