import { dayIn, writeDate, writeShortDate } from '#calendar';
import type { Words } from '#messages';
import { type CarriedOut, regionalState } from '#monitoring';
import { may } from '#organisations';
import { listVersions } from '#roadmap';
import { TONES } from '#web/roadmap/states.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { context, say } = locals;
  const { owner, versions } = await listVersions(context, {});
  const regional = await regionalState(context, {});
  return {
    mayCorrect: versions.length > 0 && may(context, 'roadmap.change', owner?.path ?? ''),
    versions: versions.map((one) => ({
      number: one.number,
      order: one.orderNumber,
      date: writeShortDate(one.orderedOn),
      orderTitle: one.orderTitle,
      approved: writeDate(dayIn(one.approvedAt, context.zone), say.locale),
    })),
    regional:
      regional && regional.municipalities.length
        ? {
            region: regional.region.shortName,
            order: regional.roadmap.orderNumber,
            date: writeShortDate(regional.roadmap.orderedOn),
            municipalities: regional.municipalities.length,
            rows: regional.activities.map(({ code, shortTitle, carriedOut }) => ({
              code,
              shortTitle,
              done: carriedOut.filter(({ activity }) => activity.state === 'done').length,
              late: carriedOut.filter(({ activity }) => activity.state === 'late').length,
              carriedOut: carriedOut.map((one) => carriedView(say, one)),
            })),
          }
        : undefined,
  };
};

const carriedView = (say: Words, { municipality, activity }: CarriedOut) => ({
  key: `${municipality.id} ${activity.code}`,
  name: municipality.shortName,
  code: activity.code,
  shortTitle: activity.shortTitle,
  tone: TONES[activity.state],
  state: activity.nextYear
    ? say('roadmap.state-waits', { year: String(activity.nextYear) })
    : say.code(`roadmap.state-${TONES[activity.state]}`),
  counted: activity.all > 1 ? say('roadmap.done-of', { done: activity.done, all: activity.all }) : '',
});
