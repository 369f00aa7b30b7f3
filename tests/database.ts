import { after } from 'node:test';
import pg from 'pg';
import { ensureExample } from '#example';
import { createApp } from '#platform/app.ts';

/** Held while one test file loads the example, so that the others wait for it instead of loading it too. */
const LOADING = 282_282;
const EXAMPLE = 'vekha_test_example';

/** A database of its own with the application on it; gone after the file's tests. */
export const testApp = () => onCopy(() => 'vekha_test_template');

/** The same with the example in it: loaded once, by whichever file asks first, and copied for each. */
export async function exampleApp() {
  const { app, url } = await onCopy(loadedExample);
  return { app, url, accounts: await ensureExample(app) };
}

async function onCopy(template: (client: pg.Client, server: string) => string | Promise<string>) {
  const server = process.env.VEKHA_TEST_SERVER;
  if (!server) throw new Error('run tests by `npm test -- FILE`: it starts the database');
  const name = `vekha_test_${process.pid}_${Math.random().toString(36).slice(2)}`;
  const client = new pg.Client(server);
  await client.connect();
  await client.query(`create database ${name} template ${await template(client, server)}`);
  const url = databaseAt(server, name);
  const app = await createApp(url);
  after(async () => {
    await app.close();
    await client.query(`drop database ${name} with (force)`);
    await client.end();
  });
  return { app, url };
}

async function loadedExample(client: pg.Client, server: string): Promise<string> {
  await client.query('select pg_advisory_lock($1)', [LOADING]);
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [EXAMPLE]);
    if (rowCount) return EXAMPLE;
    // Renamed when it is whole: what another file copies is never half an example.
    const half = `${EXAMPLE}_${process.pid}`;
    await client.query(`create database ${half} template vekha_test_template`);
    const app = await createApp(databaseAt(server, half));
    await ensureExample(app);
    await app.close();
    await client.query(`alter database ${half} rename to ${EXAMPLE}`);
    return EXAMPLE;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOADING]);
  }
}

function databaseAt(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
