import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { putRemark, saveDraft, sendBack, showReturn } from '#monitoring';
import { serve } from '#web/serve.ts';
import { testApp } from './database.ts';
import { fillIn, type Person, submit } from './monitored-town.ts';
import { axeFinds, copied, go, paste, sideways, signedIn, townInDecember } from './return-pages.ts';

const { app } = await testApp();
const web = await serve(app);
after(() => web.close());
let made = 0;
const town = () => townInDecember(app, `sheet-${made++}`);
const Q4 = { campaign: '2021-q4' };
const f1 = `${web.address}/office/returns/2021-q4/f1`;
const f2 = `${web.address}/office/returns/2021-q4/f2`;
const cell = (page: Page, code: string) => page.locator(`[id="${code}"]`);
const value = (page: Page, code: string) => cell(page, code).inputValue();
const standing = (page: Page) => page.evaluate(() => document.activeElement?.id ?? '');
const fields = async (person: Person) => (await showReturn(person(), Q4)).fields;

/** Waits until the page says that everything is with the server. */
async function settled(page: Page) {
  await page.waitForTimeout(500);
  await page.locator('.saved', { hasText: /Сохранено в/ }).waitFor();
}

test('numbers are entered with the keyboard alone, and are saved as one goes', async () => {
  const { head } = await town();
  const page = await signedIn(app, web.address, head);
  await go(page, f2);
  await cell(page, 't1.teacher-teacher.mentors').focus();
  await page.keyboard.type('7');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('9');
  await page.keyboard.press('ArrowRight');
  assert.equal(await standing(page), 't1.teacher-teacher.mentees', 'the hatched cell is passed over');
  await page.keyboard.type('1 234,0');
  await page.keyboard.press('Enter');
  assert.equal(await standing(page), 't1.student-pupil.mentees');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.press('F2');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Home');
  await page.keyboard.press('Delete');
  assert.equal(await value(page, 't1.teacher-teacher.mentees'), ' 234');
  await page.keyboard.press('Escape');
  assert.equal(await value(page, 't1.teacher-teacher.mentees'), '1 234,0');
  await page.keyboard.type('8');
  await page.keyboard.press('Tab');
  assert.equal(await standing(page), 't1.teacher-teacher.mentees_young');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Home');
  assert.equal(await standing(page), 't1.teacher-teacher.programmes');
  await page.keyboard.press('Control+End');
  assert.equal(await standing(page), 't1.unique.mentees_10_19');
  await page.locator('.fault', { hasText: 'Обучены 9 из 7' }).waitFor();
  await settled(page);
  const kept = await fields(head);
  assert.deepEqual(
    [
      kept['t1.teacher-teacher.mentors'],
      kept['t1.teacher-teacher.mentors_trained'],
      kept['t1.teacher-teacher.mentees'],
    ],
    ['7', '9', '8'],
  );
  await page.keyboard.press('Alt+PageDown');
  assert.equal(await standing(page), 't1.teacher-teacher.mentors_trained');
  await page.keyboard.type('5');
  await page.keyboard.press('Enter');
  await page.locator('.fault', { hasText: 'Обучены 9 из 7' }).waitFor({ state: 'detached' });
  assert.match(await page.locator('.total').first().innerText(), /7\s+3\s+5\s+0/);
});

test('what cannot be read is told on leaving the cell, not while typing, and what was read otherwise is said', async () => {
  const { head } = await town();
  const page = await signedIn(app, web.address, head);
  await page.route('**/save*', (route) => route.abort()); // the cell tells it by itself
  await go(page, f2);
  await cell(page, 't1.other.mentors').focus();
  await page.keyboard.type('45%');
  assert.equal(await page.locator('.fault').count(), 0);
  await page.keyboard.press('ArrowDown');
  const fault = page.locator('[id="say-t1.other.mentors"]');
  assert.match(await fault.innerText(), /количество, а\sне\sпроценты/);
  assert.equal(await cell(page, 't1.other.mentors').getAttribute('aria-invalid'), 'true');
  await cell(page, 't1.other.mentors').focus();
  await page.keyboard.type('12 чел.');
  await page.keyboard.press('Enter');
  await fault.waitFor({ state: 'detached' });
  assert.equal(await value(page, 't1.other.mentors'), '12 чел.');
  assert.equal(await page.locator('.took').innerText(), 'взято 12');
  await page.locator('.saved', { hasText: /Нет связи. 1\sизменение ждёт/ }).waitFor();
});

