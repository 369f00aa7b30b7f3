import { z } from 'zod';
import { allow } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { useCase } from '#platform/use-case.ts';
import { reportWithin } from './report-within.ts';
import { writeByHand } from './sql/reports.ts';

const ByHandText = z
  .string()
  .transform((text) => text.replaceAll('\r\n', '\n').trim())
  .refine((text) => text.length <= 20_000, 'reports.too-long');
const EditReport = z.object({
  id: z.int().positive(),
  /** Of the page that this was written on. */
  rev: z.int().positive(),
  conclusions: ByHandText,
  proposals: ByHandText,
});

/**
 * Writes conclusions and proposals; what is frozen stays.
 * @throws Failure `reports.not-found`, `access.denied`, `reports.changed-meanwhile`
 */
export const editReport = useCase('report.edit', EditReport, async (context, { id, rev, ...written }) => {
  const { municipality, report } = await reportWithin(context, 'report.read', id);
  allow(context, 'report.draft', municipality.path);
  if (!(await writeByHand(context.db, { id, rev, ...written })))
    throw new Failure('conflict', 'reports.changed-meanwhile');
  await record(context, {
    action: 'report.edit',
    organisationId: municipality.id,
    subject: `report ${id}`,
    before: { conclusions: report.conclusions, proposals: report.proposals },
    after: written,
  });
  return { rev: rev + 1 };
});
