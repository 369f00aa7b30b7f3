import { type Locale, excerpt } from '#messages';
import { readVision } from '#web/vision.ts';
import type { LayoutServerLoad } from './$types';

/** Only these pages have a script; they carry the sentences it needs, the others none. */
const SCRIPTED = /^\/office\/returns\/\[campaign\]\/(f1|\[form\])$/;
const SCRIPTED_AREAS = ['shell', 'sheet'];
const AREAS = [
  'shell',
  'access',
  'journal',
  'organisations',
  'roadmap',
  'correction',
  'timeline',
  'calendar',
  'monitoring',
  'returns',
  'sheet',
  'receipt',
  'reports',
  'site',
  'form',
  'workbook',
  'mail',
];

// One object for each language and kind of page, for the life of the process: see `giveWords`.
const catalogues = new Map<string, ReturnType<typeof excerpt>>();
function catalogue(locale: Locale, areas: string[]) {
  const key = `${locale} ${areas.length}`;
  let found = catalogues.get(key);
  if (!found) catalogues.set(key, (found = excerpt(locale, areas)));
  return found;
}

export const load: LayoutServerLoad = ({ locals, url, route }) => ({
  locale: locals.locale,
  catalogue: catalogue(locals.locale, SCRIPTED.test(route.id ?? '') ? SCRIPTED_AREAS : AREAS),
  today: locals.today,
  zone: locals.context.zone,
  vision: readVision(url.searchParams.get('v')),
  address: url.pathname + url.search,
});
