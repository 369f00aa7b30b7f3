import { en } from './en/index.ts';
import { ru } from './ru/index.ts';
import { type Catalogue, type Locale, type Say, speaker } from './words.ts';

export { type Locale, tie } from './words.ts';
export type Words = Say<typeof ru>;
export type Key = keyof typeof ru;

const catalogues: Record<Locale, Catalogue> = { ru, en };
const speakers: Record<Locale, Words> = { ru: speaker('ru', ru), en: speaker('en', en) };

/** The sentences of one language: `words('ru')('shell.sign-out')`. */
export const words = (locale: Locale): Words => speakers[locale];

/** A part of a catalogue, for a page whose script needs it; `areas` are what stands before the first dot of a key. */
export function excerpt(locale: Locale, areas: readonly string[]): Catalogue {
  const wanted = new Set(areas);
  return Object.fromEntries(
    Object.entries(catalogues[locale]).filter(([key]) => wanted.has(key.slice(0, key.indexOf('.')))),
  );
}
