import { z } from 'zod';
import { writeShortDate } from '#calendar';
import { words } from '#messages';
import { reach } from '#organisations';
import {
  differenceOf,
  importContent,
  listVersions,
  orderTextOf,
  roadmapVersion,
  showCorrection,
} from '#roadmap';
import { type Context, reading } from '#platform/use-case.ts';
import { paperPdf } from './order-document.pdf.ts';
import { approvingOrder, orderOfCorrection, type Registered, roadmapPaper } from './order-document.ts';
import type { Paper } from './rules/paper.ts';

const say = words('ru');
/** The order itself, or the roadmap alone as it then stands. */
const Which = z.enum(['order', 'roadmap']).default('order');
const Version = z.object({ number: z.int().positive(), paper: Which });
const Draft = z.object({ id: z.int().positive(), paper: Which });

type Made = { paper: Paper; at: Date; name: string };
const FORMATS = {
  docx: async (paper: Paper, at: Date) => (await import('./order-document.docx.ts')).paperDocx(paper, at),
  pdf: paperPdf,
};
type Format = keyof typeof FORMATS;
const written = async ({ paper, at, name }: Made, format: Format) => ({
  bytes: await FORMATS[format](paper, at),
  // «01/2428» in the number of an order is no folder.
  name: `${name.replace(/[/\\:*?"<>|]/g, '-').replaceAll('\u00a0', ' ')}.${format}`,
});

const ofVersion = (format: Format) =>
  reading(`roadmap.version-${format}`, Version, async (context, input) =>
    written(await versionPaper(context, input), format),
  );
const ofImport = (format: Format) =>
  reading(`roadmap.import-${format}`, Draft, async (context, input) =>
    written(await importPaper(context, input), format),
  );
const ofDraft = (format: Format) =>
  reading(`roadmap.draft-${format}`, Draft, async (context, input) =>
    written(await draftPaper(context, input), format),
  );

/** The order of an approved version, or the roadmap as it stands in it. @throws Failure `correction.version-not-found` */
export const downloadVersionDocx = ofVersion('docx');
/** The same, and as `renderPdf` does. */
export const downloadVersionPdf = ofVersion('pdf');
/** The order that a draft would need, as a draft without number and day. @throws Failure `correction.not-found` */
export const downloadDraftDocx = ofDraft('docx');
/** The same, and as `renderPdf` does. */
export const downloadDraftPdf = ofDraft('pdf');

/**
 * The order that would approve what was read from a file, or the roadmap as it would stand, before anything is approved.
 * @throws Failure `roadmap.import-not-found`, `roadmap.no-activities`, `roadmap.period-not-read`
 */
export const downloadImportDocx = ofImport('docx');
/** The same, and as `renderPdf` does. */
export const downloadImportPdf = ofImport('pdf');

async function importPaper(context: Context, { id, paper }: z.output<typeof Draft>): Promise<Made> {
  reach(context, 'roadmap.change'); // and `importContent` goes no further
  const { owner, content, order, text, at } = await importContent(context, { id });
  const head = {
    authority: order.authority,
    municipality: owner.name,
    registered: undefined,
    subject: order.title || say('reports.paper-subject-approve', { title: content.title }),
  };
  if (paper === 'roadmap')
    return {
      at,
      paper: roadmapPaper({ head, orders: [undefined], content }),
      name: say('reports.paper-file-draft-roadmap', { version: 1 }),
    };
  return { at, paper: approvingOrder(head, content, text), name: say('reports.paper-file-draft-first') };
}

async function versionPaper(context: Context, { number, paper }: z.output<typeof Version>): Promise<Made> {
  reach(context, 'roadmap.read'); // and `roadmapVersion` goes no further
  const { owner, version, content } = await roadmapVersion(context, { number });
  const earlier = await versionsBefore(context, number);
  const registered = registeredOf(version);
  const head = {
    authority: version.authority,
    municipality: owner.name,
    registered,
    subject: version.orderTitle,
  };
  const made = { at: version.approvedAt };
  const order = {
    number: version.orderNumber,
    date: writeShortDate(version.orderedOn),
  };
  if (paper === 'roadmap')
    return {
      ...made,
      paper: roadmapPaper({ head, orders: [...earlier.map(registeredOf), registered], content }),
      name: say('reports.paper-file-roadmap', { version: number }),
    };
  const name = say('reports.paper-file-order', order);
  if (!earlier.length) {
    const text = await orderTextOf(context, version);
    return { ...made, paper: approvingOrder(head, content, text), name };
  }
  const { points, reasons } = await differenceOf(context, { from: number - 1, to: number });
  return { ...made, paper: orderOfCorrection(head, { before: earlier, points, reasons }), name };
}

async function draftPaper(context: Context, { id, paper }: z.output<typeof Draft>): Promise<Made> {
  reach(context, 'roadmap.change'); // and `showCorrection` goes no further
  const { owner, version, content, points, reasons, changedAt } = await showCorrection(context, { id });
  const before = await versionsBefore(context, version.number + 1);
  const first = registeredOf(before[0]!);
  const head = {
    authority: version.authority,
    municipality: owner.name,
    registered: undefined,
    subject: say('correction.order-title', { order: first.number, date: writeShortDate(first.on) }),
  };
  if (paper === 'roadmap')
    return {
      at: changedAt,
      paper: roadmapPaper({ head, orders: [...before.map(registeredOf), undefined], content }),
      name: say('reports.paper-file-draft-roadmap', { version: version.number + 1 }),
    };
  return {
    at: changedAt,
    paper: orderOfCorrection(head, { before, points, reasons }),
    name: say('reports.paper-file-draft-order'),
  };
}

/** The versions before that one, the first of them first. */
async function versionsBefore(context: Context, number: number) {
  const { versions } = await listVersions(context, {});
  return versions.filter((one) => one.number < number).toReversed();
}

const registeredOf = ({ orderNumber, orderedOn }: { orderNumber: string; orderedOn: string }) =>
  ({ number: orderNumber, on: orderedOn }) satisfies Registered;
