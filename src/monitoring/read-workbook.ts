import { createHmac, timingSafeEqual } from 'node:crypto';
import { dayIn } from '#calendar';
import { doers, organisationById, organisationsUnder } from '#organisations';
import { Failure } from '#platform/failure.ts';
import { secretOf } from '#platform/secrets.ts';
import type { Context } from '#platform/use-case.ts';
import { type Background, backgroundsOf } from './background.ts';
import { f1, formName } from './forms/index.ts';
import { complete, formOf, type Judged, judgeReturn, knownCells } from './judging/index.ts';
import type { Located } from './locate.ts';
import { type FormDefinition, isEvent } from './rules/index.ts';
import { draftFields } from './show-return.ts';
import { draftsOf } from './sql/returns.ts';
import { type FoundBook, type Identity, readInWorker, signedText } from './workbook/index.ts';
import { type Place, takeFields, type TakenNote } from './workbook/take-fields.ts';

/** Largest workbook that a return can come in. */
export const LARGEST_WORKBOOK = 5 * 1024 * 1024;

export type WorkbookChange = {
  field: string;
  was: string;
  now: string;
  /** What somebody has typed since the workbook was made: it stands unless one says otherwise. */
  conflict?: { theirs: string; by: string };
};
export type ReadWorkbook = {
  /** When it was made; an instant. */
  made: string;
  /** The draft as it is now: the next `base`. */
  base: number;
  changes: WorkbookChange[];
  /** What was not taken, and what was taken with a word. */
  notes: TakenNote[];
  /** Where each field stands in the workbook. */
  places: Record<string, Place>;
  /** What the return would say with the changes. */
  judged: Judged;
  fields: Readonly<Record<string, string | undefined>>;
  background: Background;
  organisations: Choices;
  /** The forms as one, with the rows that the return would have. */
  form: FormDefinition | undefined;
  /** Form names, where an older version was mapped to the campaign's: theirs, own. */
  mapped?: { theirs: string; own: string };
};

/** The key that signs this installation's workbooks. */
const keyOf = (context: Pick<Context, 'db'>) => secretOf(context.db, 'workbook');

export async function signerOf(context: Pick<Context, 'db'>, identity: Identity) {
  const key = await keyOf(context);
  return (fields: readonly string[]) =>
    createHmac('sha256', key).update(signedText(identity, fields)).digest('hex');
}

/** What a return's workbook says of itself. */
export async function identityOf(
  context: Context,
  { campaign, organisation }: Pick<Located, 'campaign' | 'organisation'>,
  { forms, kind }: Pick<Background, 'forms' | 'kind'>,
): Promise<Identity> {
  const owner = await organisationById(context.db, campaign.ownerId);
  return {
    campaign: campaign.slug,
    organisation: organisation.code,
    municipality: owner?.code ?? '',
    kind,
    form: [formName(f1), ...forms.map(formName)].join(', '),
    made: context.now.toISOString(),
  };
}

export type Choices = readonly { code: string; title: { ru: string; en: string } }[] | undefined;

/** What a column of organisations chooses from, for a form that has one. */
export async function choicesFor(
  { db }: Pick<Context, 'db'>,
  { ownerId }: Located['campaign'],
  form: FormDefinition | undefined,
): Promise<Choices> {
  const asks = form?.tables.some(({ columns }) => columns.some(({ type }) => type === 'organisation'));
  const owner = asks && (await organisationById(db, ownerId));
  if (!owner) return undefined;
  const all = await organisationsUnder(db, [owner.path]);
  return all.map(({ code, shortName }) => ({ code, title: { ru: shortName, en: shortName } }));
}

/** @throws Failure `workbook.file-missing`, `workbook.file-too-large`, and those of `readInWorker` */
export async function openWorkbook(bytes: Uint8Array): Promise<FoundBook> {
  if (bytes.length === 0) throw new Failure('invalid', 'workbook.file-missing');
  if (bytes.length > LARGEST_WORKBOOK)
    throw new Failure('too-large', 'workbook.file-too-large', { megabytes: LARGEST_WORKBOOK / 1024 / 1024 });
  return readInWorker(bytes);
}

/**
 * Whether a workbook was made here, and its names are those that were given: asked before anything in it is believed.
 * @throws Failure `workbook.other-format`, `workbook.signature`
 */
export async function verifyWorkbook(
  context: Pick<Context, 'db'>,
  { identity, names }: FoundBook,
): Promise<void> {
  if (identity['format'] !== '1')
    throw new Failure('invalid', 'workbook.other-format', { format: identity['format'] ?? '' });
  const sign = await signerOf(context, identity as Identity);
  const [given, own] = [identity['signature'] ?? '', sign(names)].map((text) => Buffer.from(text));
  if (given!.length !== own!.length || !timingSafeEqual(given!, own!))
    throw new Failure('invalid', 'workbook.signature');
}

