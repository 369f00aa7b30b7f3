/** A piece of text as two versions have it: in both, only before, only after. Joined again they give either text. */
export type Piece = { kind: 'same' | 'removed' | 'added'; text: string };

/** Beyond this the table of common words grows too large, and nobody reads two such texts word by word. */
const MOST_CELLS = 1_000_000;

/** Two texts compared word by word, by their longest common sequence of words. */
export function wordDifference(before: string, after: string): Piece[] {
  if (before === after) return before ? [{ kind: 'same', text: before }] : [];
  const [one, other] = [wordsOf(before), wordsOf(after)];
  if (one.length * other.length > MOST_CELLS) return whole(before, after);
  const lengths = commonLengths(one, other);
  const pieces: Piece[] = [];
  let [at, to] = [0, 0];
  while (at < one.length || to < other.length) {
    if (one[at] !== undefined && one[at] === other[to]) {
      put(pieces, 'same', one[at]!);
      at++;
      to++;
    } else if (to < other.length && (at >= one.length || lengths[at]![to + 1]! > lengths[at + 1]![to]!))
      put(pieces, 'added', other[to++]!);
    else put(pieces, 'removed', one[at++]!);
  }
  return ordered(pieces);
}

const whole = (before: string, after: string): Piece[] =>
  (
    [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ] as const
  ).filter(({ text }) => text);

/** Words, and the blanks between them: with the blanks the pieces join to the text itself. */
const wordsOf = (text: string): string[] => text.match(/\s+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? [];

function commonLengths(one: readonly string[], other: readonly string[]): Uint16Array[] {
  const lengths = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
  for (let at = one.length - 1; at >= 0; at--)
    for (let to = other.length - 1; to >= 0; to--)
      lengths[at]![to] =
        one[at] === other[to]
          ? lengths[at + 1]![to + 1]! + 1
          : Math.max(lengths[at + 1]![to]!, lengths[at]![to + 1]!);
  return lengths;
}

function put(pieces: Piece[], kind: Piece['kind'], text: string): void {
  const last = pieces.at(-1);
  if (last?.kind === kind) last.text += text;
  else pieces.push({ kind, text });
}

/** What lies between two common pieces, removed first; a blank or a mark that alone is common joins its neighbours. */
function ordered(pieces: readonly Piece[]): Piece[] {
  const done: Piece[] = [];
  let [removed, added] = ['', ''];
  const flush = () => {
    if (removed) done.push({ kind: 'removed', text: removed });
    if (added) done.push({ kind: 'added', text: added });
    [removed, added] = ['', ''];
  };
  pieces.forEach(({ kind, text }, at) => {
    const between = removed !== '' && added !== '' && at < pieces.length - 1;
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else if (between && !/[\p{L}\p{N}]/u.test(text)) {
      removed += text;
      added += text;
    } else {
      flush();
      put(done, 'same', text);
    }
  });
  flush();
  return done;
}
