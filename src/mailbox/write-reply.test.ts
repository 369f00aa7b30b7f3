import assert from 'node:assert/strict';
import test from 'node:test';
import type { MessageFile } from './sql/messages.ts';
import { writeReply } from './write-reply.ts';

const own = { code: 'school-15', name: 'СОШ № 15' };
const file = (more: Partial<MessageFile>): MessageFile => ({
  name: 'a.xlsx',
  organisation: own,
  campaign: '2021-q4',
  dueOn: '2021-12-25',
  lines: [],
  ...more,
});
const reply = (...rows: MessageFile[]) =>
  writeReply({ subject: 'Отчёт', rows, own: new Set(['school-15']), to: 'box@example.org' });
const next = (text: string) => text.split('Что дальше:\n')[1]?.split('\n\n')[0] ?? '';

test('the answer to a whole return says by when to submit it, and asks for no other workbook', () => {
  const text = reply(file({ taken: 12, blocks: 0, unfilled: 0 }));
  assert.match(text, /a\.xlsx — СОШ № 15, IV квартал 2021 года\nВнесено: 12 ячеек\.\n/);
  assert.match(next(text), /^– войдите в Веху.*до 25 декабря 2021 года/);
});

test('what another workbook would not mend is not asked for again', () => {
  const submitted = file({ fault: { code: 'returns.already-submitted', params: {} } });
  assert.equal(next(reply(submitted)), '');
  assert.match(reply(submitted), /Книга не внесена:\n– Отчёт уже сдан/);
  const damaged: MessageFile = {
    name: 'b.xlsx',
    fault: { code: 'workbook.file-damaged', params: {} },
    lines: [],
  };
  assert.match(next(reply(damaged)), /^– исправьте названное и пришлите книгу ещё раз на box@example\.org/);
});

test('of another school’s workbook nothing is said but that it came, whatever became of it', () => {
  const other = { code: 'school-90', name: 'СОШ № 90' };
  for (const more of [
    {
      taken: 3,
      lines: [{ what: 'Наставники', code: 'workbook.batch-conflict', params: { theirs: 777, yours: 888 } }],
    },
    { fault: { code: 'returns.already-submitted', params: {} } },
    { waits: true as const, fault: { code: 'mail.sender-unknown', params: { from: 'x' } } },
  ]) {
    const text = reply(file({ taken: 1 }), file({ ...more, name: '90.xlsx', organisation: other }));
    assert.match(text, /90\.xlsx\nКнига получена/);
    assert.doesNotMatch(text, /СОШ № 90|777|888|уже сдан/);
  }
});

test('cells that are missing are named sheet by sheet, and not without end', () => {
  const missing = Array.from({ length: 90 }, (_, at) => ({
    sheet: at < 3 ? 'Первый' : 'Второй',
    address: `B${at}`,
  }));
  const text = reply(file({ taken: 1, unfilled: 90, missing }));
  assert.match(text, /Не заполнено 90 ячеек:\n– Лист «Первый»: B0, B1, B2\n– Лист «Второй»: B3, /);
  assert.doesNotMatch(text, /B41/);
});
