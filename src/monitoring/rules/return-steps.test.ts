import assert from 'node:assert/strict';
import test from 'node:test';
import { after } from './return-steps.ts';

test('a return is submitted, sent back, submitted again and accepted', () => {
  assert.equal(after('draft', 'submit'), 'submitted');
  assert.equal(after('submitted', 'send-back'), 'returned');
  assert.equal(after('returned', 'submit'), 'submitted');
  assert.equal(after('submitted', 'accept'), 'accepted');
});

test('what has been submitted cannot be submitted again, and what is accepted is closed', () => {
  assert.equal(after('submitted', 'submit'), undefined);
  for (const step of ['submit', 'send-back', 'accept'] as const)
    assert.equal(after('accepted', step), undefined);
  for (const step of ['send-back', 'accept'] as const) assert.equal(after('draft', step), undefined);
});
