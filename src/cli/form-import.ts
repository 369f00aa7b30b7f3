import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { showForm, startForm } from '#monitoring';
import { operatorContext } from '#organisations';
import { Failure } from '#platform/failure.ts';
import { fromCaller } from './from-caller.ts';
import { ofMunicipality } from './of-municipality.ts';
import { withApp } from './open.ts';
import { print, say } from './say.ts';

/** `vekha form import FILE.json [--municipality CODE]`: a form out of a file as a draft; prints its code, and what is wrong with it. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: { municipality: { type: 'string' } },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (!file) throw new Failure('invalid', 'cli.name-a-file');
  let text: string;
  try {
    text = await readFile(fromCaller(file), 'utf8');
  } catch {
    throw new Failure('not-found', 'cli.no-file', { file });
  }
  const { form, faults } = await withApp(async (app) => {
    const context = await operatorContext(app, 'coordinator');
    return showForm(
      context,
      await startForm(context, { from: 'file', text, ...ofMunicipality(values.municipality) }),
    );
  });
  print(say('cli.form-imported', { form: form.code, version: form.version }));
  for (const { code, params, at } of faults) print(`${at}: ${say.code(code, params)}`);
  return 0;
}
