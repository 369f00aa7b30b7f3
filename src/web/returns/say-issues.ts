import { type Catalogue, type Locale, type Say, speaker } from '#messages/words';
import { type FormDefinition, type Issue, sentencesOf } from '#monitoring/rules';
import { labelsOf } from './labels.ts';
import type { SaidIssue } from './view.ts';

type Speakers = Partial<Record<Locale, Say<Catalogue>>>;
const speakers = new WeakMap<FormDefinition, Speakers>();

/** A form says its own sentences; made once for a form and a language. */
function speakerOf(form: FormDefinition, locale: Locale): Say<Catalogue> {
  const known = speakers.get(form) ?? {};
  speakers.set(form, known);
  return (known[locale] ??= speaker(locale, sentencesOf(form, locale)));
}

/** What the checks have found, in the reader's words: beside the place, and in the list of what stands in the way. */
export function sayIssues(
  issues: readonly Issue[],
  form: FormDefinition | undefined,
  dutyOf: (field: string) => string | undefined,
  { locale, code: tell }: Pick<Say<Catalogue>, 'locale' | 'code'>,
): SaidIssue[] {
  const labels = form ? labelsOf(form, locale) : {};
  const checks = new Map(form?.checks.map((check) => [check.code, check]));
  return issues.map(({ at, severity, explained, code, params }) => {
    const check = checks.get(code);
    const told = { at, severity, ...(explained === undefined ? {} : { explained }), code };
    if (!form || !check) {
      const said = tell(code, params);
      const label = labels[at];
      const line = `${label?.full ?? dutyOf(at) ?? form?.tables.find((table) => table.code === at)?.title[locale] ?? at}: ${said}`;
      return { ...told, where: label?.column ?? '', said, line };
    }
    const say = speakerOf(form, locale);
    const label = labels[at];
    // A check of a cell speaks of "it"; one of a row names its columns itself.
    const where = check.each === 'cell' ? (label?.column ?? '') : '';
    const place = check.each === 'cell' ? label?.full : label?.row;
    const short = say.code(`${code}.short`);
    return { ...told, where, said: say.code(code, params), line: place ? `${place}: ${short}` : short };
  });
}

/** Sentences of what a cell alone can have against it: those that are said before the server has answered. */
export const CELL_SENTENCES = /^monitoring\.(number|cell|reason|text|date-un|choice|yes|link|list)-?/;

/** All that the checks of the program itself can say: for a browser that judges without a network. */
export const ISSUE_SENTENCES =
  /^monitoring\.(number-|cell-|reason-|text-|date-|choice-|yes-|link-|list-empty|prefill-|usual-|jump-|state-missing|was-done|evidence-missing|done-|new-term-)/;
