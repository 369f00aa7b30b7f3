import { after, afterEach } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './launch-browser.ts';

let browser: Promise<Browser> | undefined;
after(async () => {
  await browser?.then(
    (it) => it.close(),
    () => {},
  ); // at module level: inside a test it would close after that test
});

// What a test leaves open goes on drawing, saving and asking beside the next one.
afterEach(async () => {
  for (const context of (await browser?.catch(() => undefined))?.contexts() ?? []) await context.close();
});

/** One for each test file. */
export const openBrowser = (): Promise<Browser> => (browser ??= launchBrowser());

export type Visit = { width?: number; height?: number; script?: boolean };

/** A page of a fresh visitor. */
export async function visitor({ width = 1366, height = 768, script = true }: Visit = {}): Promise<Page> {
  const context = await (
    await openBrowser()
  ).newContext({ viewport: { width, height }, javaScriptEnabled: script, locale: 'ru-RU' });
  return context.newPage();
}

/** Goes to a page with a script and waits until it is awake: a test types faster than Svelte hydrates. */
export async function go(page: Page, url: string) {
  await page.goto(url);
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
}
