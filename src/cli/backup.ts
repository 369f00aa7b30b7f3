import { backup } from '#platform/backup.ts';
import { Failure } from '#platform/failure.ts';
import { fromCaller } from './from-caller.ts';
import { withApp } from './open.ts';
import { print, say } from './say.ts';

/** `vekha backup FILE`: all rows and files, from one consistent snapshot, while the server goes on. */
export async function run([file]: string[]): Promise<number> {
  if (!file) throw new Failure('invalid', 'cli.name-a-file');
  const { rows } = await withApp((_, url) => backup(url, fromCaller(file)));
  print(say('cli.backup-done', { rows, file }));
  return 0;
}