test('«н/п» asks why, and the cell leaves the count', async () => {
  const { head } = await town();
  const page = await signedIn(app, web.address, head);
  await go(page, f2);
  const tally = page.locator('.tally b');
  const before = Number((await tally.innerText()).match(/из\s(\d+)/)![1]);
  await cell(page, 't2.courses.hours').focus();
  await page.keyboard.type('н/п');
  await page.keyboard.press('Tab');
  const why = cell(page, 'na.t2.courses.hours');
  await why.fill('Курсов у нас не бывает');
  await settled(page);
  assert.equal(Number((await tally.innerText()).match(/из\s(\d+)/)![1]), before - 1);
  const { verdict } = await showReturn(head(), Q4);
  assert.equal(verdict?.numbers['t2.courses.hours'], 'not-applicable');
  await cell(page, 't2.courses.hours').focus();
  await page.keyboard.press('Delete');
  await why.waitFor({ state: 'detached' });
  await settled(page);
  assert.equal((await showReturn(head(), Q4)).verdict?.numbers['t2.courses.hours'], null);
});

test('a block from a workbook is shown before it is in, and is undone and done again in one step', async () => {
  const { head } = await town();
  const page = await signedIn(app, web.address, head);
  await go(page, f2);
  await cell(page, 't1.pupil-pupil.mentors_15_19').focus();
  await paste(page, '12\t28\r\n7\t8\r\n');
  const dialog = page.getByRole('dialog');
  assert.match(await dialog.innerText(), /3\sячейки/);
  assert.match(await dialog.innerText(), /1\sчисло стоит напротив закрытых ячеек/);
  assert.equal(await value(page, 't1.pupil-pupil.mentees'), '');
  await page.keyboard.press('Escape');
  assert.equal(await value(page, 't1.pupil-pupil.mentees'), '');
  await paste(page, '12\t28\r\n7\t8\r\n');
  await page.getByRole('button', { name: 'Вставить', exact: true }).press('Enter');
  const block = ['t1.pupil-pupil.mentors_15_19', 't1.pupil-pupil.mentees', 't1.teacher-teacher.mentees'];
  const values = () => Promise.all(block.map((code) => value(page, code)));
  assert.deepEqual(await values(), ['12', '28', '8']);
  assert.equal(await standing(page), 't1.pupil-pupil.mentors_15_19');
  await page.keyboard.press('Control+z');
  assert.deepEqual(await values(), ['', '', '']);
  await page.keyboard.press('Control+y');
  assert.deepEqual(await values(), ['12', '28', '8']);
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  assert.equal(await copied(page), '12\t28\n\t8');
  await settled(page);
  assert.equal((await fields(head))['t1.teacher-teacher.mentees'], '8');
  await page.keyboard.press('Delete');
  assert.deepEqual(await values(), ['', '', '']);
  await cell(page, 't2.courses.events').focus();
  await paste(page, '5\r\n');
  assert.equal(await value(page, 't2.courses.events'), '5', 'one value goes in at once');
});

test('a row of zeros and last quarter’s numbers are one button each, and fill only what is empty', async () => {
  const { head } = await town();
  const page = await signedIn(app, web.address, head);
  await go(page, f2);
  await cell(page, 't1.other.mentors').fill('4');
  await page.getByRole('button', { name: /иная форма/ }).click();
  assert.deepEqual([await value(page, 't1.other.mentors'), await value(page, 't1.other.pairs')], ['4', '0']);
  await page.getByRole('button', { name: /III\sквартала/ }).click();
  assert.equal(await value(page, 't1.employer-pupil.mentees'), '30');
  assert.equal(await value(page, 't1.other.mentors'), '4');
  await settled(page);
  assert.equal((await fields(head))['t1.employer-pupil.mentees'], '30');
});

