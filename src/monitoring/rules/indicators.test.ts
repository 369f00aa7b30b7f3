import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { f2 } from '../forms/f2.ts';
import { cellsOf } from './cells.ts';
import { indicators, percent, shareOf, together } from './indicators.ts';

const share = fc.record({ part: fc.nat({ max: 100_000 }), whole: fc.nat({ max: 100_000 }) });

test('a small school does not weigh as much as a large one', () => {
  const { part, whole } = together([
    { part: 10, whole: 20 },
    { part: 100, whole: 2000 },
  ]);
  assert.equal(percent(part, whole), 5.4);
});

test('a region is the same figure summed by town or by school', () =>
  fc.assert(
    fc.property(fc.array(fc.array(share)), (towns) =>
      assert.deepEqual(together(towns.map(together)), together(towns.flat())),
    ),
  ));

test('a share of nothing is no data, not zero', () => {
  assert.equal(percent(0, 0), null);
  assert.equal(percent(0, 5), 0);
  assert.equal(
    shareOf(indicators[0]!, () => null),
    undefined,
  );
});

test('every indicator is computed by F2 from cells that a school has', () => {
  const cells = new Set(
    cellsOf(f2, 'school').flatMap(({ code, state }) => (state === 'closed' ? [] : [code])),
  );
  for (const { code, part, whole } of indicators) {
    assert.ok(cells.has(part) && cells.has(whole), code);
    assert.deepEqual(
      f2.computed.find((computed) => computed.code === code),
      { code, part, whole },
    );
  }
});
