import assert from 'node:assert/strict';
import test from 'node:test';
import { openCampaign, saveDraft, showReturn } from '#monitoring';
import { everyKind, publish } from './every-kind.ts';
import { markSetUp } from '#organisations';
import { fillIn, monitoredTown, open, submit } from './monitored-town.ts';
import { cell, go, returnPages, settled, signedIn, stands, value } from './return-pages.ts';

const { app, web } = await returnPages('offline');
const Q4 = { campaign: '2021-q4' };
const f9 = `${web.address}/office/returns/2021-q4/f9`;

/** A school that is asked mentoring in figures and a form with one of every kind of table and cell. */
Object.assign(app.clock, { now: () => new Date('2021-12-20T12:04:00+05:00') });
await markSetUp(app.db);
const { head, curator, otherHead, coordinator, schools, town } = await monitoredTown(app, 'offline');
await openCampaign(coordinator('2021-12-01T09:00:00+05:00'), {
  quarter: '2021-q4',
  forms: [await publish(app, everyKind, town.id)],
});
const entries = async (organisationId: number) => {
  const { rows } = await app.pool.query<{ entries: Record<string, { value: string; door?: string }> }>(
    'select entries from return_draft where org_id = $1',
    [organisationId],
  );
  return rows[0]?.entries ?? {};
};

test('without a network a page opens again with what waits in it, judges by itself, and is sent later', async () => {
  const page = await signedIn(app, web.address, head);
  const context = page.context();
  await go(page, f9);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await cell(page, 'a.x.part').fill('3');
  await settled(page);
  await page.waitForFunction(async () => (await caches.keys()).some((name) => name.startsWith('vekha-kept')));
  await page.waitForFunction(async (url) => (await caches.match(url)) !== undefined, f9);

  await context.setOffline(true);
  await cell(page, 'a.x.whole').fill('2');
  await page.locator('[id="say-a.x.part"]', { hasText: /Участвовали\s3, а\sвсего\s2/ }).waitFor();
  await page.locator('.saved', { hasText: /Нет связи. 1\sизменение ждёт/ }).waitFor();
  await page.close();
  const again = await context.newPage();
  await go(again, f9);
  await again.waitForFunction(
    () => document.querySelector<HTMLInputElement>('[id="a.x.part"]')?.value === '3',
  );
  assert.deepEqual(
    [await value(again, 'a.x.part'), await value(again, 'a.x.whole')],
    ['3', '2'],
    'what was saved since the page was made, and what waits',
  );
  await cell(again, 'a.x.whole').fill('4');
  await again.locator('[id="say-a.x.part"]').waitFor({ state: 'detached' });

  await again.close();
  const other = await context.newPage();
  await context.setOffline(false);
  await other.route('**/save*', (route) => route.abort());
  await other.goto(`${web.address}/office`);
  await other.locator('.who', { hasText: /1\sне\sотправлено/ }).waitFor();
  await other.unroute('**/save*');
  await other.reload();
  await other.locator('.who .state').waitFor({ state: 'detached' });
  const kept = await entries(schools.first.id);
  assert.deepEqual(
    [kept['a.x.whole']?.value, kept['a.x.whole']?.door, kept['a.x.part']?.door],
    ['4', 'offline', undefined],
  );

  await other.getByRole('button', { name: 'Выйти' }).click();
  await other.waitForURL(/sign-in/);
  await other.waitForFunction(
    async () => !(await caches.keys()).some((name) => name.startsWith('vekha-kept')),
  );
});

test('two people see who else is there and what the other fills in; words, choices and rows of a list too', async () => {
  const [one, other] = [await signedIn(app, web.address, head), await signedIn(app, web.address, curator)];
  await go(one, f9);
  await go(other, f9);
  await one.locator('.beside-line', { hasText: /curator school-15/ }).waitFor();
  await cell(other, 'b.r1.name').focus();
  await one.locator('.beside-line', { hasText: /Практики, 1: Название/ }).waitFor();
  await cell(other, 'b.r1.name').fill('Клуб');
  await cell(other, 'a.x.held').selectOption('no');
  await one.waitForFunction(
    () => document.querySelector<HTMLTextAreaElement>('[id="b.r1.name"]')?.value === 'Клуб',
  );
  await cell(one, 'a.x.how').waitFor({ state: 'detached' });
  const { draftRev: base } = await showReturn(head(), Q4);
  await saveDraft(head(), { ...Q4, base, changes: { 'a.y.part': { value: '7' } }, door: 'workbook' });
  for (const page of [one, other]) await stands(page, 'a.y.part', '7');
  await one.getByRole('button', { name: 'Добавить строку' }).click();
  await cell(one, 'b.r4.name').fill('Школа');
  await one.getByRole('button', { name: 'Убрать строку 1' }).click();
  await cell(one, 'b.r4.hours').fill('2');
  await settled(one);
  let { fields } = await showReturn(head(), Q4);
  for (let tries = 0; fields['b.r4.hours'] !== '2' && tries < 50; tries += 1) {
    await one.waitForTimeout(100);
    ({ fields } = await showReturn(head(), Q4));
  }
  assert.deepEqual(
    [fields['b.r1.name'], fields['b.r4.name'], fields['a.x.held']],
    [undefined, 'Школа', 'no'],
  );
});

