import { writeQuarter } from '#calendar';
import { words } from '#messages';
import { percent } from '#monitoring/rules';
import { reading } from '#platform/use-case.ts';
import { z } from 'zod';
import { showPublicFigures } from './public-section.ts';
import { anyone } from '#organisations';
import type { PublicFigure } from './rules/disclosure.ts';
import { PUBLISHED } from './rules/published.ts';

const say = words('ru');
const figure = (value: PublicFigure): string => {
  if (value === 'few') return say('site.few');
  if (value === 'hidden') return say('site.hidden');
  return value === null ? say('site.no-data') : String(value);
};
/** A spreadsheet must not take a text for a formula. */
const cell = (text: string) => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Everything that is published, as open data: one figure a line, with semicolons and a mark of order for Excel. */
export const publicFiguresCsv = reading('site.figures-csv', z.object({}), async (context) => {
  anyone(context);
  const lines = [['период', 'что', 'показатель', 'значение', 'из', 'школ', 'всего школ']];
  for (const one of await showPublicFigures(context, {})) {
    const quarter = writeQuarter(one.quarter, 'ru');
    const schools = [String(one.covered), String(one.of)];
    const rows = [...one.forms, { title: { ru: say('site.total') }, values: one.total }];
    for (const { title, values } of rows)
      for (const column of PUBLISHED)
        lines.push([quarter, title.ru, say(`site.${column}`), figure(values[column]), '', ...schools]);
    for (const { title, share, covered, of } of one.indicators) {
      const shown = share && share !== 'hidden' ? percent(share.part, share.whole) : null;
      const said =
        share === 'hidden' ? say('site.hidden') : shown === null ? say('site.no-data') : `${shown}`;
      const whole = share && share !== 'hidden' ? `${share.part}/${share.whole}` : '';
      lines.push([
        quarter,
        title.ru,
        say('site.share'),
        said.replace('.', ','),
        whole,
        String(covered),
        String(of),
      ]);
    }
  }
  const text = lines
    .map((line) => line.map((one) => cell(one.replaceAll('\u00a0', ' '))).join(';'))
    .join('\r\n');
  return `\ufeff${text}\r\n`;
});
