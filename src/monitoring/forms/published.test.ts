import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import { canonicalText } from '../rules/index.ts';
import { forms } from './index.ts';

/** SHA-256 of each published version. A form that organisations have filled in is copied under a new version. */
const PUBLISHED: Record<string, string> = {
  'F2 1': 'd1966f68267088d39c162c6ebc69274f1a2cd745f73e390627669a8488c43be6',
  'F2 2': '56a563abc951b4b957c8b4a386fdd01118c11b7f6a32a1c5bc4656e9ad20393f',
  'F3 1': '5b15600db2b21d476dbd1813e61f7705cd8f5bdbc1ecc0d3652ca83e6e3d37a6',
};

test('a published form is never edited', () => {
  for (const form of forms) {
    const hash = createHash('sha256').update(canonicalText(form)).digest('hex');
    assert.equal(hash, PUBLISHED[`${form.code} ${form.version}`], `${form.code} ${form.version}`);
  }
});
