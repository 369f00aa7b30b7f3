import { open } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { writeDate, writeSchedule } from '#calendar';
import { Failure } from '#platform/failure.ts';
import { LARGEST_FILE, readFile } from '#roadmap/reading';
import type { Activity, Roadmap, Warning } from '#roadmap/rules';
import { fromCaller } from './from-caller.ts';
import { print, say } from './say.ts';

/**
 * `vekha roadmap read FILE [--which N] [--json]`: what Vekha reads in a file, without a database.
 * As JSON: `{"roadmap": {title, period, order, sections}, "warnings": [{code, message, where, severity, params, alternatives}]}`.
 */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' }, which: { type: 'string', default: '1' } },
  });
  const [file] = positionals;
  if (!file) throw new Failure('invalid', 'cli.name-a-file');
  const which = Number(values.which);
  if (!Number.isInteger(which) || which < 1)
    throw new Failure('invalid', 'cli.bad-option', { what: '--which' });
  const { reading } = await readFile(await bytesOf(file), { fileName: file, which });
  const warnings = reading.warnings.map((warning) => ({ ...warning, message: messageOf(warning) }));
  if (values.json) print(JSON.stringify({ roadmap: reading.roadmap, warnings }, null, 2));
  else print([...listing(reading.roadmap), '', ...warnings.map(warningLine)].join('\n'));
  return 0;
}

/** One byte more than is allowed is enough to refuse a file of any size. */
async function bytesOf(file: string): Promise<Uint8Array> {
  const handle = await open(fromCaller(file)).catch(() => undefined);
  if (!handle) throw new Failure('not-found', 'cli.no-file', { file });
  try {
    if (!(await handle.stat()).isFile()) throw new Failure('invalid', 'cli.no-file', { file });
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LARGEST_FILE + 1), 0, LARGEST_FILE + 1, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function messageOf({ code, params }: Warning): string {
  const message = say.code(code, params);
  const doubt = String(params.why ?? '').replace('deadline.', 'roadmap.doubt-');
  return params.why ? `${message}. ${say.code(doubt)}` : message;
}

const warningLine = ({ message, where }: { message: string; where: Warning['where'] }): string => {
  const place = [where.section, where.activity].filter(Boolean).join('.');
  const line = where.line === undefined ? '' : say('cli.line', { line: where.line });
  return `! ${[place, line].filter(Boolean).join(', ')}${place || line ? ': ' : ''}${message}`;
};

function listing({ title, order, sections }: Roadmap): string[] {
  const date = order?.date ? writeDate(order.date, say.locale) : '';
  const requisites = order ? [say('cli.roadmap-order', { number: order.number, date }), order.title] : [];
  return [
    ...requisites,
    title,
    ...sections.flatMap(({ numeral, title, activities }) => [
      '',
      `${numeral ? `${numeral}. ` : ''}${title}`,
      ...activities.flatMap(activityLines),
    ]),
  ].filter((line, at, lines) => line || lines[at - 1]);
}

const activityLines = ({ number, shortTitle, deadline, responsibles }: Activity): string[] => [
  `  ${number}. ${shortTitle}`,
  `     ${deadline.text} → ${writeSchedule(deadline, say.locale)}${deadline.certain === false ? ' (?)' : ''}`,
  `     ${responsibles.map(({ text }) => text).join('; ')}`,
];
