import { type Day, daysBetween, writeDate } from '#calendar';
import type { Words } from '#messages';

/** «до 25 декабря, 5 дней», «сегодня последний день»; for what is over: «просрочено *на 50 дней*». */
export function until(say: Words, day: Day, today: Day): string {
  const days = daysBetween(today, day);
  if (days < 0) return say('reports.overdue', { days: -days });
  if (days === 0) return say('reports.until-today');
  const written = writeDate(day, say.locale, today);
  return days === 1
    ? say('reports.until-tomorrow', { day: written })
    : say('reports.until', { day: written, days });
}
