import { type Context, readDeadline } from '#calendar';
import { type Column, readOne } from './columns.ts';

type Guessed = { heading: string; means: Column[]; likely?: Column; samples: string[] };

const ANY: Context = { roadmapStart: '1990-01-01', roadmapEnd: '2099-12-31' };
const isDated = (text: string) => text.length < 120 && readDeadline(text, ANY).kind !== 'unspecified';
const PEOPLE =
  /школ|сош|оош|гимнази|лице|центр|управлени|отдел|руководител|директор|педагог|учител|наставник|куратор|координатор|рабочая группа/iu;
const isPeople = (text: string) => text.length < 200 && PEOPLE.test(text);
const mean = (texts: readonly string[]) =>
  texts.reduce((sum, { length }) => sum + length, 0) / Math.max(1, texts.length);

/** A guess for each column that nobody knows: by its heading alone, else by dates, people and the longest texts in it. */
export function withGuesses<T extends Guessed>(columns: readonly T[]): T[] {
  const guesses = new Map<T, Column>();
  const taken = new Set<Column>(columns.flatMap(({ means }) => means));
  const open = () => columns.filter((one) => !one.means.length && !guesses.has(one));
  const guess = (column: Column, one: T | undefined) => {
    if (!one || taken.has(column)) return;
    taken.add(column);
    guesses.set(one, column);
  };
  for (const one of open()) {
    const named = readOne(one.heading);
    if (named) guess(named, one);
  }
  const most = (is: (text: string) => boolean) =>
    open().find(({ samples }) => samples.length > 0 && samples.filter(is).length * 2 > samples.length);
  guess('deadline', most(isDated));
  const long = open().sort((one, other) => mean(other.samples) - mean(one.samples));
  guess(
    'title',
    long.find(({ samples }) => samples.some((text) => /\p{L}{3}/u.test(text))),
  );
  guess('responsible', most(isPeople));
  return columns.map((one) => (guesses.has(one) ? { ...one, likely: guesses.get(one) } : one));
}
