import { Failure } from '#platform/failure.ts';
import type { Check } from '../rules/index.ts';
import { refused, replaced, without } from './by-code.ts';
import { codeFrom } from './codes.ts';
import type { Did, Steps } from './step.ts';
import { worded } from './worded.ts';

/** Steps that change what a form checks. */
export const checkSteps: Steps<'check' | 'remove-check'> = {
  check: (form, change, { locale }) => {
    const before = form.checks.find(({ code }) => code === change.check);
    if (change.check !== '' && !before) throw new Failure('not-found', 'form.part-gone');
    const taken = form.checks.map(({ code }) => code);
    const prefix = `${form.code.toLowerCase()}.`;
    const code =
      before?.code ??
      prefix +
        codeFrom(
          change.short || change.text,
          taken.map((one) => one.replace(prefix, '')),
          'check',
        );
    const made = checkFrom(code, before, change, locale);
    const checks = before ? replaced(form.checks, before.code, () => made) : [...form.checks, made];
    return { ...form, checks };
  },
  'remove-check': (form, { check }) => ({ ...form, checks: without(form.checks, check) }),
};

function checkFrom(
  code: string,
  before: Check | undefined,
  change: Did<'check'>,
  locale: 'ru' | 'en',
): Check {
  const words = {
    code,
    severity: change.severity,
    holds: change.holds,
    text: worded(before?.text, change.text, locale),
    short: worded(before?.short, change.short || change.text.slice(0, 300), locale),
  };
  const places = change.at.split(/[\s,]+/).filter(Boolean);
  if (change.each === 'cell') return { ...words, each: 'cell', cells: places };
  if (places.length !== 1) throw refused('form.check-place', 'at');
  return change.each === 'row'
    ? { ...words, each: 'row', table: change.table, at: places[0]! }
    : { ...words, each: 'form', at: places[0]! };
}
