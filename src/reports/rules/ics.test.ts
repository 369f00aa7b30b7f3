import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { type DueEvent, fold, writeCalendar } from './ics.ts';

const NOW = new Date('2021-12-20T04:00:00Z');
const event = (more: Partial<DueEvent> = {}): DueEvent => ({
  uid: 'obligation-7@vekha.example',
  sequence: 1,
  on: '2021-12-31',
  summary: 'II.4. Конкурс «Новой школе – новые стандарты»; отбор, финал',
  description: 'Первая строка\nвторая \\ строка',
  url: 'https://vekha.example/office/roadmap/activities/II.4',
  ...more,
});
/** By a reader that has nothing to do with our writer. */
const read = (text: string) =>
  new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent');

test('another program reads the day, the words and the number of changes as they were', () => {
  const [found] = read(writeCalendar('Веха: сроки', [event()], NOW)).map((one) => new ICAL.Event(one));
  assert.equal(found!.uid, 'obligation-7@vekha.example');
  assert.equal(found!.summary, event().summary);
  assert.equal(found!.description, event().description);
  assert.equal(found!.sequence, 1);
  assert.deepEqual([found!.startDate.isDate, String(found!.startDate)], [true, '2021-12-31']);
  assert.equal(String(found!.endDate), '2022-01-01', 'the day after, for the end is not in it');
});

test('the file keeps to RFC 5545: lines of 75 octets, CRLF, whole letters, a moment of its making', () => {
  const text = writeCalendar('Веха', [event({ summary: 'Очень длинное название '.repeat(20) })], NOW);
  assert.ok(text.endsWith('END:VCALENDAR\r\n'));
  for (const line of text.split('\r\n')) {
    assert.ok(Buffer.byteLength(line) <= 75, line);
    assert.doesNotMatch(line, /[\r\n\uFFFD]/);
  }
  assert.match(text, /\r\nDTSTAMP:20211220T040000Z\r\n/);
  assert.match(text, /\r\nREFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n/);
});

test('whatever somebody wrote comes back as it was, and begins no line of its own', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (written) => {
      const [found] = read(writeCalendar('Веха', [event({ summary: written })], NOW));
      // oxlint-disable-next-line no-control-regex
      const kept = written.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0009\u000B-\u001F\u007F]/g, ' ');
      assert.equal(found!.getFirstPropertyValue('summary'), kept);
      assert.equal(fold(written).replaceAll('\r\n ', ''), written);
    }),
  ));
