import assert from 'node:assert/strict';
import { test } from 'node:test';
import { words } from '#messages';
import { whyNotStarted } from './why-not-started.ts';

const say = words('en');
const asked = { folder: 'data/main', port: '80', host: 'vekha.example' };
const why = (error: object) => whyNotStarted(Object.assign(new Error('?'), error), asked, say);

for (const [error, sentence] of [
  [{ code: 'EADDRINUSE', syscall: 'listen' }, /^Port 80 is taken/],
  [{ code: 'EACCES', syscall: 'listen' }, /^No right to open port 80/],
  [{ code: 'EADDRNOTAVAIL', syscall: 'listen' }, /^This machine has no address vekha\.example/],
  [
    { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: 'vekha.example' },
    /^This machine has no address vekha\.example/,
  ],
  [{ code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: 'db.example' }, /^The database did not start/],
  [{ code: 'EACCES', syscall: 'mkdir' }, /^No right to write in data\/main/],
  [{ code: 'EROFS', syscall: 'open' }, /^No right to write in data\/main/],
  [{ code: 'ENOENT', syscall: 'mkdir' }, /^No right to write in data\/main/],
  [{ code: 'EEXIST', syscall: 'mkdir' }, /^data\/main is a file/],
  [{ code: 'ENOTDIR', syscall: 'mkdir' }, /^data\/main is a file/],
  [{ code: 'ENOSPC', syscall: 'write' }, /^The disk is full/],
  [{ message: 'PostgreSQL did not start (exit 1), see pg.log' }, /see pg\.log/],
] as const)
  test(`${JSON.stringify(error)} is said in one sentence`, () => assert.match(why(error) ?? '', sentence));

test('a fault of our own keeps its stack', () => {
  assert.equal(why({ code: 'ENOENT', syscall: 'open' }), undefined);
  assert.equal(whyNotStarted(undefined, asked, say), undefined);
});
