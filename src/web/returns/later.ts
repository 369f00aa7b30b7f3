import type { Rich } from './rich/index.ts';

type Extras = typeof import('./extras.ts');
/** What not every page of a return needs before it answers keys. The server has all of it. */
export const later: { rich?: Rich; remarks?: typeof import('./Remarks.svelte'); extras?: Extras } = {};

const LOADERS = {
  rich: async () => void (later.rich = await import('./rich/index.ts')),
  remarks: async () => void (later.remarks = await import('./Remarks.svelte')),
  /** Differing answers, the line above a table, what a paste would do: before anybody has copied anything. */
  extras: async () => void (later.extras = await import('./extras.ts')),
};
export type Need = keyof typeof LOADERS;
export const need = (names: readonly Need[]) => Promise.all(names.map((name) => LOADERS[name]()));

if (import.meta.env.SSR) await need(['rich', 'remarks', 'extras']);
