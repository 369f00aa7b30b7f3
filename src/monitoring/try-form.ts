import { z } from 'zod';
import { reading } from '#platform/use-case.ts';
import { draftToRead } from './form-within.ts';
import { locateMunicipality, Name } from './locate.ts';
import { checkForm, judge, type Verdict } from './judging/index.ts';
import { type FormDefinition, laidOut, listRowsIn, organisationKinds, type Row } from './rules/index.ts';
import { showPublishedForm } from './show-form.ts';

const TryForm = z.object({
  which: z.union([
    z.strictObject({ draft: z.int().positive() }),
    z.strictObject({ code: z.string().max(60), version: z.int().positive().optional() }),
  ]),
  municipality: Name.optional(),
  kind: z.enum(organisationKinds).default('school'),
  values: z.record(z.string().max(200), z.string().max(2000)).default({}),
  explanations: z.record(z.string().max(300), z.string().max(1000)).default({}),
  /** What an organisation's card would say, and how many obligations it has. */
  facts: z.record(z.string().max(60), z.number()).default({}),
});
export type Tried = {
  /** With the rows that these values have, and a blank one in each list. */
  form: FormDefinition;
  verdict: Verdict | undefined;
  faults: number;
};

/** The form as an organisation would see it, with values that are kept nowhere. @throws Failure `form.not-found` */
export const tryForm = reading(
  'form.try',
  TryForm,
  async (context, { which, kind, values, explanations, facts, municipality }): Promise<Tried> => {
    await locateMunicipality(context, 'form.read', municipality);
    const { form } =
      'draft' in which
        ? await draftToRead(context, which.draft)
        : await showPublishedForm(context, { ...which, ...(municipality ? { municipality } : {}) });
    const { start, end, today } = DAYS;
    const sample = laidOut(form, { ...listRowsIn(form, Object.keys(values), 1), ...obligationsIn(form) });
    const faults = checkForm(form).length;
    // A form without a table has nothing to judge; one with faults is judged as far as it can be.
    const verdict = judge(sample, {
      values: known(sample, values),
      notApplicable: {},
      explanations,
      organisationKind: kind,
      sameYear: false,
      facts: { ...facts, 'period.start': start, 'period.end': end, today },
    });
    return { form: sample, verdict, faults };
  },
);

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
