import { z } from 'zod';
import { allow, may } from '#organisations';
import { reading } from '#platform/use-case.ts';
import { analyticalReport } from './analytical-report.ts';
import { reportWithin } from './report-within.ts';
import { completeness } from './rules/completeness.ts';

/** A frozen справка with what has been written by hand. @throws Failure `reports.not-found` */
export const showReport = reading(
  'report.show',
  z.object({ id: z.int().positive() }),
  async (context, { id }) => {
    const { municipality, report } = await reportWithin(context, 'report.read', id);
    allow(context, 'report.read', municipality.path);
    const { frozen, conclusions, proposals, rev, at } = report;
    return {
      id,
      rev,
      at,
      conclusions,
      proposals,
      slug: frozen.campaign.slug,
      quarter: frozen.campaign.quarter,
      reported: completeness(frozen.schools).reported.length,
      all: frozen.schools.length,
      blocks: analyticalReport(frozen, report),
      mayEdit: may(context, 'report.draft', municipality.path),
    };
  },
);
