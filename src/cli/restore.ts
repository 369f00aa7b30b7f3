import { restore } from '#platform/backup.ts';
import { Failure } from '#platform/failure.ts';
import { fromCaller } from './from-caller.ts';
import { withApp } from './open.ts';
import { print, say } from './say.ts';

/** `vekha restore FILE`: into an empty database; refuses a damaged or foreign archive and changes nothing. */
export async function run([file]: string[]): Promise<number> {
  if (!file) throw new Failure('invalid', 'cli.name-a-file');
  const { rows } = await withApp((_, url) => restore(url, fromCaller(file)));
  print(say('cli.restore-done', { rows, file }));
  return 0;
}
