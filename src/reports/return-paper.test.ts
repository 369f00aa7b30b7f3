import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { attachScan, checkPaper, enterFor, reviewReturn, sendBack, showReturn } from '#monitoring';
import { downloadReturnPaper, schoolHome } from '#reports';
import { contextFor } from '#organisations';
import { testApp } from '#tests/database.ts';
import { fillIn, submit, townsOf } from '#tests/monitored-town.ts';
import { readPdf, withoutPoppler } from '#tests/poppler.ts';

const { app } = await testApp();
const { opened } = townsOf(app);
const Q4 = { campaign: '2021-q4' };
const SCHOOL = { ...Q4, organisation: 'school-15' };
const ORIGIN = 'https://vekha.example';
const PDF = new TextEncoder().encode('%PDF-1.7\n');
const anybody = () => contextFor(app);
const oneLine = (text: string) => text.replace(/\s+/g, ' ');

test(
  'an empty form is printed with its units, headings and lines to sign on',
  { skip: withoutPoppler },
  async () => {
    const here = await opened();
    const { bytes, name } = await downloadReturnPaper(here.head(), { ...Q4, paper: 'blank', origin: ORIGIN });
    assert.equal(name, 'Бланк school-15 2021-q4.pdf');
    if (process.env.LOOK) writeFileSync(path.join(process.env.LOOK, 'blank.pdf'), bytes);
    const { text, isTagged, areEmbedded, size, title } = readPdf(bytes);
    assert.ok(isTagged && areEmbedded);
    assert.match(size, /841\.89 x 595\.276 pts \(A4\)/); // the first form is wide
    assert.equal(oneLine(title), 'Бланк отчёта: school-15, IV квартал 2021 года');
    for (const said of [
      'Участие в областных вебинарах',
      'ученик – ученик',
      'Руководитель',
      'подпись',
      'чел.',
    ])
      assert.ok(oneLine(text).includes(said), said);
  },
);

