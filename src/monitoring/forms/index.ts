import type { ExecutionForm } from '../rules/execution-form.ts';
import type { FormDefinition } from '../rules/form.ts';
import f1Words from './f1-1.json' with { type: 'json' };
import f2First from './f2-1.json' with { type: 'json' };
import f2Second from './f2-2.json' with { type: 'json' };
import f3First from './f3-1.json' with { type: 'json' };

// What the files say is what the tests hold them to; a published version is copied, never edited.
const formIn = (file: object) => file as FormDefinition;

/** «Исполнение мероприятий Дорожной карты» */
export const f1 = f1Words as object as ExecutionForm;
/** «Наставничество в цифрах» as it was first published: numbers alone. */
export const f2 = formIn(f2First);

/** The forms with tables that are shipped, each in its published versions, the newest last. */
export const forms: readonly FormDefinition[] = [f2, formIn(f2Second), formIn(f3First)];

/** `F2 1`: how a campaign names the version of a form that it asks. */
export const formName = ({ code, version }: Pick<FormDefinition, 'code' | 'version'>): string =>
  `${code} ${version}`;
export function readFormName(name: string): { code: string; version: number } {
  const blank = name.lastIndexOf(' ');
  return { code: name.slice(0, blank), version: Number(name.slice(blank + 1)) };
}

/** Published versions never change, so what has been read once is kept. */
const published = new Map(forms.map((form) => [formName(form), form]));
export const isKnown = (name: string): boolean => published.has(name);
export function know(form: FormDefinition): void {
  if (!isKnown(formName(form))) published.set(formName(form), form);
}

export const formOf = (code: string, version: number): FormDefinition | undefined =>
  published.get(formName({ code, version }));

/** @throws Error for a form that was not read with its campaign */
export function formNamed(name: string): FormDefinition {
  const form = published.get(name);
  if (!form) throw new Error(`no form ${name}`);
  return form;
}
