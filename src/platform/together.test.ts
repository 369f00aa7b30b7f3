import assert from 'node:assert/strict';
import test from 'node:test';
import { together } from './together.ts';

test('what is there at one moment is done together, so many at most, and who comes later joins the next', async () => {
  const done: number[][] = [];
  const double = together(
    async (many: readonly number[]) => {
      done.push([...many]);
      return many.map((one) => one * 2);
    },
    { most: 3, atOnce: 1 },
  );
  const first = [1, 2, 3, 4].map(double);
  assert.deepEqual(done, [], 'what this moment still brings is waited for');
  await first[0];
  const later = double(5);
  assert.deepEqual(await Promise.all([...first, later]), [2, 4, 6, 8, 10]);
  assert.deepEqual(done, [
    [1, 2, 3],
    [4, 5],
  ]);
});

test('one that fails does not take the others with it', async () => {
  const times: number[] = [];
  const whole = together(
    async (many: readonly string[]) => {
      times.push(many.length);
      if (many.includes('bad')) throw new Error('no');
      return many;
    },
    { most: 16, atOnce: 2 },
  );
  const [a, bad, b] = [whole('a'), whole('bad'), whole('b')];
  await assert.rejects(bad, /no/);
  assert.deepEqual([await a, await b], ['a', 'b']);
  assert.deepEqual(times, [3, 1, 1, 1]);
});
