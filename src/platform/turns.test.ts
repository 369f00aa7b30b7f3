import assert from 'node:assert/strict';
import test from 'node:test';
import { Failure } from './failure.ts';
import { turns } from './turns.ts';

test('so many run at once, the next when one ends, badly too, and nobody beyond those who may wait', async () => {
  const inTurn = turns(2, { mostWaiting: 1, busy: () => new Failure('too-many', 'reports.pdf-busy') });
  const begun: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const work = (name: string) =>
    inTurn(() => {
      begun.push(name);
      return new Promise<string>((resolve, reject) =>
        ends.set(name, (error) => (error ? reject(error) : resolve(name))),
      );
    });
  const [a, b, c] = [work('a'), work('b'), work('c')];
  await assert.rejects(work('d'), { code: 'reports.pdf-busy' });
  assert.deepEqual(begun, ['a', 'b']);
  ends.get('a')!(new Error('no'));
  await assert.rejects(a, /no/);
  assert.deepEqual(begun, ['a', 'b', 'c']);
  ends.get('b')!();
  ends.get('c')!();
  assert.deepEqual(await Promise.all([b, c]), ['b', 'c']);
  const e = work('e');
  ends.get('e')!();
  assert.equal(await e, 'e', 'all places are free again');
});
