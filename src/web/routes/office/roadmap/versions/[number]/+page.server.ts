import { writeInterval, writeShortDate } from '#calendar';
import { reasonWords, roadmapVersion } from '#roadmap';
import { numberIn } from '#web/paths.ts';
import { deadlineWords } from '#web/roadmap/deadline-words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { say, context } = locals;
  const { version, content, reasons, newest } = await roadmapVersion(context, {
    number: numberIn(params.number),
  });
  const codes = new Map(content.activities.map(({ activityId, code }) => [activityId, code]));
  return {
    number: version.number,
    newest,
    approved: url.searchParams.has('approved'),
    order: version.orderNumber,
    date: writeShortDate(version.orderedOn),
    orderTitle: version.orderTitle,
    authority: version.authority,
    title: content.title,
    period: writeInterval(content.period, say.locale),
    count: content.activities.length,
    sections: content.sections.map(({ numeral, title }) => ({
      numeral,
      title,
      activities: content.activities
        .filter(({ section }) => section === numeral)
        .map((one) => ({
          code: one.code,
          title: one.title,
          deadline: one.deadline.text,
          understood: deadlineWords(say, one.deadline, content.period),
          responsibles: one.responsibles.map(({ text }) => text).join(', '),
          document: one.document,
          result: one.result,
          after: one.after.map((id) => codes.get(id)).join(', '),
          reason: reasonWords(say, reasons[one.activityId]),
        })),
    })),
  };
};
