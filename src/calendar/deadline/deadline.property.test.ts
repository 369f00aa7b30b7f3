import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { addDays, daysBetween, type Interval, isValidDay } from '../day.ts';
import type { Meaning } from './deadline.ts';
import { mendable } from './lexicon.ts';
import { inOrder } from './meaning-intervals.ts';
import { occurrencesOf } from './occurrences-of.ts';
import { readDeadline } from './read-deadline.ts';
import { writeDeadline } from './write-deadline.ts';
import { writeSchedule } from './write-schedule.ts';

const context = { roadmapStart: '2021-01-01', roadmapEnd: '2022-12-31' };
const contexts = fc.constantFrom(
  context,
  { roadmapStart: '2021-09-01', roadmapEnd: '2022-08-31' },
  { roadmapStart: '2021-04-22', roadmapEnd: '2021-04-22' },
  { roadmapStart: '2015-01-01', roadmapEnd: '2030-12-31' },
);
const piece = fc.oneof(
  fc.constantFrom(...mendable.map(([word]) => word)),
  fc.constantFrom(
    ...'до с по к не позднее ежегодно раз в год числа каждого далее кроме уч. г. гг. I IV 29 31 2021 2022 31.02'.split(
      ' ',
    ),
  ),
  fc.constantFrom(
    ' ',
    ', ',
    '; ',
    ' - ',
    '(',
    ')',
    '/',
    ' и ',
    '.',
    '25',
    '2021-2022',
    '15.06.2021',
    '10.10',
    '14:00',
  ),
  fc.string({ unit: 'grapheme', maxLength: 5 }),
);
const phrase = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(' '));

const intervalsOf = (meaning: Meaning): Interval[] =>
  meaning.kind === 'intervals'
    ? meaning.intervals
    : meaning.kind === 'recurring'
      ? (meaning.occurrences ?? [])
      : [];

test('whatever is written, a reading has valid days in order, and so have its alternatives', () =>
  fc.assert(
    fc.property(phrase, contexts, (text, context) => {
      const deadline = readDeadline(text, context);
      for (const meaning of [deadline, ...(deadline.alternatives ?? [])]) {
        const intervals = intervalsOf(meaning);
        assert.deepEqual(intervals, inOrder(intervals), text);
        for (const { start, end } of intervals)
          assert.ok(isValidDay(start) && isValidDay(end) && start <= end, `${text}: ${start} ${end}`);
      }
      if (deadline.kind === 'intervals') assert.ok(deadline.intervals.length > 0, text);
      assert.equal(deadline.certain === false, deadline.why !== undefined, text);
      assert.equal(deadline.certain === false, (deadline.alternatives ?? []).length > 0, text);
      assert.ok(occurrencesOf(deadline, context).length > 0, text);
    }),
    { numRuns: 2000 },
  ));

test('no phrase takes long', () => {
  const long = [
    '1,'.repeat(49),
    '('.repeat(99) + 'май',
    'май '.repeat(99),
    'с до по к '.repeat(24),
    '1-'.repeat(49),
    '2021, '.repeat(49),
  ];
  // Time of this process alone: a busy machine makes nothing slow. The engine warms up first.
  const read = () => long.forEach((text) => readDeadline(text, context));
  read();
  const began = process.cpuUsage();
  for (let times = 0; times < 10; times++) read();
  const milliseconds = process.cpuUsage(began).user / 1000 / (10 * long.length);
  assert.ok(milliseconds < 5, `${milliseconds} ms`);
  assert.equal(readDeadline('май '.repeat(126), context).why, 'deadline.too-long');
  assert.equal(readDeadline('1,'.repeat(60), context).why, 'deadline.too-long');
});

const oddities = fc.constantFrom(
  '\ud800',
  '\udfff',
  '\u0000',
  '\u202e',
  '\u0306',
  'И\u0306',
  '\ufeff',
  'İ',
  '𝟙',
  '\r\n',
  '²',
);

