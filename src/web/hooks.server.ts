import { AsyncLocalStorage } from 'node:async_hooks';
import { redirect } from '@sveltejs/kit';
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { dayIn } from '#calendar';
import { type Locale, words } from '#messages';
import { actorBySession, contextFor, isSetUp } from '#organisations';
import type { App as Application } from '#platform/app.ts';
import { Failure, STATUS } from '#platform/failure.ts';
import { log } from '#platform/log.ts';
import { cookieName, LOCALE_COOKIE } from '#web/cookies.ts';
import { sayWhetherSent } from '#web/page-data.ts';
import { troubleOf } from '#web/trouble.ts';
import { visionAttributes } from '#web/vision.ts';

type Event = Parameters<Handle>[0]['event'];

/** The pages with a script (`csr` in their +page.ts): all others are whole as they are. */
const WITH_SCRIPT = /^\/office\/returns\/\[campaign\]\/(f1|\[form\])$/;
/** What such a page asks for, that it needs without a network too. */
const KEPT = /^\/office\/returns\/\[campaign\]\/brief$/;
const hasScript = new AsyncLocalStorage<boolean>();
sayWhetherSent(() => hasScript.getStore() ?? true);

/** The one place where the web layer meets the application. */
export const handle: Handle = async ({ event, resolve }) => {
  const app = event.platform?.app ?? event.platform?.req?.app; // the first under `npm run dev`, the second under our server
  if (!app) throw new Error('request did not come through the server');
  event.locals.app = app;
  event.locals.locale = localeOf(event, null); // for what may be refused before we know who asks
  const account = await signedIn(event, app);
  event.locals.locale = localeOf(event, account);
  event.locals.say = words(event.locals.locale);
  if (/^\/(office(\/|$)|$)/.test(event.url.pathname) && !(await hasBeenSetUp(app)))
    redirect(303, '/first-run');
  if (event.url.pathname.startsWith('/office') && event.locals.context.actor.accountId === null)
    redirect(303, `/sign-in?next=${encodeURIComponent(event.url.pathname + event.url.search)}`);
  const isScripted = WITH_SCRIPT.test(event.route.id ?? '');
  const response = await hasScript.run(isScripted, () => render(event, resolve));
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'same-origin');
  if (event.url.pathname.startsWith('/office')) {
    response.headers.set('cache-control', 'private, no-store');
    // The worker of the browser keeps the pages of a return for this account, and throws away what another's were.
    response.headers.set('x-vekha-account', String(event.locals.context.actor.accountId));
    if (isScripted || KEPT.test(event.route.id ?? '')) response.headers.set('x-vekha-keep', '1');
  }
  return response;
};

/** Under `npm run dev` a page without a script reloads all the same when it is edited. */
const RELOADS = import.meta.env.DEV ? '<script type="module" src="/@vite/client"></script>' : '';

const render = (event: Event, resolve: Parameters<Handle>[0]['resolve']) =>
  resolve(event, {
    transformPageChunk: ({ html }) =>
      html
        .replace('%lang%', event.locals.locale)
        .replace('%unsent%', RELOADS + unsent(event))
        .replace('%vision%', visionAttributes(event.url.searchParams.get('v'))),
    preload: ({ type, path }) =>
      type === 'css' || type === 'js' || (type === 'font' && /cyrillic-[46]00/.test(path)),
  });

/** What waits in this browser is said on every page of the office; a file by itself, for pages without any other script. */
function unsent({ url, locals: { say, context } }: Event): string {
  const { accountId } = context.actor;
  if (accountId === null || !url.pathname.startsWith('/office') || hasScript.getStore()) return '';
  return `<script src="/unsent.js" defer data-person="${accountId}" data-text="${say('shell.unsent', { count: '{count}' })}"></script>`;
}

/** What the address says, else what this browser chose, else what the person chose. */
function localeOf({ url, cookies }: Event, account: { locale: Locale | null } | null): Locale {
  const wanted = url.searchParams.get('lang') ?? cookies.get(LOCALE_COOKIE) ?? account?.locale;
  return wanted === 'en' ? 'en' : 'ru';
}

const setUp = new WeakSet<Application>();
/** Asked of the database until it is true, and never after. */
async function hasBeenSetUp(app: Application): Promise<boolean> {
  if (setUp.has(app)) return true;
  if (!(await isSetUp(app.db))) return false;
  setUp.add(app);
  return true;
}

async function signedIn(event: Event, app: Application): Promise<{ locale: Locale | null } | null> {
  const { locals, cookies, url } = event;
  // A cookie opens pages, a token opens the API, which does not come this way (web/api/respond.ts): neither does the
  // other's work, so the API needs no CSRF check.
  const token = cookies.get(cookieName(url));
  const found = token ? await actorBySession(app, token) : undefined;
  locals.session = found?.known;
  locals.context = contextFor(app, found?.actor, found?.zone);
  locals.today = dayIn(locals.context.now, locals.context.zone);
  return found?.known ?? null;
}

export const handleError: HandleServerError = ({ kind, error, event }) => {
  const say = words(event.locals.locale ?? 'ru');
  if (kind === 'framework' && error.status === 404)
    return { code: 'shell.not-found', message: say('shell.not-found') };
  if (kind === 'framework') return { code: 'shell.bad-request', message: say('shell.bad-request') };
  if (kind !== 'unknown') return;
  if (error instanceof Failure)
    return { status: STATUS[error.kind], code: error.code, message: say.code(error.code, error.params) };
  const trouble = troubleOf(error);
  if (trouble) return { ...trouble, message: say.code(trouble.code) };
  log('error', 'unexpected', {
    path: event.url.pathname,
    error: error instanceof Error ? error.stack : String(error),
  });
  return { status: 500, code: 'shell.unexpected', message: say('shell.unexpected') };
};
