import type { Check } from '../rules/form.ts';

/** "Of them" columns: a part is not larger than its whole. */
const parts: readonly Check[] = [
  {
    code: 'f2.pupils-10-19-within-all',
    severity: 'error',
    each: 'form',
    at: 't0.pupils_10_19',
    holds: 't0.pupils_10_19 <= t0.pupils_total',
    short: { ru: 'обучающихся 10–19 лет больше, чем всех', en: 'more pupils aged 10–19 than pupils' },
    text: {
      ru: 'Обучающихся 10–19 лет {t0_pupils_10_19}, а всех {t0_pupils_total}. Часть не может быть больше целого: исправьте одно из двух чисел.',
      en: '{t0_pupils_10_19} pupils aged 10–19, but {t0_pupils_total} in all. A part cannot be larger than the whole: correct one of the two.',
    },
  },
  {
    code: 'f2.pupils-15-19-within-10-19',
    severity: 'error',
    each: 'form',
    at: 't0.pupils_15_19',
    holds: 't0.pupils_15_19 <= t0.pupils_10_19',
    short: {
      ru: 'обучающихся 15–19 лет больше, чем 10–19 лет',
      en: 'more pupils aged 15–19 than aged 10–19',
    },
    text: {
      ru: 'Обучающихся 15–19 лет {t0_pupils_15_19}, а 10–19 лет {t0_pupils_10_19}. Часть не может быть больше целого: исправьте одно из двух чисел.',
      en: '{t0_pupils_15_19} pupils aged 15–19, but {t0_pupils_10_19} aged 10–19. A part cannot be larger than the whole: correct one of the two.',
    },
  },
  {
    code: 'f2.teachers-young-within-all',
    severity: 'error',
    each: 'form',
    at: 't0.teachers_young',
    holds: 't0.teachers_young <= t0.teachers_total',
    short: { ru: 'молодых педагогов больше, чем всех', en: 'more young teachers than teachers' },
    text: {
      ru: 'Педагогов со стажем 0–3 года {t0_teachers_young}, а всех {t0_teachers_total}. Часть не может быть больше целого: исправьте одно из двух чисел.',
      en: '{t0_teachers_young} teachers with 0–3 years of work, but {t0_teachers_total} in all. A part cannot be larger than the whole: correct one of the two.',
    },
  },
  {
    code: 'f2.trained-within-mentors',
    severity: 'error',
    each: 'row',
    table: 't1',
    at: 'mentors_trained',
    holds: 'mentors_trained <= mentors',
    short: {
      ru: 'обученных наставников больше, чем наставников',
      en: 'more trained mentors than mentors',
    },
    text: {
      ru: 'Обучены {mentors_trained} из {mentors} {mentors|наставника|наставников|наставников}. Обученных не может быть больше, чем наставников: исправьте одно из двух чисел.',
      en: '{mentors_trained} trained of {mentors} {mentors|mentor|mentors}. There cannot be more trained mentors than mentors: correct one of the two.',
    },
  },
  {
    code: 'f2.mentors-15-19-within-mentors',
    severity: 'error',
    each: 'row',
    table: 't1',
    at: 'mentors_15_19',
    holds: 'mentors_15_19 <= mentors',
    short: {
      ru: 'наставников 15–19 лет больше, чем наставников',
      en: 'more mentors aged 15–19 than mentors',
    },
    text: {
      ru: 'Наставников 15–19 лет {mentors_15_19}, а всех наставников {mentors}. Часть не может быть больше целого: исправьте одно из двух чисел.',
      en: '{mentors_15_19} mentors aged 15–19, but {mentors} in all. A part cannot be larger than the whole: correct one of the two.',
    },
  },
  {
    code: 'f2.mentees-10-19-within-mentees',
    severity: 'error',
    each: 'row',
    table: 't1',
    at: 'mentees_10_19',
    holds: 'mentees_10_19 <= mentees',
    short: {
      ru: 'наставляемых 10–19 лет больше, чем наставляемых',
      en: 'more mentees aged 10–19 than mentees',
    },
    text: {
      ru: 'Наставляемых 10–19 лет {mentees_10_19}, а всех наставляемых {mentees}. Часть не может быть больше целого: исправьте одно из двух чисел.',
      en: '{mentees_10_19} mentees aged 10–19, but {mentees} in all. A part cannot be larger than the whole: correct one of the two.',
    },
  },
  {
    code: 'f2.mentees-young-within-mentees',
    severity: 'error',
    each: 'row',
    table: 't1',
    at: 'mentees_young',
    holds: 'mentees_young <= mentees',
    short: {
      ru: 'молодых специалистов больше, чем наставляемых',
      en: 'more young specialists than mentees',
    },
    text: {
      ru: 'Молодых специалистов {mentees_young}, а всех наставляемых {mentees}. Часть не может быть больше целого: исправьте одно из двух чисел.',
      en: '{mentees_young} young specialists, but {mentees} mentees in all. A part cannot be larger than the whole: correct one of the two.',
    },
  },
];

