import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { firstRunCode } from '#platform/sessions.ts';
import { serve } from '#web/serve.ts';
import { startRooms } from '../src/rooms.ts';
import { testApp } from './database.ts';

const PASSWORD = 'несколько случайных слов';

/** A browser of one visitor: cookies stay, and it goes where it is led. */
function browsing(address: string) {
  const jar = new Map<string, string>();
  const ask = async (path: string, body?: Record<string, string>) => {
    const response = await fetch(new URL(path, address), {
      redirect: 'manual',
      method: body ? 'POST' : 'GET',
      headers: {
        accept: 'text/html',
        origin: address,
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      body: body && new URLSearchParams(body),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      if (/max-age=0/i.test(cookie)) jar.delete(name!);
      else jar.set(name!, value!);
    }
    const text = (await response.text()).replaceAll('\u00a0', ' ');
    return {
      status: response.status,
      to: response.headers.get('location') ?? '',
      text,
      headers: response.headers,
    };
  };
  return ask;
}

async function freshInstallation() {
  const { app } = await testApp();
  await startRooms(app);
  const served = await serve(app);
  after(() => served.close());
  const ask = browsing(served.address);
  await ask('/first-run?/code', { code: await firstRunCode(app.db) });
  const created = await ask('/first-run?/administrator', {
    login: 'admin',
    name: 'администратор',
    password: PASSWORD,
  });
  assert.equal(created.to, '/first-run');
  return { app, ask };
}

test('an administrator who leads no monitoring is led to naming a coordinator, and can be it', async () => {
  const { ask } = await freshInstallation();
  const begun = await ask('/first-run?/own', {
    municipality: 'Златоустовский городской округ',
    authority: 'Управление образования ЗГО',
    centre: '',
    timeZone: 'Asia/Yekaterinburg',
  });
  assert.equal(begun.to, '/office/organisations/table?from=first-run');
  const page = await ask(begun.to);
  const parentId =
    /name="parentId" value="(\d+)"/.exec(page.text)?.[1] ?? /<option value="(\d+)"/.exec(page.text)![1]!;
  const add = /action="(\?\/preview[^"]*)"/
    .exec(page.text)![1]!
    .replace('&amp;', '&')
    .replace('preview', 'add');
  const added = await ask(`/office/organisations/table${add}`, { parentId, text: 'МАОУ СОШ № 1' });
  const next = /href="([^"]+)"[^>]*>Начать со своей Дорожной карты/.exec(added.text)![1]!;
  assert.equal(next, '/office/people/coordinator');

  const refused = await ask('/office/roadmap/import');
  assert.equal(refused.status, 403);
  assert.match(refused.text, /href="\/office\/people\/coordinator"/, 'the refusal shows the way out');
  assert.match((await ask('/office')).text, /href="\/office\/people\/coordinator"/);

  assert.match((await ask(next)).text, /people\/new\?organisation=\d+&amp;role=coordinator/);
  const taken = await ask(`${next}?/self`, {});
  assert.equal(taken.to, '/office/roadmap/import');
  assert.equal((await ask(taken.to)).status, 200);
});

test('the example is loaded before one’s eyes, and whoever loaded it is signed in to it', async () => {
  const { ask } = await freshInstallation();
  const begun = await ask('/first-run?/example', {});
  assert.equal(begun.to, '/first-run/loading');
  const first = await ask(begun.to);
  assert.equal(first.headers.get('refresh'), '1');
  assert.match(first.text, /Пример загружается[\s\S]*Мониторинг за IV квартал 2021/);
  assert.equal((await ask('/first-run')).to, '/first-run/loading', 'nothing else is begun meanwhile');
  let shown = first;
  while (shown.status === 200) {
    await new Promise((later) => setTimeout(later, 100));
    shown = await ask('/first-run/loading');
  }
  assert.equal(shown.to, '/first-run/example');
  assert.match((await ask(shown.to)).text, /coordinator/);
  assert.match((await ask('/office/people')).text, /администратор/);
});
