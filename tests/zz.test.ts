import test, { after } from 'node:test';
import { gzipSync } from 'node:zlib';
import { serve } from '#web/serve.ts';
import { testApp } from './database.ts';
import { signedIn, townInDecember, go } from './return-pages.ts';
const { app } = await testApp();
const web = await serve(app);
after(() => web.close());
test('x', async () => {
  const { head } = await townInDecember(app, 'a');
  for (const p of ['f1','f2']) {
  const page = await signedIn(app, web.address, head);
  const all: Promise<void>[] = [];
  page.on('response', (r) => { if (/\.js$/.test(r.url())) all.push(r.body().then((b) => console.log(p, gzipSync(b,{level:9}).length, b.length, r.url().split('/').slice(-2).join('/'), b.toString().slice(0,90).replace(/\n/g,' ')))) });
  await go(page, web.address + '/office/returns/2021-q4/'+p);
  await Promise.all(all);
  }
});
