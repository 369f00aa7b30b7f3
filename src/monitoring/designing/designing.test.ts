import assert from 'node:assert/strict';
import test from 'node:test';
import { f2, forms } from '../forms/index.ts';
import { checkForm } from '../judging/index.ts';
import type { FormDefinition } from '../rules/index.ts';
import { askedTwice, costOf } from './burden.ts';
import { changed } from './change.ts';
import { codeFrom } from './codes.ts';
import { blankForm, copyOf } from './copy.ts';
import { followingOf } from './follow.ts';
import { placedFaults } from './place-faults.ts';
import { renameIn } from './rename.ts';
import { ruleWords } from './rule-words.ts';
import { Change } from './step.ts';

const NONE: ReadonlyMap<string, number> = new Map();
const around = { locale: 'ru', tablesElsewhere: new Set(['t0', 't1', 'f4a']), isPublished: false } as const;
type Step = Parameters<typeof Change.parse>[0];
const design = (form: FormDefinition, ...steps: Step[]) =>
  steps.reduce<FormDefinition>((before, step) => changed(before, Change.parse(step), around), form);

const clubs = () =>
  design(
    blankForm('F4', 'Кружки'),
    { do: 'add-table', title: 'Кружки школы', kind: 'fixed' },
    { do: 'add-rows', table: 'f4b', lines: 'Спортивные\n\n  Технические \nСпортивные' },
    { do: 'add-column', table: 'f4b', title: 'Всего детей', type: 'whole', unit: 'чел.' },
    { do: 'add-column', table: 'f4b', title: 'Из них с наставником', type: 'whole', unit: 'чел.' },
  );
const column = (form: FormDefinition, code: string, more: object) => {
  const found = form.tables[0]!.columns.find((one) => one.code === code)!;
  return {
    do: 'column',
    table: form.tables[0]!.code,
    column: code,
    code,
    title: found.title.ru,
    groups: [],
    unit: found.unit.ru,
    hint: '',
    type: found.type,
    scale: found.scale,
    over: found.over,
    since: 'year',
    options: '',
    optional: false,
    requiredIf: '',
    shownIf: '',
    formula: found.formula ?? '',
    prefill: '',
    consolidates: '',
    weight: '',
    who: '',
    purpose: '',
    act: '',
    closedFor: [],
    ...more,
  };
};
const check = (more: object = {}) => ({
  do: 'check',
  check: '',
  severity: 'error',
  each: 'row',
  table: 'f4b',
  at: 'iz_nikh_s_nastavnikom',
  holds: 'iz_nikh_s_nastavnikom <= vsego_detey',
  text: 'С наставником {iz_nikh_s_nastavnikom} из {vsego_detey}: часть не больше целого.',
  short: 'с наставником больше, чем всех',
  ...more,
});

test('codes are proposed by transliteration, and neither taken words nor words of the language are proposed', () => {
  const form = clubs();
  assert.deepEqual(
    form.tables.map(({ code }) => code),
    ['f4b'],
    'another form has f4a',
  );
  assert.deepEqual(
    form.tables[0]!.rows.map(({ code }) => code),
    ['sportivnye', 'tekhnicheskie', 'sportivnye_2'],
  );
  assert.deepEqual(
    form.tables[0]!.columns.map(({ code }) => code),
    ['vsego_detey', 'iz_nikh_s_nastavnikom'],
  );
  for (const title of ['Prev', 'in', '№', 'Total', '2021'])
    assert.match(codeFrom(title, [], 'column'), /^column1$/);
});

