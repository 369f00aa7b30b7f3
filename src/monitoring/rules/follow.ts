import type { FormDefinition } from './form.ts';

/** What cells are called now, by what they were called: empty where no form has been followed by another version. */
export type NamesNow = ReadonlyMap<string, string>;

const NONE: NamesNow = new Map();

/** From the versions that were asked `then` to those that are asked `now`. */
export function namesNow(now: readonly FormDefinition[], then: readonly FormDefinition[]): NamesNow {
  const followed = now.filter(
    ({ code, version, follows }) =>
      follows && then.some((before) => before.code === code && before.version !== version),
  );
  if (followed.length === 0) return NONE;
  return new Map(followed.flatMap(({ follows }) => Object.entries(follows!.cells)));
}

/** Numbers and words by the names that their cells have now, so that a series goes on under its new name. */
export function renamed<Value>(values: Record<string, Value>, names: NamesNow): Record<string, Value> {
  if (names.size === 0) return values;
  return Object.fromEntries(Object.entries(values).map(([cell, value]) => [names.get(cell) ?? cell, value]));
}

/** The same for `check@cell`. */
export function renamedWarnings(
  explanations: Readonly<Record<string, string>>,
  names: NamesNow,
): Readonly<Record<string, string>> {
  if (names.size === 0) return explanations;
  return Object.fromEntries(
    Object.entries(explanations).map(([warning, why]) => {
      const at = warning.indexOf('@') + 1;
      return [warning.slice(0, at) + (names.get(warning.slice(at)) ?? warning.slice(at)), why];
    }),
  );
}
