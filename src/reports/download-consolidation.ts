import { z } from 'zod';
import { dayIn } from '#calendar';
import { circles, consolidate, countings } from '#monitoring';
import { reach } from '#organisations';
import { reading } from '#platform/use-case.ts';
import { consolidationWorkbook } from './consolidation-workbook.ts';

const DownloadConsolidation = z.object({
  campaign: z.string().max(40),
  filter: z.enum(countings).optional(),
  among: z.enum(circles).optional(),
  compare: z.string().max(40).optional(),
  locale: z.enum(['ru', 'en']).default('ru'),
});

/**
 * A consolidation as a workbook, with the file name to give it. Who may read what is the consolidation's own to say.
 * @throws Failure `monitoring.consolidation-unknown`
 */
export const downloadConsolidation = reading(
  'consolidation.download',
  DownloadConsolidation,
  async (context, { locale, ...asked }) => {
    reach(context, 'consolidation.read');
    const found = await consolidate(context, { ...asked, byOrganisation: true });
    const bytes = await consolidationWorkbook(found, { locale, today: dayIn(context.now, context.zone) });
    return { name: `svod-${found.campaign.slug}.xlsx`, bytes };
  },
);