const betweenColumns: readonly Check[] = [
  {
    code: 'f2.mentees-have-mentors',
    severity: 'error',
    each: 'row',
    table: 't1',
    at: 'mentors',
    holds: 'mentors > 0 || mentees == 0',
    short: { ru: 'наставляемые есть, наставников нет', en: 'mentees without mentors' },
    text: {
      ru: 'Наставляемых {mentees}, а наставников нет. Впишите наставников или исправьте число наставляемых.',
      en: '{mentees} {mentees|mentee|mentees} and no mentors. Enter the mentors or correct the number of mentees.',
    },
  },
  {
    code: 'f2.pairs-within-mentees',
    severity: 'error',
    each: 'row',
    table: 't1',
    at: 'pairs',
    holds: 'pairs <= mentees',
    short: { ru: 'пар больше, чем наставляемых', en: 'more pairs than mentees' },
    text: {
      ru: 'Пар {pairs}, а наставляемых {mentees}. В каждой паре свой наставляемый: исправьте одно из двух чисел.',
      en: '{pairs} {pairs|pair|pairs}, but {mentees} {mentees|mentee|mentees}. Every pair has a mentee of its own: correct one of the two.',
    },
  },
  {
    code: 'f2.groups-within-mentees',
    severity: 'error',
    each: 'row',
    table: 't1',
    at: 'groups',
    holds: 'groups * 2 <= mentees',
    short: { ru: 'групп больше, чем можно составить', en: 'more groups than can be formed' },
    text: {
      ru: 'Групп {groups}, а наставляемых {mentees}. В группе не меньше двух наставляемых: исправьте одно из двух чисел.',
      en: '{groups} {groups|group|groups}, but {mentees} {mentees|mentee|mentees}. A group has two mentees or more: correct one of the two.',
    },
  },
  {
    code: 'f2.applications-cover-participants',
    severity: 'warning',
    each: 'row',
    table: 't2',
    at: 'applications',
    holds: 'applications >= participants',
    short: { ru: 'участников больше, чем заявок', en: 'more participants than applications' },
    text: {
      ru: 'Заявок {applications}, а участников {participants}. Если участвовали и без заявки, объясните одной фразой.',
      en: '{applications} {applications|application|applications}, but {participants} {participants|participant|participants}. If some took part without applying, explain in a sentence.',
    },
  },
];

const counted = ['t1.unique.mentors', 't1.unique.mentees', 't1.unique.mentees_10_19'];
/** A person in two forms is counted once: between the largest row and the sum of the rows. */
const unique: readonly Check[] = [
  {
    code: 'f2.unique-within-sum',
    severity: 'error',
    each: 'cell',
    cells: counted,
    holds: 'value <= total',
    short: { ru: 'больше суммы строк', en: 'larger than the sum of the rows' },
    text: {
      ru: 'Без повторов {value}, а сумма строк {total}. Без повторов не может быть больше, чем с повторами: исправьте это число или строки.',
      en: '{value} counted once, but the rows add up to {total}. It cannot be larger than with repetitions: correct it or the rows.',
    },
  },
  {
    code: 'f2.unique-covers-largest',
    severity: 'error',
    each: 'cell',
    cells: counted,
    holds: 'value >= largest',
    short: { ru: 'меньше самой большой строки', en: 'smaller than the largest row' },
    text: {
      ru: 'Без повторов {value}, а в одной строке уже {largest}. Меньше самой большой строки быть не может: исправьте это число или строку.',
      en: '{value} counted once, but one row alone has {largest}. It cannot be smaller than the largest row: correct it or the row.',
    },
  },
];

