// node --test-global-setup: one database server for all test files, and a migrated template to clone
import pg from 'pg';
import { createApp } from '#platform/app.ts';
import { type Postgres, startPostgres } from '#platform/postgres.ts';

let postgres: Postgres | undefined;

export async function globalSetup() {
  const server = process.env.TEST_DATABASE_URL ?? (postgres = await startPostgres('data/test')).url;
  const client = new pg.Client(server);
  await client.connect();
  // What tests write need not outlive the machine: a process that is killed loses nothing without it either.
  if (postgres?.owner) {
    await client.query('alter system set fsync = off');
    await client.query('select pg_reload_conf()');
  }
  const { rows } = await client.query<{ datname: string }>(
    `select datname from pg_database where datname like 'vekha_test%'`,
  );
  for (const { datname } of rows) await client.query(`drop database "${datname}" with (force)`);
  await client.query('create database vekha_test_template');
  await client.end();
  const template = new URL(server);
  template.pathname = '/vekha_test_template';
  await (await createApp(template.href)).close(); // migrates
  process.env.VEKHA_TEST_SERVER = server;
}

export const globalTeardown = () => postgres?.stop();
