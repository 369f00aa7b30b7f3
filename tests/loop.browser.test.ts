import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test, { after } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import type { Download, Page } from 'playwright-core';
import { verifyConsolidations } from '#monitoring';
import { go, visitor } from '#tests/browser.ts';
import { exampleApp } from '#tests/database.ts';
import { serve } from '#web/serve.ts';
import { exampleNumbers } from '../src/example/numbers.ts';
import { exampleSchools } from '../src/example/schools.ts';
import { startRooms } from '../src/rooms.ts';

const { app, accounts } = await exampleApp();
await startRooms(app);
const web = await serve(app);
after(() => web.close());

async function signedIn(login: string): Promise<Page> {
  const page = await visitor();
  await page.goto(`${web.address}/sign-in`);
  await page.getByLabel('Имя для входа').fill(login);
  await page
    .getByLabel('Пароль', { exact: true })
    .fill(accounts.find((one) => one.login === login)!.password);
  await page.getByRole('button', { name: 'Войти' }).click();
  await page.waitForURL(/\/office/);
  return page;
}

const SCHOOL = exampleSchools().find(({ code }) => code === 'school-15')!;
const TRAINED = 't1.teacher-teacher.mentors_trained';

/** Whatever is still empty in F2, as the school would type it; and the one mistake mended. */
async function fillIn(page: Page) {
  await go(page, `${web.address}/office/returns/2021-q4/f2`);
  const numbers: Record<string, string> = { ...exampleNumbers(SCHOOL, 2), [TRAINED]: '5' };
  for (const [cell, value] of Object.entries(numbers)) {
    const input = page.locator(`input[name="${cell}"]`);
    if ((await input.inputValue()) === value) continue;
    if (cell === TRAINED || (await input.inputValue()) === '') await input.fill(value);
  }
  await page.keyboard.press('Tab');
}

async function submit(page: Page, button: string) {
  await page
    .getByRole('button', { name: /Проверить\sи\sсдать|Сдать\sисправленный/ })
    .first()
    .click();
  await page.waitForURL(/\/check/);
  await page.getByLabel('Числа сверены с документами').check();
  await page.getByRole('button', { name: button }).click();
  await page.waitForURL(/\/receipt/);
}

const bytesOf = async (download: Download) => new Uint8Array(await readFile(await download.path()));
const textOf = (bytes: Uint8Array, inside: RegExp) =>
  Object.entries(unzipSync(bytes))
    .filter(([name]) => inside.test(name))
    .map(([, content]) => strFromU8(content))
    .join('')
    .replaceAll('\u00a0', ' ');

test(
  'from the school’s return to the accepted one, the workbook and the справка',
  { timeout: 170_000 },
  async () => {
    const school = await signedIn('school-15');
    await fillIn(school);
    await submit(school, 'Сдать отчёт');
    assert.match(await school.locator('main').innerText(), /[0-9a-f]{4}[\s-][0-9a-f]{4}/i); // the checksum, as the eye reads it

    const coordinator = await signedIn('coordinator');
    const review = `${web.address}/office/campaigns/2021-q4/school-15`;
    await coordinator.goto(`${review}?cell=${TRAINED}&all=1`);
    await coordinator
      .getByLabel('Что исправить')
      .fill('Обучены пятеро? В прошлом квартале было столько же при другом числе наставников.');
    await coordinator.getByRole('button', { name: 'Поставить на ячейку' }).click();
    await coordinator.getByRole('button', { name: 'Вернуть с 1 замечанием' }).click();
    await coordinator
      .getByText(/возвращён/i)
      .first()
      .waitFor();

    await school.goto(`${web.address}/office`);
    await school.getByRole('link', { name: /Входящие:\s\d/ }).waitFor();
    await go(school, `${web.address}/office/returns/2021-q4/f2`);
    await school.getByText('Обучены пятеро?').first().waitFor();
    await school.locator(`input[name="${TRAINED}"]`).fill('4');
    await school.keyboard.press('Tab');
    await school.getByText(/Сохранено\sв/).waitFor();
    await submit(school, 'Сдать исправленный отчёт');

    await coordinator.goto(review);
    await coordinator.getByRole('button', { name: 'Принять' }).click();
    await coordinator
      .getByText(/принят/i)
      .first()
      .waitFor();
    assert.match(
      await coordinator.getByRole('complementary', { name: 'Решение по отчёту' }).innerText(),
      /Сдан[\s\S]*(Возвращ|Вернул)|(Возвращ|Вернул)[\s\S]*Сдан/,
    );

    await coordinator.goto(`${web.address}/office/consolidation/2021-q4`);
    const [workbook] = await Promise.all([
      coordinator.waitForEvent('download'),
      coordinator.getByRole('link', { name: 'Скачать в Excel' }).click(),
    ]);
    assert.match(workbook.suggestedFilename(), /2021-q4\.xlsx$/);
    assert.match(textOf(await bytesOf(workbook), /^xl\/.*\.xml$/), /МАОУ СОШ № 15/);

    await coordinator.getByRole('link', { name: 'Зафиксировать для справки' }).click();
    await coordinator.getByRole('button', { name: 'Составить справку' }).click();
    const [document] = await Promise.all([
      coordinator.waitForEvent('download'),
      coordinator
        .getByRole('link', { name: /Скачать/ })
        .first()
        .click(),
    ]);
    assert.match(document.suggestedFilename(), /\.docx$/);
    const text = textOf(await bytesOf(document), /^word\/document\.xml$/).replaceAll(/<[^>]+>/g, '');
    assert.match(text, /IV квартал 2021/);
    assert.match(text, /ожидались от 40 школ; отчитались 25 школ/);

    assert.equal((await verifyConsolidations(app)).difference, null);
  },
);
