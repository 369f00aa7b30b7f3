import { ensureExample } from '#example';
import { createApp } from '#platform/app.ts';
import { startPostgres } from '#platform/postgres.ts';
import { print } from './cli/say.ts';
import { startRooms } from './rooms.ts';

/** `npm run dev`: the demonstration's database, pages reloaded as they are edited. */
export async function startForDevelopment() {
  const { url } = await startPostgres('data/demo');
  const app = await createApp(url);
  for (const { role, login, password } of await ensureExample(app))
    print(`  ${role.padEnd(30)} ${login.padEnd(14)} ${password}`);
  await startRooms(app);
  return app;
}
