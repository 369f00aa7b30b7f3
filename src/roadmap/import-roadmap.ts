import { z } from 'zod';
import { allow, organisationAt, reach, roadmapOwnerAt } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { type Context, reading, useCase } from '#platform/use-case.ts';
import { openFile, refusalOf, refuseTooMany } from './read-file.ts';
import type { WorkerReading } from './read-in-worker.ts';
import { insertImport } from './sql/imports.ts';
import { knownHeadings } from './sql/remembered.ts';

const ImportRoadmap = z.object({
  /** The municipality's path; without it, that of the actor's own role. */
  municipality: z.string().max(400).optional(),
  fileName: z.string().trim().min(1, 'roadmap.file-missing').max(200),
  /** The file's bytes, or its text where it is text already. */
  file: z.union([z.instanceof<typeof Uint8Array<ArrayBufferLike>>(Uint8Array), z.string()]),
});

/** Read before the transaction begins: a file may take ten seconds, and a connection must not wait for it. */
const readFile = reading('roadmap.read-file', ImportRoadmap, async (context, input) => {
  const { municipality, file, fileName } = input;
  const owner = await ownerFor(context, municipality);
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  const known = await knownHeadings(context.db, owner.id);
  const found = await openFile(bytes, fileName, { known });
  // A table whose columns no rule knows is no refusal: a person says on the page what they hold.
  if (!found.reading.roadmap && !found.reading.columns) throw refusalOf(found.reading);
  refuseTooMany(found.reading);
  return { owner, found };
});

const StoreImport = z.object({
  ownerId: z.int(),
  path: z.string(),
  fileName: z.string(),
  file: z.custom<WorkerReading>(),
});
const storeImport = useCase('roadmap.import', StoreImport, async (context, input) => {
  const { path, ownerId, fileName, file } = input;
  allow(context, 'roadmap.change', path);
  const id = await insertImport(context.db, {
    ...file,
    ownerId,
    fileName,
    accountId: context.actor.accountId,
    at: context.now,
  });
  await record(context, {
    action: 'roadmap.import',
    organisationId: ownerId,
    subject: `roadmap import ${id}`,
    after: { fileName, format: file.format, characters: file.source.length },
  });
  return { id };
});

/**
 * Reads a roadmap from a file and keeps the reading to be confirmed. Nothing is approved by it.
 * @throws Failure `access.denied`, those of `openFile`, `roadmap.no-table`, `roadmap.no-activities`,
 *   `roadmap.too-many-activities`
 */
export const importRoadmap = Object.assign(
  async (context: Context, input: z.input<typeof ImportRoadmap>): Promise<{ id: number }> => {
    const { owner, found } = await readFile(context, input);
    const { id: ownerId, path } = owner;
    return storeImport(context, { ownerId, path, fileName: input.fileName.trim(), file: found });
  },
  { title: 'roadmap.import', schema: ImportRoadmap },
);

async function ownerFor(context: Context, wanted: string | undefined) {
  const [node] = wanted ? [wanted] : reach(context, 'roadmap.change');
  allow(context, 'roadmap.change', node ?? '');
  const owner = await (wanted ? organisationAt(context.db, wanted) : roadmapOwnerAt(context.db, node!));
  if (owner?.kind !== 'municipality' && owner?.kind !== 'region')
    throw new Failure('not-found', 'roadmap.no-municipality');
  return owner;
}
