import type { Asked, Text } from '../rules/index.ts';

/** Words in one language; the other goes along for as long as it says the same. */
export function worded(before: Text | undefined, written: string, locale: 'ru' | 'en'): Text;
export function worded(before: Text | undefined, written: string, locale: 'ru' | 'en') {
  if (written === '' || !before) return written === '' ? undefined : same(written);
  const other = locale === 'ru' ? 'en' : 'ru';
  const goesAlong = before[other] === before[locale] || before[other] === '';
  return locale === 'ru'
    ? { ru: written, en: goesAlong ? written : before.en }
    : { ru: before.ru || written, en: written };
}
export const same = (text: string): Text => ({ ru: text, en: text });

export function askedFrom(
  before: Asked | undefined,
  { who, purpose, act }: Asked_,
  locale: 'ru' | 'en',
): Asked | undefined {
  if (!who && !purpose && !act) return undefined;
  const words = (old: Text | undefined, text: string) => (text ? worded(old, text, locale) : same(''));
  return {
    who: words(before?.who, who),
    purpose: words(before?.purpose, purpose),
    act: words(before?.act, act),
  };
}
type Asked_ = { who: string; purpose: string; act: string };
