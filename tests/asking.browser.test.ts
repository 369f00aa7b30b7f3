import assert from 'node:assert/strict';
import test from 'node:test';
import { answerCell, listQuestions } from '#monitoring';
import { axeFinds, cell, go, Q4, returnPages, sideways, signedIn } from './return-pages.ts';

const { app, web, town, f1, f2 } = await returnPages('asking');

test('a school asks at the cell on which it stands, and the answer stands there for every school', async () => {
  const here = await town();
  const page = await signedIn(app, web.address, here.head);
  await go(page, f2);
  await cell(page, 't1.unique.mentors').focus();
  await page.getByRole('link', { name: 'Спросить координатора об этой ячейке' }).first().click();
  await page.waitForURL(/ask\?cell=t1\.unique\.mentors$/);
  await page.getByLabel('Ваш вопрос').fill('Считать ли совместителей?');
  await page.getByRole('button', { name: 'Отправить вопрос' }).click();
  await page.getByRole('link', { name: 'К форме' }).click();
  await page.waitForURL(/f2#t1\.unique\.mentors$/);
  await answerCell(here.coordinator(), {
    ...Q4,
    place: 't1.unique.mentors',
    text: 'Да, но каждого один раз',
  });
  for (const options of [{}, { javaScriptEnabled: false }]) {
    const other = await signedIn(app, web.address, here.otherHead, options);
    await other.goto(f2);
    const answer = other.locator('[id="told-t1.unique.mentors"]');
    assert.match(
      await answer.innerText(),
      /Наставники, всего, чел\. Ответ координатора, \d+\s\S+: Да, но каждого один раз/,
    );
    const describedBy = await cell(other, 't1.unique.mentors').getAttribute('aria-describedby');
    assert.ok(describedBy?.includes('told-t1.unique.mentors'));
  }
});

test('without script a school asks at a table and at an activity; whoever only looks is not offered to', async () => {
  const here = await town();
  const page = await signedIn(app, web.address, here.head, { javaScriptEnabled: false });
  const ask = async (text: string) => {
    await page.getByLabel('Ваш вопрос').fill(text);
    await page.getByRole('button', { name: 'Отправить вопрос' }).click();
    await page.getByText('Вопрос у координатора.').waitFor();
  };
  await page.goto(f2);
  await page.getByRole('link', { name: 'Спросить координатора об этой таблице' }).nth(1).click();
  await ask('Кого считать?');
  const duty = `duty-${here.duty('school-15', 'III.7')}`;
  await page.goto(f1);
  await page
    .locator(`#${duty}`)
    .getByRole('link', { name: /Спросить координатора/ })
    .click();
  await ask('Какие вебинары?');
  assert.deepEqual(
    (await listQuestions(here.coordinator(), Q4)).places.map(({ place }) => place),
    ['t1', 'f1 III.7'],
  );
  await answerCell(here.coordinator(), { ...Q4, place: 'f1 III.7', text: 'Любые' });
  await answerCell(here.coordinator(), { ...Q4, place: 't1', text: 'Всех' });
  await page.goto(f1);
  assert.match(await page.locator(`#${duty}`).innerText(), /Ответ координатора, .*: Любые/);
  assert.deepEqual(await axeFinds(await seen(f1)), []);
  const watching = await signedIn(app, web.address, here.coordinator);
  for (const form of [f1, f2]) {
    await watching.goto(`${form}?org=school-15`);
    assert.equal(await watching.getByRole('link', { name: /Спросить/ }).count(), 0);
  }
  await watching.getByText(/Ответ координатора, .*: Всех/).waitFor();

  async function seen(address: string) {
    const other = await signedIn(app, web.address, here.otherHead);
    await go(other, address);
    assert.ok((await sideways(other)) <= 0);
    return other;
  }
});
