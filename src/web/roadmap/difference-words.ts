import { writeInterval } from '#calendar';
import type { Words } from '#messages';
import { pointWords, reasonsBeside, reasonWords } from '#roadmap';
import type { ActivityChange, Difference, Point, Reasons } from '#roadmap/rules';
import { deadlineWords } from './deadline-words.ts';
import { executorWords } from './executor-words.ts';

type Organisations = Parameters<typeof executorWords>[2];

/** How two versions differ, in words: side by side, and as the points of an order. */
export function differenceView(
  say: Words,
  shown: { difference: Difference; points: readonly Point[]; reasons: Reasons; organisations: Organisations },
) {
  const { difference, points, reasons } = shown;
  const beside = reasonsBeside(say, points, reasons);
  return {
    title: difference.title,
    period: difference.period && {
      before: writeInterval(difference.period.before, say.locale),
      after: writeInterval(difference.period.after, say.locale),
    },
    changes: difference.activities.map((change) => changeView(say, change, shown)),
    unchanged: difference.unchanged,
    points: points.map((point, at) => ({
      text: pointWords(say, point),
      reason: beside[at],
      row: point.row && rowView(say, point.row),
    })),
  };
}
export type DifferenceView = ReturnType<typeof differenceView>;

function changeView(
  say: Words,
  change: ActivityChange,
  { reasons, organisations, difference }: Parameters<typeof differenceView>[1],
) {
  const one = change.what === 'changed' ? change.after : change.activity;
  const said = {
    id: one.activityId,
    code: change.what === 'changed' ? change.before.code : one.code,
    shortTitle: one.shortTitle,
    what: change.what,
    reason: reasonWords(say, reasons[one.activityId]),
  };
  if (change.what !== 'changed') return { ...said, row: rowView(say, one), fields: [], notes: [] };
  const { before, after, fields, notes, moved } = change;
  const whom = ({ responsibles }: typeof after) =>
    executorWords(
      say,
      responsibles.flatMap((each) => each.organisations),
      organisations,
    );
  const period = difference.period?.after ?? null;
  const codeOf = (id: number) =>
    difference.order.activities.find(({ activityId }) => activityId === id)?.code ?? '…';
  const note = (name: (typeof notes)[number]): { name: string; before: string; after: string } => {
    const label = say.code(`correction.note-${name}`);
    const pair = (was: string, is: string) => ({ name: label, before: was, after: is });
    if (name === 'organisations') return pair(whom(before), whom(after));
    if (name === 'meaning')
      return pair(deadlineWords(say, before.deadline, period), deadlineWords(say, after.deadline, period));
    if (name === 'after')
      return pair(before.after.map(codeOf).join(', ') || '–', after.after.map(codeOf).join(', ') || '–');
    if (name === 'derived') return pair(yes(say, before.derived), yes(say, after.derived));
    return pair(before.shortTitle, after.shortTitle);
  };
  const elsewhere = moved && before.section !== after.section;
  return {
    ...said,
    row: undefined,
    fields: fields.map(({ field, pieces }) => ({ name: say.code(`correction.column-${field}`), pieces })),
    notes: [
      ...notes.map(note),
      ...(elsewhere
        ? [{ name: say('correction.note-section'), before: before.section, after: after.section }]
        : []),
      ...(moved && !elsewhere
        ? [{ name: say('correction.note-place'), before: '', after: say('correction.note-moved') }]
        : []),
    ],
  };
}

const yes = (say: Words, derived: unknown) => say(derived ? 'access.yes' : 'access.no');

/** A whole activity, as a point brings it: column by column, the empty ones left out. */
function rowView(say: Words, one: NonNullable<Point['row']>) {
  const cells = [
    [say('correction.column-title'), one.title],
    [say('correction.column-deadline'), one.deadline.text],
    [say('correction.column-responsibles'), one.responsibles.map(({ text }) => text).join(', ')],
    [say('correction.column-document'), one.document],
    [say('correction.column-result'), one.result],
  ] as const;
  return cells.filter(([, value]) => value).map(([name, value]) => ({ name, value }));
}