test('a number that fell by half asks for a sentence, and the profile for one tick', async () => {
  const { head } = await town();
  await fillIn(head(), '2021-q4', {
    't1.employer-pupil.mentors': '3',
    't1.employer-pupil.mentees': '12',
    't1.unique.mentors': '3',
    't1.unique.mentees': '12',
    't0.confirmed': '',
  });
  const page = await signedIn(app, web.address, head);
  await go(page, f2);
  assert.equal(await page.locator('td.known').count(), 6);
  await page.getByLabel('Числа из профиля школы верны').check();
  assert.equal(await page.locator('td.known').count(), 0);
  const question = page.getByLabel('Объяснение: работодатель – ученик: Наставляемые, всего, чел.');
  await question.fill('Проект с предприятием завершён в сентябре');
  await page.getByLabel('Объяснение: Всего по строкам: Наставляемые, всего, чел.').fill('Тот же проект');
  await settled(page);
  await page.getByRole('button', { name: 'Проверить и сдать' }).click();
  await page.waitForURL(/check$/);
  const shown = await page.locator('main').innerText();
  assert.match(shown, /«Проект с предприятием завершён в сентябре»/);
  assert.equal((await fields(head))['t0.pupils_total'], '700');
});

test('a school fills in, checks and submits without script, and pressing twice gives one receipt', async () => {
  const { head, duty } = await town();
  const page = await signedIn(app, web.address, head, { javaScriptEnabled: false });
  await page.goto(f2);
  await cell(page, 't1.teacher-teacher.mentors').fill('две');
  await page.keyboard.press('Enter'); // saves, and does not press the first button of the table
  await page.locator('.saved', { hasText: /Сохранено/ }).waitFor();
  assert.match(await page.locator('[id="say-t1.teacher-teacher.mentors"]').innerText(), /«две»\s— не\sчисло/);
  assert.equal((await fields(head))['t1.other.mentors'], undefined);
  await cell(page, 't1.teacher-teacher.mentors').fill('0');
  await page.getByRole('button', { name: /иная форма/ }).click();
  assert.equal(await value(page, 't1.other.pairs'), '0');
  assert.equal(await value(page, 't1.teacher-teacher.mentors'), '0');
  await fillIn(head(), '2021-q4', {
    't1.employer-pupil.mentors': '3',
    't1.employer-pupil.mentees': '30',
    't1.unique.mentors': '3',
    't1.unique.mentees': '30',
    't0.confirmed': '1',
  });
  await page.goto(f1);
  const state = page.locator(`[name="f1.${duty('school-15', 'III.7')}.state"]`);
  await state.and(page.locator('[value="not-done"]')).check();
  await page.getByRole('button', { name: 'Проверить и сдать' }).click();
  assert.match(await page.locator('.summary').innerText(), /III\.7/);
  await page.locator('.summary a').first().click();
  await page.locator(`[name="f1.${duty('school-15', 'III.7')}.reasonKind"]`).selectOption('staff');
  await page.locator(`[name="f1.${duty('school-15', 'III.7')}.reason"]`).fill('Заявку не успели подготовить');
  await page.getByRole('button', { name: 'Проверить и сдать' }).click();
  await page.waitForURL(/check$/);
  assert.equal(await page.locator('.summary').count(), 0, await page.locator('main').innerText());
  const posted = await page
    .locator('form[method=post] input[type=hidden]')
    .evaluateAll((inputs) =>
      Object.fromEntries((inputs as HTMLInputElement[]).map(({ name, value }) => [name, value])),
    );
  await page.locator('main form .button').click();
  assert.equal(await page.locator('main form').count(), 1, 'an unticked box keeps the return back');
  await page.getByLabel('Числа сверены с документами').check();
  await page.getByRole('button', { name: 'Сдать отчёт' }).click();
  await page.waitForURL(/receipt$/);
  const number = await page.getByRole('heading', { level: 2 }).first().innerText();
  assert.match(number, /Квитанция №\s2021-4-school-15-1/);
  const headers = { origin: web.address };
  const again = () =>
    page.request.post(`${web.address}/office/returns/2021-q4/check`, {
      form: { ...posted, sure: '1' },
      headers,
    });
  assert.match((await again()).url(), /(receipt|check)$/);
  assert.equal((await showReturn(head(), Q4)).rev, 1);
  await page.goto(f2);
  assert.equal(await page.locator('main input').count(), 0, 'what is submitted can only be read');
});

