import { type Day, dayFrom, isValidDay } from './day.ts';

/** '14.10.2021', '14.10.21' (20xx), '14.10.2021 г.' or '2021-10-14'; nothing for a day that no calendar has. */
export function readRussianDate(text: string): Day | undefined {
  const trimmed = text.trim();
  if (isValidDay(trimmed)) return trimmed;
  const read = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})\s*(?:г\.?|года)?$/.exec(trimmed);
  if (!read) return undefined;
  const year = Number(read[3]);
  return dayFrom(year < 100 ? 2000 + year : year, Number(read[2]), Number(read[1]));
}
