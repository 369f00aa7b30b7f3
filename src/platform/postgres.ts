import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, realpathSync } from 'node:fs';
import { chown, mkdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { log } from './log.ts';
import { freePort } from './ports.ts';
import { type Place, placeOf } from './postgres-place.ts';

/** `owner`: this process looks after the database and stops it; others are guests of the one that does. */
export type Postgres = { url: string; owner: boolean; stop(): Promise<void> };

const KEEPER_LOCK = 0x76656b69;
/** Nothing else of our environment reaches the database, the PG* variables least of all. */
const CLEAN = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };

/**
 * Starts the PostgreSQL under `folder`, or joins the one that already runs there (also one whose owner was killed).
 * @throws Error when the database cannot be made or started, naming its log
 */
export async function startPostgres(folder: string): Promise<Postgres> {
  await mkdir(folder, { recursive: true });
  const place = await placeOf(realpathSync(folder)); // `show data_directory` answers with the real path
  const secret = path.join(place.folder, 'pg-password');
  if (!existsSync(path.join(place.data, 'PG_VERSION'))) await initialise(place, secret);
  const password = await readFile(secret, 'utf8');
  const url = (port: number, name = 'vekha') => `postgres://vekha:${password}@127.0.0.1:${port}/${name}`;

  const port = await joinOrLaunch(place, (one) => url(one, 'postgres'));
  const held = await keep(url(port, 'postgres'));
  await createDatabase(held.keeper);
  const guard: Guard = { place, port, url: url(port, 'postgres'), keeper: held.keeper, stopping: false };
  if (held.owner) lookAfter(guard);
  return { url: url(port), owner: held.owner, stop: () => stop(guard, held.owner) };
}

/** How long another process that starts the same database at this moment, or a killed one's remains, are waited for. */
const PATIENCE = 8_000;

/** The port of the database that runs on the folder, or of the one that is started. */
async function joinOrLaunch(place: Place, url: (port: number) => string): Promise<number> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    const running = await runningPort(place.data);
    if (running && (await answers(url(running), place.data))) return running;
    try {
      await clearStalePid(place.data);
      const port = await freePort();
      await launch(place, port, () => answers(url(port), place.data));
      return port;
    } catch (error) {
      if (Date.now() > until || isAboutFullDisk(error)) throw error;
      await sleep(250);
    }
  }
}

type Guard = { place: Place; port: number; url: string; keeper: pg.Client; stopping: boolean };

/** Whoever holds this lock looks after the database process. A killed owner loses it by itself. */
async function keep(url: string): Promise<{ keeper: pg.Client; owner: boolean }> {
  const keeper = new pg.Client({ connectionString: url, application_name: 'vekha keeper' });
  keeper.on('error', () => {});
  await keeper.connect();
  const { rows } = await keeper.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [
    KEEPER_LOCK,
  ]);
  return { keeper, owner: rows[0]!.got };
}

/** A database that was killed is started again on its port: requests meanwhile get 503, and all goes on by itself. */
function lookAfter(guard: Guard) {
  guard.keeper.once('end', () => void restart(guard));
}

async function restart(guard: Guard) {
  const { place, url } = guard;
  let told = '';
  // Where the folder itself has been taken away there is nothing left to start.
  for (let tries = 0; !guard.stopping && existsSync(path.join(place.data, 'PG_VERSION')); tries++) {
    try {
      if (!(await answers(url, place.data))) {
        if (tries === 0) log('warning', 'the database has stopped, starting it again');
        await clearStalePid(place.data);
        await launch(place, guard.port, () => answers(url, place.data));
      }
      const { keeper } = await keep(url);
      guard.keeper = keeper;
      if (guard.stopping) return void keeper.end();
      if (tries > 0) log('info', 'the database answers again');
      // Also where a command was faster and holds the lock: it stops the database when it is done, and we go on.
      return lookAfter(guard);
    } catch (error) {
      // The killed server's processes may still hold its memory for a moment; a full disk may stay so for hours.
      const reason = (error as Error).message;
      if (reason !== told) log('warning', 'the database did not start yet', { reason });
      told = reason;
      await sleep(Math.min(250 * 2 ** tries, 4_000));
    }
  }
}

const NO_ROOM = 'No space left on device';
const isAboutFullDisk = (error: unknown) => (error as Error).message.includes(NO_ROOM);
/** One piece of its log of changes: with less room than that it neither starts nor goes on. */
const LEAST_ROOM = 16 * 1024 * 1024;

