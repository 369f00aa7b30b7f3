import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { showReturn } from '#monitoring';
import { markSetUp } from '#organisations';
import type { App } from '#platform/app.ts';
import { openSession } from '#platform/sessions.ts';
import { serve } from '#web/serve.ts';
import { go, openBrowser } from './browser.ts';
import { testApp } from './database.ts';
import { fillIn, type MonitoredTown, monitoredTown, open, type Person, submit } from './monitored-town.ts';

const NOW = '2021-12-20T12:04:00+05:00';

export const Q4 = { campaign: '2021-q4' };

/** The pages of a return as a file of tests meets them: served from a database of its own, each test in a town of its own. */
export async function returnPages(code: string) {
  const { app } = await testApp();
  const web = await serve(app);
  after(() => web.close());
  let made = 0;
  return {
    app,
    web,
    town: () => townInDecember(app, `${code}-${made++}`),
    f1: `${web.address}/office/returns/2021-q4/f1`,
    f2: `${web.address}/office/returns/2021-q4/f2`,
  };
}

export const cell = (page: Page, code: string) => page.locator(`[id="${code}"]`);
export const value = (page: Page, code: string) => cell(page, code).inputValue();
/** Waits until a field holds a value: a button's script may come only when the button is pressed. */
export const stands = (page: Page, code: string, expected: string) =>
  page.waitForFunction(
    ([id, text]) => (document.getElementById(id!) as HTMLInputElement | null)?.value === text,
    [code, expected],
  );
/** The field in which the keyboard stands. */
export const standing = (page: Page) => page.evaluate(() => document.activeElement?.id ?? '');
export const fields = async (person: Person) => (await showReturn(person(), Q4)).fields;

/** Waits until the page says that everything is with the server. */
export async function settled(page: Page) {
  await page.waitForTimeout(500);
  await page.locator('.saved', { hasText: /Сохранено в/ }).waitFor();
}

/** A town whose school 15 has submitted III quarter and fills in IV quarter, on 20 December 2021. */
async function townInDecember(app: App, code: string): Promise<MonitoredTown> {
  Object.assign(app.clock, { now: () => new Date(NOW) });
  await markSetUp(app.db);
  const town = await monitoredTown(app, code);
  await open(town, '2021-q3', '2021-09-01T09:00:00+05:00');
  const head = () => town.head('2021-09-20T09:00:00+05:00');
  const numbers = {
    't1.employer-pupil.mentors': '3',
    't1.employer-pupil.mentees': '30',
    't1.unique.mentors': '3',
    't1.unique.mentees': '30',
    't1.total.programmes': undefined,
  };
  const typed = Object.entries(numbers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  await fillIn(head(), '2021-q3', Object.fromEntries(typed));
  await submit(head(), '2021-q3');
  await open(town, '2021-q4', '2021-12-01T09:00:00+05:00');
  return town;
}

/** A browser in which a person has signed in. */
export async function signedIn(
  app: App,
  address: string,
  person: Person,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await (
    await openBrowser()
  ).newContext({ viewport: { width: 1366, height: 768 }, locale: 'ru-RU', ...options });
  const token = await openSession(app.db, person().actor.accountId!, { address: '127.0.0.1', agent: 'test' });
  context.setDefaultTimeout(15_000);
  await context.addCookies([{ name: 'vekha', value: token, url: address }]);
  return context.newPage();
}

export { go };

const require = createRequire(import.meta.url);
let axe: Promise<string> | undefined;

/** What axe has against a page, one line a violation; none is what every page must have. */
export async function axeFinds(page: Page): Promise<string[]> {
  await page.evaluate(await (axe ??= readFile(require.resolve('axe-core/axe.min.js'), 'utf8')));
  return page.evaluate(async () => {
    type Found = { violations: { id: string; nodes: { html: string }[] }[] };
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<Found> } };
    const { violations } = await axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    );
  });
}

/** How far a page can be scrolled sideways, in pixels. */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Pastes as a spreadsheet's clipboard would; the browser's own clipboard belongs to whoever runs the tests. */
export const paste = (page: Page, text: string): Promise<void> =>
  page.evaluate((copied) => {
    const data = new DataTransfer();
    data.setData('text/plain', copied);
    document.activeElement!.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);

export const copied = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const data = new DataTransfer();
    document.activeElement!.dispatchEvent(
      new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }),
    );
    return data.getData('text/plain');
  });
