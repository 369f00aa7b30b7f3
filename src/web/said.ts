import { dayIn, isValidDay, readQuarterSlug, writeDate, writeQuarter, writeTime } from '#calendar';
import { type Locale, tie, type Words } from '#messages';

const ROMAN = ['I', 'II', 'III', 'IV'];
const tied = (text: string, locale: Locale) => (locale === 'ru' ? tie(text) : text);

/** «IV квартал 2021 года»; what is no quarter stays as it is. */
export function saidQuarter(slug: string, locale: Locale): string {
  const quarter = readQuarterSlug(slug);
  return quarter ? tied(writeQuarter(quarter, locale), locale) : slug;
}

/** «IV квартал», where the year is clear. */
export function shortQuarter(say: Words, slug: string): string {
  const quarter = readQuarterSlug(slug)?.quarter;
  if (!quarter) return slug;
  return say('monitoring.quarter-short', {
    quarter: say.locale === 'ru' ? ROMAN[quarter - 1]! : `Q${quarter}`,
  });
}

/** «19 декабря», with the year where it is another than today's. */
export const saidDay = (say: Words, at: Date, zone: string, today: string): string =>
  tied(writeDate(dayIn(at, zone), say.locale, today), say.locale);

/** «сегодня, 9:50», «19 декабря, 15:20». */
export function saidMoment(say: Words, at: Date, zone: string, today: string): string {
  const time = writeTime(at, zone);
  if (dayIn(at, zone) === today) return say('monitoring.moment-today', { time });
  return say('monitoring.moment', { date: saidDay(say, at, zone, today), time });
}

/** A message of «Входящие»: quarters and days among its values are written as people write them. */
export function saidNotice(
  say: Words,
  { code, params }: { code: string; params: Readonly<Record<string, string | number>> },
  today: string,
): string {
  const written = Object.entries(params).map(([name, value]) => {
    if (typeof value !== 'string') return [name, value] as const;
    const day = isValidDay(value) ? writeDate(value, say.locale, today) : undefined;
    return [name, day ?? saidQuarter(value, say.locale)] as const;
  });
  return say.code(code, Object.fromEntries(written));
}
