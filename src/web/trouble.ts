import { databaseIsFull, databaseIsGone, isUnwritable } from '#platform/database.server.ts';
import { log } from '#platform/log.ts';

/** What is wrong with the machine or with a sign in what was typed, and not with the program: whoever asked is told so. */
export function troubleOf(error: unknown): { status: number; code: string } | undefined {
  if (databaseIsGone(error)) return { status: 503, code: 'shell.database-gone' };
  if (isUnwritable(error)) return { status: 422, code: 'shell.unwritable-sign' };
  if (!databaseIsFull(error)) return undefined;
  tellFullDisk();
  return { status: 507, code: 'shell.disk-full' };
}

const AGAIN_AFTER_MS = 60_000;
let toldAt = -Infinity;
/** Once a minute: the log is on the same disk more often than not. */
function tellFullDisk() {
  if (performance.now() - toldAt < AGAIN_AFTER_MS) return;
  toldAt = performance.now();
  log('error', 'the disk is full: nothing is saved until some room is free, then all goes on by itself');
}
