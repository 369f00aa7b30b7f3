import { databaseIsFull, databaseIsGone } from '#platform/database.server.ts';

/** What is wrong with the machine and not with the program: whoever asked is told so, and may try again later. */
export function troubleOf(error: unknown): { status: number; code: string } | undefined {
  if (databaseIsGone(error)) return { status: 503, code: 'shell.database-gone' };
  if (databaseIsFull(error)) return { status: 507, code: 'shell.disk-full' };
  return undefined;
}
