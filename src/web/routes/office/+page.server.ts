import { redirect } from '@sveltejs/kit';
import { home } from '#web/navigation.ts';
import type { Words } from '#messages';
import { administratorHome, coordinatorHome, type SchoolHome, schoolHome } from '#reports';
import { sayIssues } from '#web/returns/say-issues.ts';
import type { PageServerLoad } from './$types';

/** Each role's first page; who holds several sees that of the work that waits for them. */
export const load: PageServerLoad = async ({ locals }) => {
  const { context } = locals;
  const holds = (...roles: string[]) => context.actor.grants.some(({ role }) => roles.includes(role));
  const first = home(context.actor.grants);
  if (first === '/office/roadmap') redirect(303, first); // a region's people: the campaigns are the municipalities'
  if (holds('coordinator')) return { coordinator: await coordinatorHome(context, {}) };
  if (holds('head', 'curator')) {
    const school = await schoolHome(context, {});
    return { school, wrong: wrongOf(school, locals.say) };
  }
  if (holds('controller', 'working-group')) redirect(303, '/office/overview');
  if (holds('administrator')) return { administrator: await administratorHome(context, {}) };
  return {};
};

/** What stands in the way on each page of the open returns: by its address, in the words of that page. */
function wrongOf({ open }: SchoolHome, say: Words): Record<string, { line: string; href: string }> {
  return Object.fromEntries(
    open.flatMap(({ slug, wrong: { first, form, rows } }) =>
      first.map(({ page, issue }) => {
        const dutyOf = (field: string) =>
          rows.find(({ obligation }) => field.startsWith(`f1.${obligation}.`))?.code;
        const [said] = sayIssues([issue], form, dutyOf, say);
        const address = `/office/returns/${slug}/${page}`;
        return [address, { line: said!.line, href: `${address}#${issue.at}` }];
      }),
    ),
  );
}
