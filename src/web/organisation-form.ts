import { Failure } from '#platform/failure.ts';
import { PROFILE } from '#organisations';

/** What `OrganisationFields` sends, as the use cases take it. @throws Failure where a number is not one */
export function organisationIn(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const issues: { at: string; code: string; params: { typed: string } }[] = [];
  const profile = Object.fromEntries(
    PROFILE.flatMap((code) => {
      const typed = text(`profile.${code}`);
      if (!typed) return [];
      const number = Number(typed.replace(/[\s\u00a0]/g, ''));
      if (!Number.isSafeInteger(number) || number < 0)
        issues.push({ at: `profile.${code}`, code: 'organisations.row-number', params: { typed } });
      return [[code, number]];
    }),
  );
  if (issues.length) throw new Failure('invalid', 'shell.invalid-input', {}, issues);
  return {
    name: text('name'),
    shortName: text('shortName'),
    mark: text('mark'),
    phone: text('phone'),
    kind: text('kind') as 'school', // the use case's schema refuses what is none
    lowPerforming: form.has('lowPerforming'),
    adverseConditions: form.has('adverseConditions'),
    profile,
  };
}
