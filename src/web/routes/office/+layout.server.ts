import { weekday, writeDate } from '#calendar';
import { unseenNotices } from '#organisations';
import { navigation } from '#web/navigation.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals }) => {
  const { actor } = locals.context;
  const first = actor.grants[0];
  return {
    who: { name: actor.name, organisation: first?.name ?? '', role: first?.role ?? '' },
    links: navigation(actor.grants),
    // Said here, so that pages with a script need no calendar for it.
    demonstrated: locals.app.clock.demonstration ? demonstrated(locals) : '',
    unseen: await unseenNotices(locals.context, {}),
  };
};

const demonstrated = ({ say, today, locale }: App.Locals) =>
  say('shell.demonstration-today', {
    date: writeDate(today, locale),
    weekday: say.code(`shell.weekday-${weekday(today)}`),
  });
