import { dayIn, writeDate, writeTime } from '#calendar';
import {
  changeOwnPassword,
  chooseLanguage,
  endOwnSession,
  makeOwnToken,
  ownAccess,
  revokeOwnToken,
} from '#organisations';
import { endCalendar, ownCalendar, renewCalendar } from '#reports';
import type { Context } from '#platform/use-case.ts';
import { LOCALE_COOKIE } from '#web/cookies.ts';
import { attempt } from '#web/failures.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { sessions, tokens } = await ownAccess(locals.context, {});
  const { madeAt } = await ownCalendar(locals.context, {});
  const { zone } = locals.context;
  const day = (at: Date) => writeDate(dayIn(at, zone), locals.locale);
  return {
    calendar: madeAt && day(madeAt),
    login: locals.session?.login ?? '',
    name: locals.session?.name ?? '',
    grants: locals.context.actor.grants.map(({ role, name }) => ({ role, name })),
    sessions: sessions.map(({ id, address, agent, seenAt }) => ({
      id,
      address,
      device: deviceOf(agent),
      seen: `${day(seenAt)}, ${writeTime(seenAt, zone)}`,
      current: id === locals.session?.id,
    })),
    tokens: tokens.map(({ id, name, lastUsedAt, expiresAt }) => ({
      id,
      name,
      used: lastUsedAt && day(lastUsedAt),
      until: day(expiresAt),
    })),
  };
};

/** The browser and the system out of a long header: enough to know one's own again. */
function deviceOf(agent: string): string {
  const find = (...names: [RegExp, string][]) => names.find(([sign]) => sign.test(agent))?.[1];
  const browser = find(
    [/YaBrowser/, 'Яндекс Браузер'],
    [/Edg\//, 'Edge'],
    [/OPR\//, 'Opera'],
    [/Firefox\//, 'Firefox'],
    [/Chrome\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  );
  const system = find(
    [/Android/, 'Android'],
    [/iPhone|iPad/, 'iOS'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'macOS'],
    [/Linux/, 'Linux'],
  );
  return [browser, system].filter(Boolean).join(', ') || agent.slice(0, 40);
}

type Event = Parameters<NonNullable<Actions['password']>>[0];
const own =
  <T>(run: (context: Context, text: (name: string) => string, event: Event) => Promise<T>) =>
  async (event: Event) => {
    const form = await event.request.formData();
    const text = (name: string) => String(form.get(name) ?? '');
    return attempt(event.locals.locale, form, () => run(event.locals.context, text, event));
  };

export const actions: Actions = {
  password: own(async (context, text, { locals }) => {
    const [current, next] = [text('currentPassword'), text('nextPassword')];
    await changeOwnPassword(context, { current, next, session: locals.session?.id ?? null });
    return { changed: true };
  }),
  end: own((context, text) => endOwnSession(context, { id: text('id') })),
  token: own((context, text) => makeOwnToken(context, { name: text('name'), days: Number(text('days')) })),
  revoke: own((context, text) => revokeOwnToken(context, { id: Number(text('id')) })),
  calendar: own(async (context, _, { url }) => {
    const { token } = await renewCalendar(context, {});
    return { calendar: `${url.origin}/calendar/${token}.ics` };
  }),
  endCalendar: own((context) => endCalendar(context, {})),
  language: own(async (context, text, { cookies }) => {
    const locale = text('locale') === 'en' ? 'en' : 'ru';
    cookies.delete(LOCALE_COOKIE, { path: '/' }); // what this browser chose before no longer counts
    return chooseLanguage(context, { locale });
  }),
};
