import { z } from 'zod';
import { writeQuarter } from '#calendar';
import { words } from '#messages';
import { allow } from '#organisations';
import { reading } from '#platform/use-case.ts';
import { analyticalReport } from './analytical-report.ts';
import { reportWithin } from './report-within.ts';

/** The справка as a DOCX file. @throws Failure `reports.not-found` */
export const downloadReport = reading(
  'report.download',
  z.object({ id: z.int().positive() }),
  async (context, { id }) => {
    const { municipality, report } = await reportWithin(context, 'report.read', id);
    allow(context, 'report.read', municipality.path);
    const say = words('ru');
    const quarter = writeQuarter(report.frozen.campaign.quarter, 'ru');
    const title = `${say('reports.doc-title')} ${say('reports.doc-about', { period: quarter })}`;
    const { analyticalReportDocx } = await import('./analytical-report.docx.ts'); // 15 MB until it is asked for
    const bytes = await analyticalReportDocx(analyticalReport(report.frozen, report), {
      title,
      author: say('reports.doc-coordinator'),
      at: report.at,
    });
    return { bytes, name: `${say('reports.doc-title')} ${quarter}.docx` };
  },
);
