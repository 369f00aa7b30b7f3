import { allow, type Organisation, reach } from '#organisations';
import { Failure } from '#platform/failure.ts';
import type { Context } from '#platform/use-case.ts';
import { type FormDefinition } from './rules/index.ts';
import { draftAt, type FormDraft } from './sql/designed-forms.ts';
import { offeredForms } from './sql/forms.ts';

/** A draft that the actor may change. @throws Failure `form.not-found`, `access.denied` */
export async function draftToChange(context: Context, id: number): Promise<FormDraft> {
  const found = await draftToRead(context, id);
  allow(context, 'form.change', found.ownerPath);
  return found;
}

/** @throws Failure `form.not-found` */
export async function draftToRead(context: Context, id: number): Promise<FormDraft> {
  const found = await draftAt(context.db, id, reach(context, 'form.read'));
  if (!found) throw new Failure('not-found', 'form.not-found');
  return found;
}

/** The forms beside one: those that come with the program and those that the municipality has published. */
export async function formsBeside(
  { db }: Context,
  ownerId: Organisation['id'],
  code: string,
): Promise<FormDefinition[]> {
  return (await offeredForms(db, ownerId)).filter((form) => form.code !== code);
}

/** The codes of their tables: a campaign asks no two that are called the same. */
export const tablesOf = (forms: readonly FormDefinition[]): Set<string> =>
  new Set(forms.flatMap(({ tables }) => tables.map(({ code }) => code)));

/** F1 and the shipped forms, the planned ones too: nobody's own form is called so. */
export const isShippedCode = (code: string): boolean => /^F[1-3]$/.test(code);
