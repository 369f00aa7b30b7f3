import assert from 'node:assert/strict';
import test from 'node:test';
import { en } from './en/index.ts';
import { words } from './index.ts';
import { ru } from './ru/index.ts';
import { type Same, speaker, tie } from './words.ts';

const sample = { 'days.left': 'Осталось {n} {n|день|дня|дней}', 'a.b': '{x} и {y}' } as const;
const english: Same<typeof sample> = { 'days.left': '{n} {n|day|days} left', 'a.b': '{x} and {y}' };

test('Russian has three forms, and a fraction takes the second', () => {
  const say = speaker<typeof sample>('ru', sample);
  for (const [n, word] of [
    [0, 'дней'],
    [1, 'день'],
    [2, 'дня'],
    [5, 'дней'],
    [11, 'дней'],
    [21, 'день'],
    [112, 'дней'],
    [1.5, 'дня'],
  ] as const)
    assert.ok(say('days.left', { n }).endsWith(word), say('days.left', { n }));
  assert.equal(speaker<typeof sample>('en', english)('days.left', { n: 1 }), '1 day left');
});

test('both languages have the same sentences, taking the same values', () => {
  const values = (text: string) =>
    [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name))].sort();
  assert.deepEqual(Object.keys(en).sort(), Object.keys(ru).sort());
  for (const [key, text] of Object.entries<string>(ru))
    assert.deepEqual(values((en as Record<string, string>)[key]!), values(text), key);
});

test('no sentence is empty, and Russian is Russian', () => {
  for (const [key, text] of Object.entries<string>({
    ...ru,
    ...Object.fromEntries(Object.entries(en).map(([k, v]) => [`en ${k}`, v])),
  }))
    assert.ok(text.trim(), key);
});

/** No-break spaces made visible. */
const seen = (text: string) => text.replaceAll('\u00a0', '_');

test('numbers are written in the language of the reader', () => {
  const say = speaker<typeof sample>('ru', sample);
  assert.equal(seen(say('a.b', { x: 1234.5, y: 'две' })), '1_234,5_и_две');
  assert.equal(words('ru').locale, 'ru');
});

test('short words, numbers and № stay with what follows', () => {
  assert.equal(seen(tie('в школе № 15 и у 5 школ — да')), 'в_школе №_15_и_у_5_школ_— да');
});
