import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import fc from 'fast-check';
import { added, briefOf } from '../judging/added.fixture.ts';
import { checkForm, consolidatedFigures, judgeReturn, recomputeAnswers } from '../judging/index.ts';
import {
  answersOf,
  type Column,
  consolidatedForm,
  encode,
  extremesAmong,
  type Fields,
  type Figure,
  type FormDefinition,
  layoutOf,
} from '../rules/index.ts';
import { content } from '../workbook/all-types.fixture.ts';
import { planBook, writeBook } from '../workbook/index.ts';
import { consolidateFiles } from './index.ts';

/*
 * A form is consolidated by one set of rules, whether its returns came to the server or lie in a folder as workbooks. On
 * the one side stands what the server does: judged, stored by position, added up, consolidated; on the other the scan.
 */

const text = (ru: string) => ({ ru, en: ru });
const column = (code: string, type: Column['type'], more: Partial<Column> = {}): Column => ({
  code,
  title: text(`Графа ${code}`),
  unit: text('ед.'),
  type,
  scale: 0,
  over: 'period',
  ...more,
});
const options = [
  { code: 'one', title: text('Первое') },
  { code: 'two', title: text('Второе') },
];
/** Every type of cell with every way to consolidate it. */
const COLUMNS: readonly Column[] = [
  column('plain', 'whole'),
  column('tenths', 'decimal', { scale: 1, consolidates: { how: 'sum' } }),
  column('least', 'whole', { consolidates: { how: 'min' } }),
  column('most', 'decimal', { scale: 2, consolidates: { how: 'max' } }),
  column('tallied', 'decimal', { scale: 1, consolidates: { how: 'count' } }),
  column('nothing', 'whole', { consolidates: { how: 'none' } }),
  column('mean', 'decimal', { scale: 1, consolidates: { how: 'weighted', by: 'plain' } }),
  column('far', 'share', { scale: 1, consolidates: { how: 'weighted', by: 'b.only.plain' } }),
  column('part', 'share', { scale: 1, formula: 'share(tenths, plain)' }),
  column('both', 'decimal', { scale: 1, formula: 'plain + tenths', consolidates: { how: 'sum' } }),
  column('under', 'whole', { shownIf: 'plain > 5', optional: true }),
  column('agreed', 'yes-no'),
  column('choice', 'choice', { options }),
  column('words', 'text', { consolidates: { how: 'count' } }),
  column('aside', 'text'),
];
const LISTED = [
  column('hours', 'decimal', { scale: 1 }),
  column('least', 'decimal', { scale: 1, optional: true, consolidates: { how: 'min' } }),
  column('most', 'whole', { optional: true, consolidates: { how: 'max' } }),
  column('tallied', 'decimal', { scale: 1, optional: true, consolidates: { how: 'count' } }),
  column('state', 'choice', { options }),
  column('name', 'text'),
];

const forms = fc
  .record({
    columns: fc.subarray(COLUMNS.slice(1), { minLength: 1 }),
    rows: fc.integer({ min: 1, max: 3 }),
    total: fc.boolean(),
    apart: fc.boolean(),
    closed: fc.boolean(),
    closedFor: fc.boolean(),
    list: fc.boolean(),
    /** Numbers in named rows alone: what the scan reads in one go. */
    plain: fc.boolean(),
  })
  .map(({ columns, rows, total, apart, closed, closedFor, list, plain }): FormDefinition => {
    const PLAIN = new Set(['tenths', 'least', 'most', 'tallied', 'nothing']);
    const chosen = [COLUMNS[0]!, ...columns]
      .filter(({ code }, at) => !plain || at === 0 || PLAIN.has(code))
      .map((one, at) => (closedFor && at === 1 ? { ...one, closedFor: ['kindergarten' as const] } : one));
    const needs = (code: string) => chosen.some((one) => one.code === code);
    return {
      code: 'X7',
      version: 1,
      title: text('Всё, что сводится'),
      tables: [
        {
          code: 'a',
          kind: 'fixed',
          title: text('Таблица'),
          rows: Array.from({ length: rows }, (_, at) => ({
            code: `r${at}`,
            title: text(`Строка ${at}`),
          })).concat(apart ? [{ code: 'apart', title: text('Отдельно'), apart: true } as never] : []),
          columns: chosen.filter(({ code }) => (code !== 'part' && code !== 'both') || needs('tenths')),
          closed: closed && needs('least') ? [['r0', 'least']] : [],
          ...(total ? { total: { code: 'total', title: text('Всего') } as const } : {}),
        },
        {
          code: 'b',
          kind: 'fixed',
          title: text('Вес'),
          rows: [{ code: 'only', title: text('Вес') }],
          columns: [column('plain', 'whole')],
          closed: [],
        },
        ...(list && !plain
          ? [
              {
                code: 'c',
                kind: 'list' as const,
                title: text('Список'),
                rows: [],
                columns: LISTED,
                closed: [],
              },
            ]
          : []),
      ],
      checks: [],
      computed: [{ code: 'S1', part: 'a.r0.plain', whole: 'b.only.plain' }],
    };
  });

