import type { FormDefinition } from '../rules/form.ts';
import { f2 } from './f2.ts';

export { f1 } from './f1.ts';
export { f2 } from './f2.ts';

/** The forms of numbers that are shipped, each in its published versions, the newest last. */
export const forms: readonly FormDefinition[] = [f2];

export const formOf = (code: string, version: number): FormDefinition | undefined =>
  forms.find((form) => form.code === code && form.version === version);
