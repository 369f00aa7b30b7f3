import assert from 'node:assert/strict';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { vaultIn } from './vault.ts';

test('what is sealed opens with the key of its data folder and for its purpose, and with nothing else', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'vekha-vault-'));
  const vault = vaultIn(folder);
  const [sealed, again] = [await vault.seal('пароль', 'imap a'), await vault.seal('пароль', 'imap a')];
  assert.ok(!sealed.includes('пароль') && !sealed.equals(again));
  assert.equal(await vault.open(sealed, 'imap a'), 'пароль');
  assert.equal(
    await vaultIn(folder).open(sealed, 'imap a'),
    'пароль',
    'and after the program has been started again',
  );
  assert.equal(await vault.open(sealed, 'imap b'), undefined);
  assert.equal(await vaultIn().open(sealed, 'imap a'), undefined);
  assert.equal(await vault.open(sealed.subarray(0, 20), 'imap a'), undefined);
  const changed = Buffer.from(sealed);
  changed[changed.length - 1]! ^= 1;
  assert.equal(await vault.open(changed, 'imap a'), undefined);
  assert.equal((await stat(path.join(folder, 'secret.key'))).mode & 0o777, 0o600);
  await rm(folder, { recursive: true });
});
