import { z } from 'zod';
import type { Interval } from '#calendar';
import { allow, notify } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure, type Issue } from '#platform/failure.ts';
import { type Context, useCase } from '#platform/use-case.ts';
import { DayInput } from './edit-import.ts';
import { type Draft, draftFor, importWithin } from './import-of.ts';
import type { Requisites } from './rules/edits.ts';
import { markImportApproved } from './sql/imports.ts';
import { insertObligations } from './sql/obligations.ts';
import { currentRoadmap, insertVersion, lockRoadmap } from './sql/roadmaps.ts';

const Line = z.string().trim().max(2000).optional();
const ApproveRoadmap = z.object({
  id: z.int().positive(),
  revision: z.int().positive(),
  /** The order's requisites where they differ from what was read. */
  title: Line,
  number: z.string().trim().max(60).optional(),
  date: z.union([z.literal(''), DayInput]).optional(),
  orderTitle: Line,
  authority: Line,
});

/**
 * Makes an import version 1 of the municipality's roadmap: sections, activities and the obligations that arise from them.
 * @throws Failure `roadmap.import-not-found`, `roadmap.already-approved`, `roadmap.changed-meanwhile`,
 *   `roadmap.version-exists`, `roadmap.questions-left`, `roadmap.not-ready` with an issue for each activity or field
 */
export const approveRoadmap = useCase(
  'roadmap.approve',
  ApproveRoadmap,
  async (context, { id, revision, ...given }) => {
    const { found, municipality } = await importWithin(context, id, { lock: true });
    allow(context, 'roadmap.change', municipality.path);
    if (found.approvedAt) throw new Failure('conflict', 'roadmap.already-approved');
    if (found.revision !== revision) throw new Failure('conflict', 'roadmap.changed-meanwhile');
    const roadmapId = await lockRoadmap(context.db, municipality.id);
    const before = await currentRoadmap(context.db, municipality.id);
    if (before)
      throw new Failure('conflict', 'roadmap.version-exists', {
        number: before.orderNumber,
        date: before.orderedOn.split('-').reverse().join('.'),
      });
    const draft = await draftFor(context, found, municipality);
    const order = requisites(draft, given);
    const period = ready(draft, order, municipality.kind !== 'region');
    const version = await write(context, draft, {
      roadmapId,
      importId: id,
      title: given.title || draft.confirmed.title,
      order,
      period,
    });
    await markImportApproved(context.db, id, context.now);
    await record(context, {
      action: 'roadmap.approve',
      organisationId: municipality.id,
      subject: `roadmap ${roadmapId} version 1`,
      after: { order, period, import: id, ...version },
    });
    return { roadmapId, ...version };
  },
);

function requisites(
  { confirmed }: Draft,
  given: { number?: string; date?: string; orderTitle?: string; authority?: string },
): Requisites {
  const { order } = confirmed;
  return {
    number: given.number ?? order.number,
    date: given.date ?? order.date,
    title: given.orderTitle ?? order.title,
    authority: given.authority ?? order.authority,
  };
}

/** @throws Failure with all that stands in the way, not with the first of it */
function ready(
  { confirmed, activities, questions }: Draft,
  { number, date, title }: Requisites,
  binds: boolean,
): Interval {
  const left = questions.filter(({ answered }) => !answered).length;
  if (left) throw new Failure('conflict', 'roadmap.questions-left', { count: left });
  const issues: Issue[] = activities
    .filter(({ bound }) => binds && bound.length === 0) // a region's is carried out by the municipalities' own
    .map(({ key, code }) => ({
      at: `activity-${key}`,
      code: 'roadmap.nobody-responsible',
      params: { code },
    }));
  if (!number) issues.push({ at: 'number', code: 'roadmap.order-number-missing' });
  if (!date) issues.push({ at: 'date', code: 'roadmap.order-date-missing' });
  if (!title) issues.push({ at: 'orderTitle', code: 'roadmap.order-title-missing' });
  if (!confirmed.period) issues.push({ at: 'period', code: 'roadmap.period-not-read' });
  if (issues.length || !confirmed.period)
    throw new Failure('invalid', 'roadmap.not-ready', { count: issues.length }, issues);
  return confirmed.period;
}

async function write(
  context: Context,
  { confirmed, activities }: Draft,
  version: { roadmapId: number; importId: number; title: string; order: Requisites; period: Interval },
) {
  const { order, period } = version;
  const { versionId, activityIds } = await insertVersion(context.db, {
    roadmapId: version.roadmapId,
    number: 1,
    title: version.title,
    startsOn: period.start,
    endsOn: period.end,
    orderNumber: order.number,
    orderedOn: order.date,
    orderTitle: order.title,
    authority: order.authority,
    importId: version.importId,
    accountId: context.actor.accountId,
    approvedAt: context.now,
    reasons: {},
    sections: confirmed.sections.map(({ numeral, title }) => ({ numeral, title })),
    activities: activities.map((one) => ({
      code: one.code,
      section: one.numeral,
      number: one.number,
      title: one.title,
      shortTitle: one.shortTitle,
      document: one.document,
      result: one.result,
      deadline: one.deadline,
      responsibles: one.responsibles.map(({ text, role, organisations }) => ({ text, role, organisations })),
      derived: one.derived ? 'monitoring' : null,
      source: one.source,
    })),
  });
  const obligations = activities.flatMap(({ terms, bound }, at) =>
    terms.flatMap(({ start, end }, place) =>
      bound.map((organisationId) => ({
        activityId: activityIds[at]!,
        organisationId,
        term: place + 1,
        startsOn: start,
        endsOn: end,
      })),
    ),
  );
  await insertObligations(context.db, versionId, obligations);
  const bound = Map.groupBy(obligations, ({ organisationId }) => organisationId);
  for (const [organisationId, own] of bound)
    await notify(context, {
      organisationId,
      roles: ['head', 'curator'],
      code: 'roadmap.notice-approved',
      params: {
        number: order.number,
        count: own.length,
      },
      href: '/office/roadmap',
    });
  return {
    versionId,
    activities: activities.length,
    obligations: obligations.length,
    organisations: bound.size,
  };
}
