import { z } from 'zod';
import { dayIn, startOfDay } from '#calendar';
import { allow, doers } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { type Context, read, reading, useCase } from '#platform/use-case.ts';
import { enterWorkbook, Why } from './enter-workbook.ts';
import { locateCampaign, WhichCampaign } from './locate.ts';
import { addToBatch, batchesOf, type Batch, insertBatch, type TakenFile } from './sql/workbook-batches.ts';
import { MOST_FILES, unpackInWorker } from './workbook/index.ts';
import { type ArchivedFile, isArchive } from './workbook/open-archive.ts';

const TakeWorkbooks = WhichCampaign.extend({
  why: Why,
  files: z
    .array(
      z.object({ name: z.string(), bytes: z.custom<Uint8Array>((given) => given instanceof Uint8Array) }),
    )
    .min(1, 'workbook.file-missing'),
  locale: z.enum(['ru', 'en']).default('ru'),
});

/**
 * Workbooks that schools have sent by mail: each goes into the return that it says it is, entered by the coordinator for
 * the school. One that cannot is told, and stops no other.
 * @throws Failure `returns.not-found`, `access.denied`, `workbook.many-too-many`, `workbook.many-none`
 */
async function take(context: Context, input: z.input<typeof TakeWorkbooks>): Promise<{ batch: number }> {
  const { why, files, locale, ...which } = read(TakeWorkbooks, input);
  const { campaign, municipality } = await locateEntering(context, which);
  const books = await unpacked(files);
  const taken: TakenFile[] = [];
  const seen = new Set<string>();
  for (const file of books) {
    const one = await enterWorkbook(context, {
      ...file,
      campaign: campaign.slug,
      municipality,
      why,
      door: 'on-behalf',
      locale,
      seen,
    });
    taken.push(one);
  }
  const batch = await keepBatch(context, { ...which, why, source: 'files', files: taken });
  return { batch };
}
export const takeWorkbooks = Object.assign(take, { title: 'return.enter-workbooks', schema: TakeWorkbooks });

const locateEntering = reading('return.enter-where', WhichCampaign, async (context, which) => {
  const found = await locateCampaign(context, 'return.enter-for', which);
  allow(context, 'return.enter-for', found.municipality.path);
  if (found.campaign.state === 'closed') throw new Failure('conflict', 'returns.campaign-closed');
  return found;
});

async function unpacked(files: readonly ArchivedFile[]): Promise<ArchivedFile[]> {
  const books: ArchivedFile[] = [];
  for (const file of files) {
    if (isArchive(file.name, file.bytes)) books.push(...(await unpackInWorker(file.bytes)));
    else if (file.bytes.length > 0) books.push(file);
  }
  if (books.length === 0) throw new Failure('invalid', 'workbook.file-missing');
  if (books.length > MOST_FILES)
    throw new Failure('too-large', 'workbook.many-too-many', { most: MOST_FILES });
  return books;
}

const KeepBatch = WhichCampaign.extend({
  why: z.string(),
  source: z.enum(['files', 'mail']),
  files: z.array(z.custom<TakenFile>()),
});
/** Keeps what became of workbooks, for the table that shows it. */
export const keepBatch = useCase(
  'return.keep-batch',
  KeepBatch,
  async (context, { why, source, files, ...which }) => {
    const { campaign, municipality } = await locateCampaign(context, 'return.enter-for', which);
    allow(context, 'return.enter-for', municipality.path);
    const accountId = context.actor.accountId;
    const since = startOfDay(dayIn(context.now, campaign.zone), campaign.zone);
    // Letters come one by one: those of a day stand in one table.
    const id =
      (source === 'mail' && (await addToBatch(context.db, campaign.id, { since, files }))) ||
      (await insertBatch(context.db, campaign.id, { at: context.now, accountId, source, why, files }));
    await record(context, {
      action: 'return.enter-workbooks',
      organisationId: municipality.id,
      subject: `campaign ${campaign.slug}`,
      after: { why, files: files.length, taken: files.filter(({ fault }) => !fault).length },
    });
    return id;
  },
);

const ShowBatches = WhichCampaign.extend({ batch: z.int().positive().optional() });
export type ShownBatch = Batch & { by: string };

/** What became of workbooks that were entered for schools. @throws Failure `returns.not-found`, `workbook.batch-missing` */
export const showBatches = reading('return.batches', ShowBatches, async (context, { batch, ...which }) => {
  const { campaign, municipality } = await locateCampaign(context, 'return.enter-for', which);
  allow(context, 'return.enter-for', municipality.path);
  const batches = await batchesOf(context.db, campaign.id, batch);
  if (batch !== undefined && batches.length === 0) throw new Failure('not-found', 'workbook.batch-missing');
  const people = await doers(
    context.db,
    batches.flatMap(({ accountId }) => accountId ?? []),
  );
  return {
    campaign: { slug: campaign.slug, state: campaign.state },
    batches: batches.map((one): ShownBatch => ({ ...one, by: people.get(one.accountId ?? 0)?.name ?? '' })),
  };
});
