import { createHash } from 'node:crypto';
import { z } from 'zod';
import { allow } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { useCase } from '#platform/use-case.ts';
import { locateReturn, WhichReturn } from './locate.ts';
import { subjectOf } from './review-step.ts';
import { fileKindOf, fileName, shortChecksum } from './rules/index.ts';
import { isCounted } from './show-return.ts';
import { insertFile } from './sql/files.ts';
import { lastRevisions, lockReturn } from './sql/returns.ts';
import { insertScan } from './sql/scans.ts';

const MEGABYTES = 10;
const KINDS = ['application/pdf', 'image/jpeg', 'image/png'];
const AttachScan = WhichReturn.extend({
  /** The first digits of the checksum that stands on the signed paper, with or without blanks. */
  checksum: z.string().max(100),
  name: z.string().max(1000),
  bytes: z.custom<Uint8Array>((given) => given instanceof Uint8Array),
});

const SHORT = 16;
const digits = (text: string) => text.toLowerCase().replaceAll(/[^\da-f]/g, '');

/**
 * Keeps the signed paper of a submission, with the checksum that it is of. Paper of other figures is refused.
 * @throws Failure `returns.not-found`, `access.denied`, `returns.not-submitted`, `returns.scan-of-other-figures`,
 *   `returns.scan-kind`, `returns.file-empty`, `returns.file-too-large`
 */
export const attachScan = useCase(
  'return.attach-scan',
  AttachScan,
  async (context, { checksum, name: given, bytes, ...which }): Promise<{ id: string; name: string }> => {
    const located = await locateReturn(context, which);
    const { campaign, organisation } = located;
    allow(context, 'return.submit', organisation.path);
    const { kind, name } = readScan(given, bytes);
    const head = await lockReturn(context.db, campaign.id, organisation.id);
    if (!head || !isCounted(head.state)) throw new Failure('conflict', 'returns.not-submitted');
    const [revision] = await lastRevisions(context.db, campaign.id, [organisation.id]);
    const typed = digits(checksum);
    if (!revision || typed.length < SHORT || !revision.checksum.startsWith(typed))
      throw new Failure('invalid', 'returns.scan-of-other-figures', {}, [
        { at: 'checksum', code: 'returns.scan-of-other-figures' },
      ]);
    const sha256 = createHash('sha256').update(bytes).digest();
    const accountId = context.actor.accountId;
    const id = await insertFile(context.db, {
      organisationId: organisation.id,
      name,
      mediaType: kind.mediaType,
      sha256,
      bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      accountId,
      at: context.now,
    });
    const { rev } = head;
    await insertScan(context.db, head, {
      rev,
      checksum: revision.checksum,
      fileId: id,
      accountId,
      at: context.now,
    });
    await record(context, {
      action: 'return.attach-scan',
      organisationId: organisation.id,
      subject: subjectOf(located),
      after: { name, rev, checksum: shortChecksum(revision.checksum), sha256: sha256.toString('hex') },
    });
    return { id, name };
  },
);

function readScan(given: string, bytes: Uint8Array) {
  if (bytes.length === 0) throw new Failure('invalid', 'returns.file-empty');
  if (bytes.length > MEGABYTES * 1024 * 1024)
    throw new Failure('too-large', 'returns.file-too-large', { megabytes: MEGABYTES });
  const kind = fileKindOf(bytes);
  if (!kind || !KINDS.includes(kind.mediaType)) throw new Failure('invalid', 'returns.scan-kind');
  return { kind, name: fileName(given, kind) };
}