test('two people are shown what the other changed, cell by cell, and lose nothing', async () => {
  const { head, curator } = await town();
  const [one, other] = [await signedIn(app, web.address, head), await signedIn(app, web.address, curator)];
  await go(one, f2);
  await go(other, f2);
  await cell(one, 't1.other.mentors').fill('15');
  await cell(one, 't2.courses.events').fill('2');
  await cell(one, 't1.other.pairs').focus();
  await settled(one);
  await cell(other, 't1.other.mentors').fill('14');
  await cell(other, 't1.other.mentees').fill('20');
  await cell(other, 't1.other.pairs').focus();
  const conflict = other.locator('#conflicts');
  await conflict.waitFor();
  assert.match(await conflict.innerText(), /14[\s\S]*15/);
  assert.equal(await value(other, 't1.other.mentors'), '14');
  assert.equal(await value(other, 't2.courses.events'), '2', 'what only the other typed is shown here too');
  assert.deepEqual(
    [(await fields(head))['t1.other.mentors'], (await fields(head))['t1.other.mentees']],
    ['15', '20'],
  );
  await other.getByRole('button', { name: 'Оставить моё' }).click();
  await conflict.waitFor({ state: 'detached' });
  await settled(other);
  assert.equal((await fields(head))['t1.other.mentors'], '14');
});

test('without script too the second is shown what the first changed', async () => {
  const { head, curator } = await town();
  const page = await signedIn(app, web.address, head, { javaScriptEnabled: false });
  await page.goto(f2);
  const { draftRev } = await showReturn(curator(), Q4);
  await saveDraft(curator(), { ...Q4, base: draftRev, changes: { 't1.other.mentors': { value: '15' } } });
  await cell(page, 't1.other.mentors').fill('14');
  await cell(page, 't1.other.mentees').fill('20');
  await page.getByRole('button', { name: 'Сохранить' }).last().click();
  assert.match(await page.locator('#conflicts').innerText(), /14[\s\S]*15[\s\S]*curator/);
  assert.equal(await value(page, 't1.other.mentors'), '14');
  assert.equal((await fields(head))['t1.other.mentees'], '20');
  await page.getByRole('button', { name: 'Оставить моё' }).click();
  assert.equal(await page.locator('#conflicts').count(), 0);
  assert.equal((await fields(head))['t1.other.mentors'], '14');
});

test('while the server is gone what is typed waits in the browser, also over a reload, and then goes by itself', async () => {
  const { head } = await town();
  let server = await serve(app);
  const port = Number(new URL(server.address).port);
  const page = await signedIn(app, server.address, head);
  const address = f2.replace(web.address, server.address);
  await go(page, address);
  await server.close();
  await cell(page, 't1.other.mentors').fill('6');
  await cell(page, 't1.other.mentees').fill('7');
  await page.locator('.saved', { hasText: /Нет связи. 2\sизменения ждут/ }).waitFor();
  await page.getByRole('button', { name: 'Проверить и сдать' }).click();
  assert.equal(page.url(), address, 'the page with what was typed is not left');
  server = await serve(app, { port });
  await go(page, address);
  await settled(page);
  assert.deepEqual(
    [await value(page, 't1.other.mentors'), await value(page, 't1.other.mentees')],
    ['6', '7'],
  );
  assert.deepEqual(
    [(await fields(head))['t1.other.mentors'], (await fields(head))['t1.other.mentees']],
    ['6', '7'],
  );
  await server.close();
  await cell(page, 't1.other.pairs').fill('3');
  await page.locator('.saved', { hasText: /Нет связи/ }).waitFor();
  server = await serve(app, { port });
  await page.locator('.saved', { hasText: /Сохранено/ }).waitFor({ timeout: 20_000 });
  assert.equal((await fields(head))['t1.other.pairs'], '3');
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await server.close();
});

test('an answer that was lost is no conflict, and a lost session keeps what was typed', async () => {
  const { head } = await town();
  const page = await signedIn(app, web.address, head);
  await go(page, f2);
  let lost = 0;
  await page.route('**/save*', async (route) => {
    if (lost++ > 0) return route.continue();
    await route.fetch();
    return route.abort();
  });
  await cell(page, 't1.other.mentors').fill('6');
  await page.locator('.saved', { hasText: /Нет связи/ }).waitFor();
  await page.locator('.saved', { hasText: /Сохранено/ }).waitFor({ timeout: 10_000 });
  assert.equal(await page.locator('#conflicts').count(), 0);
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await cell(page, 't1.other.mentees').fill('7');
  await page.locator('.saved', { hasText: /Войти снова/ }).waitFor();
  await page.context().addCookies(cookies);
  await go(page, f2);
  await settled(page);
  assert.equal((await fields(head))['t1.other.mentees'], '7');
});