test('weights, formulas and conditions of other tables follow a new name, with dashes or without', () => {
  const text = (ru: string) => ({ ru, en: ru });
  const column = (code: string, more: object) => ({
    code,
    title: text(code),
    unit: text('ед.'),
    type: 'whole' as const,
    scale: 0,
    over: 'period' as const,
    ...more,
  });
  const table = (code: string, columns: ReturnType<typeof column>[]) => ({
    code,
    kind: 'fixed' as const,
    title: text(code),
    rows: [{ code: 'row-a', title: text('A') }],
    columns,
    closed: [],
  });
  const form: FormDefinition = {
    ...blankForm('F4', 'Взвешенное'),
    tables: [
      table('f4a', [column('by-all', {}), column('far', { formula: 'f4b.row_a.mean * 2' })]),
      table('f4b', [
        column('mean', { consolidates: { how: 'weighted', by: 'f4a.row-a.by-all' } }),
        column('own', { consolidates: { how: 'weighted', by: 'mean' } }),
        column('sum', { formula: 'f4a.row_a.by_all + mean' }),
        column('asked', { shownIf: 'f4a.row_a.by_all > 0', requiredIf: 'prev.f4b.row_a.mean > 0' }),
      ]),
    ],
  };
  assert.deepEqual(checkForm(form), []);
  const renamed = (
    [
      { part: 'column', table: 'f4a', from: 'by-all', to: 'all-of-them' },
      { part: 'row', table: 'f4a', from: 'row-a', to: 'row-b' },
      { part: 'table', table: 'f4a', to: 'weights' },
      { part: 'column', table: 'f4b', from: 'mean', to: 'average' },
      { part: 'row', table: 'f4b', from: 'row-a', to: 'only' },
    ] as const
  ).reduce(renameIn, form);
  assert.deepEqual(checkForm(renamed), []);
  const [weights, other] = renamed.tables;
  assert.equal(weights!.columns[1]!.formula, 'f4b.only.average * 2');
  assert.deepEqual(
    other!.columns.map(({ consolidates, formula, shownIf, requiredIf }) =>
      [consolidates?.how === 'weighted' ? consolidates.by : undefined, formula, shownIf, requiredIf].filter(
        Boolean,
      ),
    ),
    [
      ['weights.row-b.all-of-them'],
      ['average'],
      ['weights.row_b.all_of_them + average'],
      ['weights.row_b.all_of_them > 0', 'prev.f4b.only.average > 0'],
    ],
  );
});

test('a form that is designed step by step is sound, and a mistake is told at its column and its character', () => {
  const form = design(clubs(), check());
  assert.deepEqual(checkForm(form), []);
  const wrong = design(
    form,
    column(form, 'vsego_detey', { shownIf: 'iz_nikh_s_nastavnikom > 0', requiredIf: 'iz_nikh > 1' }),
  );
  const [fault] = placedFaults(wrong);
  assert.deepEqual(fault!.place, {
    part: 'column',
    table: 'f4b',
    column: 'vsego_detey',
    field: 'requiredIf',
  });
  assert.equal(fault!.params.character, 1);
});

test('what is called otherwise is called so in every formula, check, sentence and list of cells', () => {
  const form = design(clubs(), check(), {
    ...check({ each: 'form', at: 'f4b.sportivnye.vsego_detey', text: 'Спорт: {f4b_sportivnye_vsego_detey}' }),
    holds: 'f4b.sportivnye.vsego_detey <= prev.f4b.sportivnye.vsego_detey * 2 || "vsego_detey" == "x"',
  });
  const renamed = [
    { part: 'column', table: 'f4b', from: 'vsego_detey', to: 'deti' } as const,
    { part: 'row', table: 'f4b', from: 'sportivnye', to: 'sport' } as const,
    { part: 'table', table: 'f4b', to: 'clubs' } as const,
  ].reduce(renameIn, form);
  const [first, second] = renamed.checks;
  assert.equal(first!.holds, 'iz_nikh_s_nastavnikom <= deti');
  assert.equal(first!.text.ru, 'С наставником {iz_nikh_s_nastavnikom} из {deti}: часть не больше целого.');
  assert.equal(second!.holds, 'clubs.sport.deti <= prev.clubs.sport.deti * 2 || "vsego_detey" == "x"');
  assert.equal(second!.text.ru, 'Спорт: {clubs_sport_deti}');
  assert.equal('at' in second! && second.at, 'clubs.sport.deti');
  assert.deepEqual([...checkForm(form), ...checkForm(renamed)], []);
});

test('a shipped form is copied under a code of its own, as sound as it was', () => {
  for (const form of forms) {
    const copy = copyOf(form, 'F7', new Set(form.tables.map(({ code }) => code)));
    assert.deepEqual(checkForm(copy), [], form.code);
    const codes = new Set(form.tables.map(({ code }) => code));
    assert.ok(copy.tables.every(({ code }) => !codes.has(code)));
    assert.ok(copy.checks.every(({ code }) => code.startsWith('f7.')));
  }
  const passport = copyOf(f2, 'F7', new Set()).tables[0]!;
  assert.equal(passport.columns[0]!.prefill, 'org.pupils_total', 'the card still knows');
});

test('words of the other language go along until they are written', () => {
  const form = clubs();
  const step = (title: string) => column(form, 'vsego_detey', { title });
  const russian = changed(form, Change.parse(step('Детей')), around);
  const english = changed(russian, Change.parse(step('Children')), { ...around, locale: 'en' });
  const again = changed(english, Change.parse(step('Все дети')), around);
  assert.deepEqual(russian.tables[0]!.columns[0]!.title, { ru: 'Детей', en: 'Детей' });
  assert.deepEqual(again.tables[0]!.columns[0]!.title, { ru: 'Все дети', en: 'Children' });
});

