import { quarterInterval, quarterOf, writeInterval, writeQuarter } from '#calendar';
import { writeNumber } from './number.ts';

/**
 * «III квартал 2021 года», or from day to day for what is not a quarter. A quarter in the year of the day `beside` goes
 * without it: «III квартал».
 */
export function writePeriod(
  { startsOn, endsOn }: { startsOn: string; endsOn: string },
  locale: 'ru' | 'en',
  beside?: string,
): string {
  const quarter = quarterOf(endsOn);
  const whole = quarterInterval(quarter.year, quarter.quarter);
  if (whole.start === startsOn && whole.end === endsOn) {
    const written = writeQuarter(quarter, locale);
    return beside?.slice(0, 4) === endsOn.slice(0, 4) ? written.replace(/ \d{4}( года)?$/, '') : written;
  }
  return writeInterval({ start: startsOn, end: endsOn }, locale);
}

/** A figure in units that nobody types back: «1 174», «12,5»; in English "1,174", as everywhere beside it. */
export function writeFigure(value: number, locale: 'ru' | 'en'): string {
  const written = writeNumber(Math.round(value * 10_000), 4, locale);
  return locale === 'ru' ? written : written.replaceAll('\u00a0', ',');
}

/** A share to one decimal, always with it: «68,0 %», "68.0%". */
export const writePercent = (value: number, locale: 'ru' | 'en'): string =>
  locale === 'ru' ? `${value.toFixed(1).replace('.', ',')}\u00a0%` : `${value.toFixed(1)}%`;
