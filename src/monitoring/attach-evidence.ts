import { createHash } from 'node:crypto';
import { z } from 'zod';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { useCase } from '#platform/use-case.ts';
import { backgroundsOf } from './background.ts';
import { locateReturn, WhichReturn } from './locate.ts';
import { allowFilling } from './allow-filling.ts';
import { tellRoom } from './return-room.ts';
import { subjectOf } from './review-step.ts';
import { executionField, fileKindOf, fileName, readFiles, writeFiles } from './rules/index.ts';
import { openDraft } from './save-draft.ts';
import { takesFiles } from './merge-draft.ts';
import { type EvidenceFile, insertFile } from './sql/files.ts';
import { insertEvent, putDraft } from './sql/returns.ts';

const MEGABYTES = 10;
const MOST_FILES = 10;
const AttachEvidence = WhichReturn.extend({
  obligation: z.int().positive().optional(),
  /** Or a cell of a form that asks for evidence. */
  cell: z.string().max(200).optional(),
  name: z.string().max(1000),
  /** What the browser takes it for; the content decides. */
  mediaType: z.string().max(200).optional(),
  bytes: z.custom<Uint8Array>((given) => given instanceof Uint8Array),
});
/** `value` is the field's now; `rev` the next `base`. */
export type AttachedEvidence = EvidenceFile & { field: string; value: string; rev: number };

/**
 * Keeps a file and puts it beside what a return says of an obligation.
 * @throws Failure `returns.not-found`, `access.denied`, `returns.file-too-large`, `returns.file-empty`,
 *   `returns.file-kind`, `returns.too-many-files`, `returns.campaign-closed`, `returns.already-submitted`
 */
export const attachEvidence = useCase(
  'return.attach',
  AttachEvidence,
  async (context, { obligation, cell, name: given, bytes, ...which }): Promise<AttachedEvidence> => {
    const located = await locateReturn(context, which);
    const { campaign, organisation } = located;
    const behalf = await allowFilling(context, located);
    const { kind, name } = readEvidence(given, bytes);
    const background = (await backgroundsOf(context.db, campaign, [located])).get(organisation.id)!;
    const field = cell ?? executionField(obligation ?? 0, 'files');
    if (!takesFiles(background, field)) throw new Failure('invalid', 'returns.unknown-field', { field });
    const { head, entries } = await openDraft(context, located);
    const before = entries[field]?.value ?? '';
    if (readFiles(before).length >= MOST_FILES)
      throw new Failure('invalid', 'returns.too-many-files', { most: MOST_FILES });
    const sha256 = createHash('sha256').update(bytes).digest();
    const by = context.actor.accountId;
    const id = await insertFile(context.db, {
      organisationId: organisation.id,
      name,
      mediaType: kind.mediaType,
      sha256,
      bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      accountId: by,
      at: context.now,
    });
    const rev = head.draftRev + 1;
    const value = writeFiles([...readFiles(before), id]);
    const made = await putDraft(context.db, head, {
      rev,
      entries: { [field]: { value, rev, by, ...(behalf ? { door: 'on-behalf' as const } : {}) } },
      at: context.now,
      by,
    });
    if (made)
      await insertEvent(context.db, head, { action: 'begin', rev: head.rev, actorId: by, at: context.now });
    await record(context, {
      action: 'return.attach',
      organisationId: organisation.id,
      subject: subjectOf(located),
      before: { [field]: before },
      after: { [field]: value, name, sha256: sha256.toString('hex') },
    });
    tellRoom(context, located, { rev, fields: { [field]: value } });
    return { id, name, mediaType: kind.mediaType, size: bytes.length, at: context.now, field, value, rev };
  },
);

function readEvidence(given: string, bytes: Uint8Array) {
  if (bytes.length === 0) throw new Failure('invalid', 'returns.file-empty');
  if (bytes.length > MEGABYTES * 1024 * 1024)
    throw new Failure('too-large', 'returns.file-too-large', { megabytes: MEGABYTES });
  const kind = fileKindOf(bytes);
  if (!kind) throw new Failure('invalid', 'returns.file-kind');
  return { kind, name: fileName(given, kind) };
}
