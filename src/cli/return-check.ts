import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { checkReturn } from '#monitoring';
import { operatorContext } from '#organisations';
import { Failure } from '#platform/failure.ts';
import { fromCaller } from './from-caller.ts';
import { withApp } from './open.ts';
import { print, say } from './say.ts';

/** `vekha return check CAMPAIGN ORGANISATION FILE.json|-`: what a return would be told; 1 where it could not be submitted. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: { json: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [campaign, organisation, file] = positionals;
  if (!campaign || !organisation || !file) throw new Failure('invalid', 'cli.return-check-takes');
  const fields = fieldsIn(
    file === '-' ? await text(process.stdin) : await readFile(fromCaller(file), 'utf8'),
  );
  const found = await withApp(async (app) =>
    checkReturn(await operatorContext(app, 'coordinator'), { campaign, organisation, fields }),
  );
  if (values.json) print(JSON.stringify(found));
  else {
    for (const { cell, severity, code } of found.issues) print(`${cell}\t${severity}\t${code}`);
    print(say(found.submittable ? 'cli.return-can-be-submitted' : 'cli.return-cannot-be-submitted'));
  }
  return found.submittable ? 0 : 1;
}

/** Numbers are taken as they would be typed. @throws Failure `cli.return-fields` */
function fieldsIn(source: string): Record<string, string> {
  let given: unknown;
  try {
    given = JSON.parse(source);
  } catch {
    given = undefined;
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new Failure('invalid', 'cli.return-fields');
  return Object.fromEntries(Object.entries(given).map(([field, value]) => [field, String(value ?? '')]));
}
