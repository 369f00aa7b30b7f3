import { renderPdf } from '#platform/pdf.ts';
import type { Paper } from './rules/paper.ts';

/** An order or a roadmap as PDF bytes. @throws Failure as `renderPdf` does */
export const paperPdf = (paper: Paper, at: Date): Promise<Uint8Array> =>
  renderPdf(new URL('./order-document.typ', import.meta.url), paper, { at });
