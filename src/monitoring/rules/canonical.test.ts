import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { canonicalText, shortChecksum } from './canonical.ts';

test('the order of fields and the composition of letters change nothing', () => {
  assert.equal(canonicalText({ b: 1, a: ['и\u0306', null], c: undefined }), '{"a":["й",null],"b":1}');
});

test('different contents have different texts', () => {
  const content = fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.constant(null), fc.boolean()));
  return fc.assert(
    fc.property(content, content, (one, other) => {
      const same = canonicalText(one) === canonicalText(other);
      assert.equal(same, canonicalText(JSON.parse(canonicalText(one))) === canonicalText(other));
    }),
  );
});

test('the text is JSON that says the same', () =>
  fc.assert(
    fc.property(
      fc.array(fc.dictionary(fc.string({ unit: fc.constantFrom(...'абв12') }), fc.nat())),
      (content) => assert.deepEqual(JSON.parse(canonicalText(content)), JSON.parse(JSON.stringify(content))),
    ),
  ));

test('a checksum is shown in groups of four', () => {
  assert.equal(shortChecksum('4f2a9c0177bed350ffff'), '4F2A 9C01 77BE D350');
});
