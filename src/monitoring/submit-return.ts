import { z } from 'zod';
import { dayIn } from '#calendar';
import { Failure, type Issue as Fault } from '#platform/failure.ts';
import { type Context, oneStatement } from '#platform/use-case.ts';
import { foldSoon } from './fold.ts';
import { latenessIn } from './lateness.ts';
import { judgeReturn } from './judging/index.ts';
import { freshReturn, type KnownReturn, knownReturn } from './known-returns.ts';
import { WhichReturn } from './locate.ts';
import { faultsIn } from './merge-draft.ts';
import { allowFilling } from './allow-filling.ts';
import { checksumOf, contentOf, type Receipt, receiptOf } from './receipt.ts';
import {
  blocks,
  type Content,
  type Door,
  doors,
  encode,
  type Fields,
  fieldsFrom,
  type Texts,
} from './rules/index.ts';
import { keepable, LONGEST, MOST_FIELDS } from './save-draft.ts';
import { draftFields, isCounted } from './show-return.ts';
import { behalfIn } from './sql/behalf.ts';
import { campaignWith } from './sql/campaigns.ts';
import { filesOf } from './sql/files.ts';
import { type Draft, headsOf, lastRevisions, type ReturnHead } from './sql/returns.ts';
import { readDraft } from './sql/submission.ts';
import { writeTogether } from './write-together.ts';

/**
 * Field → as typed, looked at as one thing: a schema for each of some 130 names and values took as long as judging them.
 * What the names are is asked afterwards.
 */
const WholeContent = z
  .custom<Record<string, string>>(isWholeContent, 'returns.value-too-long')
  .transform(keepableContent)
  .meta({
    type: 'object',
    maxProperties: MOST_FIELDS,
    additionalProperties: { type: 'string', maxLength: LONGEST },
  });

function isWholeContent(given: unknown): boolean {
  if (typeof given !== 'object' || given === null) return false;
  const values: unknown[] = Object.values(given);
  return (
    values.length <= MOST_FIELDS &&
    values.every((value) => typeof value === 'string' && value.length <= LONGEST)
  );
}

function keepableContent(fields: Record<string, string>): Record<string, string> {
  if (Object.values(fields).every((value) => keepable(value) === value)) return fields;
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, keepable(value)]));
}

const SubmitReturn = WhichReturn.extend({
  /** Submissions so far, as the page that is submitted shows them. */
  rev: z.int().min(0),
  /** The same for a submission and for every repetition of it. */
  requestId: z.uuid(),
  /** The draft that was checked: its `draftRev`. */
  draft: z.int().min(0).optional(),
  /** The whole content, where it does not come from the draft. */
  fields: WholeContent.optional(),
  /** How the whole content came in. */
  door: z.enum(doors).optional(),
});
type Input = z.output<typeof SubmitReturn>;

const MOST_TRIES = 3;

/**
 * Hands a return in for review. Everything is read and judged first; the write is one statement outside a transaction.
 * Late is accepted and said on the receipt. The same `requestId` again gets the same receipt.
 * @throws Failure `returns.not-found`, `access.denied`, `returns.not-ready` (with what stands in the way),
 *   `returns.unknown-fields`, `returns.campaign-closed`, `returns.already-submitted` and `returns.changed-meanwhile`
 *   (with the difference), `returns.behalf-unsaid`
 */
export const submitReturn = oneStatement('return.submit', SubmitReturn, async (context, input) => {
  const first = await knownReturn(context, input);
  const receipt = await trySubmitting(context, input, first).catch((error: unknown) => {
    // What it was judged against may be a minute old: nobody is turned away for that.
    if (error instanceof Failure && error.kind === 'invalid') return undefined;
    throw error;
  });
  if (receipt) return receipt;
  for (let tried = 1; tried < MOST_TRIES; tried += 1) {
    const again = await trySubmitting(context, input, await freshReturn(context, input));
    if (again) return again;
  }
  throw new Failure('conflict', 'returns.changed-meanwhile');
});

async function trySubmitting(
  context: Context,
  input: Input,
  known: KnownReturn,
): Promise<Receipt | undefined> {
  const { campaign, organisation, layout, earlier } = known.background;
  const head = { ...known.head, rev: input.rev };
  const entering = await allowFilling(context, { organisation, head }, 'return.submit');
  const given = await givenFields(context, known, entering ? { ...input, door: 'on-behalf' } : input);
  if ('receipt' in given) return given.receipt;
  const { content } = judged(context, known, given.fields);
  if (input.fields) await refuseUnknownFiles(context, known, content);
  const { numbers: _, ...words } = content;
  const behalf = entering ?? (given.doors?.['on-behalf'] ? await behalfIn(context.db, head) : undefined);
  const texts: Texts = {
    ...words,
    ...(given.doors ? { doors: given.doors } : {}),
    ...(behalf
      ? { behalf: { toldBy: behalf.toldBy, why: behalf.why, ...(entering ? { submitted: true } : {}) } }
      : {}),
  };
  const actorId = context.actor.accountId!; // a stranger has not come past `allow`
  const made = { at: context.now, rev: input.rev + 1, actorId };
  const stored = encode(layout, content.numbers);
  const checksum = checksumOf(campaign, organisation, { ...made, ...stored, texts });
  const written = await writeTogether(context.run, {
    campaignId: campaign.id,
    organisationId: organisation.id,
    rev: input.rev,
    draftRev: given.draftRev,
    earlier,
    actorId,
    at: context.now,
    stored,
    texts: JSON.stringify(texts),
    checksum,
    requestId: input.requestId,
  });
  if (!written) return settle(context, known, input, content);
  foldSoon();
  const handedIn = { ...known.head, firstSubmittedAt: written.firstSubmittedAt };
  return receiptOf(
    campaign,
    organisation,
    !written.wentBack ? handedIn : await withLateness(context, known, handedIn),
    { ...made, checksum, texts },
  );
}

