import { addDays, type Day } from './day.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** The clock of a zone as 'YYYY-MM-DD HH:MM:SS', the Swedish way of writing it. @throws RangeError for an unknown zone */
function clock(instant: Date, zone: string): string {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    formats.set(zone, format);
  }
  return format.format(instant);
}

/** The day that the calendar on the wall shows at that instant in that zone ('Asia/Yekaterinburg'). */
export function dayIn(instant: Date, zone: string): Day {
  const second = Math.floor(instant.getTime() / 1000);
  const known = lastDays.get(zone);
  if (known?.second === second) return known.day;
  const day = clock(instant, zone).slice(0, 10);
  lastDays.set(zone, { second, day });
  return day;
}
/** One request asks for the same day again and again, and so do all requests of a moment. */
const lastDays = new Map<string, { second: number; day: Day }>();

/** '12:04'. */
export const writeTime = (instant: Date, zone: string): string => clock(instant, zone).slice(11, 16);

/** Local time minus UTC, in milliseconds. */
const offset = (ms: number, zone: string): number =>
  Date.parse(`${clock(new Date(ms), zone).replace(' ', 'T')}Z`) - Math.floor(ms / 1000) * 1000;

/** The first instant of a day. A clock may be put forward at midnight, so that the day begins at 01:00. */
export function startOfDay(day: Day, zone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const offsets = [midnight - 86_400_000, midnight, midnight + 86_400_000].map((ms) => offset(ms, zone));
  const begins = (ms: number) => dayIn(new Date(ms), zone) === day && dayIn(new Date(ms - 1), zone) !== day;
  const found = offsets.map((by) => midnight - by).find(begins);
  return new Date(found ?? midnight - offset(midnight, zone));
}

/** The last millisecond of a day. */
export const endOfDay = (day: Day, zone: string): Date =>
  new Date(startOfDay(addDays(day, 1), zone).getTime() - 1);
