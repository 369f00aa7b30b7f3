import assert from 'node:assert/strict';
import test from 'node:test';
import { words } from '#messages';
import { troubleOf } from './trouble.ts';

test('a full disk is said as such in both languages, and is not taken for a fault of the program', () => {
  const full = Object.assign(new Error('could not extend file: No space left on device'), { code: '53100' });
  assert.deepEqual(troubleOf(full), { status: 507, code: 'shell.disk-full' });
  assert.match(words('ru').code('shell.disk-full'), /место на\s(сервере|диске).*Сданное раньше цело/);
  assert.match(words('en').code('shell.disk-full'), /no disk space left/);
  assert.equal(troubleOf(new Error('a bug')), undefined);
});
