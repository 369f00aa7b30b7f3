import { z } from 'zod';
import { dayIn } from '#calendar';
import { doers } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { type Context, useCase } from '#platform/use-case.ts';
import { type Background, backgroundsOf } from './background.ts';
import { carriedOver, judgeReturn, type Judged, knownCells } from './judging/index.ts';
import { type Located, locateReturn, WhichReturn } from './locate.ts';
import { allowFilling } from './allow-filling.ts';
import { type Change, type Conflict, faultsIn, type Merge, mergeDraft, takesFiles } from './merge-draft.ts';
import { CONFIRMED, doors, readFiles } from './rules/index.ts';
import { tellRoom } from './return-room.ts';
import { draftFields, isCounted } from './show-return.ts';
import { filesOf } from './sql/files.ts';
import { draftsOf, type Entry, insertEvent, lockReturn, putDraft, type ReturnHead } from './sql/returns.ts';

export const LONGEST = 2000;
/** PostgreSQL keeps neither a NUL nor half of a surrogate pair; nobody types them. */
export const keepable = (text: string): string =>
  UNKEEPABLE.test(text) ? text.toWellFormed().replaceAll('\u0000', '') : text;
const UNKEEPABLE = /\0|\p{Surrogate}/u;
export const Value = z.string().max(LONGEST, 'returns.value-too-long').transform(keepable);
export const MOST_FIELDS = 2000;
const SaveDraft = WhichReturn.extend({
  /** `draftRev` of the page. */
  base: z.int().min(0),
  changes: z
    .record(z.string().max(200), z.object({ value: Value, was: Value.optional() }))
    .refine((changes) => Object.keys(changes).length <= MOST_FIELDS, 'returns.too-many-fields'),
  /** How the answers came in: each field keeps it. */
  door: z.enum(doors).optional(),
  /** The page that saves: the others that have the return open are told. */
  client: z.string().max(40).optional(),
});

export type SavedDraft = Judged & {
  /** The next `base`. */
  rev: number;
  savedAt: Date;
  /** Fields that were not saved: somebody else has changed them since `base`. Everything else is saved. */
  conflicts: { field: string; theirs: string; by: string; yours: string }[];
};

/**
 * Saves what has changed in a return and judges it anew.
 * @throws Failure `returns.not-found`, `access.denied`, `returns.campaign-closed`, `returns.already-submitted`,
 *   `returns.unknown-fields` (nothing is saved), `returns.behalf-unsaid`
 */
export const saveDraft = useCase(
  'return.save',
  SaveDraft,
  async (context, { base, changes, door, client, ...which }): Promise<SavedDraft> => {
    const located = await locateReturn(context, which);
    const behalf = await allowFilling(context, located);
    const background = (await backgroundsOf(context.db, located.campaign, [located])).get(
      located.organisation.id,
    )!;
    await refuseUnknown(context, background, changes);
    const { head, entries } = await openDraft(context, located);
    const by = context.actor.accountId;
    const merge = mergeDraft(entries, withConfirmed(changes, entries, background), {
      base,
      rev: head.draftRev + 1,
      by,
      door: behalf ? 'on-behalf' : door,
    });
    const rev = await write(context, located, head, merge, client);
    const fields = draftFields({ ...entries, ...merge.changed });
    const today = dayIn(context.now, located.campaign.zone);
    const { verdict, executions, counts, submittable } = judgeReturn(background, fields, today);
    return {
      rev,
      savedAt: context.now,
      conflicts: await named(context, merge.conflicts),
      verdict,
      executions,
      counts,
      submittable,
    };
  },
);

