import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import type { Page } from 'playwright-core';
import { showReturn } from '#monitoring';
import { markSetUp } from '#organisations';
import { serve } from '#web/serve.ts';
import { testApp } from './database.ts';
import { monitoredTown } from './monitored-town.ts';
import { axeFinds, sideways, signedIn } from './return-pages.ts';

const { app } = await testApp();
Object.assign(app.clock, { now: () => new Date('2021-12-20T12:04:00+05:00') });
await markSetUp(app.db);
const town = await monitoredTown(app, 'designer');
const web = await serve(app);
after(() => web.close());

/** Nothing scrolls the page sideways on a telephone, and nothing stands between it and its readers. */
async function look(page: Page) {
  assert.deepEqual(await axeFinds(page), [], page.url());
  await page.setViewportSize({ width: 390, height: 844 });
  assert.equal(await sideways(page), 0, page.url());
  await page.setViewportSize({ width: 1366, height: 768 });
}
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();

test('a coordinator designs a form, tries it, publishes it and asks it; the school finds it in its return', async () => {
  const page = await signedIn(app, web.address, town.coordinator);
  await page.goto(`${web.address}/office/forms`);
  await look(page);
  await page.getByLabel('Название формы').fill('Кружки и секции');
  await press(page, 'Начать пустую форму');
  assert.equal(await page.locator('h1').innerText(), 'F4. Кружки и секции');

  await page.getByLabel('Название таблицы').fill('Охват кружками');
  await press(page, 'Добавить таблицу');
  await page.getByLabel('Добавить строки').fill('Спортивные\nТехнические');
  await press(page, 'Добавить строки');
  for (const title of ['Девочки', 'Мальчики', 'Всего детей']) {
    const add = page.locator('form', { has: page.locator('input[value="add-column"]') });
    await add.getByLabel('Название графы').fill(title);
    await add.getByRole('button').click();
  }

  // A slip in the formula is told at the column, with the word marked; a chip puts in the right one.
  await page.getByLabel('Формула').fill('devochki + malchik');
  await press(page, 'Сохранить графу');
  assert.equal(await page.locator('code.expression mark').innerText(), 'malchik');
  assert.match(await page.locator('#edit .fault').first().innerText(), /Ячейки «malchik»\sв\sформе\sнет/);
  await look(page);
  await page.getByLabel('Формула').fill('devochki + ');
  await page.locator('summary', { hasText: 'Ячейки, функции' }).first().click();
  await page.getByLabel('Формула').press('End');
  await page.locator('.chips').getByRole('button', { name: 'malchiki', exact: true }).click();
  assert.equal(await page.getByLabel('Формула').inputValue(), 'devochki + malchiki');
  await press(page, 'Сохранить графу');
  assert.equal(await page.locator('code.expression').count(), 0);

  await page.getByRole('link', { name: /^Проверки/ }).click();
  await page.getByLabel('Должно быть верно').fill('devochki <= 500');
  await page.getByLabel('Что прочтёт школа').fill('Девочек {devochki}: больше, чем бывает в школе.');
  await page.getByLabel('Коротко, для перечня').fill('девочек слишком много');
  await page.getByLabel('Где показать').fill('devochki');
  await press(page, 'Добавить проверку');
  await look(page);

  await page.getByRole('link', { name: 'Проба', exact: true }).click();
  await page.getByLabel('Спортивные: Девочки').fill('900');
  await page.getByLabel('Спортивные: Мальчики').fill('7');
  await page.getByRole('button', { name: 'Проверить', exact: true }).last().click();
  const row = page.locator('tr', { hasText: 'Спортивные' }).first();
  assert.match(await row.innerText(), /907/);
  assert.match(await page.locator('tr.say').innerText(), /Девочек\s900: больше, чем бывает\sв\sшколе/);
  assert.match(
    await page.locator('main').innerText(),
    /Девочек «Девочки»: больше/,
    'the hint is the same sentence',
  );
  await look(page);

  await page.getByRole('link', { name: 'Публикация', exact: true }).click();
  await press(page, 'Опубликовать версию 1');
  assert.match(await page.locator('.notice').innerText(), /Опубликовано: F4 1/);

  await page.goto(`${web.address}/office/campaigns/new?quarter=2021-q4`);
  assert.ok(await page.locator('input[name="form"][value^="F2 "]').isChecked());
  await page.locator('input[name="form"][value="F4 1"]').check();
  await look(page);
  await page
    .getByRole('button', { name: /^Открыть/ })
    .last()
    .click();
  await page.waitForURL('**/office/campaigns/2021-q4**');
  const { form } = await showReturn(town.head(), { campaign: '2021-q4' });
  assert.deepEqual(form!.tables.at(-1)!.title.ru, 'Охват кружками');

  const school = await signedIn(app, web.address, town.head);
  await school.goto(`${web.address}/office/returns/2021-q4/f2`);
  assert.match(await school.locator('main').innerText(), /Охват кружками|Кружки и секции/);
});
