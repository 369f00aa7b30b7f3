import { z } from 'zod';
import type { Locale } from '#messages';
import { allow, doers, notify, type Organisation, organisationIn, reach } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { type Context, read, reading, useCase } from '#platform/use-case.ts';
import { locateCampaign, locateReturn, type Located, Name, WhichCampaign } from './locate.ts';
import { refuseFinished } from './preview-workbook.ts';
import {
  LARGEST_WORKBOOK,
  openWorkbook,
  type ReadWorkbook,
  readWorkbook,
  verifyWorkbook,
} from './read-workbook.ts';
import { blocks, type Door } from './rules/index.ts';
import { saveDraft } from './save-draft.ts';
import { fieldWordsOf } from './say-issue.ts';
import { batchesOf, insertBatch, type Batch, type TakenFile } from './sql/workbook-batches.ts';
import { changesOf } from './take-workbook.ts';
import { MOST_FILES, unpackInWorker } from './workbook/index.ts';
import { type ArchivedFile, isArchive } from './workbook/open-archive.ts';

const Why = z.string().trim().min(1, 'workbook.many-why-missing').max(500);
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

export type ToEnter = ArchivedFile & {
  campaign: string;
  municipality: Pick<Organisation, 'code' | 'path'>;
  why: string;
  door: Extract<Door, 'on-behalf' | 'mail'>;
  locale: Locale;
  /** Organisations of which a workbook has gone in already. */
  seen: Set<string>;
};

/** One workbook into the return that it is of; a refusal is an answer too. */
export async function enterWorkbook(
  context: Context,
  { name, bytes, seen, ...how }: ToEnter,
): Promise<TakenFile> {
  const file: TakenFile = { name: name.slice(0, 200), lines: [] };
  try {
    if (bytes.length > LARGEST_WORKBOOK)
      throw new Failure('too-large', 'workbook.file-too-large', {
        megabytes: LARGEST_WORKBOOK / 1024 / 1024,
      });
    const found = await openWorkbook(bytes);
    await verifyWorkbook(context, found);
    const { organisation: code = '', campaign = '', municipality = '' } = found.identity;
    if (municipality !== how.municipality.code)
      throw new Failure('conflict', 'workbook.other-municipality', { theirs: municipality });
    const located = await locateFor(context, {
      organisation: code,
      campaign: how.campaign,
      within: how.municipality.path,
    });
    const { organisation } = located;
    file.organisation = { code: organisation.code, name: organisation.shortName };
    if (campaign !== how.campaign)
      throw new Failure('conflict', 'workbook.other-period', { theirs: campaign, own: how.campaign });
    refuseFinished(located);
    if (seen.has(organisation.code)) throw new Failure('conflict', 'workbook.many-twice');
    const book = await readWorkbook(context, located, found);
    const conflicts = await enter(context, located, book, how);
    seen.add(organisation.code);
    const { executions, verdict } = book.judged;
    file.taken = Object.keys(changesOf(book.changes)).length;
    const issues = [...executions, ...(verdict?.issues ?? [])].filter(blocks);
    file.unfilled = issues.filter(({ severity }) => severity === 'unfilled').length;
    file.blocks = issues.length - file.unfilled;
    file.lines = linesOf(book, conflicts, how.locale);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    file.fault = { code: error.code, params: { ...error.params } };
  }
  return file;
}

/** The return of an organisation of the actor's municipality. */
const locateFor = reading(
  'return.locate-for',
  z.object({ organisation: z.string().max(200), campaign: Name, within: z.string() }),
  async (context, { organisation: code, campaign, within }): Promise<Located> => {
    reach(context, 'return.enter-for');
    const organisation = await organisationIn(context.db, [within], code);
    if (!organisation) throw new Failure('not-found', 'workbook.no-return', { organisation: code });
    allow(context, 'return.enter-for', organisation.path);
    try {
      return await locateReturn(context, { campaign, organisation: organisation.path });
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'not-found') throw error;
      throw new Failure('not-found', 'workbook.no-return', { organisation: organisation.shortName });
    }
  },
);

type How = Pick<ToEnter, 'campaign' | 'why' | 'door'>;
async function enter(
  context: Context,
  { organisation }: Located,
  { base, changes }: ReadWorkbook,
  { campaign, why, door }: How,
): Promise<{ field: string; theirs: string; yours: string }[]> {
  const left = changes.flatMap(({ field, now, conflict }) =>
    conflict ? [{ field, theirs: conflict.theirs, yours: now }] : [],
  );
  const going = changesOf(changes);
  if (Object.keys(going).length === 0) return left;
  const saved = await enterBook(context, {
    organisation: organisation.path,
    campaign,
    why,
    door,
    base,
    changes: going,
  });
  return [...left, ...saved.conflicts];
}

const EnterWorkbook = z.object({
  organisation: Name,
  campaign: Name,
  why: Why,
  door: z.enum(['on-behalf', 'mail']),
  base: z.int(),
  changes: z.record(z.string(), z.object({ value: z.string(), was: z.string() })),
});
/** Answers that an organisation has given in another way: it is told, and may correct them. */
const enterBook = useCase(
  'return.enter-workbook',
  EnterWorkbook,
  async (context, { why, organisation: path, ...save }) => {
    const organisation = await organisationIn(context.db, reach(context, 'return.enter-for'), path);
    if (!organisation) throw new Failure('not-found', 'returns.not-found');
    allow(context, 'return.enter-for', organisation.path);
    // Whoever enters for an organisation fills in as one of it would, and the trail says who it was.
    const grant = {
      role: 'curator',
      organisationId: organisation.id,
      at: organisation.path,
      name: organisation.shortName,
    };
    const actor = { ...context.actor, grants: [...context.actor.grants, grant] };
    const saved = await saveDraft({ ...context, actor }, { ...save, organisation: organisation.path });
    const count = Object.keys(save.changes).length - saved.conflicts.length;
    await notify(context, {
      organisationId: organisation.id,
      roles: ['head', 'curator'],
      code: 'workbook.entered-for',
      params: { count, why },
      href: `/office/returns/${save.campaign}/check`,
    });
    await record(context, {
      action: 'return.enter-workbook',
      organisationId: organisation.id,
      subject: `return ${save.campaign}/${organisation.code}`,
      after: { why, count },
    });
    return saved;
  },
);

function linesOf(
  { notes, form, background, places }: ReadWorkbook,
  conflicts: readonly { field: string; theirs: string; yours: string }[],
  locale: Locale,
): TakenFile['lines'] {
  const what = (field: string) => fieldWordsOf(field, form, background.duties, locale);
  return [
    ...notes
      .filter(({ taken }) => !taken)
      .map(({ field, place, code, params }) => ({ ...place, what: what(field), code, params })),
    ...conflicts.map(({ field, theirs, yours }) => ({
      ...places[field],
      what: what(field),
      code: 'workbook.batch-conflict',
      params: { theirs, yours },
    })),
  ].slice(0, 50);
}

const KeepBatch = WhichCampaign.extend({
  why: z.string(),
  source: z.enum(['files', 'mail']),
  files: z.array(z.custom<TakenFile>()),
});
export const keepBatch = useCase(
  'return.keep-batch',
  KeepBatch,
  async (context, { why, source, files, ...which }) => {
    const { campaign, municipality } = await locateCampaign(context, 'return.enter-for', which);
    allow(context, 'return.enter-for', municipality.path);
    const accountId = context.actor.accountId;
    const id = await insertBatch(context.db, campaign.id, { at: context.now, accountId, source, why, files });
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
