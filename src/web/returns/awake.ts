import type { Draft } from './draft.svelte.ts';
import { judgeHere } from './judge-here.ts';
import { keepForLater } from './keep-for-later.ts';
import type { ReturnPage } from './view.ts';

/**
 * What a page does beside answering keys, from when it does: judges by itself, keeps itself for when there is no network,
 * and sees who else is there. Where one of these fails the page goes on without it.
 */
export async function wake(page: ReturnPage, draft: Draft, locale: 'ru' | 'en'): Promise<void> {
  if (!page.editable) return;
  keepForLater(page, draft);
  try {
    const response = await fetch(`${page.base}/brief${page.query}`, {
      headers: { accept: 'application/json' },
    });
    if (!response.ok) return;
    const at = Date.parse(response.headers.get('date') ?? '') || Date.now();
    draft.judgeBy(judgeHere(await response.json(), page.unconfirmed, locale, at));
  } catch {
    // No network, and never opened before: the server judges with the next save.
  }
}
