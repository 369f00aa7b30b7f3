import type { Words } from '#messages';

/** What an action of the journal is called; one that has no name yet is shown by its code. */
export function did(say: Pick<Words, 'code'>, action: string): string {
  return named(say, `access.did-${action.replaceAll('.', '-')}`) ?? action;
}

const named = (say: Pick<Words, 'code'>, key: string) => {
  const found = say.code(key);
  return found === key ? undefined : found;
};

/** A field of a change in the reader's words, where it has some. */
export function fieldName(say: Pick<Words, 'code'>, field: string): string {
  const [first, second] = field.split('.');
  return (
    (first === 'profile' && second ? named(say, `organisations.profile-${second}`) : undefined) ??
    named(say, `access.field-${field}`) ??
    field
  );
}

/** A value of a change in the reader's words: a role, a kind, yes and no. */
export function fieldValue(say: Pick<Words, 'code'>, field: string, value: string): string {
  if (value === 'true' || value === 'false') return say.code(value === 'true' ? 'access.yes' : 'access.no');
  if (field === 'role') return named(say, `access.role-${value}`) ?? value;
  if (field === 'kind') return named(say, `organisations.kind-${value}`) ?? value;
  return value;
}
