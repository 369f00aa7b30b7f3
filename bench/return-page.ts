import type { Browser, Page } from 'playwright-core';
import pg from 'pg';
import { loadExample } from '#example';
import { openCampaign } from '#monitoring';
import { cellsOf, type FormDefinition } from '#monitoring/rules';
import { actorOf, contextFor } from '#organisations';
import { type App, createApp } from '#platform/app.ts';
import { startPostgres } from '#platform/postgres.ts';
import { openSession } from '#platform/sessions.ts';
import { publish } from '#tests/every-kind.ts';
import { launchBrowser } from '#tests/launch-browser.ts';
import { wideForm } from '#tests/wide-form.ts';
import { serve } from '#web/serve.ts';
import { startRooms } from '../src/rooms.ts';
import type { Findings } from './measure.ts';

const SLOWER = 4;
const ROUNDS = 7;
const QUARTER = '2022-q1';
const NOW = new Date('2022-03-20T09:00:00+05:00');

/**
 * The page of a return on a slow machine: Chromium's processor slowed down four times. How long until it answers keys on
 * a first visit, with 500 cells; and how long a verdict of a form of 120 cells takes after a keystroke.
 */
export async function run(findings: Findings): Promise<void> {
  const postgres = await startPostgres('data/bench');
  const app = await fresh(postgres.url);
  await startRooms(app);
  await loadExample(app, { password: 'vekha-bench', progress: () => {} });
  Object.assign(app.clock, { now: () => NOW });
  const [wide, usual] = [wideForm('W500', 25, 20), wideForm('W120', 12, 10)];
  await openWith(app, [wide, usual]);
  const web = await serve(app);
  const browser = await launchBrowser();
  try {
    const page = (form: FormDefinition) =>
      `${web.address}/office/returns/${QUARTER}/${form.code.toLowerCase()}`;
    const token = await tokenOf(app, 'school-15');
    const ready: number[] = [];
    for (let round = 0; round < ROUNDS; round++) ready.push(await untilReady(browser, page(wide), token));
    findings.add({
      bench: 'return-page',
      name: '500 cells answer keys on a first visit, 4× slower',
      unit: 'ms',
      values: ready,
      limit: { atMost: 1_000 },
    });
    findings.add({
      bench: 'return-page',
      name: 'a verdict over 120 cells after a keystroke, 4× slower',
      unit: 'ms',
      values: await verdicts(browser, page(usual), token, usual),
      limit: { atMost: 16 },
    });
  } finally {
    await browser.close();
    await web.close();
    await app.close();
    await postgres.stop();
  }
}

async function fresh(server: string): Promise<App> {
  const client = new pg.Client(server);
  await client.connect();
  await client.query('drop database if exists bench_return_page with (force)');
  await client.query('create database bench_return_page');
  await client.end();
  const url = new URL(server);
  url.pathname = '/bench_return_page';
  return createApp(url.href);
}

async function openWith(app: App, forms: readonly FormDefinition[]): Promise<void> {
  const { rows } = await app.pool.query<{ id: number; name: string; owner: number }>(
    `select a.id, a.name, g.organisation_id as owner from account a join role_grant g on g.account_id = a.id
     where a.login = 'coordinator' and g.role = 'coordinator'`,
  );
  const { id: accountId, name, owner } = rows[0]!;
  const names: string[] = [];
  for (const form of forms) names.push(await publish(app, form, owner));
  const { actor, zone } = await actorOf(app, { accountId, name });
  await openCampaign({ ...contextFor(app, actor, zone), now: NOW }, { quarter: QUARTER, forms: names });
}

async function tokenOf(app: App, login: string): Promise<string> {
  const { rows } = await app.pool.query<{ id: number }>('select id from account where login = $1', [login]);
  return openSession(app.db, rows[0]!.id, { address: '127.0.0.1', agent: 'bench' });
}

/** A visitor of whom the browser has nothing yet. */
async function visit(browser: Browser, url: string, token: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'ru-RU' });
  await context.addCookies([{ name: 'vekha', value: token, url: new URL(url).origin }]);
  const page = await context.newPage();
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if (document.documentElement.dataset['ready'] && performance.getEntriesByName('ready').length === 0)
        performance.mark('ready');
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-ready'] });
  });
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.goto(url);
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
  return page;
}

async function untilReady(browser: Browser, url: string, token: string): Promise<number> {
  const page = await visit(browser, url, token);
  const ms = await page.evaluate(() => performance.getEntriesByName('ready')[0]!.startTime);
  await page.context().close();
  return ms;
}

/** Each of a round's keystrokes in another cell, so that every verdict is of another return. */
async function verdicts(
  browser: Browser,
  url: string,
  token: string,
  form: FormDefinition,
): Promise<number[]> {
  const page = await visit(browser, url, token);
  const open = cellsOf(form, 'school').filter(({ state }) => state === 'open');
  const took: number[] = [];
  for (const { code } of open.slice(0, ROUNDS + 3)) {
    await page.evaluate(() => performance.clearMeasures('verdict'));
    await page.locator(`[id="${code}"]`).focus();
    await page.keyboard.type('7');
    const entry = await page.waitForFunction(() => performance.getEntriesByName('verdict')[0]?.duration);
    took.push((await entry.jsonValue())!);
  }
  await page.context().close();
  return took.slice(3); // while the engine compiles it, as on every page that has just opened
}
