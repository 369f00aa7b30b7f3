/** The version for weak sight and the language live in the address of a public page: every link takes them along. */
export function keeping(search: Pick<URLSearchParams, 'get'>): (href: string) => string {
  const kept = new URLSearchParams();
  for (const name of ['v', 'lang']) if (search.get(name)) kept.set(name, search.get(name)!);
  const query = kept.toString();
  return (href) => (query ? `${href}?${query}` : href);
}
