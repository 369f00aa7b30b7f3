import assert from 'node:assert/strict';
import path from 'node:path';
import test, { after } from 'node:test';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { serve } from '#web/serve.ts';
import { visitor } from './browser.ts';
import { testApp } from './database.ts';
import { account, makeTown, PASSWORD } from './town.ts';

const { app } = await testApp();
Object.assign(app.clock, { now: () => new Date('2021-12-20T09:00:00+05:00') });
const web = await serve(app);
after(() => web.close());
const order = path.join(import.meta.dirname, '../examples/zlatoust/order-282.txt');
const folder = process.env.VEKHA_PICTURES;

/** Nothing scrolls the page sideways; with VEKHA_PICTURES the page is also kept as a picture to be looked at. */
async function look(page: Page, name: string) {
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(sideways <= 0, `${name} scrolls sideways by ${sideways} px`);
  const width = page.viewportSize()!.width;
  if (folder) await page.screenshot({ path: path.join(folder, `${name}-${width}.png`), fullPage: true });
}

async function signIn(page: Page, login: string) {
  await page.goto(`${web.address}/sign-in?next=/office/roadmap`);
  await page.getByLabel('Имя для входа').fill(login);
  await page.getByLabel('Пароль', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Войти' }).click();
}

for (const { width, height, code } of [
  { width: 1366, height: 768, code: 'wide' },
  { width: 390, height: 844, code: 'phone' },
])
  test(`from the file to the approved roadmap and the first campaign proposed in at most 25 clicks, without script, ${width} px wide`, async () => {
    const { town } = await makeTown(app, code);
    const { login } = await account(app, 'coordinator', town, PASSWORD);
    const page = await visitor({ width, height, script: false });
    let clicks = 0;
    const press = async (name: string | RegExp, role: 'button' | 'link' = 'button') => {
      clicks++;
      await page.getByRole(role, { name }).first().click();
    };
    await signIn(page, login);
    await look(page, 'empty');
    await press('Загрузить Дорожную карту', 'link');
    await look(page, 'import');
    clicks++; // the file dialog
    await page.getByLabel('Файл приказа').setInputFiles(order);
    await press('Прочитать файл');
    const heading = page.getByRole('heading', { level: 1 });
    assert.match(await heading.innerText(), /^Прочитано\s23\sмероприятия, 5\sвопросов к\sвам$/u);
    await look(page, 'questions');
    while (await page.getByRole('button', { name: /^Верно(, дальше)?$/ }).count())
      await press(/^Верно(, дальше)?$/);
    assert.match(await page.locator('.step-bar').innerText(), /Все ответы есть/);
    await look(page, 'questions-answered');
    await press('Дальше: мероприятия', 'link');
    await look(page, 'activities');
    await press('Дальше: исполнители', 'link');
    await look(page, 'executors');
    await press('Дальше: утвердить', 'link');
    assert.equal(await page.getByLabel('Номер').inputValue(), '282');
    assert.equal(await page.getByLabel('Дата').inputValue(), '22.04.2021');
    await look(page, 'approve');
    await press('Утвердить версию 1');
    assert.match(await page.getByRole('status').innerText(), /Дорожная карта утверждена/);
    assert.equal(await page.locator('.timeline tbody tr:not(.group)').count(), 23);
    await look(page, 'roadmap');
    const approved = page.url();
    await press('К мониторингу', 'link');
    await press(/^Открыть мониторинг за/, 'link');
    assert.match(await page.locator('main').innerText(), /25\sдекабря/u);
    assert.ok(clicks <= 25, `${clicks} clicks`);
    await page.goto(approved);
    await page.getByRole('link', { name: /интернет-конкурс/ }).click();
    await look(page, 'activity');
    assert.match(await page.getByRole('heading', { level: 1 }).innerText(), /^III\.7\./);
    if (code === 'wide') await correctUntilTheOrder(page);
  });

/** On from the approved roadmap, in the same browser: an activity gets a new name, and the order that says so a file. */
async function correctUntilTheOrder(page: Page) {
  await page.goto(`${web.address}/office/roadmap`);
  await page.getByRole('link', { name: 'Предложить корректировку' }).click();
  await page.getByRole('button', { name: 'Сделать черновик' }).click();
  const draft = page.url().replace(/[?#].*/, '');
  await page.getByRole('link', { name: '2. Мероприятия' }).click();
  await page.getByRole('link', { name: 'Региональный форум' }).click();
  const title = page.getByLabel('Название, как в\u00a0приказе');
  await title.fill((await title.inputValue()).replace('форуме', 'фестивале'));
  await page.getByRole('button', { name: 'Сохранить' }).first().click();
  const order = await page.request.get(`${draft}/docx`);
  assert.equal(order.status(), 200);
  const parts = unzipSync(new Uint8Array(await order.body()));
  const text = new TextDecoder().decode(parts['word/document.xml']).replace(/<[^>]*>/g, '');
  assert.match(text.replaceAll('\u00a0', ' '), /в пункте III\.6 .*«форуме» заменить словами «фестивале»/);
}

test('an activity is corrected in place, and a correction that comes too late says so and keeps what was typed', async () => {
  const { town } = await makeTown(app, 'editing');
  const { login } = await account(app, 'coordinator', town, PASSWORD);
  const page = await visitor({ script: false });
  await signIn(page, login);
  await page.goto(`${web.address}/office/roadmap/import`);
  await page.getByLabel('Файл приказа').setInputFiles(order);
  await page.getByRole('button', { name: 'Прочитать файл' }).click();
  await page.goto(`${page.url()}?step=activities&edit=1.1`);
  const late = await page.context().newPage();
  await late.goto(page.url());
  await page.getByLabel('Короткое название').fill('Утвердить Дорожную карту');
  await page.getByLabel('Срок, как в приказе').fill('до 15 мая 2021 г.');
  await look(page, 'edit');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  const row = await page.locator('[id="activity-1.1"]').innerText();
  assert.match(row, /Утвердить Дорожную карту/);
  assert.match(row, /1 января – 15 мая 2021/);
  await late.getByLabel('Короткое название').fill('Иначе');
  await late.getByRole('button', { name: 'Сохранить' }).click();
  assert.match(await late.getByRole('alert').innerText(), /ответил кто-то ещё/);
  assert.equal(await late.getByLabel('Короткое название').inputValue(), 'Иначе');
});

test('a file that is no text, and one without a table, are refused in words', async () => {
  const { town } = await makeTown(app, 'refusing');
  const { login } = await account(app, 'coordinator', town, PASSWORD);
  const page = await visitor({ script: false });
  await signIn(page, login);
  for (const [name, buffer, words] of [
    ['Приказ.docx', Buffer.from('PK\x03\x04 word/document.xml'), /Файл повреждён/],
    ['Письмо.txt', Buffer.from('Уважаемые коллеги!'), /нет таблицы с\sмероприятиями/u],
  ] as const) {
    await page.goto(`${web.address}/office/roadmap/import`);
    await page.getByLabel('Файл приказа').setInputFiles({ name, mimeType: 'text/plain', buffer });
    await page.getByRole('button', { name: 'Прочитать файл' }).click();
    assert.match(await page.getByRole('alert').innerText(), words);
    assert.match(await page.title(), /^Ошибка: /);
  }
});

test('who is no coordinator here reads the roadmap, but does not come to its import', async () => {
  const { town, schools } = await makeTown(app, 'reading');
  const { login } = await account(app, 'head', schools[0]!, PASSWORD);
  const page = await visitor({ script: false });
  await signIn(page, login);
  assert.match(await page.getByRole('heading', { level: 1 }).innerText(), /Дорожной карты пока нет/);
  assert.equal(await page.getByRole('link', { name: 'Загрузить Дорожную карту' }).count(), 0);
  assert.equal((await page.goto(`${web.address}/office/roadmap/import`))?.status(), 403);
  const elsewhere = await account(app, 'coordinator', town, PASSWORD);
  const coordinator = await visitor({ script: false });
  await signIn(coordinator, elsewhere.login);
  for (const id of ['1', '999999', 'x'])
    assert.equal((await coordinator.goto(`${web.address}/office/roadmap/import/${id}`))?.status(), 404, id);
});
