import { readFile } from 'node:fs/promises';
import { showForm, startForm } from '#monitoring';
import { operatorContext } from '#organisations';
import { Failure } from '#platform/failure.ts';
import { fromCaller } from './from-caller.ts';
import { withApp } from './open.ts';
import { print, say } from './say.ts';

/** `vekha form import FILE.json`: a form out of a file as a draft; prints its code, and what is wrong with it. */
export async function run([file]: string[]): Promise<number> {
  if (!file) throw new Failure('invalid', 'cli.name-a-file');
  let text: string;
  try {
    text = await readFile(fromCaller(file), 'utf8');
  } catch {
    throw new Failure('not-found', 'cli.no-file', { file });
  }
  const { form, faults } = await withApp(async (app) => {
    const context = await operatorContext(app, 'coordinator');
    return showForm(context, await startForm(context, { from: 'file', text }));
  });
  print(say('cli.form-imported', { form: form.code, version: form.version }));
  for (const { code, params, at } of faults) print(`${at}: ${say.code(code, params)}`);
  return 0;
}
