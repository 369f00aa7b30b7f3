import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';

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

/** One headless browser for each test file: the one that the environment names, a system's, or the packed one. */
export const openBrowser = (): Promise<Browser> => (browser ??= launch());

/** Without the packed browser's own list: it draws through a software GPU, and a page then costs half as much again. */
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];

async function launch(): Promise<Browser> {
  const system = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (one) => one && existsSync(one),
  );
  if (system) return chromium.launch({ executablePath: system, args: ARGS });
  // Its own folder: the package unpacks to the temporary folder, mode 700, and takes whatever version lies there.
  process.env.TMPDIR = path.join(tmpdir(), `vekha-chromium-153-${process.getuid?.() ?? 0}`);
  mkdirSync(process.env.TMPDIR, { recursive: true, mode: 0o700 });
  const { default: packed } = await import('@sparticuz/chromium');
  return chromium.launch({ executablePath: await packed.executablePath(), args: ARGS });
}

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
