import assert from 'node:assert/strict';
import test from 'node:test';
import { openCampaign, saveDraft, showReturn } from '#monitoring';
import { serve } from '#web/serve.ts';
import { everyKind, publish } from './every-kind.ts';
import { changesTo } from './monitored-town.ts';
import { cell, fields, go, Q4, returnPages, settled, signedIn, value } from './return-pages.ts';

const { app, web, town, f2 } = await returnPages('keeping');

test('two people are shown what the other changed, cell by cell, and lose nothing', async () => {
  const { head, curator } = await town();
  const [one, other] = [await signedIn(app, web.address, head), await signedIn(app, web.address, curator)];
  await other.route('**/live*', (route) => route.abort()); // else the other would know before typing
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

test('what two have changed is named in words: states of an activity, yes and no', async () => {
  const here = await town();
  await openCampaign(here.coordinator('2021-12-01T09:00:00+05:00'), {
    quarter: '2022-q1',
    forms: [await publish(app, everyKind, here.town.id)],
  });
  const page = await signedIn(app, web.address, here.head, { javaScriptEnabled: false });
  const clash = async (
    quarter: string,
    form: string,
    theirs: Record<string, string>,
    mine: () => Promise<unknown>,
  ) => {
    await page.goto(f2.replace('2021-q4/f2', `${quarter}/${form}`));
    const { draftRev: base } = await showReturn(here.curator(), { campaign: quarter });
    await saveDraft(here.curator(), { campaign: quarter, base, changes: changesTo(theirs) });
    await mine();
    await page.getByRole('button', { name: 'Сохранить' }).last().click();
    return (await page.locator('#conflicts tbody').innerText()).replaceAll('\u00a0', ' ');
  };
  const state = `f1.${here.duty('school-15', 'III.7')}.state`;
  const activity = await clash('2021-q4', 'f1', { [state]: 'running' }, () =>
    page.locator(`[name="${state}"][value="not-done"]`).check(),
  );
  assert.match(activity, /III\.7: [^\n]*\s+Не выполнено\s+Выполняется/);
  const words = await clash('2022-q1', 'f9', { 'a.x.held': 'yes' }, () =>
    cell(page, 'a.x.held').selectOption('no'),
  );
  assert.match(words, /Техническое творчество: [^\n]*проведено\s+нет\s+да/);
  assert.doesNotMatch(activity + words, /\b(yes|no|near|none|running|not-done)\b|f1\.|a\.x\./);

  // What is known in a designed form is confirmed by one tick, and is seen to be.
  const tick = page.getByLabel('Числа, которые Веха уже знает, верны');
  await page.goto(f2.replace('2021-q4/f2', '2022-q1/f9'));
  assert.equal((await showReturn(here.head(), { campaign: '2022-q1' })).prefilled.length > 0, true);
  await tick.check();
  await page.getByRole('button', { name: 'Сохранить' }).last().click();
  await page.locator('.saved', { hasText: /Сохранено/ }).waitFor();
  assert.ok(await tick.isChecked());
  assert.deepEqual((await showReturn(here.head(), { campaign: '2022-q1' })).prefilled, []);
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
  assert.deepEqual(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('vekha-return'))),
    [],
  );
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
