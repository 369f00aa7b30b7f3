import type { ShownBatch, TakenFile } from '#monitoring';
import type { Words } from '#messages';
import { saidMoment, saidQuarter } from '#web/said.ts';

export type BatchRow = { name: string; organisation: string; taken: string; isIn: boolean; said: string[] };

/** What became of the files, in words. */
export function viewOfBatch(batch: ShownBatch, say: Words, zone: string, today: string) {
  const when = saidMoment(say, batch.at, zone, today);
  return {
    id: batch.id,
    made:
      batch.source === 'mail'
        ? say('workbook.batch-made-mail', { when })
        : say('workbook.batch-made', { when, by: batch.by }),
    why: batch.why,
    all: batch.files.length,
    taken: batch.files.filter(({ fault }) => !fault).length,
    rows: batch.files.map((file) => rowOf(file, say)),
  };
}
export type BatchView = ReturnType<typeof viewOfBatch>;

export function rowOf(
  { name, organisation, taken = 0, blocks = 0, unfilled = 0, fault, lines }: TakenFile,
  say: Words,
): BatchRow {
  const row = { name, organisation: organisation?.name ?? '', isIn: !fault };
  if (fault)
    return {
      ...row,
      taken: say('workbook.batch-refused'),
      said: [say.code(fault.code, sayPeriods(fault.params, say))],
    };
  const said = lines.map(({ sheet, address, what, code, params }) => {
    const line = say('workbook.place-is', { place: what, said: say.code(code, params) });
    return sheet && address ? `${say('workbook.place', { sheet, address })}. ${line}` : line;
  });
  return {
    ...row,
    taken: taken > 0 ? say('workbook.batch-numbers', { count: taken }) : say('workbook.batch-same'),
    said: [
      ...(said.length > 0 ? said : [say('workbook.batch-all')]),
      ...(blocks > 0 ? [say('workbook.batch-blocks', { count: blocks })] : []),
      ...(unfilled > 0 ? [say('workbook.unfilled-rest', { count: unfilled })] : []),
    ],
  };
}

/** A refusal by period names two campaigns. */
export const sayPeriods = (params: Readonly<Record<string, unknown>>, say: Words): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key,
      typeof value === 'string' ? saidQuarter(value, say.locale) : value,
    ]),
  );

/** The same as a table for a spreadsheet; a formula that somebody has put into a file's name stays text. */
export function csvOf({ rows }: BatchView, say: Words): string {
  const head = (['file', 'organisation', 'taken', 'said'] as const).map((one) =>
    say.code(`workbook.batch-${one}`),
  );
  const lines = rows.map(({ name, organisation, taken, said }) => [
    name,
    organisation,
    taken,
    said.join(' '),
  ]);
  const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  return `\ufeff${[head, ...lines].map((line) => line.map(cell).join(';')).join('\r\n')}\r\n`;
}
