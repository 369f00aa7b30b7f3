import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import test from 'node:test';
import { f2 } from '../forms/index.ts';
import { type BookContent, findFields, planBook, signedText, writeBook } from './index.ts';

export const content: BookContent = {
  locale: 'ru',
  identity: {
    campaign: '2021-q4',
    organisation: 'school-15',
    municipality: 'town',
    kind: 'school',
    form: 'F1 1, F2 1',
    made: '2021-12-20T04:00:00.000Z',
  },
  base: 3,
  organisation: 'СОШ № 15',
  period: { start: '2021-10-01', end: '2021-12-31' },
  periodName: 'IV квартал 2021 года',
  dueOn: '2021-12-25',
  forms: [{ code: 'F2', version: 1, title: f2.title.ru }],
  kind: 'school',
  form: f2,
  duties: [
    {
      obligation: 12,
      code: 'III.7',
      title: 'Участие в конкурсе',
      due: 'до 31.10.2021',
      document: 'Приказ',
      isEvent: true,
      derived: false,
      last: '',
    },
  ],
  fields: {
    't1.other.mentors': '4',
    'f1.12.state': 'done',
    'f1.12.doneOn': '14.10.2021',
    't2.courses.hours': '12,5',
  },
  prefilled: ['t0.pupils_total'],
  previous: { 't1.other.mentors': 3 },
  questions: [
    { field: 'why.f2.row-not-halved@t1.other.mentees', place: 'иная форма', said: 'Было 12, стало 4' },
  ],
  remarks: { 't1.other.mentors': 'Замечание (координатор): проверьте' },
};
export const sign = (fields: readonly string[]) =>
  createHmac('sha256', 'key').update(signedText(content.identity, fields)).digest('hex');

test('what was written is read back, field by field', async () => {
  const bytes = await writeBook(planBook(content), sign);
  if (process.env['KEEP']) (await import('node:fs')).writeFileSync(process.env['KEEP'], bytes);
  const found = findFields(bytes);
  assert.equal(found.identity['organisation'], 'school-15');
  assert.equal(found.identity['signature'], sign(found.names));
  assert.equal(found.base, 3);
  assert.deepEqual(found.lost, []);
  const by = new Map(found.fields.map((one) => [one.field, one]));
  assert.deepEqual(by.get('t1.other.mentors')?.value, {
    kind: 'number',
    value: 4,
    shown: 'number',
    day: '1900-01-04',
  });
  assert.equal(by.get('t1.other.mentors')?.was, '4');
  assert.deepEqual(by.get('f1.12.state')?.value, { kind: 'text', text: 'Выполнено' });
  const done = by.get('f1.12.doneOn')?.value;
  assert.ok(done?.kind === 'number' && done.day === '2021-10-14' && done.shown === 'date');
});
