import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import pg from 'pg';
import { startPostgres } from './postgres.ts';

const ask = async (url: string) => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query<{ n: number }>('select count(*)::int as n from kept');
  await client.end();
  return rows[0]!.n;
};

test(
  'a killed database comes back by itself, with what it had acknowledged',
  { timeout: 60_000 },
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'веха база '));
    await chmod(folder, 0o755); // as root, the database's user must be able to walk in
    const postgres = await startPostgres(folder);
    try {
      const guest = await startPostgres(folder);
      assert.deepEqual([postgres.owner, guest.owner, guest.url], [true, false, postgres.url]);
      await guest.stop(); // a guest leaves the database running

      const client = new pg.Client(postgres.url);
      client.on('error', () => {});
      await client.connect();
      await client.query('create table kept (n int)');
      await client.query('insert into kept values (1)');
      const pid = await readFile(path.join(folder, 'pg', 'postmaster.pid'), 'utf8');
      process.kill(Number.parseInt(pid, 10), 'SIGKILL');
      let found: number | undefined;
      for (let i = 0; i < 300 && found === undefined; i++) {
        await new Promise((go) => setTimeout(go, 100));
        found = await ask(postgres.url).catch(() => undefined);
      }
      assert.equal(found, 1);
    } finally {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
);