/** The draft, which nobody else may change until this transaction ends. */
export async function openDraft(
  context: Context,
  { campaign, organisation }: Located,
): Promise<{ head: ReturnHead; entries: Record<string, Entry> }> {
  if (campaign.state === 'closed') throw new Failure('conflict', 'returns.campaign-closed');
  const head = await lockReturn(context.db, campaign.id, organisation.id);
  if (!head) throw new Failure('not-found', 'returns.not-found');
  if (isCounted(head.state)) throw new Failure('conflict', 'returns.already-submitted');
  const [draft] = await draftsOf(context.db, campaign.id, [organisation.id]);
  return { head, entries: draft?.entries ?? {} };
}

async function refuseUnknown(
  context: Context,
  background: Background,
  changes: Record<string, Change>,
): Promise<void> {
  const fields = Object.entries(changes).map(([field, { value }]): [string, string] => [field, value]);
  const faults = faultsIn(background, Object.fromEntries(fields));
  const ids = fields.flatMap(([field, value]) => {
    const holdsFiles = faults.length === 0 && value !== '' && takesFiles(background, field);
    return holdsFiles ? readFiles(value).map((id) => ({ field, id })) : [];
  });
  const files = await filesOf(
    context.db,
    background.organisation.id,
    ids.map(({ id }) => id),
  );
  for (const { field, id } of ids)
    if (!files.some((file) => file.id === id)) faults.push({ at: field, code: 'returns.file-unknown' });
  if (faults.length > 0) throw new Failure('invalid', 'returns.unknown-fields', {}, faults);
}

/**
 * What is confirmed, or answered anew, becomes the organisation's own answer: the profile may change later, and a
 * carried-over row of which one field was changed keeps its others.
 */
function withConfirmed(
  changes: Readonly<Record<string, Change>>,
  entries: Readonly<Record<string, Entry>>,
  background: Background,
): Record<string, Change> {
  const own = Object.fromEntries(Object.entries(entries).map(([field, { value }]) => [field, value]));
  const standing = {
    ...(changes[CONFIRMED]?.value === '1' ? knownCells(background) : {}),
    ...touched(carriedOver(background.duties, own), changes),
  };
  const missing = Object.entries(standing).filter(([field]) => !entries[field]);
  return { ...Object.fromEntries(missing.map(([field, value]) => [field, { value }])), ...changes };
}

/** The carried-over fields of the rows that are changed. */
function touched(carried: Record<string, string>, changes: Readonly<Record<string, Change>>) {
  const row = (field: string) => field.slice(0, field.lastIndexOf('.'));
  const rows = new Set(
    Object.entries(changes)
      .filter(([, { value, was }]) => value !== was)
      .map(([field]) => row(field)),
  );
  return Object.fromEntries(Object.entries(carried).filter(([field]) => rows.has(row(field))));
}

async function write(
  context: Context,
  located: Located,
  head: ReturnHead,
  { changed, before }: Merge,
  client: string | undefined,
): Promise<number> {
  if (Object.keys(changed).length === 0) {
    context.trail.written = true; // nothing was written, so there is nothing to keep a trail of
    return head.draftRev;
  }
  const { campaign, organisation } = located;
  const rev = head.draftRev + 1;
  const by = context.actor.accountId;
  const made = await putDraft(context.db, head, { rev, entries: changed, at: context.now, by });
  if (made)
    await insertEvent(context.db, head, { action: 'begin', rev: head.rev, actorId: by, at: context.now });
  const after = Object.fromEntries(Object.entries(changed).map(([field, { value }]) => [field, value]));
  await record(context, {
    action: 'return.save',
    organisationId: organisation.id,
    subject: `return ${campaign.slug}/${organisation.code}`,
    before,
    after,
  });
  tellRoom(context, located, { rev, fields: after }, client);
  return rev;
}

async function named(context: Context, conflicts: readonly Conflict[]): Promise<SavedDraft['conflicts']> {
  if (conflicts.length === 0) return [];
  const names = await doers(
    context.db,
    conflicts.flatMap(({ by }) => by ?? []),
  );
  return conflicts.map(({ by, ...conflict }) => ({
    ...conflict,
    by: by === null ? '' : (names.get(by)?.name ?? ''),
  }));
}
