import { dateOf, type Day, type Interval, monthInterval, monthOf, yearOf } from './day.ts';
import { MONTHS } from './names.ts';
import type { Quarter } from './quarter.ts';

export type Locale = 'ru' | 'en';

/** «25 декабря» in the year of `today`, else «25 декабря 2022 года»; "25 December 2022". */
export function writeDate(day: Day, locale: Locale, today?: Day): string {
  const date = `${dateOf(day)} ${MONTHS[locale].ofDay[monthOf(day) - 1]}`;
  return today && yearOf(today) === yearOf(day) ? date : `${date} ${writeYear(yearOf(day), locale)}`;
}

/** '14.10.2021'. */
export const writeShortDate = (day: Day): string => day.split('-').reverse().join('.');

/** «апрель 2021 года», "April 2021"; `month` is 1 to 12. */
export const writeMonth = (year: number, month: number, locale: Locale): string =>
  `${MONTHS[locale].alone[month - 1]} ${writeYear(year, locale)}`;

/** «IV квартал» in the year of `today`, else «IV квартал 2021 года»; "Q4 2021". */
export function writeQuarter({ year, quarter }: Quarter, locale: Locale, today?: Day): string {
  const named = locale === 'ru' ? `${['I', 'II', 'III', 'IV'][quarter - 1]} квартал` : `Q${quarter}`;
  return today && yearOf(today) === year ? named : `${named} ${writeYear(year, locale)}`;
}

/**
 * «апрель 2021 года», «1–15 апреля 2021 года», «1 октября – 31 декабря 2021 года»; a year that both ends share
 * is said once, the year of `today` not at all where days are named.
 */
export function writeInterval({ start, end }: Interval, locale: Locale, today?: Day): string {
  if (start === end) return writeDate(start, locale, today);
  if (start.slice(0, 7) === end.slice(0, 7)) {
    const month = monthInterval(yearOf(start), monthOf(start));
    if (month.start === start && month.end === end) return writeMonth(yearOf(start), monthOf(start), locale);
    return `${dateOf(start)}–${writeDate(end, locale, today)}`;
  }
  // A year said only at the end is the year of both; today's year may be left out only if it is.
  const oneYear = yearOf(start) === yearOf(end);
  return oneYear
    ? `${writeDate(start, locale, start)} – ${writeDate(end, locale, today)}`
    : `${writeDate(start, locale)} – ${writeDate(end, locale)}`;
}

const writeYear = (year: number, locale: Locale) => (locale === 'ru' ? `${year} года` : String(year));
