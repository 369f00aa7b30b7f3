import {
  dayIn,
  writeDate,
  writeInterval,
  writeQuarter,
  quarterOf,
  writeShortDate,
  writeTime,
} from '#calendar';
import type { Words } from '#messages';
import type { Consequences, ShownProposal } from '#monitoring';
import { reasonWords, type ShownCorrection } from '#roadmap';
import type { VersionActivity } from '#roadmap/rules';
import { deadlineWords } from '#web/roadmap/deadline-words.ts';
import { executorWords } from '#web/roadmap/executor-words.ts';

export const STEPS = ['proposals', 'activities', 'changes', 'approve'] as const;
export type Step = (typeof STEPS)[number];

export function proposalView(say: Words, one: ShownProposal) {
  const { key, code, shortTitle, why, reason, options, decision } = one;
  return {
    key,
    code,
    shortTitle,
    title: say.code(`correction.proposal-${why}`),
    reason: reasonWords(say, reason),
    decision,
    options: options.map((option) => ({
      as: option.as,
      until: 'until' in option ? writeShortDate(option.until) : '',
      label: say.code(`correction.option-${option.as}`, {
        term: 'term' in option ? writeInterval(option.term, say.locale) : '',
      }),
    })),
  };
}

/** A row of the list: what the draft says, and what of it is new. */
function rowView(say: Words, one: VersionActivity, shown: ShownCorrection) {
  const { activityId: id, code, number, shortTitle, deadline, after } = one;
  const { content, difference, bound, organisations, reasons } = shown;
  const change = difference.activities.find(
    (each) => (each.what === 'changed' ? each.after : each.activity).activityId === id,
  );
  const own = content.activities.filter(({ section }) => section === one.section);
  const place = own.indexOf(one) + 1;
  return {
    id,
    code,
    number,
    shortTitle,
    deadline: deadline.text,
    understood: deadlineWords(say, deadline, content.period),
    doubtful: deadline.certain === false && change !== undefined,
    executors: executorWords(say, bound[id] ?? [], organisations),
    nobody: !bound[id]?.length,
    after: after.map((first) => codeOf(first, shown)).join(', '),
    change: change && (change.what === 'changed' ? 'changed' : 'added'),
    reason: reasonWords(say, reasons[id]),
    place,
    last: own.length,
    edit: `?step=activities&edit=${id}#edit`,
  };
}

const codeOf = (id: number, { content, base }: ShownCorrection): string =>
  [...content.activities, ...base.activities].find(({ activityId }) => activityId === id)?.code ?? '';

export function sectionsView(say: Words, shown: ShownCorrection) {
  const { content, difference, reasons } = shown;
  const withdrawn = difference.activities.flatMap((change) =>
    change.what === 'withdrawn' ? [change.activity] : [],
  );
  const known = new Map([...shown.base.sections, ...content.sections].map((one) => [one.numeral, one.title]));
  return [...known].map(([numeral, title]) => ({
    numeral,
    title,
    there: content.sections.some((one) => one.numeral === numeral),
    activities: content.activities
      .filter(({ section }) => section === numeral)
      .map((one) => rowView(say, one, shown)),
    withdrawn: withdrawn
      .filter(({ section }) => section === numeral)
      .map(({ activityId: id, code, shortTitle, deadline }) => ({
        id,
        code,
        shortTitle,
        deadline: deadline.text,
        reason: reasonWords(say, reasons[id]),
      })),
  }));
}

/** What the editor shows of one activity; nothing for one that is to be added yet. */
export function editedView(say: Words, id: number, shown: ShownCorrection) {
  const one = shown.content.activities.find(({ activityId }) => activityId === id);
  if (!one) return undefined;
  const { deadline, title, shortTitle, document, result, section, responsibles, derived } = one;
  const { certain, why = '', alternatives = [] } = deadline;
  const doubt = certain === false && rowView(say, one, shown).doubtful;
  return {
    ...rowView(say, one, shown),
    title,
    shortTitle,
    document,
    result,
    section,
    derived: derived !== null,
    reason: shown.reasons[id]?.text ?? '',
    doubt: doubt
      ? {
          why: say.code(`roadmap.doubt-${why.replace(/^deadline\./, '')}`),
          options: [
            { value: 'as-read', label: deadlineWords(say, deadline, shown.content.period) },
            ...alternatives.map((meaning, at) => ({
              value: String(at),
              label: deadlineWords(say, meaning, shown.content.period),
            })),
          ],
        }
      : undefined,
    responsibles: responsibles.map(({ text, role, organisations: ids }) => ({
      text,
      role,
      ids,
      whom: executorWords(say, ids, shown.organisations),
    })),
    links: one.after.map((first) => ({ id: first, code: codeOf(first, shown) })),
    linkable: shown.content.activities
      .filter(({ activityId }) => activityId !== id && !one.after.includes(activityId))
      .map(({ activityId, code, shortTitle: short }) => ({ value: activityId, label: `${code}. ${short}` })),
  };
}

/** What the order would bring about. */
export function consequencesView(
  say: Words,
  { kept, moved, ended, added, campaigns }: Consequences,
  names: ReadonlyMap<number, string>,
) {
  const named = (ids: readonly number[]) => ids.map((id) => names.get(id) ?? '').join(', ');
  return {
    counts: [
      [say('correction.count-kept'), kept],
      [say('correction.count-moved'), moved],
      [say('correction.count-ended'), ended],
      [say('correction.count-added'), added],
    ] as const,
    campaigns: campaigns.map(({ slug, period, asked, standing }) => ({
      slug,
      says: say('correction.campaign-asked', {
        period: writeQuarter(quarterOf(period.start), say.locale),
        count: asked.length,
      }),
      asked: named(asked),
      stands: standing.length
        ? say('correction.campaign-standing', { count: standing.length, names: named(standing) })
        : '',
    })),
  };
}

export const brokenView = (say: Words, { broken }: ShownCorrection) =>
  broken.map(({ why, code, afterCode, begins, ends, activity }) => ({
    activity,
    says: say.code(`correction.broken-${why}`, {
      code,
      after: afterCode,
      begins: begins ? writeShortDate(begins) : '',
      ends: ends ? writeShortDate(ends) : '',
    }),
  }));

export function savedWords(say: Words, { changedAt, revision }: ShownCorrection, zone: string): string {
  const date = writeDate(dayIn(changedAt, zone), say.locale);
  const time = writeTime(changedAt, zone);
  return say(revision > 1 ? 'correction.saved' : 'correction.begun', { date, time });
}