test('a save from another site, or of another type, is refused', async () => {
  const { head } = await town();
  const page = await signedIn(app, web.address, head);
  const data = { base: 0, changes: { 't1.other.mentors': { value: '6' } } };
  const save = (headers: Record<string, string>, body: unknown = data) =>
    page.request.post(`${web.address}/office/returns/2021-q4/save`, { data: JSON.stringify(body), headers });
  const json = { 'content-type': 'application/json' };
  assert.equal((await save({ ...json, origin: 'https://elsewhere.example' })).status(), 403);
  assert.equal((await save({ 'content-type': 'text/plain', origin: web.address })).status(), 403);
  assert.equal((await save({ ...json, origin: web.address }, { base: 'x' })).status(), 422);
  const unknown = { base: 0, changes: { 't9.nowhere': { value: '6' } } };
  const refused = await save({ ...json, origin: web.address }, unknown);
  assert.deepEqual([refused.status(), (await refused.json()).fields], [422, ['t9.nowhere']]);
  assert.equal((await save({ ...json, origin: web.address })).status(), 200);
  assert.equal((await fields(head))['t1.other.mentors'], '6');
});

test('what was sent back says what to mend at its cell, takes a reply, and is submitted again', async () => {
  const { head, coordinator } = await town();
  const numbers = { 't1.employer-pupil.mentors': '3', 't1.employer-pupil.mentees': '30' };
  await fillIn(head(), '2021-q4', { ...numbers, 't1.unique.mentors': '3', 't1.unique.mentees': '30' });
  await submit(head(), '2021-q4');
  const which = { ...Q4, organisation: 'school-15', rev: 1 };
  await putRemark(coordinator(), { ...which, field: 't1.employer-pupil.mentees', text: 'Приложите список' });
  await sendBack(coordinator(), which);
  const page = await signedIn(app, web.address, head);
  await go(page, f2);
  assert.match(await page.locator('[id="remark-t1.employer-pupil.mentees"]').innerText(), /Приложите список/);
  await page.getByRole('link', { name: 'работодатель – ученик: Наставляемые' }).click();
  await cell(page, 't1.employer-pupil.mentees').fill('29');
  await cell(page, 't1.unique.mentees').fill('29');
  await page.getByLabel('Ваш ответ').fill('Список приложим в январе');
  await page.getByRole('button', { name: 'Отправить ответ' }).click();
  await page.getByText('Список приложим в январе').waitFor();
  assert.equal(
    (await fields(head))['t1.employer-pupil.mentees'],
    '29',
    'what was typed is not lost by replying',
  );
  await page.getByRole('button', { name: 'Сдать исправленный отчёт' }).click();
  await page.waitForURL(/check$/);
  await page.getByLabel('Числа сверены с документами').check();
  await page.getByRole('button', { name: 'Сдать исправленный отчёт' }).click();
  await page.waitForURL(/receipt$/);
  assert.match(await page.locator('.receipt').innerText(), /2021-4-school-15-2/);
});

test('where the script does not arrive the page works as if there were none', async () => {
  const { head } = await town();
  const page = await signedIn(app, web.address, head);
  await page.route('**/*.js', (route) => route.abort());
  await page.goto(f2);
  await cell(page, 't1.other.mentors').fill('6');
  await page.getByRole('button', { name: 'Сохранить' }).last().click();
  await page.locator('.saved', { hasText: /Сохранено в/ }).waitFor();
  assert.equal((await fields(head))['t1.other.mentors'], '6');
});

