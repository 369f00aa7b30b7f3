import type { Day, Interval, Quarter } from '#calendar';
import type { FrozenForm, FrozenIndicator } from './frozen.ts';
import { isFew, publishable, publishableShare, type PublicFigure } from './disclosure.ts';

/** In persons or pairs; programmes are things and are not hidden. */
export const PEOPLE = ['mentors', 'mentees', 'pairs'] as const;
export const PUBLISHED = ['programmes', ...PEOPLE] as const;
export type PublishedColumn = (typeof PUBLISHED)[number];

export type PublishedIndicator = {
  code: string;
  title: { ru: string; en: string };
  plan: number | null;
  /** `hidden`: of a few persons, or of all but a few. */
  share: { part: number; whole: number } | null | 'hidden';
  covered: number;
  of: number;
};
export type PublishedForm = {
  code: string;
  title: { ru: string; en: string };
  values: Record<PublishedColumn, PublicFigure>;
};

/** What the public section shows of one quarter: a copy in which nothing that must be hidden is left. */
export type Published = {
  version: 1;
  slug: string;
  quarter: Quarter;
  period: Interval;
  on: Day;
  /** Schools whose accepted returns are in it, and all that were asked. */
  covered: number;
  of: number;
  /** Persons counted once, and pairs. */
  people: { mentors: PublicFigure; mentees: PublicFigure; pairs: PublicFigure };
  forms: PublishedForm[];
  total: Record<PublishedColumn, PublicFigure>;
  indicators: PublishedIndicator[];
};

type Title = { ru: string; en: string };
export type ToPublish = Pick<Published, 'slug' | 'quarter' | 'period' | 'on' | 'covered' | 'of'> & {
  forms: readonly (Omit<FrozenForm, 'title'> & { title: Title })[];
  indicators: readonly (Omit<FrozenIndicator, 'title' | 'before'> & { title: Title })[];
};

/** Hides what is of fewer than five persons together with what would give it away. */
export function published({ forms, indicators, ...facts }: ToPublish): Published {
  const rows = forms.filter(({ code }) => code !== 'total' && code !== 'unique');
  const of = (code: string, column: string) =>
    forms.find((form) => form.code === code)?.values[column] ?? null;
  const columns = PUBLISHED.map((column) => {
    const values = rows.map((row) => row.values[column] ?? null);
    const total = of('total', column);
    const told = column === 'programmes' ? { parts: values, total } : publishable(values, total);
    return [column, told] as const;
  });
  const total = Object.fromEntries(columns.map(([column, told]) => [column, told.total]));
  const one = (value: number | null): PublicFigure => (isFew(value) ? 'few' : value);
  return {
    version: 1,
    ...facts,
    people: {
      mentors: one(of('unique', 'mentors')),
      mentees: one(of('unique', 'mentees')),
      pairs: total.pairs!,
    },
    forms: rows.map(({ code, title }, at) => ({
      code,
      title,
      values: Object.fromEntries(
        columns.map(([column, told]) => [column, told.parts[at]!]),
      ) as PublishedForm['values'],
    })),
    total: total as PublishedForm['values'],
    indicators: indicators.map(({ code, title, plan, now }) => ({
      code,
      title,
      plan,
      share: now && (publishableShare(now.part, now.whole) ? { part: now.part, whole: now.whole } : 'hidden'),
      covered: now?.covered ?? 0,
      of: now?.of ?? 0,
    })),
  };
}
