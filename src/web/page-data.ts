import type { Transport } from '@sveltejs/kit/hooks';

/**
 * SvelteKit writes out the data of every page for a script to go on from, also where the page has none and throws the
 * text away: half the time of a page of figures. Only the server can tell (hooks.server.ts); the browser asks nothing.
 */
let isSent = () => true;
export const sayWhetherSent = (say: () => boolean): void => {
  isSent = say;
};

const isPageData = (thing: unknown): boolean =>
  typeof thing === 'object' && thing !== null && 'uses' in thing && 'type' in thing && thing.type === 'data';

/** Stands for the whole data of a page without script. */
export const unsent: Transport[string] = {
  encode: (thing) => !isSent() && isPageData(thing) && 'unsent',
  decode: () => undefined,
};