test('what was done is shown by a file, with script and without', async () => {
  const { head, duty, otherHead } = await town();
  const id = duty('school-15', 'III.7');
  const pdf = { name: 'Приказ № 7.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 приказ') };
  const page = await signedIn(app, web.address, head);
  await go(page, f1);
  await page.locator(`[name="f1.${id}.state"][value=done]`).check();
  await page.locator(`#attach-${id}`).setInputFiles(pdf);
  const link = page.getByRole('link', { name: 'Приказ № 7.pdf' });
  await link.waitFor();
  await page
    .locator(`#attach-${id}`)
    .setInputFiles({ ...pdf, name: 'программа.exe', buffer: Buffer.from('MZ') });
  await page.getByRole('alert').waitFor();
  await settled(page);
  const answer = await page.request.get(new URL((await link.getAttribute('href'))!, f1).href);
  assert.equal(answer.headers()['content-type'], 'application/pdf');
  assert.match(answer.headers()['content-disposition']!, /^attachment; filename\*=UTF-8''%D0%9F/);
  assert.equal(await answer.text(), '%PDF-1.4 приказ');
  const stranger = await signedIn(app, web.address, otherHead);
  assert.equal((await stranger.request.get(answer.url())).status(), 404);

  const plain = await signedIn(app, web.address, head, { javaScriptEnabled: false });
  await plain.goto(f1);
  await plain.locator(`#attach-${id}`).setInputFiles({ ...pdf, name: 'Программа.pdf' });
  await plain.locator(`[name="f1.${id}.comment"]`).fill('Провели\nв октябре');
  await plain.getByRole('button', { name: 'Приложить файл' }).first().click();
  await plain.getByRole('link', { name: 'Программа.pdf' }).waitFor();
  await plain.getByRole('button', { name: 'Убрать Приказ № 7.pdf' }).click();
  const row = (await showReturn(head(), Q4)).rows.find(({ obligation }) => obligation === id)!;
  assert.deepEqual(
    [row.files.map(({ name }) => name), row.answer.state, row.answer.comment],
    [['Программа.pdf'], 'done', 'Провели\nв октябре'],
  );
});

test('only the fields of the chosen state are seen, and filters lead to what is missing', async () => {
  const { head, duty } = await town();
  const page = await signedIn(app, web.address, head);
  await go(page, f1);
  const id = duty('school-15', 'III.7');
  const reason = page.locator(`[name="f1.${id}.reason"]`);
  assert.equal(await reason.isVisible(), false);
  await page.locator(`[name="f1.${id}.state"][value=not-done]`).check();
  assert.equal(await reason.isVisible(), true);
  assert.equal(await page.getByText('Что помешало').locator('visible=true').count(), 1);
  await page.locator(`[name="f1.${id}.state"][value=not-applicable]`).check();
  assert.equal(await page.getByText('Почему мероприятие вас не касается').locator('visible=true').count(), 1);
  await settled(page);
  await page.getByRole('link', { name: /Не отвечено/ }).click();
  await page.waitForURL(/show=unanswered/);
  assert.equal(await page.locator(`#duty-${id}`).count(), 0);
  assert.ok((await page.locator('.duty').count()) > 0);
});

for (const { width, height } of [
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
])
  test(`at ${width} px nothing scrolls sideways in either language, and axe finds nothing`, async () => {
    const { head, curator } = await town();
    await fillIn(head(), '2021-q4', {
      't1.other.mentors': '45%',
      't1.other.mentees': 'н/п',
      't1.employer-pupil.mentees': '12',
    });
    for (const language of ['ru', 'en']) {
      const page = await signedIn(app, web.address, curator, { viewport: { width, height } });
      await page.context().addCookies([{ name: 'vekha-lang', value: language, url: web.address }]);
      const office = `${web.address}/office/returns`;
      for (const path of [
        '',
        '/2021-q4/f1',
        '/2021-q4/f2',
        '/2021-q4/check',
        '/2021-q3/receipt',
        '/2021-q3/f1',
        '/2021-q3/f2',
      ]) {
        await page.goto(office + path);
        if (/q4\/f/.test(path)) await page.locator('html[data-ready]').waitFor({ state: 'attached' });
        assert.ok((await sideways(page)) <= 0, `${path} scrolls sideways by ${await sideways(page)} px`);
        if (language === 'ru') assert.deepEqual(await axeFinds(page), [], path); // the words alone differ
        assert.doesNotMatch(
          await page.locator('main').innerText(),
          /\b(sheet|receipt|returns|monitoring)\.[a-z-]+/,
        );
      }
    }
  });

test('the return’s pages answer keys after at most 60 KB of script', async (t) => {
  const { head } = await town();
  for (const address of [f1, f2]) {
    const page = await signedIn(app, web.address, head);
    const scripts: Promise<number>[] = [];
    page.on('response', (response) => {
      if (/\.js$/.test(new URL(response.url()).pathname))
        scripts.push(response.body().then((body) => gzipSync(body, { level: 9 }).length));
    });
    await go(page, address);
    const bytes = (await Promise.all(scripts)).reduce((sum, one) => sum + one, 0);
    t.diagnostic(
      `${address.slice(-2)}: ${(bytes / 1024).toFixed(1)} KB of script in ${scripts.length} files`,
    );
    assert.ok(bytes <= 60 * 1024, `${bytes} bytes of script`);
  }
});
