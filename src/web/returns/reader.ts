import { readQuarterSlug } from '#calendar';
import { Failure } from '#platform/failure.ts';

/** Who reads a return's page, and which return the address names. */
export function readerOf({ locals, url }: { locals: App.Locals; url: URL }) {
  return {
    say: locals.say,
    locale: locals.locale,
    today: locals.today,
    zone: locals.context.zone,
    person: locals.context.actor.accountId ?? 0,
    org: url.searchParams.get('org'),
  };
}

/** @throws Failure `returns.not-found` for an address that names no quarter */
export function whichReturn(params: { campaign: string }, url: URL) {
  if (!readQuarterSlug(params.campaign)) throw new Failure('not-found', 'returns.not-found');
  const organisation = url.searchParams.get('org') || undefined;
  return { campaign: params.campaign, ...(organisation ? { organisation } : {}) };
}

/** A message leads to a cell by `?cell=`; the page stands on it by its `id`. */
export function toCell(url: URL): string | undefined {
  const cell = url.searchParams.get('cell');
  if (!cell) return undefined;
  const to = new URL(url);
  to.searchParams.delete('cell');
  return `${to.pathname}${to.search}#${encodeURIComponent(cell)}`;
}
