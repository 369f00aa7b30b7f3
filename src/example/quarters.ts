/** What happened in the example's three quarters: who was late, who was sent back, who has not begun. Local time. */
export type Quarter = {
  slug: string;
  opened: string;
  /** Days of the month on which schools hand in; the hour follows from the school. */
  handsIn: { month: string; from: number; to: number };
  late: Record<string, string>;
  missing: string[];
  sentBack: { school: string; at: string; remarks: { cell: string; text: string }[]; again?: string }[];
  /** Accepted on this day; those not named stay submitted where `accepts` is a list. */
  accepted: { day: string; only?: string[] };
  closed?: string;
  drafts?: string[];
  notBegun?: string[];
};

const CHECK_NUMBER = 'Проверьте число: в прошлом отчёте было иначе, а пояснения нет.';

export const QUARTERS: Quarter[] = [
  {
    slug: '2021-q2',
    opened: '2021-06-01T09:30',
    handsIn: { month: '2021-06', from: 8, to: 25 },
    late: {
      'example-9': '2021-06-28T11:10',
      'example-17': '2021-06-29T15:40',
      'example-33': '2021-07-01T10:05',
    },
    missing: [],
    sentBack: [
      {
        school: 'example-4',
        at: '2021-06-28T14:00',
        remarks: [{ cell: 't1.teacher-teacher.mentees', text: CHECK_NUMBER }],
        again: '2021-06-29T09:20',
      },
      {
        school: 'example-22',
        at: '2021-06-28T14:15',
        remarks: [
          {
            cell: 't2.consultations.events',
            text: 'Консультаций больше, чем дней в квартале. Это люди или встречи?',
          },
        ],
        again: '2021-06-30T16:45',
      },
    ],
    accepted: { day: '2021-07-02' },
    closed: '2021-07-05T17:00',
  },
  {
    slug: '2021-q3',
    opened: '2021-09-01T10:00',
    handsIn: { month: '2021-09', from: 9, to: 25 },
    late: { 'example-20': '2021-09-27T12:30', 'example-36': '2021-09-29T18:05' },
    missing: ['example-23'],
    sentBack: [
      {
        school: 'example-12',
        at: '2021-09-28T10:30',
        remarks: [{ cell: 't1.pupil-pupil.mentees', text: CHECK_NUMBER }],
        again: '2021-09-29T11:00',
      },
    ],
    accepted: { day: '2021-10-01' },
    closed: '2021-10-05T17:00',
  },
  {
    slug: '2021-q4',
    opened: '2021-12-01T09:00',
    handsIn: { month: '2021-12', from: 7, to: 18 },
    late: {},
    missing: [],
    sentBack: [
      {
        school: 'example-7',
        at: '2021-12-17T15:20',
        remarks: [
          { cell: 't1.teacher-teacher.mentees', text: CHECK_NUMBER },
          {
            cell: 't1.pupil-pupil.pairs',
            text: 'Пар меньше, чем наставляемых, а групп мало. Все ли учтены?',
          },
          {
            cell: 't2.webinars.participants',
            text: 'Участников больше, чем педагогов. Это вместе с учениками?',
          },
        ],
      },
      {
        school: 'example-20',
        at: '2021-12-18T10:05',
        remarks: [
          {
            cell: 't1.pupil-pupil.mentors_trained',
            text: 'Приложите документ об обучении наставников или исправьте число.',
          },
          { cell: 't1.unique.mentees', text: CHECK_NUMBER },
        ],
      },
      {
        school: 'example-33',
        at: '2021-12-18T10:40',
        remarks: [
          {
            cell: 't1.employer-pupil.mentors',
            text: 'Какое предприятие? В общих числах предприятий-партнёров нет.',
          },
          { cell: 't1.pupil-pupil.finished', text: CHECK_NUMBER },
          { cell: 't2.contests.participants', text: 'Назовите конкурсы в пояснении.' },
        ],
      },
    ],
    accepted: {
      day: '2021-12-19',
      only: [
        'school-90',
        'primary-25',
        ...[1, 4, 6, 10, 13, 16, 19, 23, 27, 29].map((n) => `example-${n}`),
        'authority',
      ],
    },
    drafts: ['school-15', 'centre', ...[3, 9, 15, 18, 22, 26, 30, 35].map((n) => `example-${n}`)],
    notBegun: [12, 24, 31, 36].map((n) => `example-${n}`),
  },
];
