import assert from 'node:assert/strict';
import test from 'node:test';
import { showReturn } from '#monitoring';
import { fillIn } from './monitored-town.ts';
import {
  cell,
  copied,
  fields,
  go,
  paste,
  Q4,
  returnPages,
  settled,
  signedIn,
  stands,
  standing,
  value,
} from './return-pages.ts';

const { app, web, town, f1, f2 } = await returnPages('typing');

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
  await dialog.waitFor({ state: 'hidden' });
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
  await stands(page, 't1.other.pairs', '0');
  assert.equal(await value(page, 't1.other.mentors'), '4');
  await page.getByRole('button', { name: /III\sквартала/ }).click();
  await stands(page, 't1.employer-pupil.mentees', '30');
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
