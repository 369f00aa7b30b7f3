import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import { canonicalText } from '../rules/index.ts';
import { forms } from './index.ts';

/** SHA-256 of each published version. A form that organisations have filled in is copied under a new version. */
const PUBLISHED: Record<string, string> = {
  'F2 1': 'd1966f68267088d39c162c6ebc69274f1a2cd745f73e390627669a8488c43be6',
};

test('a published form is never edited', () => {
  for (const form of forms) {
    const hash = createHash('sha256').update(canonicalText(form)).digest('hex');
    assert.equal(hash, PUBLISHED[`${form.code} ${form.version}`], `${form.code} ${form.version}`);
  }
});
