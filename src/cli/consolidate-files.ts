import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { consolidateFiles, type TakenFile } from '#monitoring/scanning';
import { Failure } from '#platform/failure.ts';
import { FilesWorkbook } from './files-workbook.ts';
import { formFrom } from './form-from.ts';
import { fromCaller } from './from-caller.ts';
import { remarksOf } from './remarks-of.ts';
import { print, say } from './say.ts';

/** The most files and cells of which something is kept to be said at the end. */
const MOST_REMARKS = 10_000;

/**
 * `vekha consolidate FORM.json FILE.xlsx… [--out FILE.xlsx] [--json] [--campaign CAMPAIGN] [--partial]`: workbooks of a
 * form into one, without a server. As JSON: `{form, campaign, taken, refused: [{file, code, message}],
 * remarks: [{file, organisation, made, way, lost: [cell], faults: [{cell, sheet, address, code, message}]}], remarksLeftOut,
 * figures: {cell: {value, given, of}}, indicators: [{code, part, whole, percent, given, of}]}`.
 * @returns 0; 1 where no workbook was taken; 2 where a file or a cell was not taken, unless `--partial`
 */
export function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      json: { type: 'boolean' },
      campaign: { type: 'string' },
      partial: { type: 'boolean' },
    },
  });
  const [formFile = '', ...named] = positionals;
  const form = formFrom(formFile);
  const files = named.flatMap(workbooksIn);
  if (files.length === 0) throw new Failure('invalid', 'scan.no-workbooks');
  if (!values.out && !values.json) throw new Failure('invalid', 'scan.no-output');
  const { out, campaign } = values;
  const workbook = out === undefined ? undefined : new FilesWorkbook(fromCaller(out), form, say);
  const progress = progressOf(files.length);
  const remarks: TakenFile[] = [];
  let [kept, faults, taken] = [0, 0, 0];
  try {
    const done = consolidateFiles(form, files, {
      campaign,
      heard: {
        taken(file, answers) {
          progress(++taken);
          faults += file.faults.length + file.lost.length;
          workbook?.file(file, answers);
          if (file.way === 'names' && file.lost.length + file.faults.length === 0) return;
          if ((kept += 1 + file.faults.length + file.lost.length) <= MOST_REMARKS) remarks.push(file);
        },
        refused: () => progress(++taken),
      },
    });
    progress();
    // Of nothing there is no consolidation: a file that says so would be taken for one.
    if (done.taken > 0) workbook?.end(done, remarks);
    else workbook?.abandon();
    const { figures, indicators, refused } = done;
    if (values.json)
      print(
        JSON.stringify({
          form: `${form.code} ${form.version}`,
          campaign: done.campaign,
          taken: done.taken,
          refused: refused.map((one) => ({ ...one, message: say.code(one.code, one.params) })),
          remarks: remarks.map((one) => ({
            ...one,
            faults: one.faults.map((fault) => ({ ...fault, message: say.code(fault.code, fault.params) })),
          })),
          remarksLeftOut: Math.max(0, kept - MOST_REMARKS),
          figures,
          indicators,
        }),
      );
    tell(done, remarks, { all: files.length, faults });
    if (out !== undefined && !values.json && done.taken > 0) print(say('cli.written', { file: out }));
    const isAll = refused.length === 0 && faults === 0;
    return Promise.resolve(done.taken === 0 ? 1 : isAll || values.partial ? 0 : 2);
  } catch (error) {
    workbook?.abandon();
    throw error;
  }
}

/** On stderr, so that what is piped on is the result alone. */
const hint = (text: string) => process.stderr.write(`${text}\n`);
const MOST_LINES = 50;

function tell(
  { taken, refused }: Pick<ReturnType<typeof consolidateFiles>, 'taken' | 'refused'>,
  remarks: readonly TakenFile[],
  { all, faults }: { all: number; faults: number },
): void {
  const lines = [
    ...refused.map(({ file, code, params }) => say('scan.file-line', { file, what: say.code(code, params) })),
    ...remarks.flatMap((one) => remarksOf(one)),
  ];
  for (const line of lines.slice(0, MOST_LINES)) hint(line);
  if (lines.length > MOST_LINES) hint(say('scan.more', { count: lines.length - MOST_LINES }));
  hint(say('scan.done', { taken, all, refused: refused.length, faults }));
}

/** A line that is written over, where somebody looks at it. */
function progressOf(all: number): (taken?: number) => void {
  if (!process.stderr.isTTY) return () => {};
  return (taken) => {
    if (taken === undefined) process.stderr.write('\r\u001b[K');
    else if (taken % 50 === 0) process.stderr.write(`\r${say('scan.progress', { taken, all })}`);
  };
}

/** A folder stands for the workbooks in it. A file that is not there is refused when its turn comes. */
function workbooksIn(named: string): string[] {
  const at = fromCaller(named);
  if (!statSync(at, { throwIfNoEntry: false })?.isDirectory()) return [at];
  return readdirSync(at)
    .filter((name) => /\.xls[xm]?$/i.test(name) && !name.startsWith('~$'))
    .sort()
    .map((name) => path.join(at, name));
}
