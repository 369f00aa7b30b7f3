import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { speaker } from '#messages/words';
import { f2 } from '../forms/index.ts';
import {
  type Answer,
  cellsOf,
  decode,
  encode,
  layoutOf,
  type OrganisationKind,
  sentencesOf,
} from '../rules/index.ts';
import { judge, type ReturnToJudge } from './verdict.ts';

/** A school that has answered 0 everywhere, with changes. */
function given(values: Record<string, string> = {}, more: Partial<ReturnToJudge> = {}): ReturnToJudge {
  const zeros = cellsOf(f2, more.organisationKind ?? 'school').filter(({ state }) => state === 'open');
  return {
    values: { ...Object.fromEntries(zeros.map(({ code }) => [code, '0'])), ...values },
    notApplicable: {},
    explanations: {},
    organisationKind: 'school',
    sameYear: true,
    ...more,
  };
}
const found = (input: ReturnToJudge) => judge(f2, input).issues.map(({ code, at }) => `${code}@${at}`);

test('a school without mentoring submits zeros', () => {
  const verdict = judge(f2, given());
  assert.deepEqual(verdict.issues, []);
  assert.ok(verdict.submittable);
  assert.deepEqual([verdict.filled, verdict.open], [76, 76]);
});

test('more trained mentors than mentors is said at the cell, with both numbers', () => {
  const { issues, submittable } = judge(
    f2,
    given({
      't1.teacher-teacher.mentors': '7',
      't1.teacher-teacher.mentors_trained': '9',
      't1.unique.mentors': '7',
    }),
  );
  assert.deepEqual(issues, [
    {
      at: 't1.teacher-teacher.mentors_trained',
      code: 'f2.trained-within-mentors',
      severity: 'error',
      params: { mentors_trained: 9, mentors: 7 },
    },
  ]);
  assert.ok(!submittable);
  const say = speaker('ru', sentencesOf(f2, 'ru'));
  assert.equal(
    say.code(issues[0]!.code, issues[0]!.params).replaceAll('\u00a0', ' '),
    'Обучены 9 из 7 наставников. Обученных не может быть больше, чем наставников: исправьте одно из двух чисел.',
  );
});

/** What breaks each check, and nothing else that is not named. */
const BREAKS: [values: Record<string, string>, issues: string[]][] = [
  [{ 't0.pupils_10_19': '5' }, ['f2.pupils-10-19-within-all@t0.pupils_10_19']],
  [{ 't0.pupils_15_19': '5' }, ['f2.pupils-15-19-within-10-19@t0.pupils_15_19']],
  [{ 't0.teachers_young': '5' }, ['f2.teachers-young-within-all@t0.teachers_young']],
  [{ 't1.pupil-pupil.mentors_15_19': '1' }, ['f2.mentors-15-19-within-mentors@t1.pupil-pupil.mentors_15_19']],
  [
    {
      't1.other.mentees_10_19': '1',
      't1.unique.mentees_10_19': '1',
      't0.pupils_total': '9',
      't0.pupils_10_19': '9',
    },
    [
      'f2.mentees-10-19-within-mentees@t1.other.mentees_10_19',
      'f2.mentees-10-19-within-mentees@t1.unique.mentees_10_19',
    ],
  ],
  [
    { 't1.teacher-teacher.mentees_young': '1', 't0.teachers_total': '1', 't0.teachers_young': '1' },
    ['f2.mentees-young-within-mentees@t1.teacher-teacher.mentees_young'],
  ],
  [
    {
      't1.teacher-teacher.mentors': '1',
      't1.teacher-teacher.mentees': '1',
      't1.teacher-teacher.mentees_young': '1',
      't1.unique.mentors': '1',
      't1.unique.mentees': '1',
    },
    ['f2.mentees-young-within-teachers@t1.teacher-teacher.mentees_young'],
  ],
  [
    { 't1.other.mentees': '1', 't1.unique.mentees': '1' },
    ['f2.mentees-have-mentors@t1.other.mentors', 'f2.mentees-have-mentors@t1.unique.mentors'],
  ],
  [{ 't1.other.pairs': '1' }, ['f2.pairs-within-mentees@t1.other.pairs']],
  [
    {
      't1.other.mentors': '1',
      't1.other.mentees': '3',
      't1.other.groups': '2',
      't1.unique.mentors': '1',
      't1.unique.mentees': '3',
    },
    ['f2.groups-within-mentees@t1.other.groups'],
  ],
  [{ 't2.forums.participants': '1' }, ['f2.applications-cover-participants@t2.forums.applications']],
  [{ 't1.unique.mentors': '1' }, ['f2.unique-within-sum@t1.unique.mentors']],
  [{ 't1.other.mentors': '2' }, ['f2.unique-covers-largest@t1.unique.mentors']],
  [
    {
      't1.other.mentors': '1',
      't1.other.mentees': '1',
      't1.other.mentees_10_19': '1',
      't1.unique.mentors': '1',
      't1.unique.mentees': '1',
      't1.unique.mentees_10_19': '1',
    },
    ['f2.mentees-10-19-within-pupils@t1.unique.mentees_10_19'],
  ],
];
test('each relation between the numbers of one period is held', () => {
  for (const [values, issues] of BREAKS) assert.deepEqual(found(given(values)), issues);
});

