import type { VersionActivity } from './content.ts';
import type { ActivityChange, Difference, FieldChange, SectionChange, TextField } from './difference.ts';
import { type Piece, wordDifference } from './word-difference.ts';

/**
 * One point of an order of correction, as data: the sentence is the catalogue's, by `code`. `field` names the column,
 * whose name the catalogue has too; `row` is the whole activity where a point brings one.
 */
export type Point = {
  code:
    | 'correction.point-title'
    | 'correction.point-title-reword'
    | 'correction.point-period'
    | 'correction.point-section-add'
    | 'correction.point-section-drop'
    | 'correction.point-section-rename'
    | 'correction.point-add'
    | 'correction.point-add-after'
    | 'correction.point-add-first'
    | 'correction.point-withdraw'
    | 'correction.point-renumber'
    | 'correction.point-renumber-all'
    | 'correction.point-renumber-before'
    | 'correction.point-renumber-all-before'
    | 'correction.point-move-first'
    | 'correction.point-move-after'
    | 'correction.point-replace'
    | 'correction.point-drop-words'
    | 'correction.point-add-words'
    | 'correction.point-reword'
    | 'correction.point-fill'
    | 'correction.point-empty';
  params: Record<string, string>;
  field?: TextField;
  /** Whose reason stands beside it. */
  activity?: number;
  /** Of a point about several: whose reasons stand beside it where no point of their own has them. */
  activities?: number[];
  row?: VersionActivity;
};

/** More changed places than these in one cell, and the cell is given anew: nobody can follow the words. */
const MOST_PLACES = 2;
/** Less than this in common, and it is another text. */
const LEAST_COMMON = 0.4;
const CONTEXT_WORDS = 3;

/**
 * What an order must say so that the earlier version becomes the later, in the sequence in which it is to be applied.
 * Points name items as they are numbered before the order. Then one point, where it is needed, numbers anew, all at once;
 * only what is added after it stands by the new numbers, and that point says so.
 */
export function pointsOf(difference: Difference): Point[] {
  const { activities, sections } = difference;
  const sectionPoints = (wanted: SectionChange['what']) =>
    sections.filter(({ what }) => what === wanted).map(sectionPoint);
  const added = activities.flatMap((change) => (change.what === 'added' ? [change.activity] : []));
  return [
    ...wholePoints(difference),
    ...sectionPoints('renamed'),
    ...sectionPoints('added'),
    ...activities.flatMap((change) => itemPoints(change)),
    ...movePoints(difference),
    ...sectionPoints('withdrawn'),
    ...renumberPoints(difference, added.length > 0),
    ...added.map((activity) => addPoint(activity, difference.order, added)),
  ];
}

const wholePoints = ({ title, period }: Difference): Point[] => [
  ...(title ? titlePoints(title) : []),
  ...(period
    ? [
        {
          code: 'correction.point-period' as const,
          params: { from: period.after.start, to: period.after.end },
        },
      ]
    : []),
];

const SECTION_POINTS = {
  added: 'correction.point-section-add',
  withdrawn: 'correction.point-section-drop',
  renamed: 'correction.point-section-rename',
} as const;
const sectionPoint = ({ what, numeral, after, before }: SectionChange): Point => ({
  code: SECTION_POINTS[what],
  params: { section: numeral, title: quoted(after || before) },
});

/** Quotes inside quotes are the other ones. */
const quoted = (text: string) => text.trim().replaceAll('«', '„').replaceAll('»', '“');

function titlePoints(title: { before: string; after: string; pieces: Piece[] }): Point[] {
  const words = wordPoints({ ...title, field: 'title' });
  if (words.length === 1 && words[0]!.code === 'correction.point-replace')
    return [{ code: 'correction.point-title', params: words[0]!.params }];
  return [{ code: 'correction.point-title-reword', params: { to: quoted(title.after) } }];
}

