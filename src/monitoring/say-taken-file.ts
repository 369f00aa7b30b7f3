import { readQuarterSlug, writeQuarter } from '#calendar';
import { tie, type Words } from '#messages';
import type { TakenFile } from './sql/workbook-batches.ts';

export type SaidFile = { taken: string; isIn: boolean; said: string[] };

/** What became of a workbook, in words: for the table and for the reply to a letter. */
export function sayTakenFile(
  { taken = 0, blocks = 0, unfilled = 0, fault, lines }: TakenFile,
  say: Words,
): SaidFile {
  if (fault)
    return {
      isIn: false,
      taken: say(fault.code === 'mail.not-book' ? 'mail.not-taken' : 'workbook.batch-refused'),
      said: [say.code(fault.code, sayPeriods(fault.params, say))],
    };
  const said = lines.map(({ sheet, address, what, code, params }) => {
    const line = say('workbook.place-is', { place: what, said: say.code(code, params) });
    return sheet && address ? `${say('workbook.place', { sheet, address })}. ${line}` : line;
  });
  return {
    isIn: true,
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
      typeof value === 'string' ? period(value, say) : value,
    ]),
  );

function period(slug: string, { locale }: Words): string {
  const quarter = readQuarterSlug(slug);
  if (!quarter) return slug;
  const written = writeQuarter(quarter, locale);
  return locale === 'ru' ? tie(written) : written;
}
