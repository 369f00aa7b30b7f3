import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { serve } from '#web/serve.ts';
import { startRooms } from '../src/rooms.ts';
import { visitor, type Visit } from './browser.ts';
import { exampleApp } from './database.ts';

const { app, accounts } = await exampleApp();
const password = accounts[0]!.password;
await startRooms(app);
const served = await serve(app);
after(() => served.close());
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

async function signIn(login: string, visit: Visit = {}): Promise<Page> {
  const page = await visitor(visit);
  await page.goto(`${served.address}/sign-in`);
  await page.getByLabel('Имя для входа').fill(login);
  await page.getByLabel('Пароль', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Войти' }).click();
  await page.waitForURL('**/office**');
  return page;
}
const at = (path: string) => `${served.address}/office/campaigns${path}`;
/** Titles of what the page shows, without the no-break spaces of Russian type. */
const text = async (page: Page, selector: string) =>
  (await page.locator(selector).first().innerText()).replaceAll('\u00a0', ' ');
const isAt = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name: new RegExp(name.replace(' ', '\\s')) }).waitFor();
/** A school that waits for review and has nothing unusual, as the list says it: its address. */
async function plainOnes(page: Page): Promise<string[]> {
  await page.goto(at('/2021-q4?show=waiting'));
  const rows = page.locator('tbody tr', { has: page.locator('input[type=checkbox]') });
  return rows.locator('th a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
}

for (const [what, visit] of [
  ['without script on a wide screen', { width: 1366, height: 768, script: false }],
  ['on a phone', { width: 390, height: 844 }],
] as const)
  test(`a coordinator sends one return back with two remarks and accepts another, ${what}`, async () => {
    const page = await signIn('coordinator', visit);
    await page.goto(at(''));
    await page
      .getByRole('link', { name: /IV\sквартал\s2021/ })
      .first()
      .click();
    assert.match(await text(page, '.lead'), /Сдали 27 из 40 школ\.\s+В своде 2[34], на исправлении [34]\./);
    await page.getByRole('link', { name: 'Проверить следующий' }).click();
    const address = new URL(page.url()).pathname;

    const rows = page.locator('tbody tr:not(.group):not(.away)');
    for (const [row, words] of [
      [1, 'Верно ли число?'],
      [3, 'Откуда это?'],
    ] as const) {
      const name = await rows.nth(row).locator('th').innerText();
      await rows.nth(row).getByRole('link', { name: 'Замечание' }).click();
      const chosen = page.locator('tr[aria-selected=true]');
      assert.match(await chosen.innerText(), new RegExp(name.slice(0, 5)));
      await page.getByLabel('Что исправить').fill(words);
      await page.getByRole('button', { name: 'Поставить на ячейку' }).click();
      assert.match(await text(page, '[role=status]'), /Замечание поставлено/);
    }
    await page.getByLabel('Исправить до').fill('2021-12-30');
    await page.getByRole('button', { name: /Вернуть\sс\s2\sзамечаниями/ }).click();
    assert.match(await text(page, '[role=status]'), /Отчёт возвращён с 2 замечаниями/);
    assert.match(await text(page, '.aside'), /Возвращён, 2 замечания/);
    assert.equal(await page.getByRole('button', { name: 'Принять' }).count(), 0);

    await page.getByRole('status').getByRole('link', { name: 'Проверить следующий' }).click();
    assert.notEqual(new URL(page.url()).pathname, address);
    await page.getByLabel('Кто проверяет').selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Назначить' }).click();
    assert.match(await text(page, '[role=status]'), /Проверяющий назначен/);
    await page.getByRole('button', { name: 'Принять', exact: true }).click();
    assert.match(await text(page, '[role=status]'), /Отчёт принят/);
    await page.context().close();
  });

test('several are accepted at once, after they have been shown once more', async () => {
  const page = await signIn('coordinator', { script: false });
  await page.goto(at('/2021-q4/accept'));
  await isAt(page, 'Ничего не отмечено');
  const [first, second] = await plainOnes(page);
  for (const href of [first, second])
    await page
      .locator('tr', { has: page.locator(`a[href="${href}"]`) })
      .getByRole('checkbox')
      .check();
  await page.getByRole('button', { name: 'Принять отмеченные' }).click();
  assert.equal(await page.locator('tbody tr').count(), 2);
  await page.getByRole('button', { name: /Принять\s2\sотчёта/ }).click();
  assert.match(await text(page, '[role=status]'), /Принято отчётов: 2/);
  await page.goto(served.address + first!);
  assert.match(await text(page, '.lead'), /Отчёт принят/);
  await page.context().close();
});

test('a stale page is told what has happened meanwhile, and what was typed is kept', async () => {
  const page = await signIn('coordinator', { script: false });
  const other = await signIn('coordinator', { script: false });
  const [href] = await plainOnes(page);
  await page.goto(served.address + href!);
  await other.goto(served.address + href!);
  await other.getByRole('button', { name: 'Принять', exact: true }).click();
  await page.getByLabel('Что исправить').fill('Ещё одно замечание');
  await page.getByRole('button', { name: 'Поставить на отчёт' }).click();
  assert.match(await text(page, '.summary'), /Замечание не поставлено\s+Отчёт сейчас не на проверке/);
  assert.match(await text(page, '.aside'), /Вы написали\s+Ещё одно замечание/);
  await page.context().close();
  await other.context().close();
});

test('an empty remark is asked for again at its field, and nothing goes back without a remark', async () => {
  const page = await signIn('coordinator', { script: false });
  const [href] = await plainOnes(page);
  await page.goto(served.address + href!);
  await page.getByRole('button', { name: 'Вернуть на доработку' }).click();
  assert.match(await text(page, '.summary'), /хотя бы одно замечание/);
  await page.getByRole('button', { name: 'Поставить на отчёт' }).click();
  assert.equal(await page.getByLabel('Что исправить').getAttribute('aria-invalid'), 'true');
  assert.match(await page.title(), /^Ошибка: /);
  await page.getByRole('link', { name: /проверьте\sчисло/ }).click();
  assert.match(await page.getByLabel('Что исправить').inputValue(), /Проверьте\sчисло/);
  await page.getByRole('button', { name: 'Поставить на отчёт' }).click();
  await page.getByRole('button', { name: /^Убрать/ }).click();
  assert.match(await text(page, '[role=status]'), /Замечание убрано/);
  await page.context().close();
});

test('the working group writes remarks and decides nothing; the controller only reads', async () => {
  const group = await signIn('group', { script: false });
  const [href] = await (async () => {
    await group.goto(at('/2021-q4?show=waiting'));
    return group
      .locator('tbody th a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
  })();
  assert.equal(await group.getByRole('checkbox').count(), 0);
  assert.equal(await group.getByRole('button', { name: /Напомнить/ }).count(), 0);
  await group.goto(served.address + href!);
  assert.equal(await group.getByRole('button', { name: 'Принять' }).count(), 0);
  await group.getByLabel('Что исправить').fill('Посмотрите на это');
  await group.getByRole('button', { name: 'Поставить на отчёт' }).click();
  assert.match(await text(group, '[role=status]'), /Замечание поставлено/);
  await group.getByRole('button', { name: /^Убрать/ }).click();

  const deputy = await signIn('deputy', { script: false });
  await deputy.goto(served.address + href!);
  assert.equal(await deputy.locator('main button').count(), 0);
  const closing = await deputy.goto(at('/2021-q4/closing'));
  assert.equal(closing!.status(), 403);
  await group.context().close();
  await deputy.context().close();
});

test('a head sees no list and no review, not even of the own school, where unsent remarks stand', async () => {
  const head = await signIn('head-15', { script: false });
  for (const [path, status] of [
    ['', 403],
    ['/2021-q4', 403],
    ['/2021-q4/school-15', 403],
    ['/2021-q4/school-90', 404],
    ['/2021-q4/xlsx', 403],
  ] as const)
    assert.equal((await head.request.get(at(path))).status(), status, path);
  await head.context().close();
});

test('what is not submitted is not shown, only how far it is and whom to call', async () => {
  const page = await signIn('coordinator', { script: false });
  await page.goto(at('/2021-q4/school-15'));
  assert.match(await text(page, '.lead'), /ещё заполняют/);
  assert.match(await text(page, 'dl'), /Форма 2.*\d+ из \d+/s);
  assert.match(await text(page, 'dl'), /директор/);
  assert.equal(await page.locator('main table').count(), 0);
  await page.context().close();
});

test('an address that ends in a cell brings out its row, folded away or not', async () => {
  const page = await signIn('coordinator');
  const [href] = await plainOnes(page);
  await page.goto(served.address + href!);
  await page.keyboard.press('Alt+PageDown');
  await page.waitForURL((url) => !url.href.endsWith(href!));
  await page.keyboard.press('Alt+PageUp');
  await page.waitForURL((url) => url.href.endsWith(href!));
  const row = page.locator('tr.away[id]').first();
  const id = await row.getAttribute('id');
  assert.equal(await row.isVisible(), false);
  await page.goto('about:blank');
  await page.goto(`${served.address}${href}#${id}`);
  assert.equal(await page.locator(`[id="${id}"]`).isVisible(), true);
  await page.context().close();
});

test('a quarter is opened with a day that is no weekend, reminded of, and closed', async () => {
  const page = await signIn('coordinator', { script: false });
  await page.goto(at('/new?quarter=2021-q4'));
  await page.getByRole('link', { name: /К\sмониторингу/ }).waitFor();
  await page.goto(at('/new?quarter=2022-q2'));
  assert.match(await text(page, 'fieldset'), /25 июня 2022 года — это суббота/);
  await page.getByLabel(/24\sиюня\s2022\sгода,\sпятница/).check();
  await page.getByRole('button', { name: /Открыть\sвсем\sсразу:\s42/ }).click();
  assert.match(await text(page, '[role=status]'), /Мониторинг открыт.*42 организаций/);
  await page.getByRole('button', { name: /Напомнить\s42\sорганизациям/ }).click();
  assert.match(await text(page, '[role=status]'), /Напоминание/);
  await page.getByRole('link', { name: /Закрыть\sмониторинг/ }).click();
  assert.match(await text(page, 'main'), /Не сдали: 42/);
  await page.getByRole('button', { name: 'Закрыть мониторинг' }).click();
  assert.match(await text(page, '[role=status]'), /Мониторинг закрыт/);
  assert.equal(await page.getByRole('button', { name: /Напомнить/ }).count(), 0);

  const school = await signIn('school-15', { script: false });
  await school.goto(`${served.address}/office/inbox`);
  assert.match(
    await text(school, 'main'),
    /Открыт мониторинг за II квартал 2022 года: сдайте отчёт до 24 июня 2022 года/,
  );
  await page.context().close();
  await school.context().close();
});

/** Each with whether axe looks at it too: the others are the same page with something else chosen. */
const PATHS: [path: string, axe: boolean][] = [
  ['', true],
  ['/new', true],
  ['/2021-q4', true],
  ['/2021-q4?show=waiting&mark=all', false],
  ['/2021-q4?q=ничего', true],
  ['/2021-q4/accept', true],
  ['/2021-q4/closing', true],
  ['/2021-q4/values?cell=t1.unique.mentees', true],
  ['/2021-q4/questions', false],
  ['/2021-q4/reviewers', true],
  ['/ready', false],
  ['/2021-q4/example-20?cell=t1.unique.mentees', true],
  ['/2021-q4/example-32?all=1', false],
  ['/2021-q4/school-15', true],
  ['/2021-q3/example-9', false],
];
type Axe = {
  run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
};
const violations = () =>
  (window as unknown as { axe: Axe }).axe
    .run({ resultTypes: ['violations'] })
    .then((found) => found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`));
test('no page of the monitoring scrolls sideways, and axe finds nothing', async () => {
  const wrong: string[] = [];
  const page = await signIn('coordinator');
  for (const [path, withAxe] of PATHS) {
    const response = await page.goto(at(path));
    assert.equal(response!.status(), 200, path);
    if (withAxe) await page.evaluate(axe);
    for (const width of [1366, 1024, 768, 390, 320]) {
      await page.setViewportSize({ width, height: 844 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (over > 0) wrong.push(`${path} at ${width}: ${over} px too wide`);
      if (!withAxe || (width !== 1366 && width !== 390)) continue;
      wrong.push(...(await page.evaluate(violations)).map((one) => `${path} at ${width}: ${one}`));
    }
  }
  await page.context().close();
  assert.deepEqual(wrong, []);
});
