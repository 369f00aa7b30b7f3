import { z } from 'zod';
import { words } from '#messages';
import { showReturn } from '#monitoring';
import { shortChecksum } from '#monitoring/rules';
import { reach } from '#organisations';
import { renderPdf } from '#platform/pdf.ts';
import { reading } from '#platform/use-case.ts';
import { encodeQR } from 'qr';
import { returnPaper } from './return-paper.ts';

const say = words('ru');
const DownloadReturnPaper = z.object({
  campaign: z.string().max(200),
  organisation: z.string().max(200).optional(),
  /** Empty, to be filled in by hand, or as it is filled in. */
  paper: z.enum(['blank', 'filled']).default('filled'),
  /** One of its forms by its code; all of them where none is named. */
  form: z.string().max(40).optional(),
  /** `https://…`: what the QR code leads to. */
  origin: z.string().max(200).optional(),
});

/**
 * A return's forms as a PDF for A4 with lines to sign on, and a QR code by which anyone can tell whether the paper still
 * says what the return says.
 * @throws Failure `returns.not-found`, and as `renderPdf` does
 */
export const downloadReturnPaper = reading(
  'return.download-paper',
  DownloadReturnPaper,
  async (context, { paper, form, origin = '', ...which }) => {
    reach(context, 'return.read'); // and `showReturn` goes no further
    const shown = await showReturn(context, which);
    const filled = paper === 'filled';
    const { campaign, organisation, receipt } = shown;
    const qr = filled && !receipt ? null : qrOf(shown, origin, filled);
    const bytes = await renderPdf(
      new URL('./return-paper.typ', import.meta.url),
      returnPaper(shown, { filled, form, qr }),
      { at: (filled ? receipt?.at : undefined) ?? context.now },
    );
    const name = say(filled ? 'reports.sheet-file-filled' : 'reports.sheet-file-blank', {
      organisation: organisation.code,
      period: campaign.slug,
    });
    return { bytes, name: `${name.replaceAll('\u00a0', ' ')}.pdf` };
  },
);

/** Of a filled paper where its checksum is checked; of an empty one where it is filled in. */
function qrOf(
  { campaign, organisation, receipt }: Awaited<ReturnType<typeof showReturn>>,
  origin: string,
  filled: boolean,
) {
  const number = filled ? receipt?.number : undefined;
  const address =
    number === undefined
      ? `${origin}/office/returns/${campaign.slug}/f1?org=${encodeURIComponent(organisation.code)}`
      : `${origin}/check?n=${encodeURIComponent(number)}&s=${receipt!.checksum}`;
  return {
    svg: encodeQR(address, 'svg', { ecc: 'medium', border: 2 }),
    alt: say(number === undefined ? 'reports.sheet-qr-blank' : 'reports.sheet-qr-filled', { address }),
    under: number === undefined ? say('reports.sheet-qr-under-blank') : shortChecksum(receipt!.checksum),
  };
}
