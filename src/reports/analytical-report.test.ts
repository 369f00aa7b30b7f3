import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { analyticalReportDocx } from './analytical-report.docx.ts';
import { analyticalReport } from './analytical-report.ts';
import { completenessOfSchools } from './document/completeness.ts';
import { exampleReport } from './example-report.fixture.ts';
import type { Block } from './rules/blocks.ts';
import type { FrozenReturn } from './rules/frozen.ts';

const UNWRITTEN = { conclusions: '', proposals: '' };
const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u00ad', '');
const textsOf = (blocks: Block[]) =>
  blocks.flatMap((block) => (block.kind === 'text' ? [plain(block.text)] : []));
const tableOf = (blocks: Block[], caption: string) => {
  const found = blocks.find((block) => block.kind === 'table' && plain(block.caption) === caption);
  assert.ok(found?.kind === 'table', caption);
  return found.rows.map((row) => row.map(plain));
};

/** `n` schools in time, `late` late, `missing` that have not begun. */
function schools(n: number, late = 0, missing = 0): FrozenReturn[] {
  const one = (standing: FrozenReturn['standing'], daysLate: number) => (_: unknown, at: number) => ({
    organisationId: at,
    name: `Школа № ${at + 1}`,
    standing,
    daysLate,
  });
  return [
    ...Array.from({ length: n }, one('accepted', 0)),
    ...Array.from({ length: late }, one('submitted', 3)),
    ...Array.from({ length: missing }, one('not-begun', 0)),
  ];
}

/** The word that stands with `n` in Russian, by the rule of the last two digits. */
function agreeing(n: number, one: string, few: string, many: string) {
  const [tens, units] = [n % 100, n % 10];
  if (tens >= 11 && tens <= 14) return many;
  return units === 1 ? one : units >= 2 && units <= 4 ? few : many;
}

test('one school has reported, 22 schools have, 25 have: verb and noun agree with any number up to 200', () => {
  for (let n = 1; n <= 200; n++) {
    const school = agreeing(n, 'школа', 'школы', 'школ');
    const [reported] = completenessOfSchools(schools(n, 0, 200 - n)).map(plain);
    assert.match(
      reported!,
      new RegExp(
        `^Отчёты ожидались от 200 школ; ${agreeing(n, 'отчиталась', 'отчитались', 'отчитались')} ${n} ${school} \\(`,
      ),
    );
    const missing = completenessOfSchools(schools(1, 0, n))
      .map(plain)
      .at(-1)!;
    const verb = agreeing(n, 'отчиталась', 'отчитались', 'отчитались');
    assert.ok(missing.startsWith(`Не ${verb} ${n} ${school}: Школа № 1`), missing);
    const [all] = completenessOfSchools(schools(n)).map(plain);
    assert.ok(all!.startsWith(`Отчёты ожидались от ${n} ${agreeing(n, 'школы', 'школ', 'школ')}; `), all);
    const late = completenessOfSchools(schools(1, n)).map(plain)[1]!;
    assert.ok(late.endsWith(`с опозданием — ${n} ${school}.`), late);
    const accepted = completenessOfSchools(schools(n)).map(plain)[2]!;
    const took = agreeing(n, 'принят', 'приняты', 'принято');
    const returns = agreeing(n, 'отчёт', 'отчёта', 'отчётов');
    assert.equal(accepted, `Координатором ${took} ${n} ${returns}.`);
    const waiting = completenessOfSchools(schools(0, n)).map(plain).at(-1)!;
    assert.equal(waiting, `На проверке ${agreeing(n, 'остаётся', 'остаются', 'остаётся')} ${n} ${returns}.`);
  }
});

test('where nobody has reported, it says so and names them', () => {
  assert.deepEqual(completenessOfSchools(schools(0, 0, 2)).map(plain), [
    'Отчёты ожидались от 2 школ; пока не отчиталась ни одна.',
    'Не отчитались 2 школы: Школа № 1, Школа № 2. Показатели вычислены без этих сведений.',
  ]);
});

test('a return that was sent back is not counted as reported', () => {
  const returns: FrozenReturn[] = [
    { organisationId: 1, name: 'Школа № 1', standing: 'sent-back', daysLate: 0 },
    ...schools(1),
  ];
  const said = completenessOfSchools(returns).map(plain);
  assert.match(said[0]!, /от 2 школ; отчиталась 1 школа \(50 %\)/);
  assert.match(said.at(-1)!, /^Возвращён на доработку 1 отчёт: Школа № 1\./);
});

