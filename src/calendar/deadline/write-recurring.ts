import { dateOf, type Interval, monthInterval, monthOf, weekday, yearOf } from '../day.ts';
import { MONTHS } from '../names.ts';
import { writeDate } from '../write.ts';
import type { Every } from './deadline.ts';

export const EVERY: Record<Every, string> = {
  day: 'ежедневно',
  week: 'еженедельно',
  month: 'ежемесячно',
  quarter: 'ежеквартально',
  'half-year': 'один раз в полугодие',
  year: 'ежегодно',
  'school-year': 'один раз в учебный год',
};
const WEEKDAYS = [
  'понедельникам',
  'вторникам',
  'средам',
  'четвергам',
  'пятницам',
  'субботам',
  'воскресеньям',
];

/** Ways to say what repeats, the shortest first; whether one of them means these days is for the reader to say. */
export function waysToRepeat(every: Every, occurrences: readonly Interval[]): string[] {
  const [first, last] = [occurrences[0], occurrences.at(-1)];
  const word = EVERY[every];
  if (!first || !last) return [word];
  const within = [word, ...datesWithin(every, first)];
  const places = parts(every, occurrences);
  const window = `с ${writeDate(first.start, 'ru')} по ${writeDate(last.end, 'ru')}`;
  const sameYear = yearOf(first.start) === yearOf(last.end) ? [`в ${yearOf(first.start)} году`] : [];
  const bounds = [...sameYear, window, `с ${writeDate(first.start, 'ru')}`];
  const bounded = (ways: string[]) => bounds.flatMap((bound) => ways.map((way) => `${way} ${bound}`));
  const isShort = every === 'week' || every === 'month' || every === 'quarter';
  return isShort
    ? [...within, ...bounded(within), ...places, ...bounded(places)]
    : [...within, ...places, ...bounded(within), ...bounded(places)];
}

/** «до 25 числа последнего месяца квартала», «по пятницам»: as the first time says, for all of them. */
function datesWithin(every: Every, { start, end }: Interval): string[] {
  const [from, to] = [dateOf(start), dateOf(end)];
  if (every === 'week') return start === end ? [`еженедельно по ${WEEKDAYS[weekday(start) - 1]}`] : [];
  if (every === 'month')
    return [
      `ежемесячно до ${to} числа`,
      `ежемесячно ${to} числа`,
      `ежемесячно с ${from} по ${to} число`,
      `ежемесячно до ${to} числа месяца, следующего за отчётным`,
    ];
  if (every === 'quarter')
    return [
      `ежеквартально до ${to} числа последнего месяца квартала`,
      `ежеквартально до ${to} числа месяца, следующего за отчётным кварталом`,
    ];
  return [];
}

/** «ежегодно, май, октябрь», «ежегодно до 1 октября»: the same places in each year. */
function parts(every: Every, occurrences: readonly Interval[]): string[] {
  const places = occurrences.filter(({ start }, at) => isOfFirstYear(occurrences, start, at));
  const [only, second] = places;
  const word = EVERY[every];
  const named = `${word}, ${places.map(writePlace).join(', ')}`;
  const day = only && writeDate(only.end, 'ru', only.end);
  return !day || second
    ? [named]
    : [`${word} до ${day}`, named, `${word} до ${day} года, следующего за отчётным`];
}

const isOfFirstYear = (occurrences: readonly Interval[], start: string, at: number) =>
  at < 12 && yearOf(start) === yearOf(occurrences[0]?.start ?? start);

/** A place in any year: «сентябрь», «апрель – май», «1–15 октября». */
function writePlace({ start, end }: Interval): string {
  const [from, to] = [monthOf(start), monthOf(end)];
  const [first, last] = [monthInterval(yearOf(start), from), monthInterval(yearOf(end), to)];
  if (first.start === start && last.end === end)
    return from === to
      ? `${MONTHS.ru.alone[from - 1]}`
      : `${MONTHS.ru.alone[from - 1]} – ${MONTHS.ru.alone[to - 1]}`;
  if (start === end) return writeDate(end, 'ru', end);
  return from === to
    ? `${dateOf(start)}–${writeDate(end, 'ru', end)}`
    : `${writeDate(start, 'ru', start)} – ${writeDate(end, 'ru', end)}`;
}
