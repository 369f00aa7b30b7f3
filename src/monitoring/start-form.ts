import { z } from 'zod';
import { allow } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { type Context, useCase } from '#platform/use-case.ts';
import { blankForm, Change, changed, copyOf, formCode, readForm } from './designing/index.ts';
import { isShippedCode, tablesOf } from './form-within.ts';
import { locateMunicipality, Name } from './locate.ts';
import type { FormDefinition } from './rules/index.ts';
import { formCodes, insertDraft, publishedBy } from './sql/designed-forms.ts';
import { offeredForms } from './sql/forms.ts';

const municipality = { municipality: Name.optional() };
const title = z.string().trim().min(1, 'form.title-missing').max(300);
const StartForm = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('blank'), title, ...municipality }),
  /** The last version of a form: of one's own the next version, of another a form of one's own. */
  z.strictObject({ from: z.literal('copy'), code: z.string().max(60), ...municipality }),
  /** What `exportForm` gave, here or elsewhere. */
  z.strictObject({ from: z.literal('file'), text: z.string(), ...municipality }),
  /** What `readLayout` found in a workbook. */
  z.strictObject({
    from: z.literal('tables'),
    title,
    tables: z.array(z.unknown()).min(1).max(30),
    ...municipality,
  }),
]);

/**
 * Begins a form: nothing asks it until it is published.
 * @throws Failure `access.denied`, `form.not-found`, `form.draft-exists`, and those of `readForm`
 */
export const startForm = useCase('form.start', StartForm, async (context, input): Promise<{ id: number }> => {
  const owner = await locateMunicipality(context, 'form.change', input.municipality);
  allow(context, 'form.change', owner.path);
  const form = await begun(context, owner.id, input);
  const by = { at: context.now, accountId: context.actor.accountId };
  const id = await insertDraft(context.db, owner.id, form, by);
  if (id === undefined) throw new Failure('conflict', 'form.draft-exists', { form: form.code });
  await record(context, {
    action: 'form.start',
    organisationId: owner.id,
    subject: `form ${form.code}`,
    after: { code: form.code, title: form.title.ru, from: input.from },
  });
  return { id };
});

async function begun(
  { db }: Context,
  ownerId: number,
  input: z.output<typeof StartForm>,
): Promise<FormDefinition> {
  const offered = await offeredForms(db, ownerId);
  const codes = await formCodes(db);
  const free = () => formCode(new Set([...codes, ...offered.map(({ code }) => code)]));
  if (input.from === 'blank') return blankForm(free(), input.title);
  if (input.from === 'tables') {
    const around = { locale: 'ru', tablesElsewhere: tablesOf(offered), isPublished: false } as const;
    const change = Change.parse({ do: 'take-tables', tables: input.tables });
    return changed(blankForm(free(), input.title), change, around);
  }
  const own = (await publishedBy(db, ownerId)).map(({ form }) => form);
  const isOwn = (code: string) => own.some((form) => form.code === code);
  if (input.from === 'copy') {
    const found = offered.find(({ code }) => code === input.code);
    if (!found) throw new Failure('not-found', 'form.not-found');
    return isOwn(found.code) ? nextOf(found, found) : copyOf(found, free(), tablesOf(offered));
  }
  const read = readForm(input.text);
  const last = offered.find(({ code }) => code === read.code);
  if (last && isOwn(read.code)) return nextOf(read, last);
  const others = tablesOf(offered);
  const clashes = read.tables.some(({ code }) => others.has(code));
  if (isShippedCode(read.code) || codes.has(read.code) || clashes) return copyOf(read, free(), others);
  return { ...read, version: 1 };
}

function nextOf(form: FormDefinition, last: FormDefinition): FormDefinition {
  const next = { ...form, version: last.version + 1 };
  delete next.follows;
  return next;
}
