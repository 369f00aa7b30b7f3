/** What only forms with words, lists and conditions need; a form of numbers alone does without this script. */
export { readValue } from '#monitoring/rules';
export { inWords } from './in-words.ts';
export { listsOf } from './lists.svelte.ts';
export { default as WordCell } from './WordCell.svelte';
export { default as TableAnswers } from './TableAnswers.svelte';
export type Rich = typeof import('./index.ts');
