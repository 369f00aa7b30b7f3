import { z } from 'zod';
import { may, oneself, organisationById } from '#organisations';
import { Failure } from '#platform/failure.ts';
import { reading } from '#platform/use-case.ts';
import { type EvidenceFile, fileWithBytes } from './sql/files.ts';

/** A file of evidence, for those who may read its organisation's returns. @throws Failure `returns.not-found` */
export const evidence = reading(
  'return.evidence',
  z.object({ id: z.string().max(40) }),
  async (context, { id }): Promise<EvidenceFile & { bytes: Buffer }> => {
    oneself(context);
    const file = await fileWithBytes(context.db, id);
    const owner = file && (await organisationById(context.db, file.organisationId));
    if (!owner || !may(context, 'return.read', owner.path))
      throw new Failure('not-found', 'returns.not-found');
    const { name, mediaType, size, at, bytes } = file;
    return { id, name, mediaType, size, at, bytes };
  },
);