test('shares are recomputed from sums, with part and whole, coverage, plan and the last period', () => {
  const rows = tableOf(analyticalReport(exampleReport, UNWRITTEN), 'Показатели, план и прошлый период');
  assert.deepEqual(rows[0], [
    'Дети 10–19 лет, вошедшие в программы как наставляемые',
    '20',
    '7,9',
    '749 из 9 486',
    '36 из 37',
    '6,1',
    '+1,8',
  ]);
  assert.deepEqual(rows[2]!.slice(1), ['20', 'нет данных', 'нет данных', 'нет данных', '68,6', '—']);
});

test('the plan is reached by a whole share only, and what has no plan is not counted', () => {
  const said = textsOf(analyticalReport(exampleReport, UNWRITTEN));
  assert.ok(said.includes('План на 2021 год не достигнут ни по одному показателю из 2.'), said.join('\n'));
});

test('what was not done stands with its reason, the commonest first', () => {
  const blocks = analyticalReport(exampleReport, UNWRITTEN);
  assert.deepEqual(tableOf(blocks, 'Причины'), [
    ['кадры', '2', 'III.7'],
    ['сведений нет: отчёт не сдан', '1', 'II.4'],
  ]);
  assert.deepEqual(tableOf(blocks, 'По организациям')[0], [
    'III.7. Региональный интернет-конкурс',
    'Школа-пример № 3',
    'кадры: Заявку готовил уволившийся педагог',
    '31.10.2022',
  ]);
});

test('a term that has not come is neither done nor undone', () => {
  const rows = tableOf(analyticalReport(exampleReport, UNWRITTEN), 'Раздел III. Исполнение мероприятий');
  assert.deepEqual(rows[0], [
    'III.7',
    'Региональный интернет-конкурс',
    'август – октябрь 2021 г.',
    '33 из 40',
    '82,5',
    'просрочено, не исполнили 7 организаций; не применимо у 1 организации',
  ]);
  assert.deepEqual(rows[1]!.slice(3), ['—', '—', 'срок не наступил']);
});

test('what orders have changed in the period stands with its reasons; where nothing was kept of it, nothing is said', () => {
  const heads = (frozen: typeof exampleReport) =>
    analyticalReport(frozen, UNWRITTEN).flatMap((block) => (block.kind === 'heading' ? [block.text] : []));
  assert.ok(!heads(exampleReport).includes('Корректировка Дорожной карты'));
  const none = analyticalReport({ ...exampleReport, corrections: [] }, UNWRITTEN);
  assert.ok(textsOf(none).includes('В отчётном периоде Дорожная карта не корректировалась.'));
  const change = { code: 'III.7', shortTitle: 'Конкурс', says: ['пункт III.7 исключить'], reason: 'Отменён' };
  const corrections = [
    { number: '17', on: '2021-12-10', changes: [change, { ...change, code: 'III.8', reason: '' }] },
  ];
  const blocks = analyticalReport({ ...exampleReport, corrections }, UNWRITTEN);
  assert.ok(
    textsOf(blocks).includes('Приказом от 10.12.2021 № 17 изменены 2 мероприятия Дорожной карты.'),
    textsOf(blocks).join('\n'),
  );
  assert.deepEqual(tableOf(blocks, 'Изменения по приказу № 17 и их основания'), [
    ['III.7. Конкурс', 'пункт III.7 исключить', 'Отменён'],
    ['III.8. Конкурс', 'пункт III.7 исключить', 'не указано'],
  ]);
});

test('what schools have named in lists is counted by its answers and stands as a table; a register is counted alone', () => {
  const row = (organisationId: number, name: string, form: string) => ({
    organisationId,
    organisation: `Школа № ${organisationId}`,
    values: [name, form, 'файл при отчёте'],
  });
  const practices = (n: number) => ({
    code: 't3',
    title: 'Лучшие практики',
    columns: ['Название', 'Форма наставничества', 'Ссылка'].map((title) => ({ title, figure: false })),
    rows: Array.from({ length: n }, (_, at) => row(1 + (at % 2), `Клуб ${at + 1}`, 'ученик – ученик')),
    counts: n === 0 ? [] : [{ title: 'Форма наставничества', answers: [{ title: 'ученик – ученик', n }] }],
  });
  const report = (n: number) => analyticalReport({ ...exampleReport, lists: [practices(n)] }, UNWRITTEN);
  const said = textsOf(report(3));
  assert.ok(said.includes('По отчётам 2 школ — 3 записи.'), said.join('\n'));
  assert.ok(said.includes('Форма наставничества: ученик – ученик — 3.'));
  assert.deepEqual(tableOf(report(3), 'Лучшие практики: перечень')[1], [
    'Школа № 2',
    'Клуб 2',
    'ученик – ученик',
    'файл при отчёте',
  ]);
  const hasTable = (n: number) =>
    report(n).some((block) => block.kind === 'table' && block.caption.startsWith('Лучшие'));
  assert.deepEqual([hasTable(0), hasTable(60), hasTable(61)], [false, true, false]);
  assert.ok(textsOf(report(0)).includes('Школы за этот период ничего не указали.'));
  const kept = analyticalReport(exampleReport, UNWRITTEN);
  assert.ok(!kept.some((block) => block.kind === 'heading' && block.text === 'Лучшие практики'));
});

