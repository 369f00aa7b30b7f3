import type { FormDefinition } from '../rules/form.ts';
import { f2Checks } from './f2-checks.ts';
import { f2Tables } from './f2-tables.ts';

/** «Наставничество в цифрах»: a school's quarter in numbers. A published version is copied, never edited. */
export const f2: FormDefinition = {
  code: 'F2',
  version: 1,
  title: { ru: 'Наставничество в цифрах', en: 'Mentoring in figures' },
  hint: {
    ru: 'На последний день периода, если не сказано иное. Ноль и пустая ячейка — разные ответы: если не было, поставьте 0.',
    en: 'As of the last day of the period unless said otherwise. Zero and an empty cell are different answers: if there was none, enter 0.',
  },
  tables: f2Tables,
  checks: f2Checks,
  computed: [
    { code: 'I1', part: 't1.unique.mentees_10_19', whole: 't0.pupils_10_19' },
    { code: 'I2', part: 't1.total.mentors_15_19', whole: 't0.pupils_15_19' },
    { code: 'I3', part: 't1.total.mentees_young', whole: 't0.teachers_young' },
    { code: 'trained', part: 't1.total.mentors_trained', whole: 't1.total.mentors' },
  ],
};
