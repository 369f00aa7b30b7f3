import { z } from 'zod';
import { reading } from '#platform/use-case.ts';
import { draftToRead } from './form-within.ts';
import { locateMunicipality, Name } from './locate.ts';
import { checkForm, earlierCells, judge, type Verdict } from './judging/index.ts';
import {
  type Answer,
  cellsOf,
  type FormDefinition,
  laidOut,
  listRowsIn,
  organisationKinds,
  readFields,
  readValue,
  type Row,
} from './rules/index.ts';
import { showPublishedForm } from './show-form.ts';

const TryForm = z.object({
  which: z.union([
    z.strictObject({ draft: z.int().positive() }),
    z.strictObject({ code: z.string().max(60), version: z.int().positive().optional() }),
  ]),
  municipality: Name.optional(),
  kind: z.enum(organisationKinds).default('school'),
  /** As a return's fields are called: cells, reasons, «nothing to report», explanations. */
  fields: z.record(z.string().max(300), z.string().max(2000)).default({}),
  /** Numbers of the period before, as typed, by cell; `sameYear`: it was of the same year. */
  previous: z.record(z.string().max(200), z.string().max(200)).default({}),
  sameYear: z.boolean().default(false),
  /** Numbers of the same period a year ago. */
  yearAgo: z.record(z.string().max(200), z.string().max(200)).default({}),
  /** What an organisation's card would say, and how many obligations it has. */
  facts: z.record(z.string().max(60), z.number()).default({}),
});
export type Tried = {
  /** With the rows that these values have, and a blank one in each list. */
  form: FormDefinition;
  verdict: Verdict | undefined;
  faults: number;
  /** The cells whose number in the period before the form asks for. */
  earlier: string[];
  /** The same of a year ago. */
  yearAgo: string[];
};

/** The form as an organisation would see it, with values that are kept nowhere. @throws Failure `form.not-found` */
export const tryForm = reading(
  'form.try',
  TryForm,
  async (context, { which, kind, facts, municipality, ...typed }): Promise<Tried> => {
    await locateMunicipality(context, 'form.read', municipality);
    const { form } =
      'draft' in which
        ? await draftToRead(context, which.draft)
        : await showPublishedForm(context, { ...which, ...(municipality ? { municipality } : {}) });
    const { start, end, today } = DAYS;
    const { values, notApplicable, nothing, explanations } = readFields(typed.fields);
    const sample = laidOut(form, { ...listRowsIn(form, Object.keys(values), 1), ...obligationsIn(form) });
    const faults = checkForm(form).length;
    // A form without a table has nothing to judge; one with faults is judged as far as it can be.
    const verdict = judge(sample, {
      values: known(sample, values),
      notApplicable,
      nothing,
      explanations,
      organisationKind: kind,
      previous: numbersIn(sample, typed.previous),
      sameYear: typed.sameYear,
      yearAgo: numbersIn(sample, typed.yearAgo),
      facts: { ...facts, 'period.start': start, 'period.end': end, today },
    });
    return {
      form: sample,
      verdict,
      faults,
      earlier: earlierCells(sample),
      yearAgo: earlierCells(sample, 'year-ago'),
    };
  },
);

function numbersIn(form: FormDefinition, typed: Readonly<Record<string, string>>): Record<string, Answer> {
  const numbers: Record<string, Answer> = {};
  for (const { code, column } of cellsOf(form, 'school')) {
    const read = typed[code] === undefined ? undefined : readValue(typed[code], column);
    if (read?.kind === 'value') numbers[code] = read.value;
  }
  return numbers;
}

/** A quarter like any other: conditions on days can be tried on it. */
const DAYS = { start: '2021-10-01', end: '2021-12-31', today: '2021-12-20' };

/** Two obligations stand for those that an organisation will have. */
function obligationsIn({ tables }: FormDefinition): Record<string, Row[]> {
  const row = (code: string, number: number): Row => ({
    code,
    title: { ru: `Мероприятие ${number}`, en: `Activity ${number}` },
  });
  return Object.fromEntries(
    tables.flatMap(({ code, kind }) => (kind === 'roadmap' ? [[code, [row('1', 1), row('2', 2)]]] : [])),
  );
}

/** What was tried before a row or a column was taken out is of no cell any more. */
function known(form: FormDefinition, values: Record<string, string>): Record<string, string> {
  const cells = new Set(
    form.tables.flatMap(({ code, rows, columns }) =>
      rows.flatMap((row) => columns.map((column) => [code, row.code, column.code].filter(Boolean).join('.'))),
    ),
  );
  return Object.fromEntries(Object.entries(values).filter(([cell]) => cells.has(cell)));
}