const betweenTables: readonly Check[] = [
  {
    code: 'f2.mentees-10-19-within-pupils',
    severity: 'error',
    each: 'form',
    at: 't1.unique.mentees_10_19',
    holds: 't1.unique.mentees_10_19 <= t0.pupils_10_19',
    short: {
      ru: 'наставляемых 10–19 лет больше, чем обучающихся',
      en: 'more mentees aged 10–19 than pupils',
    },
    text: {
      ru: 'Наставляемых 10–19 лет {t1_unique_mentees_10_19}, а обучающихся этого возраста {t0_pupils_10_19}. Исправьте одно из двух чисел.',
      en: '{t1_unique_mentees_10_19} mentees aged 10–19, but {t0_pupils_10_19} pupils of that age. Correct one of the two.',
    },
  },
  {
    code: 'f2.mentees-young-within-teachers',
    severity: 'error',
    each: 'form',
    at: 't1.teacher-teacher.mentees_young',
    holds: 't1.teacher_teacher.mentees_young <= t0.teachers_young',
    short: {
      ru: 'молодых специалистов больше, чем в школе',
      en: 'more young specialists than the school has',
    },
    text: {
      ru: 'Молодых специалистов среди наставляемых {t1_teacher_teacher_mentees_young}, а педагогов со стажем 0–3 года {t0_teachers_young}. Исправьте одно из двух чисел.',
      en: '{t1_teacher_teacher_mentees_young} young specialists among mentees, but {t0_teachers_young} teachers with 0–3 years of work. Correct one of the two.',
    },
  },
];

/** Against the period before. `finished` is cumulative: with a new year it starts again. */
const overTime: readonly Check[] = [
  {
    code: 'f2.passport-steady',
    severity: 'warning',
    each: 'cell',
    cells: [
      't0.pupils_total',
      't0.pupils_10_19',
      't0.pupils_15_19',
      't0.teachers_total',
      't0.teachers_young',
      't0.enterprises_partner',
    ],
    holds: 'value * 5 >= prev.value * 4 && value * 5 <= prev.value * 6',
    short: { ru: 'изменилось больше чем на 20 %', en: 'changed by more than 20%' },
    text: {
      ru: 'Было {prev_value}, стало {value}: изменилось больше чем на 20 %. Если так и есть, объясните одной фразой.',
      en: 'It was {prev_value}, now it is {value}: a change of more than 20%. If so, explain in a sentence.',
    },
  },
  {
    code: 'f2.finished-not-below-last',
    severity: 'error',
    each: 'row',
    table: 't1',
    at: 'finished',
    holds: '!sameYear || finished >= prev.finished',
    short: { ru: 'завершивших меньше, чем было', en: 'fewer have finished than before' },
    text: {
      ru: 'С начала года завершили {finished}, а в прошлом отчёте было {prev_finished}. Число растёт с начала года и уменьшиться не может: впишите всех, кто завершил с начала года.',
      en: '{finished} have finished since the year began, but the last return said {prev_finished}. This number only grows within a year: enter everyone who has finished since it began.',
    },
  },
  {
    code: 'f2.finished-were-mentees',
    severity: 'warning',
    each: 'row',
    table: 't1',
    at: 'finished',
    holds: 'finished <= mentees + (sameYear ? prev.finished : 0)',
    short: { ru: 'завершивших больше, чем было наставляемых', en: 'more have finished than were mentees' },
    text: {
      ru: 'С начала года завершили {finished}, в прошлом отчёте было {prev_finished}, а наставляемых {mentees}. Если так и есть, объясните одной фразой.',
      en: '{finished} have finished since the year began, {prev_finished} by the last return, with {mentees} {mentees|mentee|mentees}. If so, explain in a sentence.',
    },
  },
  {
    code: 'f2.row-not-halved',
    severity: 'warning',
    each: 'cell',
    cells: [
      'pupil-pupil',
      'teacher-teacher',
      'student-pupil',
      'employer-pupil',
      'employer-student',
      'other',
    ].flatMap((row) => [`t1.${row}.mentors`, `t1.${row}.mentees`]),
    // Below ten people a single pair that ends would already ask for an explanation.
    holds: 'prev.value < 10 || value * 2 >= prev.value',
    short: { ru: 'меньше половины прошлого числа', en: 'less than half of the last number' },
    text: {
      ru: 'Было {prev_value}, стало {value}: меньше половины. Если так и есть, объясните одной фразой, координатор увидит её рядом с числом.',
      en: 'It was {prev_value}, now it is {value}: less than half. If so, explain in a sentence; the coordinator will see it beside the number.',
    },
  },
  {
    code: 'f2.total-not-halved',
    severity: 'warning',
    each: 'cell',
    cells: ['t1.total.programmes', 't1.total.mentors', 't1.total.mentees'],
    holds: 'value * 2 >= prev.value',
    short: { ru: 'всего меньше половины прошлого числа', en: 'in all less than half of the last number' },
    text: {
      ru: 'Всего было {prev_value}, стало {value}: меньше половины. Если так и есть, объясните одной фразой, координатор увидит её рядом с числом.',
      en: 'In all it was {prev_value}, now it is {value}: less than half. If so, explain in a sentence; the coordinator will see it beside the number.',
    },
  },
];

export const f2Checks: readonly Check[] = [
  ...parts,
  ...betweenColumns,
  ...unique,
  ...betweenTables,
  ...overTime,
];
