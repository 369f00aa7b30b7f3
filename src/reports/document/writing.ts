import { words } from '#messages';
import type { Block } from '../rules/blocks.ts';

/** The document's language is Russian, whatever the reader's. */
export const say = words('ru');

export const texts = (sentences: readonly string[]): Block[] =>
  sentences.map((text) => ({ kind: 'text', text }) as const);

const format = new Intl.NumberFormat('ru', { maximumFractionDigits: 1 });
export const decimal = (value: number) => format.format(value);
