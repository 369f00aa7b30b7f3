import { z } from 'zod';
import { dayIn, readQuarterSlug, writeQuarter, writeShortDate, writeTime } from '#calendar';
import { type Words, words } from '#messages';
import { type ListedReturn, listReturns } from '#monitoring';
import { reach } from '#organisations';
import { reading } from '#platform/use-case.ts';
import { writeWorkbook, type XlsxCell } from './xlsx.ts';

const DownloadReturns = z.object({
  campaign: z.string().max(40),
  locale: z.enum(['ru', 'en']).default('ru'),
});

/**
 * How far each return of a campaign is, as a workbook: whom to call, in a table that can be sorted and sent on.
 * @throws Failure `returns.not-found`, `access.denied`
 */
export const downloadReturns = reading(
  'return.download-list',
  DownloadReturns,
  async (context, { campaign: slug, locale }) => {
    reach(context, 'return.inspect');
    const { campaign, returns } = await listReturns(context, { campaign: slug });
    const say = words(locale);
    const quarter = readQuarterSlug(campaign.slug);
    const title = say('monitoring.campaign-title', {
      quarter: quarter ? writeQuarter(quarter, locale) : campaign.slug,
    });
    const headings = [
      say('monitoring.campaign-organisation'),
      say('monitoring.campaign-state'),
      say('monitoring.campaign-filled'),
      say('reports.returns-asked'),
      say('monitoring.campaign-submitted'),
      say('reports.workbook-late'),
      say('reports.returns-errors'),
      say('reports.returns-unusual'),
      say('reports.returns-unanswered'),
      say('monitoring.campaign-work'),
    ];
    const bytes = await writeWorkbook(title, [
      {
        name: say('reports.returns-sheet'),
        widths: [34, 24, 11, 11, 16, 11, 9, 14, 14, 18],
        rows: [
          [{ value: title, look: 'title' }],
          headings.map((value): XlsxCell => ({ value, look: 'heading' })),
          ...returns.map((one) => rowOf(one, say, context.zone)),
        ],
        frozen: { rows: 2, columns: 1 },
        repeated: [2, 2],
      },
    ]);
    return { name: `otchety-${campaign.slug}.xlsx`, bytes };
  },
);

function rowOf(one: ListedReturn, say: Words, zone: string): XlsxCell[] {
  const isDraft = one.status === 'filling' || one.status === 'not-begun';
  const moment = (at: Date | null | undefined) =>
    at ? `${writeShortDate(dayIn(at, zone))} ${writeTime(at, zone)}` : '';
  // Who filters the column types an ordinary space.
  const name = (value: string): XlsxCell => ({ value: value.replaceAll('\u00a0', ' '), look: 'name' });
  const figure = (value: number | null): XlsxCell => ({ value, look: 'figure' });
  return [
    name(one.organisation.shortName),
    name(say.code(`monitoring.status-${one.status}`)),
    figure(one.status === 'not-begun' ? null : one.counts.filled),
    figure(one.counts.of),
    name(moment(one.submittedAt)),
    figure(Math.max(one.daysLate, 0)),
    figure(isDraft ? one.counts.errors : null),
    figure(isDraft ? null : one.unusual),
    figure(one.status === 'returned' ? one.unanswered : null),
    name(moment(one.lastWork?.at)),
  ];
}