test('odd characters are read without an exception, and a text of a million is not read at all', () => {
  const odd = fc.array(fc.oneof(piece, oddities), { minLength: 1, maxLength: 40 });
  let [runs, spent] = [0, 0];
  fc.assert(
    fc.property(odd, (pieces) => {
      const text = pieces.join('');
      const long = ` ${text} `.repeat(Math.ceil(1_000_000 / (text.length + 2)));
      const began = process.cpuUsage();
      readDeadline(text, context);
      assert.equal(readDeadline(long, context).why, 'deadline.too-long');
      spent += process.cpuUsage(began).user;
      runs += 1;
    }),
  );
  assert.ok(spent / runs < 5000, `${spent / runs} µs`);
});

const day = fc.integer({ min: 0, max: 729 }).map((days) => addDays(context.roadmapStart, days));
const interval = fc
  .tuple(day, day)
  .map(([one, other]): Interval => (one < other ? { start: one, end: other } : { start: other, end: one }));

test('a written schedule is read back as the same days', () =>
  fc.assert(
    fc.property(fc.array(interval, { minLength: 1, maxLength: 5 }).map(inOrder), (intervals) => {
      const written = writeSchedule({ kind: 'intervals', intervals }, 'ru');
      const { kind, certain, ...read } = readDeadline(written, context);
      assert.deepEqual(
        [kind, certain, 'intervals' in read && read.intervals],
        ['intervals', undefined, intervals],
        written,
      );
    }),
  ));

const weekly = fc.record({
  every: fc.constantFrom('month', 'quarter', 'half-year', 'year', 'school-year', 'week'),
});
const recurring = fc
  .tuple(weekly, fc.array(interval, { minLength: 1, maxLength: 5 }).map(inOrder))
  .map(([{ every }, occurrences]) => ({ kind: 'recurring', every, occurrences }) as Meaning);
const repeated = fc.constantFrom(
  'ежедневно',
  'каждую пятницу',
  'ежемесячно до 5 числа',
  'ежемесячно 25 числа',
  '2 раза в год',
  'ежеквартально',
  'ежеквартально до 25 числа последнего месяца квартала',
  'ежемесячно до 10 числа месяца, следующего за отчётным',
  'ежеквартально до 5 числа месяца, следующего за отчётным кварталом',
  'ежегодно до 1 марта года, следующего за отчётным',

  'ежегодно, апрель – май',
  'раз в полугодие (май, декабрь)',
  'раз в учебный год',
  'еженедельно в 2022 году',

  'ежемесячно с 1 сентября 2021 года по 31 мая 2022 года',
  'весь период',
  'по плану',
  'ежегодно с 1 по 15 октября',
);

test('whatever is written as an order would write it is read back as the same meaning', () => {
  const same = (meaning: Meaning, context: { roadmapStart: string; roadmapEnd: string }) => {
    const written = writeDeadline(meaning, context);
    const { text, ...read } = readDeadline(written, context);
    assert.deepEqual(read, meaning, text);
  };
  const listed = fc.array(interval, { minLength: 1, maxLength: 5 }).map(inOrder);
  fc.assert(fc.property(listed, (intervals) => same({ kind: 'intervals', intervals }, context)));
  fc.assert(fc.property(recurring, (meaning) => same(meaning, context)));
  fc.assert(
    fc.property(repeated, contexts, (phrase, context) => {
      const { text, certain, why, alternatives, ...meaning } = readDeadline(phrase, context);
      if (certain === undefined) same(meaning, context);
      return text === phrase && (why === undefined) === (alternatives === undefined);
    }),
  );
});

test('an interval never reaches out of the roadmap where the phrase names no year', () =>
  fc.assert(
    fc.property(
      fc.constantFrom('май', 'IV квартал', 'осень', '1 полугодие', 'ноябрь – февраль', 'до 1 июня', 'с мая'),
      contexts,
      (text, context) => {
        for (const { start, end } of intervalsOf(readDeadline(text, context)))
          if (daysBetween(context.roadmapStart, context.roadmapEnd) > 360)
            assert.ok(context.roadmapStart <= start && end <= context.roadmapEnd, `${text} ${start} ${end}`);
      },
    ),
  ));
