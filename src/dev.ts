import { createApp } from '#platform/app.ts';
import { startPostgres } from '#platform/postgres.ts';
import { startRooms } from './rooms.ts';

/** `npm run dev`: the demonstration's database, pages reloaded as they are edited. */
export async function startForDevelopment() {
  const { url } = await startPostgres('data/demo');
  const app = await createApp(url);
  await startRooms(app);
  return app;
}
