import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test, { after } from 'node:test';
import type { Page } from 'playwright-core';
import { serve } from '#web/serve.ts';
import { visitor } from './browser.ts';
import { exampleApp } from './database.ts';

const { app, accounts } = await exampleApp();
const web = await serve(app);
after(() => web.close());
const axe = await readFile('node_modules/axe-core/axe.min.js', 'utf8');

/** Nothing scrolls the page sideways on a telephone, and nothing stands between it and its readers. */
async function look(page: Page) {
  await page.setViewportSize({ width: 390, height: 844 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 390, `${page.url()} is ${wide} px wide`);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.evaluate(axe);
  type Found = { violations: { id: string; nodes: { html: string }[] }[] };
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<Found> } }).axe.run(),
  );
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`),
    [],
    page.url(),
  );
}

test('from the approved roadmap over a taken proposal and an edit to the order that makes version 2', async () => {
  const page = await visitor();
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
  await page.goto(`${web.address}/sign-in?next=/office/roadmap`);
  await page.getByLabel('Имя для входа').fill('coordinator');
  await page.getByLabel('Пароль', { exact: true }).fill(accounts[0]!.password);
  await press('Войти');
  await page.getByRole('link', { name: 'Предложить корректировку' }).click();
  await press('Сделать черновик');

  // The contest of autumn is over, and not all have done it: it is moved.
  const contest = page.locator('section.proposal', { hasText: /^\s*III\.7/ });
  await contest.getByLabel('последний день срока').fill('31.03.2022');
  await contest.getByLabel('Почему, своими словами').fill('Организатор перенёс конкурс');
  await look(page);
  await contest.getByRole('button', { name: 'Принять' }).click();

  await page.getByRole('link', { name: '2. Мероприятия' }).click();
  await press(/III\.4:\sниже/);
  const row = (code: string) =>
    page.locator('tr[data-place]').filter({ has: page.getByText(code, { exact: true }) });
  await Promise.all([
    page.waitForURL(/#activity-/),
    page.waitForResponse((answer) => answer.request().method() === 'POST'),
    row('II.3')
      .locator('.drag')
      .dragTo(row('II.1'), { targetPosition: { x: 30, y: 3 } }),
  ]);
  await row('II.3').and(page.locator('[data-place="1"]')).waitFor();
  await page.getByRole('link', { name: 'Региональный форум' }).click();
  const title = page.getByLabel('Название, как в\u00a0приказе');
  await title.fill((await title.inputValue()).replace('форуме', 'фестивале'));
  await look(page);
  await press('Сохранить');
  await page.getByRole('link', { name: '3. Изменения' }).click();
  const points = async () => (await page.locator('.points').innerText()).replaceAll('\u00a0', ' ');
  assert.match(
    await points(),
    /в пункте III\.6 в графе «Мероприятие» слова «форуме» заменить словами «фестивале»/,
  );
  assert.match(await points(), /Основание: Срок истёк 31\.10\.2021.*Организатор перенёс конкурс/);
  assert.equal(await page.locator('del', { hasText: 'форуме' }).count(), 1);
  await look(page);

  await page.getByRole('link', { name: '4. Утвердить' }).click();
  await press('Утвердить версию 2');
  assert.match(await page.locator('.summary').innerText(), /Номер приказа/);
  await page.getByLabel('Номер', { exact: true }).fill('17');
  await page.getByLabel('Дата', { exact: true }).fill('24.12.2021');
  await press('Утвердить версию 2');
  await page.waitForURL(/\/versions\/2/);
  assert.match(await page.getByRole('status').innerText(), /Версия\s2\sутверждена/u);
  await look(page);
  await page.getByRole('link', { name: 'Что изменено', exact: true }).click();
  assert.match(await points(), /Организатор перенёс конкурс/);
  await page.goto(`${web.address}/office/roadmap`);
  assert.match(await page.locator('.lead').innerText(), /№\s17, версия\s2/u);
  await page.goto(`${web.address}/office/roadmap/versions`);
  await page.getByRole('link', { name: /^Что\sизменено\sпосле\sверсии\s1$/u }).waitFor();

  // On a telephone the load opens at this week, and who it falls on stays in sight.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${web.address}/office/roadmap/load`);
  const at = async (one: string) => (await page.locator(one).first().boundingBox())!;
  const [now, name] = [await at('.load th.now'), await at('.load tbody th')];
  assert.ok(name.x >= 0 && name.x + name.width <= now.x && now.x < 390, JSON.stringify({ now, name }));
});
