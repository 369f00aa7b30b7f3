import type { Locale } from '#messages/words';

/** The time zones of Russia, from west to east. */
const ZONES = [
  'Europe/Kaliningrad',
  'Europe/Moscow',
  'Europe/Samara',
  'Asia/Yekaterinburg',
  'Asia/Omsk',
  'Asia/Krasnoyarsk',
  'Asia/Irkutsk',
  'Asia/Yakutsk',
  'Asia/Vladivostok',
  'Asia/Magadan',
  'Asia/Kamchatka',
];

/** «Екатеринбург, стандартное время (GMT+5)», in the words that every browser has. */
export function zones(locale: Locale, now: Date, chosen?: string | null) {
  const list = chosen && !ZONES.includes(chosen) ? [...ZONES, chosen] : ZONES;
  const part = (zone: string, timeZoneName: 'long' | 'shortOffset') =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName })
      .formatToParts(now)
      .find(({ type }) => type === 'timeZoneName')?.value ?? zone;
  return list.map((zone) => ({
    value: zone,
    label: `${part(zone, 'long')} (${part(zone, 'shortOffset').replace('GMT', 'UTC')})`,
  }));
}
