import { databaseIsFull, databaseIsGone } from '#platform/database.server.ts';
import { log } from '#platform/log.ts';

/** What is wrong with the machine and not with the program: whoever asked is told so, and may try again later. */
export function troubleOf(error: unknown): { status: number; code: string } | undefined {
  if (databaseIsGone(error)) return { status: 503, code: 'shell.database-gone' };
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
