import type { Key } from '#messages';
import type { Grant } from '#platform/use-case.ts';

export type Link = { href: string; word: Key };

const TODAY: Link = { href: '/office', word: 'shell.nav-today' };
const OVERVIEW: Link = { href: '/office/overview', word: 'shell.nav-overview' };
const RETURNS: Link = { href: '/office/returns', word: 'shell.nav-returns' };
const ROADMAP: Link = { href: '/office/roadmap', word: 'shell.nav-roadmap' };
const CAMPAIGNS: Link = { href: '/office/campaigns', word: 'shell.nav-campaigns' };
const CONSOLIDATION: Link = { href: '/office/consolidation', word: 'shell.nav-consolidation' };
const REPORTS: Link = { href: '/office/reports', word: 'shell.nav-reports' };
const SITE: Link = { href: '/office/site', word: 'shell.nav-site' };
const ORGANISATIONS: Link = { href: '/office/organisations', word: 'shell.nav-organisations' };
const PEOPLE: Link = { href: '/office/people', word: 'shell.nav-people' };
const SETTINGS: Link = { href: '/office/settings', word: 'shell.nav-settings' };
const JOURNAL: Link = { href: '/office/journal', word: 'shell.nav-journal' };

/** One row of words by role, in the order of the work; who has several roles gets the words of all. */
const BY_ROLE: Record<string, Link[]> = {
  coordinator: [TODAY, CAMPAIGNS, CONSOLIDATION, ROADMAP, REPORTS, SITE],
  controller: [OVERVIEW, ROADMAP, CAMPAIGNS, CONSOLIDATION, REPORTS, JOURNAL],
  'working-group': [OVERVIEW, ROADMAP, CAMPAIGNS, CONSOLIDATION, REPORTS],
  administrator: [ORGANISATIONS, PEOPLE, SETTINGS, JOURNAL],
  head: [TODAY, RETURNS, CONSOLIDATION, ROADMAP],
  curator: [TODAY, RETURNS, CONSOLIDATION, ROADMAP],
};

/** Monitoring is the municipality's: above it there is the roadmap, carried out through the municipalities. */
const isAbove = ({ kind }: Grant) => kind === 'region' || kind === 'country';
const ABOVE = new Set([ROADMAP, ORGANISATIONS, PEOPLE, SETTINGS, JOURNAL]);

export function navigation(grants: readonly Grant[]): Link[] {
  const above = grants.length > 0 && grants.every(isAbove);
  const links = Object.entries(BY_ROLE).flatMap(([role, links]) =>
    grants.some((one) => one.role === role) ? links.filter((link) => !above || ABOVE.has(link)) : [],
  );
  return [...new Map(links.map((link) => [link.href, link])).values()];
}

/** Where somebody starts: administrators have nothing due, the controller has one page that answers all. */
export function home(grants: readonly Grant[]): string {
  return navigation(grants)[0]?.href ?? '/office';
}
