const DONE = ['opened', 'reminded', 'accepted', 'closed'] as const;
export type Did = { what: (typeof DONE)[number]; count: number };

/** What the step before this page has done: said once, by the address that it led to. */
export function readDid(search: URLSearchParams): Did | undefined {
  const what = DONE.find((one) => one === search.get('did'));
  const count = Number(search.get('count'));
  return what && { what, count: Number.isSafeInteger(count) && count > 0 ? count : 0 };
}
