/** What changed at one place of an entry: the names that lead to it from the outside in, and its value then and now. */
export type Change = { at: readonly string[]; before: unknown; after: unknown };

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNothing = (value: unknown) => value === undefined || value === null || value === '';

/** What changed between two values of the journal, one line a field, however deep it lies. */
export function changes(before: unknown, after: unknown): Change[] {
  const [was, is] = [placesIn(before), placesIn(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [then, now] = [was.get(key)?.value, is.get(key)?.value];
    const same = (isNothing(then) && (isNothing(now) || now === false)) || written(then) === written(now);
    return same ? [] : [{ at: (is.get(key) ?? was.get(key))!.at, before: then, after: now }];
  });
}

const written = (value: unknown) => (isNothing(value) ? '' : JSON.stringify(value));

type Place = { at: string[]; value: unknown };
function placesIn(value: unknown): Map<string, Place> {
  const places = leaves(value, []);
  return new Map(places.map((place) => [JSON.stringify(place.at), place]));
}

function leaves(value: unknown, at: string[]): Place[] {
  if (isFields(value)) return Object.entries(value).flatMap(([name, one]) => leaves(one, [...at, name]));
  // A list of objects is gone through by their codes or numbers; a list of words is one value.
  if (Array.isArray(value) && value.some(isFields))
    return value.flatMap((one, index) => leaves(one, [...at, nameIn(one) ?? String(index + 1)]));
  return [{ at, value }];
}

const nameIn = (one: unknown) => (isFields(one) && typeof one.code === 'string' ? one.code : undefined);
