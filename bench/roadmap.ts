import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { zipSync } from 'fflate';
import type { Findings } from './measure.ts';

const MAIN = path.join(import.meta.dirname, '../src/cli/main.ts');
const SEED = path.join(import.meta.dirname, '../examples/zlatoust/order-282.txt');
const TIMES = 5;

/** `vekha roadmap read` as a whole process: on order № 282, on documents of 300 activities, on 5,000 rows. */
export async function run(findings: Findings): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vekha-bench-'));
  const file = (name: string, bytes: Uint8Array | string) => {
    writeFileSync(path.join(folder, name), bytes);
    return path.join(folder, name);
  };
  const cases: [name: string, file: string, seconds: number][] = [
    ['order № 282', SEED, 1],
    ['a Word document of 300 activities', file('300.docx', wordOf(300)), 2],
    ['a page of 300 activities', file('300.html', pageOf(300)), 2],
    ['a Word document of 5,000 activities', file('5000.docx', wordOf(5000)), 10],
    ['a page of 5,000 activities', file('5000.html', pageOf(5000)), 10],
    ['a workbook of 5,000 activities', file('5000.xlsx', await workbookOf(5000)), 10],
  ];
  for (const [name, at, seconds] of cases) {
    const runs: { ms: number; megabytes: number }[] = [];
    for (let time = 0; time < TIMES; time++) runs.push(await readOnce(at));
    findings.add({
      bench: 'roadmap',
      name: `read ${name}, the whole process`,
      unit: 'ms',
      values: runs.map(({ ms }) => ms),
      limit: { atMost: seconds * 1000 },
      beside: { 'resident MB': Math.max(...runs.map(({ megabytes }) => megabytes)) },
    });
  }
  rmSync(folder, { recursive: true });
}

/** The most memory that Linux saw the process hold is asked while it runs. */
function readOnce(file: string): Promise<{ ms: number; megabytes: number }> {
  const began = performance.now();
  const child = spawn(process.execPath, [MAIN, 'roadmap', 'read', file, '--json'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    // As `npx vekha` starts it.
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: path.join(import.meta.dirname, '../node_modules/.cache/vekha'),
    },
  });
  let megabytes = 0;
  const look = setInterval(() => {
    try {
      const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
      megabytes = Math.max(megabytes, Math.round(Number(peak ?? 0) / 1024));
    } catch {
      // It has ended meanwhile, or this is no Linux.
    }
  }, 20);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      clearInterval(look);
      if (code === 0) resolve({ ms: performance.now() - began, megabytes });
      else reject(new Error(`reading ${file} ended with ${code}`));
    });
  });
}

const HEADING = ['№', 'Мероприятие', 'Срок', 'Ответственный исполнитель', 'Вид документа', 'Результат'];
const rowsOf = (count: number): string[][] =>
  Array.from({ length: count }, (_, at) => [
    String(at + 1),
    `Участие педагогических работников общеобразовательных организаций в мероприятии № ${at + 1} по целевой модели наставничества`,
    `до ${(at % 27) + 1}.${String((at % 12) + 1).padStart(2, '0')}.2022`,
    'МКУ Управление образования, руководители общеобразовательных организаций',
    'Справка, информация на сайте',
    'Повышение профессиональной компетентности наставников',
  ]);

const pageOf = (count: number) =>
  `<!doctype html><meta charset="utf-8"><p>Дорожная карта на 2022 год</p><table>${[HEADING, ...rowsOf(count)]
    .map((row) => `<tr>${row.map((text) => `<td><p>${text}</p></td>`).join('')}</tr>`)
    .join('')}</table>`;

/** As Word writes it: each cell with its properties, each paragraph with its own. */
function wordOf(count: number): Uint8Array {
  const properties =
    '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr>';
  const cell = (text: string) =>
    `<w:tc><w:tcPr><w:tcW w:w="2500" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr><w:p w:rsidR="00A1"><w:pPr><w:jc w:val="both"/>${properties}</w:pPr><w:r w:rsidR="00A1">${properties}<w:t>${text}</w:t></w:r></w:p></w:tc>`;
  const rows = [HEADING, ...rowsOf(count)].map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('');
  const body = `<w:p><w:r><w:t>Дорожная карта на 2022 год</w:t></w:r></w:p><w:tbl>${rows}</w:tbl>`;
  const text = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
  return zipSync({ 'word/document.xml': new TextEncoder().encode(text) });
}

async function workbookOf(count: number): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx');
  return writeXlsx({ sheets: [{ name: 'План', rows: [HEADING, ...rowsOf(count)] }] });
}