/** What goes, and what changes within the cells. */
function itemPoints(change: ActivityChange): Point[] {
  if (change.what === 'added') return [];
  if (change.what === 'withdrawn') {
    const { code, activityId } = change.activity;
    return [{ code: 'correction.point-withdraw', params: { code }, activity: activityId }];
  }
  const { before, fields } = change;
  return fields
    .filter(({ field }) => field !== 'number')
    .flatMap((field) => wordPoints(field))
    .map((point) => ({
      ...point,
      params: { code: before.code, ...point.params },
      activity: before.activityId,
    }));
}

/**
 * Moves in the order of the later version, among the items that both have: what each is put after stands by then where it
 * will stay.
 */
function movePoints({ activities, order }: Difference): Point[] {
  const changes = new Map(
    activities.map((change) => [
      (change.what === 'changed' ? change.after : change.activity).activityId,
      change,
    ]),
  );
  const last = new Map<string, string>();
  return order.activities.flatMap(({ activityId, code: newCode, section }): Point[] => {
    const change = changes.get(activityId);
    if (change?.what === 'added') return [];
    const code = change?.what === 'changed' ? change.before.code : newCode;
    const after = last.get(section);
    last.set(section, code);
    if (change?.what !== 'changed' || !change.moved) return [];
    return [
      after === undefined
        ? { code: 'correction.point-move-first', params: { code, section }, activity: activityId }
        : { code: 'correction.point-move-after', params: { code, section, after }, activity: activityId },
    ];
  });
}

/** All new numbers in one point: taken one by one, «III.3» would mean two items on the way. */
function renumberPoints({ activities, order }: Difference, addsFollow: boolean): Point[] {
  const place = new Map(order.activities.map(({ activityId }, at) => [activityId, at]));
  const renamed = activities
    .flatMap((change) =>
      change.what === 'changed' && change.before.code !== change.after.code ? [change] : [],
    )
    .toSorted((one, other) => place.get(one.after.activityId)! - place.get(other.after.activityId)!);
  const [first] = renamed;
  if (!first) return [];
  const params = {
    code: renamed.map(({ before }) => before.code).join(', '),
    to: renamed.map(({ after }) => after.code).join(', '),
  };
  const about = { params, activities: renamed.map(({ after }) => after.activityId) };
  const many = renamed.length > 1;
  if (addsFollow)
    return [
      { code: many ? 'correction.point-renumber-all-before' : 'correction.point-renumber-before', ...about },
    ];
  return [{ code: many ? 'correction.point-renumber-all' : 'correction.point-renumber', ...about }];
}

/** A new item, with its place where that is not the end of its section. */
function addPoint(
  activity: VersionActivity,
  { activities }: Difference['order'],
  added: readonly VersionActivity[],
): Point {
  const { section, number, activityId } = activity;
  const own = activities.filter((one) => one.section === section);
  const at = own.findIndex((one) => one.activityId === activityId);
  const isNew = (id: number) => added.some((one) => one.activityId === id);
  const next = own.slice(at + 1).find((one) => !isNew(one.activityId));
  const about = { activity: activityId, row: activity };
  if (!next) return { code: 'correction.point-add', params: { section, number }, ...about };
  const before = own[at - 1];
  return before
    ? { code: 'correction.point-add-after', params: { section, number, after: before.code }, ...about }
    : { code: 'correction.point-add-first', params: { section, number, before: next.code }, ...about };
}

/** One changed cell, in as few words as can be followed. */
function wordPoints({ field, before, after, pieces }: FieldChange): Point[] {
  if (!before.trim()) return [{ code: 'correction.point-fill', field, params: { to: quoted(after) } }];
  if (!after.trim()) return [{ code: 'correction.point-empty', field, params: { from: quoted(before) } }];
  const places = placesOf(wholeWords(pieces));
  const common = pieces.filter(({ kind }) => kind === 'same').reduce((sum, { text }) => sum + text.length, 0);
  const reword: Point[] = [{ code: 'correction.point-reword', field, params: { to: quoted(after) } }];
  if (places.length > MOST_PLACES || common < LEAST_COMMON * Math.max(before.length, after.length))
    return reword;
  // Each point speaks of the text as those before it have left it, and all together must give the text after.
  const points: Point[] = [];
  let text = oneLine(before);
  for (const place of places) {
    const taken = placePoint(place, text, field);
    if (!taken) return reword;
    points.push(taken.point);
    text = oneLine(taken.text);
  }
  return text === oneLine(after) ? points : reword;
}

