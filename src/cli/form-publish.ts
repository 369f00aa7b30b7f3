import { parseArgs } from 'node:util';
import { listForms, publishForm, showForm } from '#monitoring';
import { operatorContext } from '#organisations';
import { Failure } from '#platform/failure.ts';
import { ofMunicipality } from './of-municipality.ts';
import { withApp } from './open.ts';
import { print, say } from './say.ts';

/**
 * `vekha form publish CODE [--confirmed] [--municipality CODE]`: publishes the draft of a form. `--confirmed`: somebody has looked at which series
 * of the version before go on and which break off.
 */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: { confirmed: { type: 'boolean' }, municipality: { type: 'string' } },
    allowPositionals: true,
  });
  const [code] = positionals;
  if (!code) throw new Failure('invalid', 'cli.form-name');
  const published = await withApp(async (app) => {
    const context = await operatorContext(app, 'coordinator');
    const draft = (await listForms(context, ofMunicipality(values.municipality))).drafts.find(
      (one) => one.code === code,
    );
    if (!draft) throw new Failure('not-found', 'form.not-found');
    const { id, rev } = await showForm(context, { id: draft.id });
    return publishForm(context, { id, rev, confirmed: values.confirmed === true });
  });
  print(say('cli.form-published', { form: published.name }));
  return 0;
}
