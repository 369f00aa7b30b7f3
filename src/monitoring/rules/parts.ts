import { tableOf } from './cells.ts';
import type { FormDefinition } from './form.ts';

/** How a form's page is called in an address. */
export const partNamed = ({ code }: Pick<FormDefinition, 'code'>): string => code.toLowerCase();

/** The page of a return on which a field stands: `f1`, or that of its form; what is nobody's stands on the first form. */
export function partOf(forms: readonly Pick<FormDefinition, 'code' | 'tables'>[], field: string): string {
  if (field.startsWith('f1.')) return 'f1';
  const table = tableOf(field.replace(/^(na\.|none\.|why\.[^@]*@)/, ''));
  const form = forms.find(({ tables }) => tables.some(({ code }) => code === table)) ?? forms[0];
  return form ? partNamed(form) : 'f1';
}