test('what was not written by hand stays a blank line, and what was written stands as written', () => {
  const kinds = (hand: typeof UNWRITTEN) =>
    analyticalReport(exampleReport, hand).filter(({ kind }) => kind === 'blank').length;
  assert.equal(kinds(UNWRITTEN), 2);
  const hand = { conclusions: 'Карта исполняется.\n\nОтстаёт раздел III.', proposals: ' ' };
  assert.equal(kinds(hand), 1);
  const said = textsOf(analyticalReport(exampleReport, hand));
  assert.ok(said.includes('Карта исполняется.') && said.includes('Отстаёт раздел III.'));
});

const FACTS = { title: 'Справка', author: 'Веха', at: new Date('2021-12-20T04:12:00Z') };

test('the file is laid out by the standard: A4, margins, font, page numbers from the second page', async () => {
  const files = unzipSync(await analyticalReportDocx(analyticalReport(exampleReport, UNWRITTEN), FACTS));
  const document = strFromU8(files['word/document.xml']!);
  assert.match(document.slice(document.indexOf('<w:sectPr')), /<w:pgSz w:w="11906" w:h="16838"/);
  const margins = /<w:pgMar ([^>]*)/.exec(document)![1]!;
  for (const [side, twips] of Object.entries({ left: 1701, right: 567, top: 1134, bottom: 1134 }))
    assert.match(margins, new RegExp(`w:${side}="${twips}"`), side);
  assert.match(document, /<w:titlePg\/>/);
  assert.match(document, /<w:ind w:firstLine="709"\/>/);
  const headers = Object.entries(files).filter(([name]) => /header\d\.xml$/.test(name));
  const numbered = headers.filter(([, bytes]) => strFromU8(bytes).includes('PAGE'));
  assert.equal(numbered.length, 1);
  assert.match(strFromU8(numbered[0]![1]), /<w:jc w:val="center"\/>/);
  assert.match(strFromU8(files['word/styles.xml']!), /Times New Roman/);
  const tables = document.split('<w:tbl>').slice(1, -2); // without the signature and the annex after it
  for (const table of tables) assert.match(table, /<w:tblHeader\/>/);
});

test('the file says what the blocks say, and the same twice', async () => {
  const blocks = analyticalReport(exampleReport, { conclusions: 'Вывод & «вывод» <b>', proposals: '' });
  const bytes = await analyticalReportDocx(blocks, FACTS);
  const document = strFromU8(unzipSync(bytes)['word/document.xml']!);
  const said = document
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  for (const text of textsOf(blocks)) assert.ok(plain(said).includes(text), text);
  assert.equal(Buffer.compare(bytes, await analyticalReportDocx(blocks, FACTS)), 0);
  assert.match(strFromU8(unzipSync(bytes)['docProps/core.xml']!), /2021-12-20T04:12:00Z/);
});

const office = ['/usr/bin/soffice', '/usr/local/bin/soffice'].find((one) => {
  try {
    execFileSync(one, ['--version'], { stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
});

test(
  'LibreOffice opens the file',
  { skip: office ? false : 'LibreOffice is not installed here' },
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'vekha-docx-'));
    try {
      const file = path.join(folder, 'report.docx');
      writeFileSync(file, await analyticalReportDocx(analyticalReport(exampleReport, UNWRITTEN), FACTS));
      const profile = `-env:UserInstallation=file://${folder}/profile`;
      execFileSync(office!, [profile, '--headless', '--convert-to', 'txt:Text', '--outdir', folder, file], {
        stdio: 'ignore',
        timeout: 120_000,
      });
      const text = plain(readFileSync(path.join(folder, 'report.txt'), 'utf8'));
      assert.match(text, /СПРАВКА/);
      assert.match(text, /749 из 9 486/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
