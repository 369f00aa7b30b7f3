import type { FormDefinition, Text } from './form.ts';

/** A share as its two sums, so that it can be added up; `whole` 0 means "no data". */
export type Share = { part: number; whole: number };

/** A defined figure: two cells of a form, computed from their sums at every level. */
export type Indicator = {
  code: string;
  title: Text;
  /** Codes of cells. */
  part: string;
  whole: string;
  unit: '%';
  source: string;
  /** Where planned values come from by default; an authority may have others. */
  planned: Readonly<Record<number, number>>;
};

const SOURCE = 'Целевая модель наставничества, распоряжение Минпросвещения России от 25.12.2019 № Р-145';

export const indicators: readonly Indicator[] = [
  {
    code: 'I1',
    title: {
      ru: 'Дети 10–19 лет, вошедшие в программы как наставляемые',
      en: 'Children aged 10–19 who are mentees',
    },
    part: 't1.unique.mentees_10_19',
    whole: 't0.pupils_10_19',
    unit: '%',
    source: SOURCE,
    planned: { 2020: 10, 2021: 20, 2022: 35, 2023: 50, 2024: 70 },
  },
  {
    code: 'I2',
    title: {
      ru: 'Дети 15–19 лет, вошедшие в программы как наставники',
      en: 'Children aged 15–19 who are mentors',
    },
    part: 't1.total.mentors_15_19',
    whole: 't0.pupils_15_19',
    unit: '%',
    source: SOURCE,
    planned: { 2020: 2, 2021: 4, 2022: 6, 2023: 8, 2024: 10 },
  },
  {
    code: 'I3',
    title: {
      ru: 'Педагоги со стажем 0–3 года, вошедшие в программы как наставляемые',
      en: 'Teachers with 0–3 years of work who are mentees',
    },
    part: 't1.total.mentees_young',
    whole: 't0.teachers_young',
    unit: '%',
    source: SOURCE,
    planned: { 2020: 10, 2021: 20, 2022: 35, 2023: 50, 2024: 70 },
  },
  {
    code: 'I5',
    title: { ru: 'Наставляемые, довольные участием в программе', en: 'Mentees satisfied with the programme' },
    part: 's1.satisfied_mentees',
    whole: 's1.asked_mentees',
    unit: '%',
    source: SOURCE,
    planned: { 2020: 50, 2021: 55, 2022: 60, 2023: 70, 2024: 85 },
  },
  {
    code: 'I6',
    title: { ru: 'Наставники, довольные участием в программе', en: 'Mentors satisfied with the programme' },
    part: 's1.satisfied_mentors',
    whole: 's1.asked_mentors',
    unit: '%',
    source: SOURCE,
    planned: { 2020: 50, 2021: 55, 2022: 60, 2023: 70, 2024: 85 },
  },
  {
    code: 'trained',
    title: { ru: 'Обученные наставники', en: 'Trained mentors' },
    part: 't1.total.mentors_trained',
    whole: 't1.total.mentors',
    unit: '%',
    source: 'Форма F2',
    planned: {},
  },
];

/** Those that a form asks: their two cells are in it. */
export const indicatorsOf = ({ computed }: Pick<FormDefinition, 'computed'>): Indicator[] =>
  indicators.filter(({ part, whole }) => computed.some((one) => one.part === part && one.whole === whole));

/**
 * The share of a node from those below it: a mean of percentages would give a school of 20 pupils the weight of one
 * of 2,000.
 */
export function together(shares: readonly Share[]): Share {
  return shares.reduce((sum, { part, whole }) => ({ part: sum.part + part, whole: sum.whole + whole }), {
    part: 0,
    whole: 0,
  });
}

/** In per cent, to one decimal; null ("no data") where there is nothing to be a share of. */
export const percent = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part * 1000) / whole) / 10;

/** An indicator's two sums from cells and totals; nothing where either has no value at all. */
export function shareOf(
  { part, whole }: Pick<Indicator, 'part' | 'whole'>,
  read: (cell: string) => number | null | undefined,
): Share | undefined {
  const sums = { part: read(part), whole: read(whole) };
  return sums.part == null || sums.whole == null ? undefined : { part: sums.part, whole: sums.whole };
}
