import type { FormDefinition } from './form.ts';

/**
 * The form's own sentences as a catalogue for `speaker`: `f2.trained-within-mentors` stands beside the cell,
 * `f2.trained-within-mentors.short` in the list of faults after the row's name.
 */
export function sentencesOf(form: FormDefinition, locale: 'ru' | 'en'): Record<string, string> {
  return Object.fromEntries(
    form.checks.flatMap(({ code, text, short }) => [
      [code, text[locale]],
      [`${code}.short`, short[locale]],
    ]),
  );
}
