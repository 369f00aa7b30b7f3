import { attempt, type Cursor, is, peek, take } from './cursor.ts';

/** Years named together. `range`: written with a dash, «2021-2022». `school`: the first years of school years. */
export type Years = { years: number[]; school: boolean; range: boolean; doubtful: boolean };

const isYear = (n: number) => n >= 1990 && n <= 2099;

/** «2021», «2021 г.», «2021, 2022 гг.», «2021-2022 учебный год», «2021/22 уч. г.», «21 г.». */
export const parseYears = (cursor: Cursor): Years | undefined => attempt(cursor, yearsHere);

function yearsHere(cursor: Cursor): Years | undefined {
  take(cursor, 'calendar');
  const before = schoolWord(cursor);
  const first = yearNumber(cursor);
  if (first === undefined) return undefined;
  const last = attempt(cursor, (cursor) => secondYear(cursor, first));
  const after = schoolWord(cursor);
  const school = before || after;
  take(cursor, 'calendar');
  yearWords(cursor);
  if (last !== undefined) {
    const { year, slash } = last;
    // «2021/2022» without «учебный» is nearly always a school year, but nobody said so.
    if (school || slash)
      return { years: schoolYears(first, year), school: true, range: true, doubtful: !school };
    return { years: count(first, year), school: false, range: true, doubtful: false };
  }
  const more = school ? [] : furtherYears(cursor);
  return { years: [first, ...more], school, range: false, doubtful: school };
}

function yearNumber(cursor: Cursor): number | undefined {
  const number = take(cursor, 'number', 'nth');
  if (!number) return undefined;
  if (isYear(number.n)) return number.n;
  const short = number.text.length === 2 && number.n >= 10 && number.n <= 60;
  const said = is(cursor, 'year') || (is(cursor, '-', '/') && isShortRange(cursor, number.n));
  return short && said ? 2000 + number.n : undefined;
}

/** «21-22 гг.», «21/22 уч. год». */
const isShortRange = (cursor: Cursor, first: number) =>
  peek(cursor, 1)?.n === first + 1 && ['year', 'school'].includes(peek(cursor, 2)?.is ?? '');

/** «-2022», «/22»: a short one only if it is the very next year, for «2021 - 22 ноября» is a day. */
function secondYear(cursor: Cursor, first: number): { year: number; slash: boolean } | undefined {
  take(cursor, 'year');
  const mark = take(cursor, '-', '/');
  const number = mark && take(cursor, 'number');
  if (!mark || !number) return undefined;
  const year = number.text.length === 2 ? 2000 + number.n : number.n;
  if (!isYear(year) || year <= first || year - first > 20) return undefined;
  if (number.text.length === 2 && (year !== first + 1 || is(cursor, 'month', 'date', 'quarter')))
    return undefined;
  return { year, slash: mark.is === '/' };
}

/** «2021, 2022 и 2023 годов»: not a year that begins something of its own, «2021, 2022-2023 учебный год». */
function furtherYears(cursor: Cursor): number[] {
  const further: number[] = [];
  for (;;) {
    const next = attempt(cursor, (cursor) => {
      if (!take(cursor, ',', 'and')) return undefined;
      const year = yearNumber(cursor);
      if (year === undefined || is(cursor, '-', '/', 'month', 'season', 'school')) return undefined;
      yearWords(cursor);
      return year;
    });
    if (next === undefined) return further;
    further.push(next);
  }
}

const schoolWord = (cursor: Cursor): boolean =>
  attempt(cursor, (cursor) => {
    take(cursor, 'year');
    const school = take(cursor, 'school') && true;
    // «учебный год 2021-2022»
    if (school) take(cursor, 'year');
    return school;
  }) ?? false;

function yearWords(cursor: Cursor) {
  while (take(cursor, 'year'));
}

const count = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at);
/** «2021-2022» is the school year that begins in 2021, «2021-2023» are two of them. */
const schoolYears = (first: number, last: number) => count(first, Math.max(first, last - 1));