const number = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 40 }).map(String) },
  {
    weight: 3,
    arbitrary: fc.integer({ min: 0, max: 400 }).map((tenths) => String(tenths / 10).replace('.', ',')),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('1 234', '12 чел.', 'нет', '-', '45%', '99999999', '0,001', 'много'),
  },
);
const valueOf = ({ type }: Column): fc.Arbitrary<string> =>
  type === 'text'
    ? fc.constantFrom('слово', '12', 'да')
    : type === 'choice'
      ? fc.constantFrom('one', 'two', 'три')
      : type === 'yes-no'
        ? fc.constantFrom('yes', 'no')
        : number;

/** What one organisation has typed; some cells and tables are none of its business. */
function typedInto(form: FormDefinition): fc.Arbitrary<Record<string, string>> {
  const cells = form.tables.flatMap((table) =>
    (table.kind === 'list' ? [{ code: 'r1' }, { code: 'r3' }] : table.rows).flatMap((row) =>
      table.columns
        .filter(({ formula }) => !formula)
        .map(
          (one) => [`${table.code}.${row.code}.${one.code}`, fc.option(valueOf(one), { freq: 4 })] as const,
        ),
    ),
  );
  const away = fc.option(fc.constantFrom(...cells.map(([cell]) => `na.${cell}`)), { freq: 2 });
  const none = fc.option(fc.constantFrom(...form.tables.map(({ code }) => `none.${code}`)), { freq: 1 });
  return fc.tuple(fc.record(Object.fromEntries(cells)), away, none).map(([values, away, none]) => {
    const fields: Record<string, string> = {};
    for (const [cell, value] of Object.entries(values)) if (value !== null) fields[cell] = value as string;
    if (away) {
      delete fields[away.slice(3)];
      fields[away] = 'нет таких';
    }
    // A workbook asks of lists alone whether there is nothing to report.
    if (none === 'none.c') fields[none] = '1';
    return fields;
  });
}
const KINDS = ['school', 'kindergarten'] as const;
const returns = forms.chain((form) =>
  fc.tuple(
    fc.constant(form),
    fc.array(fc.tuple(fc.constantFrom(...KINDS), typedInto(form)), { minLength: 1, maxLength: 4 }),
  ),
);

function onServer(form: FormDefinition, given: readonly (readonly [(typeof KINDS)[number], Fields])[]) {
  const layout = layoutOf(form);
  const stored = given.map(([kind, fields]) =>
    encode(layout, judgeReturn(briefOf(form, kind), fields, '2021-12-31').content.numbers),
  );
  const organisations = stored.map((one) => {
    const figures = answersOf(consolidatedForm(form), layout, one);
    recomputeAnswers(form, figures);
    return { figures };
  });
  return consolidatedFigures(form, layout, added(layout, stored), extremesAmong(form, organisations));
}

const folder = mkdtempSync(path.join(tmpdir(), 'vekha-same-'));
test.after(() => rmSync(folder, { recursive: true }));

test('generated workbooks of generated forms consolidate as on the server, whatever a column consolidates by', async () => {
  const seen = new Set<string>();
  const ways = { taken: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(returns, async ([form, given]) => {
      assert.deepEqual(checkForm(form), []);
      const files = await Promise.all(
        given.map(async ([kind, fields], at) => {
          const identity = { ...content.identity, kind, form: 'X7 1', organisation: `org-${at}` };
          const book = planBook({
            ...content,
            identity,
            kind,
            form,
            fields,
            duties: [],
            remarks: {},
            previous: undefined,
          });
          const file = path.join(folder, `${at}.xlsx`);
          writeFileSync(file, await writeBook(book, () => 'none'));
          return file;
        }),
      );
      const heard = { taken: () => (ways.taken += 1), refused: () => (ways.refused += 1) };
      const { figures } = consolidateFiles(form, files, { heard });
      assert.deepEqual(told(figures), told(onServer(form, given)));
      for (const { columns } of form.tables)
        for (const one of columns)
          if (Object.keys(figures).some((cell) => cell.includes(`.${one.code}`))) seen.add(one.code);
    }),
    { numRuns: 40 },
  );
  assert.equal(ways.refused, 0);
  for (const { code, consolidates } of COLUMNS)
    if (consolidates?.how !== 'none' && code !== 'aside') assert.ok(seen.has(code), code);
});

/** A mean is a quotient: the last of its binary digits may differ by the order of adding. */
const told = (figures: Record<string, Figure>) =>
  Object.fromEntries(
    Object.entries(figures).map(([cell, { value, given, of }]) => [
      cell,
      { value: value === null ? null : Number(value.toPrecision(12)), given, of },
    ]),
  );
