/** What a page of a return needs only when somebody has begun to work in it. */
export { default as Beside } from './Beside.svelte';
export { default as CellLine } from './CellLine.svelte';
export { default as Conflicts } from './Conflicts.svelte';
export { default as PasteDialog } from './PasteDialog.svelte';
export { filling } from './fill.ts';
export { planPaste, readBlock, writeBlock } from './paste.ts';
