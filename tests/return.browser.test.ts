import assert from 'node:assert/strict';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { openCampaign, putRemark, sendBack, showReturn } from '#monitoring';
import { everyKind, publish } from './every-kind.ts';
import { fillIn, monitoredTown, submit } from './monitored-town.ts';
import {
  axeFinds,
  cell,
  fields,
  go,
  Q4,
  returnPages,
  settled,
  sideways,
  signedIn,
  value,
} from './return-pages.ts';
import { wideForm } from './wide-form.ts';

const { app, web, town, f1, f2 } = await returnPages('sheet');

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

const MOST_KB = 60;

test('a page of a return answers keys after no more script than is allowed it, whatever the form asks', async (t) => {
  const { head } = await town();
  const { otherHead, coordinator, town: place } = await monitoredTown(app, 'wide');
  await openCampaign(coordinator('2021-12-01T09:00:00+05:00'), {
    quarter: '2021-q4',
    forms: [await publish(app, wideForm('W500', 25, 20), place.id), await publish(app, everyKind, place.id)],
  });
  const page = {
    known: await signedIn(app, web.address, head),
    wide: await signedIn(app, web.address, otherHead),
  };
  for (const one of Object.values(page))
    await one.addInitScript(() => {
      const seen = new MutationObserver(() => {
        if (document.documentElement.dataset['ready'] && performance.getEntriesByName('ready').length === 0)
          performance.mark('ready');
      });
      seen.observe(document, { attributes: true, subtree: true, attributeFilter: ['data-ready'] });
    });
  for (const [form, who] of [
    ['f1', page.known],
    ['f2', page.known],
    ['w500', page.wide],
    ['f9', page.wide],
  ] as const) {
    const weights = new Map<string, Promise<number>>();
    who.removeAllListeners('response').on('response', (response) => {
      if (!/\.js$/.test(new URL(response.url()).pathname)) return;
      const weight = response.body().then((body) => gzipSync(body, { level: 9 }).length);
      weight.catch(() => {}); // what comes late may still be on its way when the test ends; what counts is awaited
      weights.set(response.url(), weight);
    });
    await (await who.context().newCDPSession(who)).send('Network.clearBrowserCache');
    await go(who, `${web.address}/office/returns/2021-q4/${form}`);
    // What comes after the page is awake is no part of it.
    const before = await who.evaluate(() => {
      const ready = performance.getEntriesByName('ready')[0]!.startTime;
      const all = performance.getEntriesByType('resource');
      return all.filter(({ startTime }) => startTime < ready).map(({ name }) => name);
    });
    const counted = await Promise.all(before.flatMap((url) => weights.get(url) ?? []));
    const bytes = counted.reduce((sum, one) => sum + one, 0);
    t.diagnostic(`${form}: ${(bytes / 1024).toFixed(1)} KB of script in ${counted.length} files`);
    assert.ok(bytes > 20_000 && bytes <= MOST_KB * 1024, `${form}: ${bytes} bytes of script`);
  }
});
