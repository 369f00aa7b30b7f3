import { parseArgs } from 'node:util';
import { exportForm } from '#monitoring';
import { operatorContext } from '#organisations';
import { Failure } from '#platform/failure.ts';
import { ofMunicipality } from './of-municipality.ts';
import { withApp } from './open.ts';

/** `vekha form show CODE [--version N] [--municipality CODE]`: a published form as the file that another installation reads. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: { version: { type: 'string' }, municipality: { type: 'string' } },
    allowPositionals: true,
  });
  const [code] = positionals;
  if (!code) throw new Failure('invalid', 'cli.form-name');
  const version = values.version === undefined ? {} : { version: Number(values.version) };
  const { text } = await withApp(async (app) =>
    exportForm(await operatorContext(app, 'coordinator'), {
      code,
      ...version,
      ...ofMunicipality(values.municipality),
    }),
  );
  process.stdout.write(text);
  return 0;
}
