import type { Frozen, FrozenSchool } from './rules/frozen.ts';

const school = (number: number, changed: Partial<FrozenSchool> = {}): FrozenSchool => ({
  organisationId: number,
  name: `Школа-пример № ${number}`,
  standing: 'accepted',
  daysLate: 0,
  lowPerforming: false,
  adverseConditions: false,
  overdue: 0,
  mentors: 14,
  mentees: 28,
  pairs: 20,
  ...changed,
});

/** For tests: a quarter with something of everything. */
export const exampleReport: Frozen = {
  version: 1,
  on: '2021-12-20',
  time: '9:12',
  municipality: 'Златоустовский городской округ',
  roadmap: {
    title:
      'Дорожная карта реализации целевой модели наставничества на территории Златоустовского городского округа в 2021 - 2022 годах',
    period: { start: '2021-04-01', end: '2022-12-31' },
    order: {
      number: '282',
      date: '2021-04-22',
      title: 'Об утверждении Дорожной карты',
      authority: 'МКУ Управление образования и молодёжной политики ЗГО',
    },
  },
  campaign: {
    slug: '2021-q4',
    quarter: { year: 2021, quarter: 4 },
    period: { start: '2021-10-01', end: '2021-12-31' },
    dueOn: '2021-12-25',
  },
  schools: [
    school(1),
    school(2, { standing: 'submitted', daysLate: 3 }),
    school(3, { lowPerforming: true, overdue: 1 }),
    school(4, { standing: 'not-begun', mentors: null, mentees: null, pairs: null, adverseConditions: true }),
    school(5, { standing: 'sent-back', mentors: null, mentees: null, pairs: null }),
  ],
  others: [{ organisationId: 90, name: 'МАУ «ЦМиХО»', standing: 'submitted', daysLate: 0 }],
  sections: [
    {
      numeral: 'II',
      title: 'Методологическое продвижение системы наставничества',
      activities: [
        {
          code: 'II.4',
          shortTitle: 'Конкурс «Новой школе – новые стандарты»',
          deadline: '2021-2022 гг.',
          state: 'running',
          nextYear: null,
          done: 26,
          of: 40,
          notApplicable: 0,
        },
      ],
    },
    {
      numeral: 'III',
      title: 'Кадровое обеспечение',
      activities: [
        {
          code: 'III.7',
          shortTitle: 'Региональный интернет-конкурс',
          deadline: 'август – октябрь 2021 г.',
          state: 'late',
          nextYear: null,
          done: 33,
          of: 40,
          notApplicable: 1,
        },
        {
          code: 'III.8',
          shortTitle: 'Стажировка',
          deadline: '2022 г.',
          state: 'waiting',
          nextYear: null,
          done: 0,
          of: 40,
          notApplicable: 0,
        },
      ],
    },
  ],
  undone: [
    {
      code: 'II.4',
      shortTitle: 'Конкурс',
      organisation: 'Школа-пример № 4',
      reason: 'silent',
      text: '',
      newTerm: null,
    },
    {
      code: 'III.7',
      shortTitle: 'Региональный интернет-конкурс',
      organisation: 'Школа-пример № 3',
      reason: 'staff',
      text: 'Заявку готовил уволившийся педагог',
      newTerm: '2022-10-31',
    },
    {
      code: 'III.7',
      shortTitle: 'Региональный интернет-конкурс',
      organisation: 'Школа-пример № 5',
      reason: 'staff',
      text: '',
      newTerm: null,
    },
  ].sort((one, other) => other.code.localeCompare(one.code)) as Frozen['undone'],
  indicators: [
    {
      code: 'I1',
      title: 'Дети 10–19 лет, вошедшие в программы как наставляемые',
      plan: 20,
      now: { part: 749, whole: 9486, covered: 36, of: 37 },
      before: { part: 579, whole: 9480, covered: 36, of: 37 },
    },
    {
      code: 'I2',
      title: 'Дети 15–19 лет, вошедшие в программы как наставники',
      plan: 4,
      now: { part: 78, whole: 2000, covered: 36, of: 37 },
      before: null,
    },
    {
      code: 'I3',
      title: 'Педагоги со стажем 0–3 года, вошедшие в программы как наставляемые',
      plan: 20,
      now: null,
      before: { part: 118, whole: 172, covered: 39, of: 40 },
    },
  ],
  forms: [
    {
      code: 'pupil-pupil',
      title: 'ученик – ученик',
      values: {
        programmes: 40,
        mentors: 300,
        mentors_trained: 180,
        mentees: 700,
        pairs: 500,
        groups: 20,
        finished: 30,
      },
    },
    {
      code: 'total',
      title: 'Всего по строкам',
      values: {
        programmes: 40,
        mentors: 300,
        mentors_trained: 180,
        mentees: 1174,
        pairs: 500,
        groups: 20,
        finished: null,
      },
    },
    { code: 'unique', title: 'Человек без повторов', values: { mentors: 280, mentees: 690 } },
  ],
};
