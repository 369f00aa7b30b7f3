import { listForms } from '#monitoring';
import { operatorContext } from '#organisations';
import { optionsOf } from './options.ts';
import { ofMunicipality } from './of-municipality.ts';
import { withApp } from './open.ts';
import { print, say } from './say.ts';

/**
 * `vekha form list [--municipality CODE] [--json]`: the forms that may be asked, and the drafts of others. As JSON: `{forms: [{code, version,
 * title, isShipped, campaigns}], drafts: [{id, code, version, title, faults}]}`.
 */
export async function run(args: string[]): Promise<number> {
  const options = optionsOf(args, { needed: [], others: ['municipality'], flags: ['json'] });
  const { forms, drafts } = await withApp(async (app) =>
    listForms(await operatorContext(app, 'coordinator'), ofMunicipality(options.municipality)),
  );
  if (options.has('json')) {
    print(JSON.stringify({ forms, drafts }));
    return 0;
  }
  for (const { code, version, title, campaigns } of forms)
    print(`${code} ${version}\t${title[say.locale]}\t${campaigns.join(', ')}`);
  for (const { code, version, title, faults } of drafts)
    print(
      `${code} ${version}\t${title[say.locale]}\t${faults > 0 ? say('cli.form-draft-faults', { count: faults }) : say('cli.form-draft')}`,
    );
  return 0;
}
