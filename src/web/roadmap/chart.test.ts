import assert from 'node:assert/strict';
import test from 'node:test';
import { roadmapChartPdf } from '#reports';
import { readPdf, withoutPoppler } from '#tests/poppler.ts';
import { manyActivities } from './chart.fixture.ts';
import { chartSvg, wrap } from './chart-svg.ts';

test('the picture says in words what it shows, and holds no mark of its own in what was written', () => {
  const svg = chartSvg(manyActivities(3));
  assert.match(svg, /<title id="title">Дорожная карта целевой модели наставничества<\/title>/);
  assert.match(svg, /<desc id="description">[^<]*3\sмероприятия/);
  assert.match(svg, /<text [^>]*>Семинар № 1 «Наставничество &amp; &lt;опыт&gt;» для кураторов и<\/text>/);
  assert.match(svg, /<text [^>]*>сегодня,\s20\sдекабря<\/text>/);
  assert.doesNotMatch(svg, /<опыт>|style=|<script/);
});

test('words are broken between words, and no word is lost', () => {
  assert.deepEqual(wrap('Апрель-май 2021г. Март-апрель 2022г.', 20), [
    'Апрель-май 2021г.',
    'Март-апрель 2022г.',
  ]);
  assert.deepEqual(wrap('Автоматизированная', 4), ['Автоматизированная']);
});

test(
  'three hundred activities print on sheets across, each with the heading',
  { skip: withoutPoppler },
  async () => {
    const pdf = readPdf(await roadmapChartPdf(manyActivities(300), { at: new Date('2021-12-20T09:00:00Z') }));
    assert.match(pdf.size, /^841\.89 x 595\.\d+ pts \(A4\)/);
    assert.ok(pdf.isTagged && pdf.areEmbedded);
    assert.deepEqual([...new Set(pdf.fonts)].sort(), ['PTSans-Bold', 'PTSans-Regular']);
    const sheets = pdf.text.split('\f').filter((sheet) => sheet.trim());
    assert.equal(sheets.length, pdf.pages);
    assert.ok(sheets.length > 5);
    const all = sheets.slice(0, -1); // the last may hold the key alone
    assert.ok(all.every((sheet) => /Мероприятие\s+Срок по приказу\s+Состояние/.test(sheet)));
    assert.equal(pdf.text.match(/Семинар № \d+ «Наставничество & <опыт>»/g)?.length, 300);
  },
);
