import { existsSync } from 'node:fs';
import { type App, createApp } from '#platform/app.ts';
import { startPostgres } from '#platform/postgres.ts';

/** Where this command's database is: `DATABASE_URL`, else the data folder named or the one that exists. */
function dataFolder(): string {
  return (
    process.env.VEKHA_DATA ??
    (!existsSync('data/main') && existsSync('data/demo') ? 'data/demo' : 'data/main')
  );
}

/** Joins the database of a running Vekha, or starts it for this command alone. */
export async function withApp<T>(run: (app: App, url: string) => Promise<T>): Promise<T> {
  const external = process.env.DATABASE_URL;
  const postgres = external ? undefined : await startPostgres(dataFolder());
  const url = external ?? postgres!.url;
  try {
    const app = await createApp(url, { direct: process.env.DATABASE_DIRECT_URL, folder: dataFolder() });
    try {
      return await run(app, process.env.DATABASE_DIRECT_URL ?? url);
    } finally {
      await app.close();
    }
  } finally {
    await postgres?.stop();
  }
}
