import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { after } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { testApp } from '#tests/database.ts';
import { backup, restore } from './backup.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'vekha-backup-'));
after(() => rm(folder, { recursive: true, force: true }));
const file = path.join(folder, 'a.vekha');

const { app, url } = await testApp();
const full = app.pool;
await full.query(`insert into organisation (parent_id, path, code, kind, name, short_name, mark) values
  (null, 'ru', 'ru', 'country', 'Россия', 'Россия', 'РФ')`);
await full.query(`insert into organisation (parent_id, path, code, kind, name, short_name, mark)
  values (1, 'ru.a', 'a', 'school', 'Школа «Ёлка»', 'Ёлка', 'Ё')`);
await full.query(`insert into account (login, name) values ('admin', 'Администратор')`);
await full.query(`insert into file (organisation_id, name, media_type, size, sha256, bytes, account_id, at)
  values (2, 'а.pdf', 'application/pdf', 3, '\\x01', '\\x00ff10', 1, '2021-12-20T04:00:00.123456Z')`);
await full.query(
  `insert into audit (at, account_id, action, subject, after) values (now(), 1, 'a', 'b', '{"x":[1,null,"ж"]}')`,
);
await backup(url, file);

const everything = async (pool: typeof full) => {
  const { rows } = await pool.query<{
    name: string;
  }>(`select tablename as name from pg_tables where schemaname = 'public'
    and tablename not in ('session', 'attempt', 'schema_migration') order by 1`);
  const found: Record<string, unknown> = {};
  for (const { name } of rows)
    found[name] = (
      await pool.query(`select to_json(t) as row from "${name}" t order by to_json(t)::text`)
    ).rows;
  return found;
};

test('what is restored equals what was kept, to the microsecond and the byte', async () => {
  const other = await testApp();
  const { rows } = await restore(other.url, file);
  assert.ok(rows >= 6);
  assert.deepEqual(await everything(other.app.pool), await everything(full));
});

test('numbering goes on after the restored rows, and the keys hold again', async () => {
  const other = await testApp();
  await restore(other.url, file);
  const made = await other.app.pool
    .query(`insert into organisation (parent_id, path, code, kind, name, short_name, mark)
    values (1, 'ru.b', 'b', 'school', 'Б', 'Б', 'Б') returning id`);
  assert.equal(made.rows[0].id, 3);
  await assert.rejects(other.app.pool.query(`insert into role_grant values (99, 1, 'head')`), {
    code: '23503',
  });
  await assert.rejects(other.app.pool.query('delete from audit'), /inserts only/);
});

test('a damaged, cut or foreign archive is refused and changes nothing', async () => {
  const other = await testApp();
  const before = await everything(other.app.pool);
  const bytes = await readFile(file);
  const text = gunzipSync(bytes).toString();
  const spoilt: [string, Buffer, string][] = [
    ['changed', gzipSync(text.replace('Ёлка', 'Ёлки')), 'cli.backup-damaged'],
    ['cut', bytes.subarray(0, bytes.length - 20), 'cli.backup-damaged'],
    ['without its end', gzipSync(text.slice(0, text.lastIndexOf('{"end"'))), 'cli.backup-damaged'],
    ['foreign', gzipSync('{"format":"other"}\n'), 'cli.backup-foreign'],
    ['no archive', Buffer.from('just text'), 'cli.backup-foreign'],
    ['empty', Buffer.alloc(0), 'cli.backup-foreign'],
  ];
  for (const [what, content, code] of spoilt) {
    const bad = path.join(folder, 'bad.vekha');
    await writeFile(bad, content);
    await assert.rejects(restore(other.url, bad), { code }, what);
  }
  assert.deepEqual(await everything(other.app.pool), before);
});

test('an installation that is in use is not overwritten', async () => {
  await assert.rejects(restore(url, file), { code: 'cli.restore-not-empty' });
});