const oneLine = (text: string) => text.trim().replace(/\s+/g, ' ');

type Place = { removed: string; added: string; context: string };

/** The changed places with the words before each. */
function placesOf(pieces: readonly Piece[]): Place[] {
  const places: Place[] = [];
  let [text, open] = ['', false];
  for (const { kind, text: piece } of pieces) {
    if (kind === 'same') open = false;
    else if (open) places.at(-1)![kind] += piece;
    else {
      places.push({ removed: '', added: '', context: lastWords(text), [kind]: piece });
      open = true;
    }
    if (kind !== 'added') text += piece;
  }
  return places;
}

const lastWords = (text: string): string => text.trim().split(/\s+/).slice(-CONTEXT_WORDS).join(' ');

/** The point, and the text once it is taken. Nothing where the words stand more than once: «слова …» would not say which. */
function placePoint(
  { removed, added, context }: Place,
  before: string,
  field: TextField,
): { point: Point; text: string } | undefined {
  const [from, to, after] = [removed, added, context].map(oneLine) as [string, string, string];
  if (from && !isOnce(before, from)) return undefined;
  if (from && to)
    return {
      point: { code: 'correction.point-replace', field, params: { from: quoted(from), to: quoted(to) } },
      text: before.replace(from, () => to),
    };
  if (from)
    return {
      point: { code: 'correction.point-drop-words', field, params: { from: quoted(from) } },
      text: before.replace(from, ''),
    };
  if (!to || !after || !isOnce(before, after)) return undefined;
  return {
    point: { code: 'correction.point-add-words', field, params: { after: quoted(after), words: quoted(to) } },
    text: before.replace(after, () => `${after} ${to}`),
  };
}

const isOnce = (text: string, words: string): boolean =>
  text.indexOf(words) >= 0 && text.indexOf(words) === text.lastIndexOf(words);

/**
 * The pieces at whole words as people name them: what is written without a blank between («2021г.») belongs together, and
 * the short words between two changed ones go with them.
 */
function wholeWords(pieces: readonly Piece[]): Piece[] {
  const text = (kind: 'removed' | 'added') =>
    pieces
      .filter((piece) => piece.kind === 'same' || piece.kind === kind)
      .map((piece) => piece.text)
      .join('');
  return merged(wordDifferenceOf(text('removed'), text('added')));
}

/** By blanks alone. */
function wordDifferenceOf(before: string, after: string): Piece[] {
  const [codes, words] = [new Map<string, string>(), new Map<string, string>()];
  const encode = (text: string) =>
    text
      .split(/(\s+)/)
      .filter(Boolean)
      .map((word) => {
        const code = codes.get(word) ?? `w${codes.size}x`;
        codes.set(word, code);
        words.set(code, word);
        return /^\s/.test(word) ? ' ' : code;
      })
      .join('');
  return wordDifference(encode(before), encode(after)).map(({ kind, text }) => ({
    kind,
    text: text.replace(/w\d+x/g, (code) => words.get(code)!),
  }));
}

const SHORT_BRIDGE = 4;

function merged(pieces: readonly Piece[]): Piece[] {
  const done: Piece[] = [];
  pieces.forEach((piece, at) => {
    const bridge =
      piece.kind === 'same' && piece.text.trim().length <= SHORT_BRIDGE && at > 0 && at < pieces.length - 1;
    if (bridge) done.push({ kind: 'removed', text: piece.text }, { kind: 'added', text: piece.text });
    else done.push(piece);
  });
  return done;
}