/**
 * What a workbook would change in a return. Nothing is saved.
 * @throws Failure `workbook.other-organisation`, `workbook.other-period`, `workbook.other-form`, and those of
 *   `verifyWorkbook`
 */
export async function readWorkbook(
  context: Context,
  located: Located,
  found: FoundBook,
): Promise<ReadWorkbook> {
  await verifyWorkbook(context, found);
  const { campaign, organisation, head } = located;
  const background = (await backgroundsOf(context.db, campaign, [located])).get(organisation.id)!;
  await refuseOther(context, located, found, background);
  const { names, mapped } = formsFor(found, background);
  const [draft] = await draftsOf(context.db, campaign.id, [organisation.id]);
  const entries = draft?.entries ?? {};
  const typed = draftFields(entries);
  const standing = { ...knownCells(background), ...complete(typed, background) };
  const called = found.names.map((name) => names.get(name) ?? name);
  const form = formOf(background, {
    ...typed,
    ...Object.fromEntries(called.map((name) => [name, 'x'])), // every row that is named is there
  });
  const duties = background.duties.map(({ id, derived, title }) => ({
    obligation: id,
    derived,
    isEvent: isEvent(title),
  }));
  const organisations = await choicesFor(context, campaign, form);
  const taken = takeFields(found, {
    organisations,
    form,
    kind: background.kind,
    duties,
    fields: standing,
    names,
  });
  const changes: WorkbookChange[] = [];
  const by = new Map<string, number | null>();
  for (const [field, { value, was }] of Object.entries(taken.changes)) {
    const entry = entries[field];
    const now = entry?.value ?? standing[field] ?? '';
    if (value === now) continue;
    const isTheirs = entry && entry.rev > found.base && entry.by !== context.actor.accountId;
    if (isTheirs) by.set(field, entry.by);
    changes.push({
      field,
      was: now,
      now: value,
      ...(isTheirs && value !== was ? { conflict: { theirs: now, by: '' } } : {}),
    });
  }
  const people = await doers(
    context.db,
    [...by.values()].flatMap((id) => id ?? []),
  );
  for (const { field, conflict } of changes)
    if (conflict) conflict.by = people.get(by.get(field) ?? 0)?.name ?? '';
  const after = { ...typed };
  for (const { field, now, conflict } of changes) if (!conflict) after[field] = now;
  return {
    made: found.identity['made'] ?? '',
    base: head.draftRev,
    changes,
    notes: taken.notes,
    places: taken.places,
    judged: judgeReturn(background, after, dayIn(context.now, campaign.zone)),
    fields: after,
    background,
    organisations,
    form: formOf(background, after),
    ...(mapped ? { mapped } : {}),
  };
}

async function refuseOther(
  context: Context,
  { campaign, organisation }: Located,
  { identity }: FoundBook,
  background: Background,
): Promise<void> {
  const own = await identityOf(context, { campaign, organisation }, background);
  if (identity['municipality'] !== own.municipality || identity['organisation'] !== own.organisation)
    throw new Failure('conflict', 'workbook.other-organisation', {
      theirs: identity['organisation'],
      own: organisation.shortName,
    });
  if (identity['campaign'] !== own.campaign)
    throw new Failure('conflict', 'workbook.other-period', {
      theirs: identity['campaign'],
      own: own.campaign,
    });
}

/** What cells are called in the campaign's forms by what they are called in the workbook's. */
function formsFor({ identity }: FoundBook, { forms }: Background) {
  const theirs = (identity['form'] ?? '').split(', ');
  const own = [formName(f1), ...forms.map(formName)];
  const names = new Map<string, string>();
  if (theirs.join() === own.join()) return { names };
  const refuse = () =>
    new Failure('conflict', 'workbook.other-form', { theirs: theirs.join(', '), own: own.join(', ') });
  const before = new Map(theirs.map((name) => name.split(' ') as [string, string]));
  if (before.get(f1.code) !== String(f1.version)) throw refuse();
  for (const { code, version, follows } of forms) {
    const then = Number(before.get(code));
    if (then === version) continue;
    if (follows?.version !== then) throw refuse();
    for (const [was, now] of Object.entries(follows.cells)) names.set(was, now);
  }
  return { names, mapped: { theirs: theirs.join(', '), own: own.join(', ') } };
}

export type { Place, TakenNote };
