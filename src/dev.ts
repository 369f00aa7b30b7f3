import { ensureExample } from '#example';
import { createApp } from '#platform/app.ts';
import { startPostgres } from '#platform/postgres.ts';
import { print } from './cli/say.ts';
import { startRooms } from './rooms.ts';

/** `npm run dev`: the demonstration's database, pages reloaded as they are edited. */
export async function startForDevelopment() {
  const folder = process.env.VEKHA_DATA ?? 'data/demo';
  const postgres = await startPostgres(folder);
  const app = await createApp(postgres.url, { folder });
  // Vite would leave at once, and it knows nothing of a database.
  const stop = async () => {
    await app.close();
    await postgres.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.removeAllListeners(signal).once(signal, stop);
  for (const { role, login, password } of await ensureExample(app))
    print(`  ${role.padEnd(30)} ${login.padEnd(14)} ${password}`);
  await startRooms(app);
  return app;
}
