import { z } from 'zod';
import { allow, municipalityOf, organisationAt, reach } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { type Context, reading, useCase } from '#platform/use-case.ts';
import { type Read, readFile as readRoadmapFile } from './read-file.ts';
import type { Reading } from './rules/read-roadmap.ts';
import { insertImport } from './sql/imports.ts';

/** Beyond this a page that shows them all helps nobody, and no order that we know comes near. */
const MOST_ACTIVITIES = 500;

const ImportRoadmap = z.object({
  /** The municipality's path; without it, that of the actor's own role. */
  municipality: z.string().max(400).optional(),
  fileName: z.string().trim().min(1, 'roadmap.file-missing').max(200),
  /** The file's bytes, or its text where it is text already. */
  file: z.union([z.instanceof<typeof Uint8Array<ArrayBufferLike>>(Uint8Array), z.string()]),
});

/** Read before the transaction begins: a file may take ten seconds, and a connection must not wait for it. */
const readFile = reading('roadmap.read-file', ImportRoadmap, async (context, { municipality, file }) => {
  const owner = await ownerFor(context, municipality);
  const found = await readRoadmapFile(typeof file === 'string' ? new TextEncoder().encode(file) : file);
  refuseTooMany(found.reading);
  return { owner, ...found };
});

const StoreImport = z.object({
  ownerId: z.int(),
  path: z.string(),
  fileName: z.string(),
  source: z.string(),
  reading: z.custom<Reading>(),
});
const storeImport = useCase('roadmap.import', StoreImport, async (context, { path, ...file }) => {
  allow(context, 'roadmap.change', path);
  const id = await insertImport(context.db, {
    ...file,
    accountId: context.actor.accountId,
    at: context.now,
  });
  await record(context, {
    action: 'roadmap.import',
    organisationId: file.ownerId,
    subject: `roadmap import ${id}`,
    after: { fileName: file.fileName, characters: file.source.length },
  });
  return { id };
});

/**
 * Reads a roadmap from a file and keeps the reading to be confirmed. Nothing is approved by it.
 * @throws Failure `access.denied`, `roadmap.file-empty`, `roadmap.file-too-large`, `roadmap.file-type`,
 *   `roadmap.no-table`, `roadmap.no-deadline-column`, `roadmap.no-activities`, `roadmap.too-many-activities`,
 *   `roadmap.reading-too-long`, `roadmap.reading-busy`
 */
export const importRoadmap = Object.assign(
  async (context: Context, input: z.input<typeof ImportRoadmap>): Promise<{ id: number }> => {
    const { owner, source, reading } = await readFile(context, input);
    const { id: ownerId, path } = owner;
    return storeImport(context, { ownerId, path, fileName: input.fileName.trim(), source, reading });
  },
  { title: 'roadmap.import', schema: ImportRoadmap },
);

async function ownerFor(context: Context, wanted: string | undefined) {
  const [node] = wanted ? [wanted] : reach(context, 'roadmap.change');
  allow(context, 'roadmap.change', node ?? '');
  const owner = await (wanted ? organisationAt(context.db, wanted) : municipalityOf(context.db, node!));
  if (owner?.kind !== 'municipality') throw new Failure('not-found', 'roadmap.no-municipality');
  return owner;
}

function refuseTooMany({ roadmap }: Read): void {
  const count = roadmap.sections.reduce((sum, { activities }) => sum + activities.length, 0);
  if (count > MOST_ACTIVITIES)
    throw new Failure('invalid', 'roadmap.too-many-activities', { count, most: MOST_ACTIVITIES });
}