/** A return that has been with its school more than once. */
async function withLateness<Head extends ReturnHead & { firstSubmittedAt: Date }>(
  { db, now }: Context,
  { background: { campaign } }: KnownReturn,
  head: Head,
) {
  const daysLate = await latenessIn(db, campaign, dayIn(now, campaign.zone), head.organisationId);
  return { ...head, daysLate: daysLate(head) };
}

/** The content that is submitted: what came with the request, else the draft that was checked. */
async function givenFields(
  context: Context,
  known: KnownReturn,
  input: Input,
): Promise<{ fields: Fields; draftRev: number | null; doors: Texts['doors'] } | { receipt: Receipt }> {
  const { background, head } = known;
  if (input.fields) {
    refuseUnknown(known, input.fields);
    const { door = 'page' } = input;
    return { fields: input.fields, draftRev: null, doors: door === 'page' ? undefined : { [door]: ['*'] } };
  }
  const draft = await readDraft(context.run, head.campaignId, head.organisationId);
  const isStale = input.draft !== undefined && draft && draft.draftRev !== input.draft;
  if (draft && draft.rev === input.rev && draft.state <= 1 && !isStale)
    return {
      fields: draftFields(draft.entries),
      draftRev: draft.draftRev,
      doors: doorsOf(draft.entries),
    };
  const receipt = await settle(context, known, input);
  if (receipt) return { receipt };
  throw new Failure('conflict', 'returns.changed-meanwhile', { campaign: background.campaign.slug });
}

/** Which fields came by which door; nothing for those typed into the page. */
function doorsOf(entries: Draft['entries'] | null): Texts['doors'] {
  const found: Partial<Record<Door, string[]>> = {};
  for (const [field, { door, value }] of Object.entries(entries ?? {}))
    if (door && value !== '') (found[door] ??= []).push(field);
  return Object.keys(found).length > 0 ? found : undefined;
}

function refuseUnknown({ background }: KnownReturn, fields: Record<string, string>) {
  const faults = faultsIn(background, fields);
  if (faults.length > 0) throw new Failure('invalid', 'returns.unknown-fields', {}, faults);
}

/** What a draft names has been looked at when it was saved. */
async function refuseUnknownFiles(context: Context, { background }: KnownReturn, { executions }: Content) {
  const named = Object.values(executions).flatMap(({ files = [] }) => files);
  if (named.length === 0) return;
  const files = await filesOf(context.db, background.organisation.id, named);
  const missing = named.filter((id) => !files.some((file) => file.id === id));
  if (missing.length === 0) return;
  const issues = missing.map((at) => ({ at, code: 'returns.file-unknown' }));
  throw new Failure('invalid', 'returns.unknown-fields', {}, issues);
}

function judged(context: Context, { background }: KnownReturn, fields: Fields) {
  const today = dayIn(context.now, background.campaign.zone);
  const verdict = judgeReturn(background, fields, today);
  if (verdict.submittable) return verdict;
  const issues = [...verdict.executions, ...(verdict.verdict?.issues ?? [])].filter(blocks);
  const { errors, questions, unfilled } = verdict.counts;
  throw new Failure(
    'invalid',
    'returns.not-ready',
    { errors, questions, unfilled },
    issues.map(({ at, code, params }) => ({ at, code, params })),
  );
}

/**
 * The statement wrote nothing. A retry gets its receipt, whoever was slower is told what the other one submitted;
 * nothing where only the background had changed, so that it is worth another try.
 */
async function settle(
  context: Context,
  known: KnownReturn,
  { rev, requestId, draft }: Input,
  yours?: Content,
): Promise<Receipt | undefined> {
  const { background } = known;
  const { campaign, organisation } = background;
  const [head] = await headsOf(context.db, campaign.id, organisation.id);
  const now = await campaignWith(context.db, organisation.id, campaign.slug);
  if (!head || !now) throw new Failure('not-found', 'returns.not-found');
  const [last] = await lastRevisions(context.db, campaign.id, [organisation.id]);
  if (last?.requestId === requestId && head.firstSubmittedAt)
    return receiptOf(
      campaign,
      organisation,
      await withLateness(context, known, { ...head, firstSubmittedAt: head.firstSubmittedAt }),
      last,
    );
  if (last && isCounted(head.state)) {
    const theirs = contentOf(campaign, head.parentId !== null, last);
    const issues = yours ? difference(background, theirs, yours) : [];
    throw new Failure('conflict', 'returns.already-submitted', {}, issues);
  }
  if (now.state === 'closed') throw new Failure('conflict', 'returns.campaign-closed');
  if (isStale(head, { rev, draft })) throw new Failure('conflict', 'returns.changed-meanwhile');
  return undefined;
}

const isStale = (head: ReturnHead, { rev, draft }: Pick<Input, 'rev' | 'draft'>) =>
  head.rev !== rev || (draft !== undefined && head.draftRev !== draft);

/** What the two say differently, field by field. */
function difference({ layout }: KnownReturn['background'], theirs: Content, yours: Content): Fault[] {
  const [one, other] = [fieldsFrom(theirs, layout), fieldsFrom(yours, layout)];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter((field) => one[field] !== other[field])
    .map((field) => ({
      at: field,
      code: 'returns.differs',
      params: { theirs: one[field] ?? '', yours: other[field] ?? '' },
    }));
}
