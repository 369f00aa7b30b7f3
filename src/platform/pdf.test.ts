import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { readPdf, withoutPoppler } from '#tests/poppler.ts';
import { renderPdf } from './pdf.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vekha-template-'));
after(() => rmSync(folder, { recursive: true }));
const at = new Date('2021-12-20T09:00:00Z');

function template(body: string): URL {
  const file = path.join(folder, 'page.typ');
  writeFileSync(
    file,
    `#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(font: "PT Serif", lang: "ru", fallback: false)
${body}`,
  );
  return pathToFileURL(file);
}

test(
  'what somebody wrote is printed as written, whatever marks it holds',
  { skip: withoutPoppler },
  async () => {
    const title = '№ 282 *не жирно* #panic("x") $1$ «ёлочки»';
    const pdf = readPdf(await renderPdf(template('#data.title'), { title }, { at }));
    assert.equal(pdf.text.trim(), title);
    assert.equal(pdf.title, title);
    assert.deepEqual(pdf.fonts, ['PTSerif-Regular']);
    assert.ok(pdf.areEmbedded && pdf.isTagged);
  },
);

test('a document that takes too long is ended, and the next is made', async () => {
  const endless = template('#let x = 0\n#for i in range(1000000000) { x += i }');
  const late = renderPdf(endless, { title: 'Долгий' }, { at, limitMs: 300 });
  await assert.rejects(late, { code: 'reports.pdf-too-long' });
  const pdf = await renderPdf(template('#data.title'), { title: 'Следующий' }, { at });
  assert.equal(Buffer.from(pdf.subarray(0, 5)).toString(), '%PDF-');
});

test('a template sees its own folder alone', async () => {
  const curious = template('#read("/../../etc/passwd")');
  await assert.rejects(renderPdf(curious, { title: 'Любопытный' }, { at }), /page\.typ/);
});

test('of twelve who ask at once ten wait, and one is asked to come back', async () => {
  const endless = template('#let x = 0\n#for i in range(1000000000) { x += i }');
  const asked = Array.from({ length: 12 }, () =>
    renderPdf(endless, { title: 'Очередь' }, { at, limitMs: 20 }).catch(({ code }: { code: string }) => code),
  );
  const codes = await Promise.all(asked);
  assert.equal(codes.filter((code) => code === 'reports.pdf-busy').length, 1);
  assert.equal(codes.filter((code) => code === 'reports.pdf-too-long').length, 11);
});