test('a new version goes on where codes or titles are the same, and says which series break off', () => {
  const before = clubs();
  const now: FormDefinition = {
    ...before,
    tables: before.tables.map((table) => ({
      ...table,
      columns: [{ ...table.columns[0]!, code: 'children' }],
    })),
  };
  const { parts, cells, broken } = followingOf(before, now, 'ru');
  assert.deepEqual(
    parts.map(({ part, now }) => [part, now]),
    [
      ['column:f4b.vsego_detey', 'children'],
      ['column:f4b.iz_nikh_s_nastavnikom', ''],
    ],
  );
  assert.equal(cells['f4b.sportivnye.vsego_detey'], 'f4b.sportivnye.children');
  assert.deepEqual(broken, ['Кружки школы: Из них с наставником']);
  const ended = followingOf(before, now, 'ru', { 'column:f4b.vsego_detey': '' });
  assert.deepEqual(ended.cells, {});
  assert.equal(ended.broken.length, 2);
});

test('the cost is the answers by their seconds, or what was measured, for each school', () => {
  const form = design(clubs(), { do: 'add-column', table: 'f4b', title: 'Имя', type: 'text', unit: '' });
  const cost = costOf(form, { kinds: ['school', 'school', 'kindergarten'], rows: NONE });
  assert.deepEqual([cost.numbers, cost.words, cost.minutes], [6, 3, 5]);
  assert.equal(cost.hours, 0.3);
  assert.deepEqual(
    [
      costOf({ ...form, minutes: 30 }, { kinds: ['school'], rows: NONE }).minutes,
      costOf({ ...form, minutes: 30 }, { kinds: ['school'], rows: NONE }).measured,
    ],
    [30, true],
  );
});

test('a list costs as many rows as schools have put into it before, and a guess that is called one until then', () => {
  const form = design(
    blankForm('F4', 'Практики'),
    { do: 'add-table', title: 'Практики', kind: 'list' },
    { do: 'add-column', table: 'f4b', title: 'Название', type: 'text', unit: '' },
    { do: 'add-column', table: 'f4b', title: 'Участников', type: 'whole', unit: 'чел.' },
  );
  const cost = (rows: ReadonlyMap<string, number>) => {
    const { numbers, words, lists } = costOf(form, { kinds: ['school'], rows });
    return [numbers, words, lists];
  };
  assert.deepEqual(cost(NONE), [5, 5, 'guessed']);
  assert.deepEqual(cost(new Map([['f4b', 1.6]])), [2, 2, 'asked-before']);
  assert.equal(costOf(clubs(), { kinds: [], rows: NONE }).lists, undefined);
});

test('what another form asks, the card knows, a sum gives and nobody uses is told', () => {
  const made = (title: string, more: object = {}) => ({
    ...f2.tables[1]!.columns[1]!,
    code: codeFrom(title, [], 'x'),
    title: { ru: title, en: title },
    ...more,
  });
  const group = { ru: 'Дети', en: 'Children' };
  const { group: _, ...plain } = made('Количество обучающихся, всего');
  const form: FormDefinition = {
    ...blankForm('F4', 'Проба'),
    tables: [
      {
        ...f2.tables[1]!,
        code: 'f4a',
        rows: f2.tables[1]!.rows.slice(0, 1),
        columns: [
          f2.tables[1]!.columns[1]!,
          plain,
          made('Всего', { group }),
          made('Девочки', { group }),
          made('Мальчики', { group }),
        ],
        closed: [],
      },
    ],
  };
  const found = askedTwice(form, { forms: [f2], isOld: true }, 'ru').map(
    ({ why, column }) => `${why} ${column}`,
  );
  assert.ok(found.includes('elsewhere mentors'), found.join());
  assert.ok(
    found.includes('profile kolichestvo_obuchayuschikhsya') ||
      found.some((one) => one.startsWith('profile ')),
    found.join(),
  );
  assert.ok(found.includes('sum vsego'));
  assert.ok(found.includes('unused devochki'));
  assert.ok(!askedTwice(form, { forms: [f2], isOld: false }, 'ru').some(({ why }) => why === 'unused'));
});

test('a rule is its own sentence with names where the numbers will stand', () => {
  const form = design(clubs(), check());
  assert.equal(
    ruleWords(form, form.checks[0]!, 'ru'),
    'С наставником «Из них с наставником» из «Всего детей»: часть не больше целого.',
  );
});
