import assert from 'node:assert/strict';
import test from 'node:test';
import { f2 } from '#monitoring';
import { blockOf, cornerFrom, covers, find, gridsOf, jump, placeAt, placesIn, stepFrom } from './grid.ts';

const grids = gridsOf(f2, 'school');
const t1 = grids.t1!;
const at = (cell: string) => find(t1, cell)!;
const cell = (place: { row: number; column: number } | undefined) => place && placeAt(t1, place)?.cell;

test('the total stands between the forms of mentoring and the people counted once', () => {
  assert.equal(t1.length, 8);
  assert.deepEqual(
    t1.map((row) => row[1]!.cell.split('.')[1]),
    [
      'pupil-pupil',
      'teacher-teacher',
      'student-pupil',
      'employer-pupil',
      'employer-student',
      'other',
      'total',
      'unique',
    ],
  );
});

test('an arrow passes over what is hatched or computed, and stops at the edge', () => {
  const right = stepFrom(t1, at('t1.teacher-teacher.mentors_trained'), [0, 1]);
  assert.equal(cell(right), 't1.teacher-teacher.mentees');
  assert.equal(cell(stepFrom(t1, at('t1.other.mentors'), [1, 0])), 't1.unique.mentors');
  assert.equal(stepFrom(t1, at('t1.other.programmes'), [1, 0]), undefined);
  assert.equal(stepFrom(t1, at('t1.pupil-pupil.programmes'), [0, -1]), undefined);
});

test('Home, End and their Ctrl lead to cells that can be entered', () => {
  const from = at('t1.unique.mentees');
  assert.equal(cell(jump(t1, from, 'row-start')), 't1.unique.mentors');
  assert.equal(cell(jump(t1, from, 'row-end')), 't1.unique.mentees_10_19');
  assert.equal(cell(jump(t1, from, 'start')), 't1.pupil-pupil.programmes');
  assert.equal(cell(jump(t1, at('t1.other.pairs'), 'end')), 't1.unique.mentees_10_19');
});

test('a selection goes over hatched cells and not over the edge', () => {
  const from = at('t1.pupil-pupil.mentees_10_19');
  const to = cornerFrom(t1, cornerFrom(t1, from, [0, 1]), [1, 0]);
  assert.equal(cell(to), 't1.teacher-teacher.mentees_young');
  assert.deepEqual(cornerFrom(t1, at('t1.pupil-pupil.finished'), [0, 1]), at('t1.pupil-pupil.finished'));
  const block = blockOf(to, from);
  assert.deepEqual(
    placesIn(t1, block).map((row) => row.map(({ state }) => state)),
    [
      ['open', 'closed'],
      ['closed', 'open'],
    ],
  );
  assert.equal(covers(block, from), true);
  assert.equal(covers(block, at('t1.pupil-pupil.mentees')), false);
});

test('a kindergarten has no pupils of ten', () => {
  const place = gridsOf(f2, 'kindergarten').t0![0]!.find((one) => one.cell === 't0.pupils_10_19');
  assert.equal(place?.state, 'closed');
});
