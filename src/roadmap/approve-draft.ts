import { z } from 'zod';
import { type Day, dayIn } from '#calendar';
import { allow, notify } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure, type Issue } from '#platform/failure.ts';
import type { Context } from '#platform/use-case.ts';
import { draftToChange, type FoundDraft } from './draft-within.ts';
import { DayInput } from './edit-import.ts';
import { type Reasons, tidied } from './rules/versions/content.ts';
import type { Difference } from './rules/versions/difference.ts';
import { type Followed, followObligations } from './rules/versions/follow.ts';
import { kindsOf, refuseUnready, shownDraft } from './show-correction.ts';
import { closeDraft } from './sql/drafts.ts';
import { allObligationsUnder, rewriteObligations } from './sql/obligations.ts';
import { currentRoadmap, insertVersion, lockRoadmap } from './sql/roadmaps.ts';

const Line = z.string().trim().max(2000);
/** The order of correction. */
export const OrderInput = z.object({
  id: z.int().positive(),
  revision: z.int().positive(),
  number: z.string().trim().max(60),
  date: z.union([z.literal(''), DayInput]),
  orderTitle: Line,
  /** Without it the authority of the version before. */
  authority: Line.optional(),
});
export type Order = z.output<typeof OrderInput>;

/** What of the obligations a return has settled; whoever approves knows it, this room does not. */
export type Settled = ReadonlySet<number>;
export type Approved = { versionId: number; number: number; ownerId: number; followed: Followed };

/**
 * Makes a draft the next version, in the caller's transaction: sections, activities with their numbers, links, reasons,
 * and the obligations, which follow. For the room that knows what has been reported (`settled`).
 * @throws Failure `correction.not-found`, `correction.approved`, `correction.thrown-away`,
 *   `correction.changed-meanwhile`, `correction.approved-meanwhile`, `correction.nothing-changed`, `roadmap.not-ready`
 */
export async function approveDraft(context: Context, order: Order, settled: Settled): Promise<Approved> {
  const found = await draftToChange(context, order.id, order.revision);
  const { draft, owner, version } = found;
  allow(context, 'roadmap.change', owner.path);
  await lockRoadmap(context.db, owner.id);
  const current = (await currentRoadmap(context.db, owner.id))!;
  // Two may have prepared a version each; the second would quietly undo the first.
  if (current.versionId !== draft.basedOn)
    throw new Failure('conflict', 'correction.approved-meanwhile', {
      number: current.orderNumber,
      date: current.orderedOn.split('-').reverse().join('.'),
      version: current.number,
    });
  const { difference, obstacles } = shownDraft(found);
  refuseUnready({ difference, obstacles });
  const { number, date, orderTitle, authority } = requisites(order);
  const followed = await followDraft(context, found, settled);
  const content = tidied(draft.content);
  const next = version.number + 1;
  const { versionId } = await insertVersion(context.db, {
    roadmapId: draft.roadmapId,
    number: next,
    title: content.title,
    startsOn: content.period.start,
    endsOn: content.period.end,
    orderNumber: number,
    orderedOn: date,
    orderTitle,
    authority: authority || version.authority,
    importId: version.importId,
    accountId: context.actor.accountId,
    approvedAt: context.now,
    reasons: reasonsFor(draft.reasons, difference),
    sections: content.sections,
    activities: content.activities,
  });
  await rewriteObligations(context.db, versionId, followed);
  await closeDraft(context.db, draft.id, context.now, versionId);
  await tell(context, followed, number);
  await record(context, {
    action: 'roadmap.approve-correction',
    organisationId: owner.id,
    subject: `roadmap ${draft.roadmapId} version ${next}`,
    before: { version: version.number },
    after: { order: { number, date, title: orderTitle }, draft: draft.id, ...countsOf(followed) },
  });
  return { versionId, number: next, ownerId: owner.id, followed };
}

export const countsOf = ({ kept, moved, ended, revived, added }: Followed) => ({
  kept: kept.length,
  moved: moved.length,
  ended: ended.length,
  added: added.length + revived.length,
});

/** What would become of the obligations if a draft were approved now. */
export async function followDraft(
  context: Context,
  { draft, owner, base, organisations }: FoundDraft,
  settled: Settled,
): Promise<Followed> {
  const today: Day = dayIn(context.now, context.zone);
  const standing = await allObligationsUnder(context.db, owner.id);
  return followObligations(
    { before: base, after: draft.content },
    standing.map(({ startsOn, endsOn, ...one }) => ({
      ...one,
      start: startsOn,
      end: endsOn,
      settled: settled.has(one.id),
    })),
    { kinds: kindsOf(organisations), today },
  );
}

/** @throws Failure `roadmap.not-ready` with one issue for each field that is empty */
function requisites({ number, date, orderTitle, authority }: Order) {
  const missing: Issue[] = [];
  if (!number) missing.push({ at: 'number', code: 'roadmap.order-number-missing' });
  if (!date) missing.push({ at: 'date', code: 'roadmap.order-date-missing' });
  if (!orderTitle) missing.push({ at: 'orderTitle', code: 'roadmap.order-title-missing' });
  if (missing.length) throw new Failure('invalid', 'roadmap.not-ready', { count: missing.length }, missing);
  return { number, date, orderTitle, authority };
}

/** Of what is changed after all; a reason whose change was taken back says nothing. */
function reasonsFor(reasons: Reasons, { activities }: Difference): Reasons {
  const changed = new Set(
    activities.map((change) => (change.what === 'changed' ? change.after : change.activity).activityId),
  );
  return Object.fromEntries(Object.entries(reasons).filter(([id]) => changed.has(Number(id))));
}

/** Each whom it touches is told once, with how much. */
async function tell(context: Context, { moved, ended, revived, added }: Followed, number: string) {
  const touched = Map.groupBy(
    [...moved, ...ended, ...revived, ...added],
    ({ organisationId }) => organisationId,
  );
  for (const [organisationId, own] of touched)
    await notify(context, {
      organisationId,
      roles: ['head', 'curator'],
      code: 'correction.notice',
      params: { number, count: own.length },
      href: '/office/roadmap',
    });
}
