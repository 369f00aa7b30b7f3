import { isSetUp } from '#organisations';
import { type App, createApp } from '#platform/app.ts';
import { Failure } from '#platform/failure.ts';
import { type Postgres, startPostgres } from '#platform/postgres.ts';
import { firstRunCode } from '#platform/sessions.ts';
import { serve } from '#web/serve.ts';
import { print, say } from './cli/say.ts';
import { startRooms } from './rooms.ts';
import { clearRunning, runningAddress, writeRunning } from './running.ts';
import { whyNotStarted } from './why-not-started.ts';

/** Starts database, migrations, rooms and web; stops them in reverse. `node src/main.ts demo | serve` */
const began = performance.now();
const { env } = process;
const demo = process.argv[2] === 'demo';
const folder = env.VEKHA_DATA ?? (demo ? 'data/demo' : 'data/main');
const seconds = (from: number) => Math.round((performance.now() - from) / 100) / 10;

async function timed<T>(
  what: 'database' | 'migrations' | 'example' | 'web',
  run: () => Promise<T>,
): Promise<T> {
  const from = performance.now();
  const result = await run();
  print(say.code(`cli.step-${what}`, { seconds: seconds(from) }));
  return result;
}

async function database(): Promise<Postgres | undefined> {
  if (env.DATABASE_URL) return undefined;
  const postgres = await startPostgres(folder);
  if (postgres.owner) return postgres;
  await postgres.stop();
  throw new Failure('conflict', 'cli.start-already', { folder, address: await runningAddress(folder) });
}

function web(app: App) {
  return serve(app, {
    host: env.HOST,
    port: Number(env.PORT || 3000),
    orAnyPort: !env.PORT,
    proxies: new Set((env.TRUSTED_PROXY ?? '').split(',').filter(Boolean)),
  });
}

/** Before anything is started: a slip in PORT would otherwise be found only after the example has been loaded. */
function checkPort() {
  const { PORT: port } = env;
  if (port && !(/^\d+$/.test(port) && Number(port) <= 65_535))
    throw new Failure('invalid', 'cli.start-port-wrong', { port });
}

async function start() {
  checkPort();
  const postgres = await timed('database', database);
  let opened: App | undefined;
  try {
    const app = await timed('migrations', () =>
      createApp(env.DATABASE_URL ?? postgres!.url, { direct: env.DATABASE_DIRECT_URL, folder }),
    );
    opened = app;
    const accounts = demo
      ? await timed('example', async () =>
          (await import('#example')).ensureExample(app, (what) =>
            print(say('cli.example-progress', { what })),
          ),
        )
      : [];
    await startRooms(app);
    const served = await timed('web', () => web(app));
    if (postgres) await writeRunning(folder, served.address);
    print(`\n${say('cli.started', { address: served.address, seconds: seconds(began) })}\n`);
    for (const { role, login, password } of accounts)
      print(`  ${role.padEnd(30)} ${login.padEnd(14)} ${password}`);
    if (!demo && !(await isSetUp(app.db))) print(say('cli.first-run', { code: await firstRunCode(app.db) }));
    print(`\n${say('cli.how-to-stop')}`);
    return { postgres, app, served };
  } catch (error) {
    await opened?.close().catch(() => {}); // before its database, or every connection complains
    await postgres?.stop();
    throw error;
  }
}

const running = await start().catch((error: unknown) => {
  const sentence = whyNotStarted(error, { folder, port: env.PORT, host: env.HOST }, say);
  process.stderr.write(`${sentence ?? (error instanceof Error ? error.stack : String(error))}\n`);
  process.exit(1);
});

let closing = false;
async function close() {
  if (closing) return;
  closing = true;
  setTimeout(() => process.exit(1), 20_000).unref();
  const { postgres, app, served } = running;
  if (env.VEKHA_RETIRE_MS) await served.retire(Number(env.VEKHA_RETIRE_MS));
  await served.close();
  await app.close();
  if (postgres) await clearRunning(folder);
  await postgres?.stop();
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, close);
// SIGKILL cannot be passed on: what was started ends with whoever started it.
const parent = Number(env.VEKHA_PARENT);
if (parent) setInterval(() => process.ppid !== parent && close(), 500).unref();
