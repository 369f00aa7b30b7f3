import assert from 'node:assert/strict';
import test from 'node:test';
import { formOf, judge } from '#monitoring';
import { decode, encode, layoutOf } from '#monitoring/rules';
import { exampleNumbers } from './numbers.ts';
import { exampleSchools } from './schools.ts';

const form = formOf('F2', 1)!;
const layout = layoutOf(form);

test('the example’s schools hand in numbers that need no excuse, quarter after quarter', () => {
  for (const school of exampleSchools()) {
    let previous: ReturnType<typeof decode> | undefined;
    for (const quarter of [0, 1, 2]) {
      const values = exampleNumbers(school, quarter);
      const verdict = judge(form, {
        values,
        notApplicable: {},
        explanations: {},
        previous,
        organisationKind: school.kind,
        sameYear: quarter > 0,
      });
      assert.deepEqual(verdict.issues, [], `${school.code} ${quarter}`);
      assert.equal(verdict.filled, verdict.open);
      previous = decode(layout, encode(layout, verdict.numbers));
    }
  }
});

test('40 schools, the same every time', () => {
  assert.equal(exampleSchools().length, 40);
  assert.equal(new Set(exampleSchools().map(({ code }) => code)).size, 40);
  assert.deepEqual(exampleSchools(), exampleSchools());
  assert.deepEqual(exampleNumbers(exampleSchools()[5]!, 1), exampleNumbers(exampleSchools()[5]!, 1));
});
