import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { shareEvenly } from './share-evenly.ts';

test('returns that nobody has go to whoever has fewest, in order', () => {
  const of = (...reviewers: (number | null)[]) => reviewers.map((reviewer, id) => ({ id, reviewer }));
  assert.deepEqual(
    shareEvenly(of(null, 7, null, null), [7, 8]).map(({ id, reviewer }) => `${id}→${reviewer}`),
    ['0→8', '2→7', '3→8'],
  );
  assert.deepEqual(shareEvenly(of(null), []), []);
});

test('nobody ends with two more than another got, and nobody loses what they had', () =>
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.integer({ min: 1, max: 4 }), { nil: null })),
      fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1 }),
      (had, reviewers) => {
        const returns = had.map((reviewer, id) => ({ id, reviewer }));
        const given = shareEvenly(returns, reviewers);
        assert.deepEqual(
          given.map(({ id }) => id),
          returns.filter(({ reviewer }) => reviewer === null).map(({ id }) => id),
        );
        const before = (one: number) => had.filter((other) => other === one).length;
        const got = (one: number) => given.filter(({ reviewer }) => reviewer === one).length;
        for (const one of reviewers)
          if (got(one) > 0)
            for (const other of reviewers)
              assert.ok(before(one) + got(one) <= before(other) + got(other) + 1);
      },
    ),
  ));
