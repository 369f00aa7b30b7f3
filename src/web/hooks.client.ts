import type { ClientInit } from '@sveltejs/kit/hooks';
import { type Need, need } from '#web/returns/later.ts';

/** A page is awake when it has all that the server has written into it. */
export const init: ClientInit = async () => {
  const wanted = [...document.querySelectorAll<HTMLElement>('[data-needs]')].map(
    ({ dataset }) => dataset.needs,
  );
  await need([...new Set(wanted as Need[])]);
};