/** Asked of the file system: on a full disk the database cannot say so even in its log. */
export async function diskIsFull(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize < LEAST_ROOM;
}

async function initialise({ folder, data, initdb, as }: Place, secret: string) {
  const draft = path.join(folder, `pg.new.${process.pid}`);
  const passwordFile = path.join(folder, `pw.${process.pid}`);
  const password = randomBytes(24).toString('base64url');
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (as) for (const one of [draft, passwordFile]) await chown(one, as.uid, as.gid);
  // A UTF-8 ctype, or pg_trgm finds no trigrams in Cyrillic and ltree refuses it.
  const locale = [
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--lc-ctype=C.UTF-8',
  ];
  try {
    await runToEnd(
      initdb,
      [
        '-D',
        draft,
        '-U',
        'vekha',
        '--pwfile',
        passwordFile,
        '-A',
        'scram-sha-256',
        '-E',
        'UTF8',
        ...locale,
        '--no-instructions',
      ],
      as,
    );
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  } finally {
    await rm(passwordFile, { force: true });
  }
  await writeFile(secret, password, { mode: 0o600 });
  await rename(draft, data); // a crash before this line leaves nothing that looks initialised
}

async function launch({ folder, data, postgres, as }: Place, port: number, ready: () => Promise<boolean>) {
  const log = path.join(folder, 'pg.log');
  const out = openSync(log, 'a', 0o600);
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    'log_destination=stderr',
  ];
  // detached: Ctrl-C in the terminal must not reach the database before the server has finished with it
  const child = spawn(postgres, ['-D', data, '-p', String(port), ...settings.flatMap((one) => ['-c', one])], {
    env: CLEAN,
    ...as,
    cwd: '/',
    detached: true,
    stdio: ['ignore', out, out],
  });
  closeSync(out);
  let dead = '';
  child.once('exit', (code) => (dead = `exit ${code}`));
  child.once('error', (error) => (dead = error.message));
  child.unref();
  const until = Date.now() + 60_000;
  while (!(await ready())) {
    if (dead || Date.now() > until)
      throw new Error(
        (await diskIsFull(folder))
          ? `${NO_ROOM} for ${folder}: free some, at least 100 MB`
          : `PostgreSQL did not start (${(await lastWords(log)) || dead || 'no answer'}), see ${log}`,
      );
    await sleep(15);
  }
}

/** Why it gave up, as the end of its log says: a full disk and missing rights are told from the rest by it. */
async function lastWords(log: string): Promise<string> {
  const said = (await readFile(log, 'utf8').catch(() => '')).slice(-4_000);
  return /(?:FATAL|PANIC): +(.*)\n(?![^]*(?:FATAL|PANIC):)/.exec(said)?.[1] ?? '';
}

async function createDatabase(keeper: pg.Client) {
  if ((await keeper.query(`select 1 from pg_database where datname = 'vekha'`)).rowCount) return;
  await keeper.query('create database vekha').catch((error: { code?: string }) => {
    if (error.code !== '42P04' && error.code !== '23505') throw error; // another process was faster
  });
}

async function stop(guard: Guard, owner: boolean) {
  guard.stopping = true;
  const { data } = guard.place;
  const pid = owner ? await postmasterPid(data) : undefined;
  await guard.keeper.end().catch(() => {});
  if (!pid) return;
  try {
    process.kill(pid, 'SIGINT'); // fast shutdown
  } catch {
    return; // already gone
  }
  for (let i = 0; i < 1000 && existsSync(path.join(data, 'postmaster.pid')); i++) await sleep(10);
}

function runToEnd(command: string, args: string[], as: Place['as']) {
  return new Promise<void>((resolve, reject) => {
    let said = '';
    const child = spawn(command, args, { env: CLEAN, ...as, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (text) => (said += text));
    child.stderr.on('data', (text) => (said += text));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${path.basename(command)} failed (${code}):\n${said}`)),
    );
  });
}

const pidFile = async (data: string) =>
  (await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
const postmasterPid = async (data: string) => Number((await pidFile(data))[0]) || undefined;
const runningPort = async (data: string) => Number((await pidFile(data))[3]) || undefined;

async function answers(url: string, data: string) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query('show data_directory')).rows[0].data_directory === data;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** PostgreSQL removes a stale file itself, unless its pid now belongs to another process of the same user. */
async function clearStalePid(data: string) {
  const pid = await postmasterPid(data);
  if (!pid) return;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (!command.includes(data)) await rm(path.join(data, 'postmaster.pid'), { force: true });
}