test('what is typed into a list before its script has come is kept, and a button pressed meanwhile is pressed', async () => {
  const page = await signedIn(app, web.address, otherHead);
  const late: (() => void)[] = [];
  let isLate = true;
  await page.route('**/*.js', async (route) => {
    const isReady = await page.evaluate(() => document.documentElement.dataset['ready'] !== undefined);
    if (isReady && isLate) await new Promise<void>((come) => late.push(come));
    await route.continue();
  });
  await go(page, f9);
  await cell(page, 'b.r1.name').focus();
  await page.keyboard.type('Кл');
  await cell(page, 'a.y.held').selectOption('yes');
  await page.getByRole('button', { name: 'Добавить строку' }).click();
  await cell(page, 'b.r1.name').focus();
  await page.keyboard.press('End');
  await page.keyboard.type('уб');
  assert.ok(late.length > 0);
  isLate = false;
  for (const come of late) come();
  await cell(page, 'b.r4.name').waitFor();
  await cell(page, 'a.y.how').waitFor(); // judged by what was chosen
  assert.deepEqual([await value(page, 'b.r1.name'), await value(page, 'a.y.held')], ['Клуб', 'yes']);
  await settled(page);
  const kept = await entries(schools.second.id);
  assert.deepEqual([kept['b.r1.name']?.value, kept['a.y.held']?.value], ['Клуб', 'yes']);
  await saveDraft(otherHead(), {
    ...Q4,
    base: (await showReturn(otherHead(), Q4)).draftRev,
    changes: { 'b.r1.name': { value: '' }, 'a.y.held': { value: '' } },
  });
});

test('the browser finds what the server finds', async () => {
  const page = await signedIn(app, web.address, otherHead);
  await go(page, f9);
  await page.waitForTimeout(800);
  const values = {
    'a.x.part': '5',
    'a.x.whole': '4',
    'a.x.score': '11',
    'b.r1.name': 'Клуб',
    'b.r1.site': 'http://a.example',
    'd.pupils': '90',
  };
  await page.route('**/save*', (route) => route.abort());
  for (const [at, typed] of Object.entries(values)) await cell(page, at).fill(typed);
  const said = () => page.locator('.summary li').allInnerTexts();
  await page.locator('[id="say-d.pupils"]').waitFor();
  await page.waitForTimeout(400);
  const here = await said();
  const changes = Object.fromEntries(Object.entries(values).map(([at, typed]) => [at, { value: typed }]));
  await saveDraft(otherHead(), { ...Q4, base: 0, changes });
  await page.evaluate(() => localStorage.clear());
  const plain = await signedIn(app, web.address, otherHead, { javaScriptEnabled: false });
  await plain.goto(f9);
  assert.deepEqual(here, await plain.locator('.summary li').allInnerTexts());
});

test('a number unlike the earlier ones is marked and explained, by the server and without it, as a reviewer will see it', async () => {
  const here = await monitoredTown(app, 'unlike');
  const events = 't2.forums.events';
  for (const [at, [quarter, day]] of [
    ['2021-q1', '2021-03-20'],
    ['2021-q2', '2021-06-20'],
    ['2021-q3', '2021-09-20'],
  ].entries()) {
    const now = `${day}T09:00:00+05:00`;
    await open(here, quarter!, now);
    await fillIn(here.head(now), quarter!, { [events]: String(20 + at * 5) });
    await submit(here.head(now), quarter!);
  }
  await open(here, '2021-q4', '2021-12-01T09:00:00+05:00');
  const page = await signedIn(app, web.address, here.head);
  const f2 = `${web.address}/office/returns/2021-q4/f2`;
  await go(page, f2);
  await page.waitForResponse(/\/brief/);
  await page.route('**/save*', (route) => route.abort());
  await cell(page, events).fill('310');
  const told = page.locator(`[id="told-${events}"]`);
  const sentence = /Событий\. Не похоже на прежние отчёты: обычно 20–30, сейчас 310 \(по 3 периодам\)/;
  await told.waitFor();
  assert.match((await told.innerText()).replaceAll('\u00a0', ' '), sentence);
  assert.match((await cell(page, events).getAttribute('aria-describedby')) ?? '', /told-/);
  await cell(page, events).fill('31');
  await told.waitFor({ state: 'detached' });
  await page.unroute('**/save*');
  await cell(page, events).fill('310');
  await settled(page);
  const plain = await signedIn(app, web.address, here.curator, { javaScriptEnabled: false });
  await plain.goto(f2);
  assert.match(
    (await plain.locator(`[id="told-${events}"]`).innerText()).replaceAll('\u00a0', ' '),
    sentence,
  );
  assert.deepEqual(Object.keys((await showReturn(here.head(), Q4)).unusual), [events]);
});