/** A period before in which every cell was 0, with changes. */
const before = (values: Record<string, number>): Record<string, Answer> => ({
  ...decode(
    layoutOf(f2),
    encode(layoutOf(f2), Object.fromEntries(layoutOf(f2).map(({ cell }) => [cell, 0]))),
  ),
  ...values,
});

test('numbers are compared with the period before', () => {
  const fell = given({}, { previous: before({ 't1.employer-pupil.mentees': 30 }) });
  assert.deepEqual(found(fell), [
    'f2.row-not-halved@t1.employer-pupil.mentees',
    'f2.total-not-halved@t1.total.mentees',
  ]);
  assert.deepEqual(found(given({}, { previous: before({ 't0.pupils_total': 700 }) })), [
    'f2.passport-steady@t0.pupils_total',
  ]);
  const few = before({ 't1.other.mentees': 9, 't1.pupil-pupil.mentees': 9 });
  const still = { 't1.other.mentors': '1', 't1.other.mentees': '9' };
  assert.deepEqual(
    found(given({ ...still, 't1.unique.mentors': '1', 't1.unique.mentees': '9' }, { previous: few })),
    [],
  );
});

test('those who have finished are counted from the beginning of the year', () => {
  const previous = before({ 't1.other.finished': 3 });
  assert.deepEqual(found(given({}, { previous })), ['f2.finished-not-below-last@t1.other.finished']);
  assert.deepEqual(found(given({}, { previous, sameYear: false })), []);
  const grown = { 't1.other.finished': '4' };
  assert.deepEqual(found(given(grown, { previous })), ['f2.finished-were-mentees@t1.other.finished']);
  assert.deepEqual(found(given(grown)), []); // nothing to compare with
});

test('a warning with its explanation no longer stands in the way', () => {
  const values = { 't2.forums.participants': '1' };
  const explanations = {
    'f2.applications-cover-participants@t2.forums.applications': 'Пригласили без заявки',
  };
  assert.equal(judge(f2, given(values)).submittable, false);
  const verdict = judge(f2, given(values, { explanations }));
  assert.equal(verdict.submittable, true);
  assert.equal(verdict.issues[0]!.explained, true);
});

test('an unfilled cell is told apart, and no relation is judged on half of the numbers', () => {
  const verdict = judge(f2, given({ 't1.other.mentors': '', 't1.unique.mentors': '4' }));
  assert.deepEqual(
    verdict.issues.map(({ code, at, severity }) => [code, at, severity]),
    [['monitoring.cell-empty', 't1.other.mentors', 'unfilled']],
  );
  assert.equal(verdict.totals['t1.total.mentors'], 0);
  assert.deepEqual([verdict.filled, verdict.open], [75, 76]);
});

test('"not applicable" needs its reason and leaves what must be filled in', () => {
  const values = { 't1.other.mentors': 'н/п' };
  assert.deepEqual(found(given(values)), ['monitoring.reason-missing@t1.other.mentors']);
  const verdict = judge(f2, given(values, { notApplicable: { 't1.other.mentors': 'Иной формы нет' } }));
  assert.deepEqual([verdict.issues, verdict.filled, verdict.open], [[], 75, 75]);
  assert.equal(verdict.numbers['t1.other.mentors'], 'not-applicable');
});

test('what is not asked of a primary school is stored as not applicable and refused if typed', () => {
  const primary = { organisationKind: 'primary-school' as OrganisationKind };
  const verdict = judge(f2, given({ 't0.pupils_15_19': '3' }, primary));
  assert.deepEqual(found(given({ 't0.pupils_15_19': '3' }, primary)), [
    'monitoring.cell-closed@t0.pupils_15_19',
  ]);
  assert.equal(verdict.numbers['t0.pupils_15_19'], 'not-applicable');
  assert.equal(judge(f2, given({}, primary)).submittable, true);
});

test('a cell that the form does not have is named', () => {
  assert.deepEqual(found(given({ 't1.other.mentros': '3' })), ['monitoring.cell-unknown@t1.other.mentros']);
});

test('whatever is typed, the verdict is given, fits the layout and its totals are the sums of its rows', () => {
  const layout = layoutOf(f2);
  const text = fc.oneof(
    fc.nat({ max: 99 }).map(String),
    fc.constantFrom('', '-', '45%', 'н/п', '12 чел.'),
    fc.string(),
  );
  const typed = fc.array(text, { minLength: layout.length, maxLength: layout.length });
  return fc.assert(
    fc.property(typed, typed, fc.boolean(), (texts, old, sameYear) => {
      const values = Object.fromEntries(layout.map(({ cell }, at) => [cell, texts[at]!]));
      const previous = judge(
        f2,
        given(Object.fromEntries(layout.map(({ cell }, at) => [cell, old[at]!]))),
      ).numbers;
      const verdict = judge(f2, given(values, { previous, sameYear }));
      assert.deepEqual(decode(layout, encode(layout, verdict.numbers)), verdict.numbers);
      const rows = f2.tables[1]!.rows.filter((row) => !row.apart);
      const numbers = rows.map((row) => verdict.numbers[`t1.${row.code}.mentors`]);
      const sum = numbers.reduce<number>((all, each) => all + (typeof each === 'number' ? each : 0), 0);
      assert.equal(verdict.totals['t1.total.mentors'] ?? 0, sum);
    }),
  );
});
