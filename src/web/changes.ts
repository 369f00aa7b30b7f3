/** What changed between two values of the journal, one line a field; a list or a nested object is written as JSON. */
export type Change = { field: string; before: string; after: string };

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const write = (value: unknown): string =>
  value === undefined || value === null || value === ''
    ? ''
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);

export function changes(before: unknown, after: unknown): Change[] {
  if (!isFields(before) && !isFields(after)) {
    const one = { field: '', before: write(before), after: write(after) };
    return one.before || one.after ? [one] : [];
  }
  const [was, is] = [isFields(before) ? flat(before) : {}, isFields(after) ? flat(after) : {}];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .map((field) => ({ field, before: write(was[field]), after: write(is[field]) }))
    .filter(({ before, after }) => before !== after && !(before === '' && after === 'false'));
}

/** One level of nesting is written out: `profile.pupils_total`. */
function flat(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) =>
      isFields(value)
        ? Object.entries(value).map(([inner, one]) => [`${key}.${inner}`, one] as const)
        : [[key, value] as const],
    ),
  );
}
