import { isSetUp } from '#organisations';
import { createApp } from '#platform/app.ts';
import { startPostgres } from '#platform/postgres.ts';
import { firstRunCode } from '#platform/sessions.ts';
import { serve } from '#web/serve.ts';
import { startRooms } from './rooms.ts';

/** Starts database, migrations, rooms and web; stops them in reverse. `node src/main.ts demo | serve` */
const began = performance.now();
const { env } = process;
const demo = process.argv[2] === 'demo';
const seconds = (from: number) => `${((performance.now() - from) / 1000).toFixed(1)} s`;
const say = (text: string) => process.stdout.write(`${text}\n`);

async function timed<T>(what: string, run: () => Promise<T>): Promise<T> {
  const from = performance.now();
  const result = await run();
  say(`  ${what}: ${seconds(from)}`);
  return result;
}

const folder = env.VEKHA_DATA ?? (demo ? 'data/demo' : 'data/main');
const postgres = env.DATABASE_URL ? undefined : await timed('database', () => startPostgres(folder));
if (postgres && !postgres.owner) {
  const { runningAddress } = await import('./running.ts');
  const where = await runningAddress(folder);
  process.stderr.write(
    `Vekha already runs on ${folder}${where ? `: ${where}` : ''}. Stop it there first, or set VEKHA_DATA to another folder.\n`,
  );
  await postgres.stop();
  process.exit(1);
}
const app = await timed('migrations', () =>
  createApp(env.DATABASE_URL ?? postgres!.url, { direct: env.DATABASE_DIRECT_URL }),
);
const accounts: { role: string; login: string; password: string }[] = [];
await startRooms(app);
const web = await timed('web', () =>
  serve(app, {
    host: env.HOST,
    port: Number(env.PORT ?? 3000),
    orAnyPort: !env.PORT,
    proxies: new Set((env.TRUSTED_PROXY ?? '').split(',').filter(Boolean)),
  }),
);
const { writeRunning, clearRunning } = await import('./running.ts');
if (postgres) await writeRunning(folder, web.address);

say(`\nVekha: ${web.address}   (${seconds(began)})\n`);
for (const { role, login, password } of accounts) say(`  ${role.padEnd(34)} ${login.padEnd(16)} ${password}`);
if (!demo && !(await isSetUp(app.db)))
  say(`  First run: open the address and enter the code  ${await firstRunCode(app.db)}`);
say('\nCtrl-C stops everything, the database too.');

let closing = false;
async function close() {
  if (closing) return;
  closing = true;
  setTimeout(() => process.exit(1), 20_000).unref();
  if (env.VEKHA_RETIRE_MS) await web.retire(Number(env.VEKHA_RETIRE_MS));
  await web.close();
  await app.close();
  await clearRunning(folder);
  await postgres?.stop();
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, close);
// SIGKILL cannot be passed on: what was started ends with whoever started it.
const parent = Number(env.VEKHA_PARENT);
if (parent) setInterval(() => process.ppid !== parent && close(), 500).unref();
