import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { formOf } from '../forms/index.ts';
import {
  answersOf,
  type Column,
  consolidatedForm,
  encode,
  extremesAmong,
  type Fields,
  layoutOf,
  type Table,
} from '../rules/index.ts';
import { added, briefOf } from './added.fixture.ts';
import { consolidatedFigures, judgeReturn } from './index.ts';

const f3 = formOf('F3', 1)!;
const f2 = formOf('F2', 2)!;
const layout = layoutOf(f3);

const stored = (form: typeof f3, fields: Fields) =>
  encode(layoutOf(form), judgeReturn(briefOf(form), fields, '2021-12-20').content.numbers);

const school = fc.record({
  asked: fc.nat({ max: 200 }),
  satisfied: fc.nat({ max: 200 }),
  score: fc.integer({ min: 0, max: 100 }),
});

test('a share of many schools is recomputed from their sums, and a mean is weighted, never a mean of means', () =>
  fc.assert(
    fc.property(fc.array(school, { minLength: 1, maxLength: 6 }), (schools) => {
      const returns = schools.map(({ asked, satisfied, score }) =>
        stored(f3, {
          's1.asked_mentees': String(asked),
          's1.satisfied_mentees': String(satisfied),
          's2.goals.mentees': String(score / 10).replace('.', ','),
        }),
      );
      const figures = consolidatedFigures(f3, layout, added(layout, returns));
      const sum = (key: 'asked' | 'satisfied') => schools.reduce((all, one) => all + one[key], 0);
      const [asked, satisfied] = [sum('asked'), sum('satisfied')];
      const expected = asked === 0 ? null : Math.round((satisfied * 1000) / asked) / 10;
      assert.equal(figures['s1.share_mentees']!.value, expected);
      const weighted = schools.reduce((all, one) => all + (one.score / 10) * one.asked, 0);
      const mean = figures['s2.goals.mentees']!.value;
      if (asked === 0) assert.equal(mean, null);
      else assert.ok(Math.abs(mean! - weighted / asked) < 1e-9);
      assert.equal(figures['s2.goals.mentees']!.given, schools.length);
    }),
  ));

test('of a list its rows are counted and a choice by its answers; words are no figures', () => {
  const practice = (row: number, form: string): Fields => ({
    [`t3.r${row}.title`]: 'Клуб',
    [`t3.r${row}.form`]: form,
    [`t3.r${row}.link`]: 'https://school.example/club',
    [`t3.r${row}.public`]: 'да',
  });
  const layout = layoutOf(f2);
  const returns = [
    stored(f2, { ...practice(1, 'pupil-pupil'), ...practice(2, 'other') }),
    stored(f2, practice(1, 'other')),
    stored(f2, {}),
  ];
  const form = consolidatedForm(f2);
  const figures = consolidatedFigures(f2, layout, added(layout, returns));
  const t3 = form.tables.at(-1)!;
  assert.deepEqual(
    t3.columns.map(({ code }) => [code, figures[`t3.${code}`]!.value]).filter(([, value]) => value !== 0),
    [
      ['all:rows', 3],
      ['all:of.form.pupil-pupil', 1],
      ['all:of.form.other', 2],
      ['all:of.public.yes', 3],
    ],
  );
});

test('of a list’s numbers the least, the largest and their count are told where a column asks so, in units', () => {
  const column = (code: string, how: 'sum' | 'count' | 'min' | 'max'): Column => ({
    code,
    title: { ru: code, en: code },
    unit: { ru: 'ч', en: 'h' },
    type: 'decimal',
    scale: 1,
    over: 'period',
    consolidates: { how },
  });
  const columns = (['sum', 'count', 'min', 'max'] as const).map((how) => column(`as-${how}`, how));
  const list: Table = {
    code: 'l',
    kind: 'list',
    title: { ru: 'Список', en: 'List' },
    rows: [],
    columns,
    closed: [],
  };
  const form = { ...f3, code: 'F8', tables: [list], computed: [], checks: [] };
  const layout = layoutOf(form);
  const rows = (...hours: string[]): Fields =>
    Object.fromEntries(
      hours.flatMap((value, at) => columns.map(({ code }) => [`l.r${at + 1}.${code}`, value] as const)),
    );
  const schools = [rows('2,5', '4'), rows('1,5'), { 'none.l': '1' }].map((fields) => stored(form, fields));
  const organisations = schools.map((one) => ({ figures: answersOf(consolidatedForm(form), layout, one) }));
  const figures = consolidatedFigures(
    form,
    layout,
    added(layout, schools),
    extremesAmong(form, organisations),
  );
  const codes = ['sum.as-sum', 'count.as-count', 'min.as-min', 'max.as-max'];
  assert.deepEqual(
    codes.map((code) => figures[`l.all:${code}`]!.value),
    [8, 3, 1.5, 4],
  );
  assert.deepEqual(
    codes.map((code) => organisations[0]!.figures[`l.all:${code}`]),
    [6.5, 2, 2.5, 4],
  );
});

test('a form of plain numbers is its own consolidation', () => {
  const plain = formOf('F2', 1)!;
  assert.equal(consolidatedForm(plain), plain);
});