test(
  'a filled form says its values, why cells do not apply, and that a draft is none yet',
  { skip: withoutPoppler },
  async () => {
    const here = await opened();
    await fillIn(here.head(), '2021-q4', {
      't1.pupil-pupil.mentors': '1234',
      'na.t2.contests.events': '#import "x" — не проводим',
    });
    const { bytes } = await downloadReturnPaper(here.head(), { ...Q4, paper: 'filled', form: 'F2' });
    if (process.env.LOOK) writeFileSync(path.join(process.env.LOOK, 'filled.pdf'), bytes);
    const text = oneLine(readPdf(bytes).text);
    assert.match(text, /1 234/);
    assert.match(text, /#import "x" — не проводим/);
    assert.match(text, /Черновик: отчёт ещё не сдан/);
    assert.doesNotMatch(text, /областных вебинарах/);
  },
);

const found = spawnSync('zbarimg', ['--version']).error === undefined;
const withoutZbar = withoutPoppler || (found ? false : 'zbar (zbarimg) is not installed here');
/** What a reader of codes finds on the first page. */
function codeOn(pdf: Uint8Array): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'vekha-qr-'));
  try {
    writeFileSync(path.join(folder, 'page.pdf'), pdf);
    execFileSync('pdftoppm', ['-r', '150', '-f', '1', '-l', '1', '-png', '-singlefile', 'page.pdf', 'page'], {
      cwd: folder,
    });
    const read = execFileSync('zbarimg', ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', 'page.png'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return read.trim();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the code of a submitted return leads to its check', { skip: withoutZbar }, async () => {
  const here = await opened();
  await fillIn(here.head(), '2021-q4');
  const receipt = await submit(here.head(), '2021-q4');
  const { bytes } = await downloadReturnPaper(here.controller(), { ...SCHOOL, origin: ORIGIN });
  if (process.env.LOOK) writeFileSync(path.join(process.env.LOOK, 'submitted.pdf'), bytes);
  assert.equal(codeOn(bytes), `${ORIGIN}/check?n=2021-4-school-15-1&s=${receipt.checksum}`);
  const blank = await downloadReturnPaper(here.head(), { ...Q4, paper: 'blank', origin: ORIGIN });
  assert.equal(codeOn(blank.bytes), `${ORIGIN}/office/returns/2021-q4/f1?org=school-15`);
});

test('whoever holds a paper is told whether it is of the return as it counts now, and nothing else', async () => {
  const here = await opened();
  await fillIn(here.head(), '2021-q4');
  const { number, checksum } = await submit(here.head(), '2021-q4');
  const asked = (sum: string, of = number) => checkPaper(anybody(), { number: of, checksum: sum });
  assert.equal(await asked(checksum), 'matches');
  assert.equal(await asked(checksum.slice(0, 16).toUpperCase().match(/.{4}/g)!.join(' ')), 'matches');
  for (const guess of ['', 'f'.repeat(64), checksum.slice(0, 15), `${checksum}0`, '%'])
    assert.equal(await asked(guess), 'unknown', guess);
  for (const named of ['2021-4-school-90-1', '2021-4-school-15-2', '2021-3-school-15-1', 'x', "'; --"])
    assert.equal(await asked(checksum, named), 'unknown', named);
  await sendBack(here.coordinator(), { ...SCHOOL, rev: 1, text: 'Поправьте' });
  assert.equal(await asked(checksum), 'changed');
  const again = await submit(here.head(), '2021-q4');
  assert.equal(await asked(checksum), 'changed');
  assert.equal(await asked(again.checksum, again.number), 'matches');
});

test('a signed scan is of one submission: paper of other figures is refused, and a new submission makes it void', async () => {
  const here = await opened();
  const scan = (checksum: string, bytes = PDF) =>
    attachScan(here.head(), { ...Q4, checksum, name: 'скан.pdf', bytes });
  await fillIn(here.head(), '2021-q4');
  await assert.rejects(scan('0'.repeat(16)), { code: 'returns.not-submitted' });
  const { checksum } = await submit(here.head(), '2021-q4');
  await assert.rejects(scan('0'.repeat(16)), { code: 'returns.scan-of-other-figures' });
  await assert.rejects(scan(checksum.slice(0, 15)), { code: 'returns.scan-of-other-figures' });
  await assert.rejects(scan(checksum, new TextEncoder().encode('<html>')), { code: 'returns.scan-kind' });
  const other = { ...SCHOOL, checksum, name: 'x.pdf', bytes: PDF };
  await assert.rejects(attachScan(here.otherHead(), other), { code: 'returns.not-found' });
  await assert.rejects(attachScan(here.controller(), other), { code: 'access.denied' });
  const reviewed = async () => (await reviewReturn(here.controller(), SCHOOL)).scan?.isOutdated;
  assert.equal(await reviewed(), undefined);
  await scan(checksum.slice(0, 16));
  assert.equal(await reviewed(), false);
  await sendBack(here.coordinator(), { ...SCHOOL, rev: 1, text: 'Поправьте' });
  assert.equal((await showReturn(here.head(), Q4)).scan?.isOutdated, true);
  const again = await submit(here.head(), '2021-q4');
  assert.equal(await reviewed(), true);
  const atHome = async () => (await schoolHome(here.head(), {})).submitted[0]?.scanVoid;
  assert.equal(await atHome(), true);
  await assert.rejects(scan(checksum), { code: 'returns.scan-of-other-figures' });
  await scan(again.checksum);
  assert.equal(await reviewed(), false);
  assert.equal(await atHome(), false);
});

test('paper says by whose words it was entered', { skip: withoutPoppler }, async () => {
  const here = await opened();
  await enterFor(here.coordinator(), { ...SCHOOL, toldBy: 'директор', why: 'нет интернета' });
  await fillIn(here.head(), '2021-q4');
  await submit(here.head(), '2021-q4');
  const { bytes } = await downloadReturnPaper(here.head(), { ...Q4, form: 'F1' });
  assert.doesNotMatch(oneLine(readPdf(bytes).text), /со слов/); // the school entered all of it itself
});
