import { type Locale, writeInterval } from '../write.ts';
import type { Every, Meaning } from './deadline.ts';

const EVERY: Record<Locale, Record<Every, string>> = {
  ru: {
    day: 'каждый день',
    week: 'каждую неделю',
    month: 'каждый месяц',
    quarter: 'каждый квартал',
    'half-year': 'каждое полугодие',
    year: 'каждый год',
    'school-year': 'каждый учебный год',
  },
  en: {
    day: 'every day',
    week: 'every week',
    month: 'every month',
    quarter: 'every quarter',
    'half-year': 'every half-year',
    year: 'every year',
    'school-year': 'every school year',
  },
};
const WHOLE: Record<Locale, string> = {
  ru: 'весь период дорожной карты',
  en: 'the whole period of the roadmap',
};
const NONE: Record<Locale, string> = { ru: 'дата не названа', en: 'no date is named' };
const TERMS: Record<Locale, Partial<Record<Intl.LDMLPluralRule, string>>> = {
  ru: { one: 'срок', few: 'срока', many: 'сроков' },
  en: { one: 'term', other: 'terms' },
};

/**
 * A meaning in words: «1 октября – 31 декабря 2021 года», «каждый квартал, 8 сроков». Intervals written in Russian are
 * read back as the same intervals.
 */
export function writeSchedule(meaning: Meaning, locale: Locale): string {
  if (meaning.kind === 'whole-period') return WHOLE[locale];
  if (meaning.kind === 'unspecified') return NONE[locale];
  if (meaning.kind === 'intervals')
    return meaning.intervals.map((interval) => writeInterval(interval, locale)).join('; ');
  const every = EVERY[locale][meaning.every];
  const count = meaning.occurrences?.length;
  if (count === undefined) return every;
  return `${every}, ${count} ${TERMS[locale][new Intl.PluralRules(locale).select(count)] ?? ''}`;
}
