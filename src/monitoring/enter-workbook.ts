import { z } from 'zod';
import type { Locale } from '#messages';
import { allow, notify, type Organisation, organisationIn, reach } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { type Context, reading, useCase } from '#platform/use-case.ts';
import { locateReturn, type Located, Name } from './locate.ts';
import { refuseFinished } from './preview-workbook.ts';
import { openWorkbook, type ReadWorkbook, readWorkbook, verifyWorkbook } from './read-workbook.ts';
import { blocks, type Door } from './rules/index.ts';
import { saveDraft } from './save-draft.ts';
import { fieldWordsOf, sayIssue } from './say-issue.ts';
import type { TakenFile } from './sql/workbook-batches.ts';
import { changesOf } from './take-workbook.ts';
import type { ArchivedFile, FoundBook } from './workbook/index.ts';

export type ToEnter = ArchivedFile & {
  /** Without it the campaign that the workbook says it is of. */
  campaign?: string;
  municipality: Pick<Organisation, 'code' | 'path'>;
  why: string;
  door: Extract<Door, 'on-behalf' | 'mail'>;
  locale: Locale;
  /** Returns of which a workbook has gone in already. */
  seen: Set<string>;
  /** As `tryOpening` gave it, where it was read before. */
  opened?: FoundBook | Failure;
  /** Asked once it is known whose workbook it is. @throws Failure why it may not go in */
  mayEnter?: (organisation: Organisation) => void | Promise<void>;
};

/** A workbook read outside of any transaction: a file may take its time. What is wrong with it is an answer too. */
export async function tryOpening(bytes: Uint8Array): Promise<FoundBook | Failure> {
  try {
    return await openWorkbook(bytes);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

/** One workbook into the return that it is of; a refusal is an answer too. */
export async function enterWorkbook(
  context: Context,
  { name, bytes, seen, opened, ...how }: ToEnter,
): Promise<TakenFile> {
  const file: TakenFile = { name: kept(name), lines: [] };
  try {
    const found = opened ?? (await tryOpening(bytes));
    if (found instanceof Failure) throw found;
    await verifyWorkbook(context, found);
    const located = await locateFor(context, found, how);
    const { organisation, campaign, head } = located;
    Object.assign(file, {
      organisation: { code: organisation.code, name: organisation.shortName },
      campaign: campaign.slug,
      form: found.identity['form'],
      dueOn: head.mendBy ?? head.dueOn,
    } satisfies Partial<TakenFile>);
    if (found.identity['campaign'] !== campaign.slug)
      throw new Failure('conflict', 'workbook.other-period', {
        theirs: found.identity['campaign'],
        own: campaign.slug,
      });
    refuseFinished(located);
    const one = `${campaign.slug}/${organisation.code}`;
    if (seen.has(one)) throw new Failure('conflict', 'workbook.many-twice');
    await how.mayEnter?.(organisation);
    const book = await readWorkbook(context, located, found);
    const conflicts = await enter(context, located, book, how);
    seen.add(one);
    file.taken = Object.keys(changesOf(book.changes)).length - conflicts.saved;
    Object.assign(file, standingOf(book, how.locale));
    file.lines = linesOf(book, conflicts.all, how.locale);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const params = Object.entries(error.params).map(([key, one]) => [
      key,
      typeof one === 'string' ? kept(one) : one,
    ]);
    file.fault = { code: error.code, params: Object.fromEntries(params) };
  }
  return file;
}

/** As much of what somebody has written as the database keeps. */
const kept = (text: string) =>
  text
    .slice(0, 200)
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ');

/** What stands in the way of submitting, with sheet and cell. */
function standingOf({ judged, form, background, places }: ReadWorkbook, locale: Locale): Partial<TakenFile> {
  const { executions, verdict } = judged;
  const issues = [...executions, ...(verdict?.issues ?? [])].filter(blocks);
  const placeOf = (at: string) => places[at] ?? places[at.replace(/^(na\.|why\.[^@]*@)/, '')];
  const [wrong, missing] = [true, false].map((isWrong) =>
    issues.filter(({ severity }) => (severity !== 'unfilled') === isWrong),
  ) as [typeof issues, typeof issues];
  return {
    blocks: wrong.length,
    unfilled: missing.length,
    wrong: wrong.slice(0, 30).map((issue) => {
      const { place, said } = sayIssue(issue, form, background.duties, locale);
      return { ...placeOf(issue.at), what: place, said };
    }),
    missing: missing.slice(0, 100).flatMap(({ at }) => placeOf(at) ?? []),
  };
}

/** The return that a workbook is of, in the campaign that is asked for. */
async function locateFor(
  context: Context,
  { identity }: FoundBook,
  { municipality, campaign = identity['campaign'] }: Pick<ToEnter, 'municipality' | 'campaign'>,
): Promise<Located> {
  if (identity['municipality'] !== municipality.code)
    throw new Failure('conflict', 'workbook.other-municipality', { theirs: identity['municipality'] });
  const which = { organisation: identity['organisation'] ?? '', campaign: campaign ?? '' };
  return locateIn(context, { ...which, within: municipality.path });
}

/** The return of an organisation of the actor's municipality. */
const locateIn = reading(
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

type Conflicts = readonly { field: string; theirs: string; yours: string }[];

async function enter(
  context: Context,
  { organisation, campaign }: Located,
  { base, changes }: ReadWorkbook,
  { why, door }: Pick<ToEnter, 'why' | 'door'>,
): Promise<{ all: Conflicts; saved: number }> {
  const left = changes.flatMap(({ field, now, conflict }) =>
    conflict ? [{ field, theirs: conflict.theirs, yours: now }] : [],
  );
  const going = changesOf(changes);
  if (Object.keys(going).length === 0) return { all: left, saved: 0 };
  const saved = await enterBook(context, {
    organisation: organisation.path,
    campaign: campaign.slug,
    why,
    door,
    base,
    changes: going,
  });
  return { all: [...left, ...saved.conflicts], saved: saved.conflicts.length };
}

/** Why it is entered by somebody else than the organisation; it sees that. */
export const Why = z.string().trim().min(1, 'workbook.many-why-missing').max(500);
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
      code: save.door === 'mail' ? 'workbook.entered-by-mail' : 'workbook.entered-for',
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
  conflicts: Conflicts,
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
