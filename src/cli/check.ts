import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Day, dayIn, readRussianDate } from '#calendar';
import { checkWorkbook, sayIssue } from '#monitoring/scanning';
import { Failure } from '#platform/failure.ts';
import { formFrom } from './form-from.ts';
import { fromCaller } from './from-caller.ts';
import { print, say } from './say.ts';

/** More than any workbook of a return. */
const LARGEST_MB = 10;

/**
 * `vekha check FORM.json… FILE.xlsx [--on DAY] [--json]`: what the page would say to the workbook, without a server; `--on`
 * is the day of submission, today if nothing is said. As JSON: `{campaign, organisation, submittable, unchecked: [form],
 * alone, issues: [{cell, code, severity, message, sheet, address}], notes: [{cell, code, taken, message, sheet, address}]}`.
 * @returns 0; 1 where the return could not be submitted
 */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' }, on: { type: 'string' } },
  });
  const forms = positionals.filter((name) => /\.json$/i.test(name)).map(formFrom);
  const [file, ...more] = positionals.filter((name) => !/\.json$/i.test(name));
  if (forms.length === 0 || file === undefined || more.length > 0)
    throw new Failure('invalid', 'cli.check-takes');
  const found = checkWorkbook(forms, bytesOf(file), await dayFrom(values.on));
  const lineOf = (at: string, code: string, params: Parameters<typeof sayIssue>[0]['params']) => {
    const { place, said } = sayIssue({ at, code, params }, found.form, found.duties, say.locale);
    const spot = found.places[at] ?? { sheet: '', address: '' };
    return { ...spot, place, message: said };
  };
  const issues = found.issues.map(({ at, code, severity, params, explained }) => ({
    cell: at,
    code,
    severity,
    explained,
    ...lineOf(at, code, params),
  }));
  const notes = found.notes.map(({ field, code, params, taken }) => ({
    cell: field,
    code,
    taken,
    ...lineOf(field, code, params),
  }));
  const { campaign, organisation, submittable, unchecked, alone } = found;
  if (values.json)
    print(JSON.stringify({ campaign, organisation, submittable, unchecked, alone, issues, notes }));
  else {
    for (const { sheet, address, place, message, severity } of issues.filter((one) => !one.explained))
      print(
        say('cli.check-line', { at: at(sheet, address), place, message, what: say(`cli.check-${severity}`) }),
      );
    for (const { sheet, address, place, message } of notes)
      print(say('cli.check-line', { at: at(sheet, address), place, message, what: say('cli.check-note') }));
    if (unchecked.length > 0) print(say('cli.check-unchecked', { forms: unchecked.join(', ') }));
    if (alone) print(say('cli.check-alone'));
    print(say(submittable ? 'cli.return-can-be-submitted' : 'cli.return-cannot-be-submitted'));
  }
  return submittable ? 0 : 1;
}

const at = (sheet: string, address: string) =>
  address === '' ? '' : say('cli.check-at', { sheet, address });

function bytesOf(file: string): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(fromCaller(file));
  } catch {
    throw new Failure('not-found', 'cli.no-file', { file });
  }
  if (bytes.length > LARGEST_MB * 1024 * 1024)
    throw new Failure('too-large', 'scan.file-large', { megabytes: LARGEST_MB });
  return bytes;
}

/** @throws Failure `cli.check-day` */
async function dayFrom(text: string | undefined): Promise<Day> {
  if (text === undefined) {
    // There is no installation whose zone could be asked: the day is that of whoever runs the command.
    const { realClock } = await import('#platform/clock.ts');
    return dayIn(realClock.now(), Intl.DateTimeFormat().resolvedOptions().timeZone);
  }
  const day = readRussianDate(text);
  if (!day) throw new Failure('invalid', 'cli.check-day', { text });
  return day;
}
