import { type Day, daysBetween, readQuarterSlug, writeDate } from '#calendar';
import type { Locale, Words } from '#messages';

const ROMAN = ['I', 'II', 'III', 'IV'];

/** «IV», "Q4": a quarter's name inside a sentence. */
export function quarterName(slug: string | undefined, locale: Locale): string {
  const quarter = slug ? readQuarterSlug(slug) : undefined;
  if (!quarter) return '';
  return locale === 'ru' ? ROMAN[quarter.quarter - 1]! : `Q${quarter.quarter}`;
}

/** «Отчёт за IV квартал 2021 года». */
export function returnTitle(say: Words, slug: string): string {
  const year = readQuarterSlug(slug)?.year;
  return say('sheet.title', { quarter: quarterName(slug, say.locale), year: String(year ?? slug) });
}

const FAR = 60;

/** «до 25 декабря, осталось 5 дней»; of what is months away only the day is said. */
export function saidDue(say: Words, dueOn: Day, today: Day): { said: string; late: boolean } {
  const days = daysBetween(today, dueOn);
  const date = writeDate(dueOn, say.locale, today);
  if (days < 0) return { said: say('sheet.due-late', { date, days: -days }), late: true };
  if (days === 0) return { said: say('sheet.due-today', { date }), late: false };
  if (days === 1) return { said: say('sheet.due-tomorrow', { date }), late: false };
  return {
    said: days > FAR ? say('sheet.due-far', { date }) : say('sheet.due-days', { date, days }),
    late: false,
  };
}
