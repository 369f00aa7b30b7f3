import type { Column, Row, Table, Text } from '../rules/form.ts';

const people: Text = { ru: 'чел.', en: 'people' };
const pieces: Text = { ru: 'ед.', en: 'units' };
const hours: Text = { ru: 'ч', en: 'hours' };

const whole = (code: string, ru: string, en: string, more: Partial<Column> = {}): Column => ({
  code,
  title: { ru, en },
  unit: people,
  type: 'whole',
  scale: 0,
  over: 'as-of',
  ...more,
});
const row = (code: string, ru: string, en: string): Row => ({ code, title: { ru, en } });
/** The cells of a row that nobody fills in. */
const closed = (row: string, columns: string[]) => columns.map((column) => [row, column] as const);

const inPassport = { max: 100_000 };
/** T0: what the shares are shares of. Prefilled from the organisation's profile. */
const passport: Table = {
  code: 't0',
  kind: 'fixed',
  title: { ru: 'Школа: общие числа', en: 'The school in general' },
  hint: {
    ru: 'На голубом — взято из профиля, пока вы не подтвердили.',
    en: 'On blue: taken from the profile until you confirm it.',
  },
  rows: [row('', 'Организация', 'Organisation')],
  columns: [
    whole('pupils_total', 'Обучающихся, всего', 'Pupils, all', inPassport),
    whole('pupils_10_19', 'из них 10–19 лет', 'aged 10–19', { ...inPassport, closedFor: ['kindergarten'] }),
    whole('pupils_15_19', 'из них 15–19 лет', 'aged 15–19', {
      ...inPassport,
      closedFor: ['kindergarten', 'primary-school'],
    }),
    whole('teachers_total', 'Педагогов, всего', 'Teachers, all', inPassport),
    whole('teachers_young', 'из них со стажем 0–3 года', 'with 0–3 years of work', inPassport),
    whole('enterprises_partner', 'Предприятий-партнёров', 'Partner enterprises', {
      ...inPassport,
      unit: pieces,
    }),
  ],
  closed: [],
};

const mentors: Text = { ru: 'Наставники', en: 'Mentors' };
const mentees: Text = { ru: 'Наставляемые', en: 'Mentees' };
/** T1: one row a form of mentoring, then people counted once. */
const byForm: Table = {
  code: 't1',
  kind: 'fixed',
  title: { ru: 'По формам наставничества', en: 'By form of mentoring' },
  hint: {
    ru: 'Заштрихованные ячейки не заполняются: в этой форме таких людей не бывает.',
    en: 'Hatched cells are not filled in: this form has no such people.',
  },
  rowsTitle: { ru: 'Форма', en: 'Form' },
  rows: [
    row('pupil-pupil', 'ученик – ученик', 'pupil – pupil'),
    row('teacher-teacher', 'учитель – учитель', 'teacher – teacher'),
    row('student-pupil', 'студент – ученик', 'student – pupil'),
    row('employer-pupil', 'работодатель – ученик', 'employer – pupil'),
    row('employer-student', 'работодатель – студент', 'employer – student'),
    row('other', 'иная форма', 'another form'),
    { ...row('unique', 'Человек без повторов', 'People counted once'), apart: true },
  ],
  columns: [
    whole('programmes', 'Программ, ед.', 'Programmes', { unit: pieces }),
    whole('mentors', 'всего, чел.', 'all', { group: mentors }),
    whole('mentors_trained', 'из них обучены', 'trained', { group: mentors }),
    whole('mentors_15_19', 'из них 15–19 лет', 'pupils aged 15–19', {
      group: mentors,
      closedFor: ['kindergarten', 'primary-school'],
    }),
    whole('mentees', 'всего, чел.', 'all', { group: mentees }),
    whole('mentees_10_19', 'из них 10–19 лет', 'pupils aged 10–19', {
      group: mentees,
      closedFor: ['kindergarten'],
    }),
    whole('mentees_young', 'из них молодые специалисты', 'young specialists', { group: mentees }),
    whole('pairs', 'Пар, ед.', 'Pairs', { unit: pieces }),
    whole('groups', 'Групп, ед.', 'Groups', { unit: pieces }),
    whole('finished', 'Завершили с начала года', 'Finished since the year began', { over: 'cumulative' }),
  ],
  closed: [
    ...closed('pupil-pupil', ['mentees_young']),
    ...closed('teacher-teacher', ['mentors_15_19', 'mentees_10_19']),
    ...closed('student-pupil', ['mentees_young']),
    ...closed('employer-pupil', ['mentors_15_19', 'mentees_young']),
    ...closed('employer-student', ['mentors_15_19', 'mentees_young']),
    ...closed('other', ['mentees_young']),
    ...closed('unique', ['programmes', 'mentors_trained', 'mentors_15_19', 'mentees_young']),
    ...closed('unique', ['pairs', 'groups', 'finished']),
  ],
  total: { code: 'total', title: { ru: 'Всего по строкам', en: 'All rows' } },
};

/** T2: what was held in the period. */
const events: Table = {
  code: 't2',
  kind: 'fixed',
  title: { ru: 'События за период', en: 'Events of the period' },
  rowsTitle: { ru: 'Вид события', en: 'Kind of event' },
  rows: [
    row('courses', 'Курсы ПК', 'Professional development courses'),
    row('webinars', 'Вебинары', 'Webinars'),
    row('contests', 'Конкурсы', 'Contests'),
    row('forums', 'Форумы', 'Forums'),
    row('consultations', 'Консультации', 'Consultations'),
    row('publications', 'Публикации', 'Publications'),
  ],
  columns: [
    whole('events', 'Событий', 'Events', { unit: pieces, over: 'period' }),
    whole('participants', 'Участников', 'Participants', { over: 'period' }),
    whole('hours', 'Часов', 'Hours', { unit: hours, type: 'decimal', scale: 1, over: 'period' }),
    whole('applications', 'Заявок', 'Applications', { unit: pieces, over: 'period' }),
  ],
  closed: [
    ...closed('webinars', ['hours', 'applications']),
    ...closed('contests', ['hours']),
    ...closed('forums', ['hours']),
    ...closed('consultations', ['hours', 'applications']),
    ...closed('publications', ['hours', 'applications']),
  ],
};

export const f2Tables: readonly Table[] = [passport, byForm, events];
