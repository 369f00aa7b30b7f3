import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import test, { after } from 'node:test';
import type { Page } from 'playwright-core';
import { firstRunCode } from '#platform/sessions.ts';
import { serve } from '#web/serve.ts';
import { startRooms } from '../src/rooms.ts';
import { visitor } from './browser.ts';
import { testApp } from './database.ts';

const { app } = await testApp();
await startRooms(app);
const served = await serve(app);
after(() => served.close());
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Violation = { id: string; nodes: { html: string }[] };
const KEY = /\b(shell|access|journal|organisations|roadmap|monitoring|returns|reports|site)\.[a-z]+[\w-]*/g;
/** What stands between a page and its readers: axe's findings, and whatever makes it scroll sideways. */
async function faultsOf(page: Page, axeAt: readonly number[]): Promise<string[]> {
  const faults: string[] = [];
  for (const width of [1366, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) faults.push(`${page.url()} at ${width}: ${wide} wide`);
    if (!axeAt.includes(width)) continue;
    const keys = (await page.locator('body').innerText()).match(KEY);
    if (keys) faults.push(`${page.url()}: a key instead of its sentence, ${keys.join(', ')}`);
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
      const { violations } = await (
        window as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }
      ).axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    });
    faults.push(...found.map((one) => `${page.url()} at ${width}: ${one}`));
  }
  await page.setViewportSize({ width: 1366, height: 768 });
  return faults;
}

const PASSWORD = 'несколько случайных слов';
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

test('an installation is set up, schools and people are pasted in, and a curator comes in by a slip', async () => {
  const faults: string[] = [];
  const page = await visitor(); // axe needs a script; the pages have none
  const look = async (axeAt = [390]) => faults.push(...(await faultsOf(page, axeAt)));

  await page.goto(served.address);
  assert.match(page.url(), /\/first-run$/);
  await page.getByLabel('Код из терминала').fill('0000000000');
  await press(page, 'Продолжить');
  assert.match(await page.title(), /^Ошибка: /);
  assert.equal(await page.evaluate(() => document.activeElement?.className), 'summary');
  await look();
  const code = await firstRunCode(app.db);
  await page.getByLabel('Код из терминала').fill(code.toLowerCase());
  await press(page, 'Продолжить');
  await page.getByLabel('Пароль', { exact: true }).fill('коротко');
  await press(page, 'Создать администратора');
  assert.match(await page.locator('.fault').innerText(), /короче 10\s+знаков/);
  await look();
  const password = page.getByLabel('Пароль', { exact: true });
  await password.fill(PASSWORD);
  await page.getByLabel('Показать пароль').check();
  assert.equal(await password.getAttribute('type'), 'text');
  assert.equal(await password.inputValue(), PASSWORD);
  await press(page, 'Создать администратора');
  await page.getByLabel('Муниципалитет').fill('Златоустовский городской округ');
  await page.getByLabel('Управление образования').fill('Управление образования ЗГО');
  await look();
  await press(page, 'Начать работу');

  const schools = Array.from({ length: 40 }, (_, index) => `МАОУ СОШ № ${index + 1}`);
  await page.getByLabel('Таблица').fill([...schools, ''].join('\n'));
  await press(page, 'Посмотреть, что выйдет');
  await look();
  await press(page, /Добавить 40/);
  assert.match(await page.locator('h1').innerText(), /Добавлено 40\s+организаций/);

  await page.goto(`${served.address}/office/people/table`);
  await page.getByLabel('Таблица').fill('МАОУ СОШ № 7;;куратор;куратор\nМАОУ СОШ № 99;;куратор;куратор');
  await press(page, 'Посмотреть, что выйдет');
  assert.match(await page.locator('.lead').innerText(), /добавлено 1, уже есть 0, с\s+ошибкой 1/);
  await look();
  await press(page, /Добавить 1/);
  await press(page, 'Напечатать приглашения');
  const slip = page.getByRole('region', { name: 'school-7' });
  const invitation = await slip.locator('b.code').innerText();
  await look();

  const curator = await visitor({ script: false, width: 390, height: 844 });
  await curator.goto(`${served.address}/invitation`);
  await curator.getByLabel('Код приглашения').fill(invitation.toUpperCase());
  await press(curator, 'Продолжить');
  assert.equal(await curator.getByLabel('Показать пароль').count(), 0, 'no button that does nothing');
  await curator.getByLabel('Пароль', { exact: true }).fill(PASSWORD);
  await press(curator, 'Сохранить пароль и войти');
  assert.match(curator.url(), /\/office$/);
  await curator.goto(`${served.address}/office/people`);
  assert.match(await curator.locator('h1').innerText(), /нет\s+такого\s+права/);

  for (const one of [
    '/office/organisations',
    '/office/organisations/new',
    '/office/people',
    '/office/people/new',
    '/office/people/2',
    '/office/profile',
    '/office/inbox',
    '/office/journal',
    '/office/settings',
    '/office/help',
    '/office/nowhere',
    '/sign-in',
    '/invitation',
  ]) {
    await page.goto(served.address + one);
    await look([1366, 390]);
  }
  assert.deepEqual(faults, []);
});
