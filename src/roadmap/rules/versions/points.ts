import type { VersionActivity } from './content.ts';
import type { ActivityChange, Difference, FieldChange, TextField } from './difference.ts';
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
    | 'correction.point-withdraw'
    | 'correction.point-renumber'
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
  row?: VersionActivity;
};

/** More changed places than these in one cell, and the cell is given anew: nobody can follow the words. */
const MOST_PLACES = 2;
/** Less than this in common, and it is another text. */
const LEAST_COMMON = 0.4;
const CONTEXT_WORDS = 3;

/** What an order must say so that the earlier version becomes the later: withdrawn first, then point by point. */
export function pointsOf(difference: Difference): Point[] {
  const { title, period, sections, activities } = difference;
  return [
    ...(title ? titlePoints(title) : []),
    ...(period
      ? [
          {
            code: 'correction.point-period' as const,
            params: { from: period.after.start, to: period.after.end },
          },
        ]
      : []),
    ...sections.map(({ what, numeral, after, before }): Point => ({
      code: (
        {
          added: 'correction.point-section-add',
          withdrawn: 'correction.point-section-drop',
          renamed: 'correction.point-section-rename',
        } as const
      )[what],
      params: { section: numeral, title: quoted(after || before) },
    })),
    ...activities.flatMap((change) => activityPoints(change, difference)),
  ];
}

/** Quotes inside quotes are the other ones. */
const quoted = (text: string) => text.trim().replaceAll('«', '„').replaceAll('»', '“');

function titlePoints(title: { before: string; after: string; pieces: Piece[] }): Point[] {
  const words = wordPoints({ ...title, field: 'title' });
  if (words.length === 1 && words[0]!.code === 'correction.point-replace')
    return [{ code: 'correction.point-title', params: words[0]!.params }];
  return [{ code: 'correction.point-title-reword', params: { to: quoted(title.after) } }];
}

function activityPoints(change: ActivityChange, { order }: Difference): Point[] {
  if (change.what === 'withdrawn')
    return [
      {
        code: 'correction.point-withdraw',
        params: { code: change.activity.code },
        activity: change.activity.activityId,
      },
    ];
  if (change.what === 'added') {
    const { activity } = change;
    const { section, number, activityId } = activity;
    return [
      { code: 'correction.point-add', params: { section, number }, activity: activityId, row: activity },
    ];
  }
  const { before, after, fields, moved } = change;
  const about = { activity: after.activityId };
  const points: Point[] = fields
    .filter(({ field }) => field !== 'number')
    .flatMap((field) => wordPoints(field))
    .map((point) => ({ ...point, params: { code: before.code, ...point.params }, ...about }));
  if (before.section !== after.section || (moved && before.code === after.code))
    points.push({ ...movePoint(before, after, order), ...about });
  if (before.code !== after.code)
    points.push({
      code: 'correction.point-renumber',
      params: { code: before.code, to: after.code },
      ...about,
    });
  return points;
}

/** After what it now stands; first where nothing of its section stands before it. */
function movePoint(
  { code }: VersionActivity,
  { activityId, section }: VersionActivity,
  { activities }: Difference['order'],
): Point {
  const at = activities.findIndex((one) => one.activityId === activityId);
  const before = activities[at - 1];
  return before?.section === section
    ? { code: 'correction.point-move-after', params: { code, section, after: before.code } }
    : { code: 'correction.point-move-first', params: { code, section } };
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
  const points = places.map((place) => placePoint(place, before, field));
  return points.every((point) => point !== undefined) ? points : reword;
}

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

/** Nothing where the words stand in the text more than once: «слова …» would not say which. */
function placePoint({ removed, added, context }: Place, before: string, field: TextField): Point | undefined {
  const [from, to, after] = [removed.trim(), added.trim(), context.trim()];
  if (from && !isOnce(before, from)) return undefined;
  if (from && to)
    return { code: 'correction.point-replace', field, params: { from: quoted(from), to: quoted(to) } };
  if (from) return { code: 'correction.point-drop-words', field, params: { from: quoted(from) } };
  if (!to || !after || !isOnce(before, after)) return undefined;
  return { code: 'correction.point-add-words', field, params: { after: quoted(after), words: quoted(to) } };
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
