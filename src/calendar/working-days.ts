import { addDays, type Day, isWeekend, yearOf } from './day.ts';

/** The days off of every year, 'MM-DD'. @see Labour Code of Russia, article 112 */
const EVERY_YEAR = new Set(
  '01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 02-23 03-08 05-01 05-09 06-12 11-04'.split(' '),
);

/**
 * What one year has of its own: weekdays `off` (the Government's transfers, and the day after a holiday that fell on
 * a weekend, article 112, part 2) and Saturdays `worked` in exchange.
 */
type Year = { off: string; worked: string; source: string };

/**
 * The years that are known, each with the resolution of the Government of Russia «О переносе выходных дней в … году».
 * The paid days off of May and of autumn 2021 (decrees of the President № 242 and № 595) are no holidays: schools worked.
 */
const YEARS: Readonly<Record<number, Year>> = {
  2021: {
    off: '02-22 05-03 05-10 06-14 11-05 12-31',
    worked: '02-20',
    source: 'постановление Правительства РФ от 10.10.2020 № 1648',
  },
  2022: {
    off: '03-07 05-02 05-03 05-10 06-13',
    worked: '03-05',
    source: 'постановление Правительства РФ от 16.09.2021 № 1564',
  },
  2023: {
    off: '02-24 05-08 11-06',
    worked: '',
    source: 'постановление Правительства РФ от 29.08.2022 № 1505',
  },
  2024: {
    off: '04-29 04-30 05-10 12-30 12-31',
    worked: '04-27 11-02 12-28',
    source: 'постановление Правительства РФ от 10.08.2023 № 1314',
  },
  2025: {
    off: '05-02 05-08 06-13 11-03 12-31',
    worked: '11-01',
    source: 'постановление Правительства РФ от 04.10.2024 № 1335',
  },
  2026: {
    off: '01-09 03-09 05-11 12-31',
    worked: '',
    source: 'постановление Правительства РФ от 24.09.2025 № 1466',
  },
};

const fullDays = (which: 'off' | 'worked') =>
  new Set(
    Object.entries(YEARS).flatMap(([year, days]) =>
      days[which]
        .split(' ')
        .filter(Boolean)
        .map((day) => `${year}-${day}`),
    ),
  );
const OFF = fullDays('off');
const WORKED = fullDays('worked');

/** The document that the working days of a year are taken from; nothing for a year whose transfers are not known. */
export const sourceOfWorkingDays = (year: number): string | undefined => YEARS[year]?.source;

/**
 * Whether people work on a day. In a year whose transfers are not known weekends and the holidays of the law are days
 * off all the same; of its other days nobody can tell, and nothing is answered.
 */
export function isWorkingDay(day: Day): boolean | undefined {
  if (WORKED.has(day)) return true;
  if (isWeekend(day) || EVERY_YEAR.has(day.slice(5)) || OFF.has(day)) return false;
  return YEARS[yearOf(day)] ? true : undefined;
}

/** The nearest earlier day that is no day off, as far as its year is known. */
export function lastWorkingDayBefore(day: Day): Day {
  const before = addDays(day, -1);
  return isWorkingDay(before) === false ? lastWorkingDayBefore(before) : before;
}

/**
 * The working day that comes so many working days after `day`, or before it if `days` is negative; the count begins
 * with the next day (Civil Code of Russia, article 191). Nothing if it leads through a year that is not known.
 */
export function addWorkingDays(day: Day, days: number): Day | undefined {
  let at = day;
  for (let left = Math.abs(days); left > 0;) {
    at = addDays(at, days < 0 ? -1 : 1);
    const works = isWorkingDay(at);
    if (works === undefined) return undefined;
    if (works) left -= 1;
  }
  return at;
}
