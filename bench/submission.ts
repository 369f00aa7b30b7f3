import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { loadExample } from '#example';
import { submitReturn } from '#monitoring';
import { type App, createApp } from '#platform/app.ts';
import { makeApiToken } from '#platform/sessions.ts';
import { startPostgres } from '#platform/postgres.ts';
import { serve } from '#web/serve.ts';
import { startRooms } from '../src/rooms.ts';
import { type Crowd, crowd } from './crowd.ts';
import { type Findings, ratios } from './measure.ts';

/** Schools that hand in during one slice: more than 16 connections can in its time. */
const SCHOOLS = 12_000;
const CONNECTIONS = 16;

/**
 * A return submitted, fsynced: the use case beside a bare insert of one row on the same database, and over HTTP, with
 * access and all checks, beside bare Node that parses the same body and inserts.
 */
export async function run(findings: Findings): Promise<void> {
  const postgres = await startPostgres('data/bench');
  const { app, url } = await fresh(postgres.url);
  await startRooms(app);
  await loadExample(app, { password: 'vekha-bench', progress: () => {} });
  const made = await crowd(app, SCHOOLS);
  const { campaign, fields, context } = made;
  const bare = new pg.Pool({ connectionString: url, max: CONNECTIONS });
  await bare.query(
    'create table bare (id bigint generated always as identity primary key, org int, value int)',
  );
  const insert = () =>
    bare.query({ name: 'bare', text: 'insert into bare (org, value) values ($1, $2)', values: [1, 2] });

  const turn = turns(made);
  const direct = await ratios(
    insert,
    async () => {
      const { code, rev } = turn.next();
      await submitReturn(context(), { campaign, organisation: code, rev, requestId: randomUUID(), fields });
    },
    { connections: CONNECTIONS, ms: 900, before: turn.begin },
  );
  report(findings, 'the use case, of a bare insert', direct);

  const web = await serve(app);
  const plain = await bareServer(insert);
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  // Each program has a token of its own.
  const { accountId } = context().actor;
  const tokens = await Promise.all(
    Array.from({ length: CONNECTIONS }, () => makeApiToken(app.db, accountId!, 'bench', 1)),
  );
  const post = (address: string, path: string, rev: number, connection: number) =>
    send(
      agent,
      `${address}${path}`,
      tokens[connection]!,
      JSON.stringify({ rev, requestId: randomUUID(), fields }),
    );
  const over = await ratios(
    (connection) => post(plain.address, '/', 0, connection),
    async (connection) => {
      const { code, rev } = turn.next();
      await post(web.address, `/api/v1/campaigns/${campaign}/returns/${code}/submissions`, rev, connection);
    },
    { connections: CONNECTIONS, ms: 900, before: turn.begin },
  );
  report(findings, 'over HTTP, of bare Node with a bare insert', over);
  agent.destroy();
  await web.close();
  await plain.close();
  await bare.end();
  await app.close();
  await postgres.stop();
}

function report(
  findings: Findings,
  name: string,
  { ratios: values, bounds, subjects }: Awaited<ReturnType<typeof ratios>>,
) {
  const mean = (list: number[]) => Math.round(list.reduce((a, b) => a + b, 0) / list.length);
  const beside = { 'limit 1/s': mean(bounds), 'submissions 1/s': mean(subjects) };
  findings.add({ bench: 'submission', name, unit: '%', values, limit: { atLeast: 50 }, beside });
}

async function fresh(server: string): Promise<{ app: App; url: string }> {
  const client = new pg.Client(server);
  await client.connect();
  await client.query('drop database if exists bench_submission with (force)');
  await client.query('create database bench_submission');
  await client.end();
  const url = new URL(server);
  url.pathname = '/bench_submission';
  return { app: await createApp(url.href), url: url.href };
}

/** The next school whose turn it is; `begin` makes all of them drafts again. */
function turns({ codes, reset }: Crowd) {
  let at = 0;
  let rev = 0;
  return {
    async begin() {
      rev = (await reset()).rev;
      at = 0;
    },
    next() {
      const code = codes[at++];
      if (!code) throw new Error('more were handed in than there are schools: raise SCHOOLS');
      return { code, rev };
    },
  };
}

async function bareServer(insert: () => Promise<unknown>) {
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      JSON.parse(Buffer.concat(chunks).toString());
      insert().then(
        () => response.writeHead(201, { 'content-type': 'application/json' }).end('{"ok":true}'),
        () => response.destroy(),
      );
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((closed) => server.close(closed)),
  };
}

function send(agent: http.Agent, url: string, token: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, {
      method: 'POST',
      agent,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        authorization: `Bearer ${token}`,
      },
    });
    request.once('error', reject);
    request.once('response', (response) => {
      response.resume();
      response.once('end', () =>
        response.statusCode === 201 ? resolve() : reject(new Error(`answered ${response.statusCode}`)),
      );
    });
    request.end(body);
  });
}
