import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test, { after } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { contextFor, actorOf } from '#organisations';
import { publishFigures } from '#reports';
import { serve } from '#web/serve.ts';
import { startRooms } from '../src/rooms.ts';
import { visitor } from './browser.ts';
import { exampleApp } from './database.ts';

const { app } = await exampleApp();
await startRooms(app);
const { rows } = await app.pool.query<{ id: number; name: string }>(
  `select id, name from account where login = 'coordinator'`,
);
const coordinator = await actorOf(app, { accountId: rows[0]!.id, name: rows[0]!.name });
await publishFigures(contextFor(app, coordinator.actor, coordinator.zone), { campaign: '2021-q3' });
const { address, close } = await serve(app);
after(close);

const PAGES = ['/', '/roadmap', '/figures', '/documents', '/schools'];
const SIZES = [
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
];
const axe = await readFile('node_modules/axe-core/axe.min.js', 'utf8');

declare const window: {
  axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
};
/** The policy of the pages forbids a script tag, so the code comes in by the debugger. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () =>
    (await window.axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
  );
}
const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('the public section passes axe at two sizes, and nothing scrolls sideways', async () => {
  for (const size of SIZES) {
    const page = await visitor(size);
    for (const path of PAGES) {
      const response = await page.goto(address + path);
      assert.equal(response?.status(), 200, path);
      assert.deepEqual(await violations(page), [], `${path} at ${size.width}`);
      assert.equal(await sideways(page), 0, `${path} at ${size.width}`);
      assert.equal(await page.locator('h1').count(), 1, path);
    }
    await page.context().close();
  }
});

test('so does the version for weak sight, in every scheme and with the largest letters', async () => {
  const page = await visitor({ width: 390, height: 844 });
  for (const v of ['150.wide.white-on-black.no-images', '200.widest.blue-on-sky', '200.green-on-brown']) {
    await page.goto(`${address}/?v=${v}`);
    assert.deepEqual(await violations(page), [], v);
    assert.equal(await sideways(page), 0, v);
  }
  await page.context().close();
});

test('the panel is a plain form, and links keep what was chosen', async () => {
  const page = await visitor({ script: false });
  await page.goto(`${address}/?v=150`);
  await page.getByLabel('белым по чёрному').check();
  await page.getByRole('button', { name: 'Применить' }).click();
  assert.equal(new URL(page.url()).searchParams.get('v'), '150.white-on-black');
  await page.getByRole('link', { name: 'Все мероприятия и сроки' }).click();
  assert.equal(new URL(page.url()).pathname, '/roadmap');
  assert.equal(await page.locator('html').getAttribute('data-scheme'), 'white-on-black');
  await page.getByRole('link', { name: 'Обычная версия' }).first().click();
  assert.equal(await page.locator('html').getAttribute('data-scheme'), null);
  await page.context().close();
});

test('English stays from page to page, without a cookie', async () => {
  const page = await visitor({ script: false });
  await page.goto(address);
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByRole('link', { name: 'Figures' }).click();
  assert.equal(await page.locator('h1').innerText(), 'Figures');
  assert.deepEqual(await page.context().cookies(), []);
  await page.context().close();
});

test('a first visit weighs at most 70 KB with fonts, and brings no script and no cookie', async () => {
  const page = await visitor();
  const bodies: Promise<{ url: string; bytes: number }>[] = [];
  page.on('response', (response) => {
    bodies.push(
      response.body().then((body) => ({
        url: response.url(),
        bytes: /woff2/.test(response.url()) ? body.length : gzipSync(body).length,
      })),
    );
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  const loaded = await Promise.all(bodies);
  const total = loaded.reduce((sum, { bytes }) => sum + bytes, 0);
  assert.ok(total <= 70 * 1024, JSON.stringify(loaded));
  assert.ok(!loaded.some(({ url }) => /\.js(\?|$)/.test(url)), 'no script');
  assert.equal(await page.locator('script').count(), 0);
  assert.deepEqual(await page.context().cookies(), []);
  await page.context().close();
});

test('the page shows the whole roadmap, and of people only what was published', async () => {
  const page = await visitor({ script: false });
  await page.goto(`${address}/roadmap`);
  assert.equal(await page.locator('.public-roadmap tbody tr').count(), 23);
  await page.goto(`${address}/figures`);
  assert.equal(await page.getByRole('heading', { name: 'III квартал 2021 года' }).count(), 1);
  assert.equal(await page.getByRole('heading', { name: 'II квартал 2021 года', exact: true }).count(), 0);
  const csv = await (await page.request.get(`${address}/figures.csv`)).text();
  assert.match(csv, /^\ufeffпериод;/);
  await page.context().close();
});
