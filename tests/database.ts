import { after } from 'node:test';
import pg from 'pg';
import { createApp } from '#platform/app.ts';

/** A database of its own with the application on it; gone after the file's tests. */
export async function testApp() {
  const server = process.env.VEKHA_TEST_SERVER;
  if (!server) throw new Error('run tests by `npm test -- FILE`: it starts the database');
  const name = `vekha_test_${process.pid}_${Math.random().toString(36).slice(2)}`;
  const client = new pg.Client(server);
  await client.connect();
  await client.query(`create database ${name} template vekha_test_template`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const app = await createApp(url.href);
  after(async () => {
    await app.close();
    await client.query(`drop database ${name} with (force)`);
    await client.end();
  });
  return { app, url: url.href };
}
