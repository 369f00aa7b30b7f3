import type { Words } from '#messages';
import { databaseIsFull } from '#platform/database.server.ts';
import { Failure } from '#platform/failure.ts';

/** What was asked for, for a sentence that names it; `port` and `host` as in the environment, so perhaps empty. */
export type Asked = { folder: string; port?: string; host?: string };

/**
 * What is wrong with the environment, in one sentence with the way out.
 * @returns undefined for anything else, which is a bug and keeps its stack
 */
export function whyNotStarted(error: unknown, asked: Asked, say: Words): string | undefined {
  if (error instanceof Failure) return say.code(error.code, error.params);
  const said = (error ?? {}) as NodeJS.ErrnoException & { hostname?: string };
  const { code, syscall, message = '' } = said;
  const { folder, port = '', host = '' } = asked;
  if (code === 'EADDRINUSE') return say('cli.start-port-taken', { port });
  // Ports below 1024 belong to the administrator: the folder has nothing to do with it.
  if (code === 'EACCES' && syscall === 'listen') return say('cli.start-port-forbidden', { port });
  if (code === 'EADDRNOTAVAIL' || (syscall === 'getaddrinfo' && said.hostname === host))
    return say('cli.start-host-wrong', { host });
  if (code === 'EEXIST' || code === 'ENOTDIR') return say('cli.start-not-folder', { folder });
  if (/^(EACCES|EPERM|EROFS)$/.test(code ?? '') || /Permission denied/.test(message) || isReadOnly(said))
    return say('cli.start-no-rights', { folder });
  if (code === 'ENOSPC' || databaseIsFull(error) || /No space left/.test(message))
    return say('cli.start-disk-full');
  if (/^(PostgreSQL did not start|initdb failed|database is newer|migration )/.test(message))
    return say('cli.start-database', { reason: message });
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code?.startsWith('28'))
    return say('cli.start-database', { reason: message || code });
  return undefined;
}

/** A place that is mounted for reading is, of a folder that Node makes with those above it, "no such file". */
const isReadOnly = ({ code, syscall }: NodeJS.ErrnoException) => code === 'ENOENT' && syscall === 'mkdir';
