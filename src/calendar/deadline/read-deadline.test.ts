import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import type { Context, Meaning } from './deadline.ts';
import { readDeadline } from './read-deadline.ts';

type Phrase = { phrase: string; context: Context; expect: Meaning };
const phrases = readFileSync(new URL('phrases.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Phrase);

test('every phrase of the table means what the table says', () => {
  const missed = phrases.flatMap(({ phrase, context, expect }) => {
    const { text, ...read } = readDeadline(phrase, context);
    try {
      assert.equal(text, phrase);
      assert.deepEqual(read, expect);
      return [];
    } catch {
      return [{ phrase, read }];
    }
  });
  assert.deepEqual(missed, []);
});
