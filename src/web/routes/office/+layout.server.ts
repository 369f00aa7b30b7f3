import { unseenNotices } from '#organisations';
import { navigation } from '#web/navigation.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals }) => {
  const { actor } = locals.context;
  const first = actor.grants[0];
  return {
    who: { name: actor.name, organisation: first?.name ?? '', role: first?.role ?? '' },
    links: navigation(actor.grants),
    unseen: await unseenNotices(locals.context, {}),
  };
};
