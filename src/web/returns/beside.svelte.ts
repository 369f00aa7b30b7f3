import type { LiveMessage } from '#platform/live.ts';
import type { Draft } from './draft.svelte.ts';
import type { ReturnPage } from './view.ts';

export type Beside = { id: string; name: string; role: string; cell: string }[];

/** Who else works in this return, and what they save: for as long as the page is looked at, and only if it works. */
export function besideIn({ base, query }: ReturnPage, draft: Draft) {
  let people: Beside = $state.raw([]);
  const address = `${base}/live${query}${query ? '&' : '?'}client=${draft.client}`;
  let source: EventSource | undefined;
  let soon: ReturnType<typeof setTimeout> | undefined;
  let cell = '';

  const hear = ({ data }: MessageEvent<string>) => {
    const message = JSON.parse(data) as LiveMessage;
    if ('fields' in message) {
      // What came between was missed: then the next save brings it, as it would without this.
      if (message.rev === draft.rev + 1) draft.learn(message.fields, message.rev);
      return;
    }
    const wasAlone = people.length === 0;
    people = message.people;
    mark();
    if (wasAlone && people.length > 0) say();
  };
  const mark = () => {
    for (const one of document.querySelectorAll('[data-beside]')) one.removeAttribute('data-beside');
    for (const { cell, name } of people)
      document.getElementById(cell)?.closest('td')?.setAttribute('data-beside', name);
  };
  const say = () => {
    if (people.length === 0 || cell === '') return;
    void fetch(`${base}/live${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client: draft.client, cell }),
    }).catch(() => {});
  };
  draft.tellOf({
    stands(to) {
      cell = to;
      clearTimeout(soon);
      soon = setTimeout(say, 300);
    },
  });
  const turn = () => {
    source?.close();
    source = document.hidden ? undefined : new EventSource(address);
    source?.addEventListener('message', hear);
  };
  turn();
  document.addEventListener('visibilitychange', turn);
  return {
    get people() {
      return people;
    },
    close() {
      document.removeEventListener('visibilitychange', turn);
      source?.close();
    },
  };
}
