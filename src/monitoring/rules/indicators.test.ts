import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { forms } from '../forms/index.ts';
import { cellsOf } from './cells.ts';
import { indicators, indicatorsOf, percent, shareOf, together } from './indicators.ts';

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

test('every indicator is computed by the newest version of a form from cells that a school has', () => {
  const newest = [...Map.groupBy(forms, ({ code }) => code).values()].map((versions) => versions.at(-1)!);
  for (const { code, part, whole } of indicators) {
    const form = newest.find(({ computed }) => computed.some((one) => one.code === code));
    assert.ok(form, code);
    assert.ok(
      indicatorsOf(form).some((one) => one.code === code),
      code,
    );
    const cells = new Map(cellsOf(form, 'school').map((cell) => [cell.code, cell.state]));
    for (const cell of [part, whole]) assert.notEqual(cells.get(cell) ?? 'closed', 'closed', cell);
    assert.deepEqual(
      form.computed.find((computed) => computed.code === code),
      { code, part, whole },
    );
  }
  assert.deepEqual(
    newest.flatMap(({ computed }) => computed.map(({ code }) => code)).toSorted(),
    indicators.map(({ code }) => code).toSorted(),
    'nothing is computed that is no indicator',
  );
});
