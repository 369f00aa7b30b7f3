import { spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Findings } from './measure.ts';
import { formOf, returnWorkbook, valuesOf } from './return-workbooks.ts';

const MAIN = path.join(import.meta.dirname, '../src/cli/main.ts');
const PEERS = path.join(import.meta.dirname, 'peers');
const PYTHON = '/usr/bin/python3'; // Debian's own, for which its packages are installed
const [COUNT, ROWS, COLUMNS] = [Number(process.env.BENCH_WORKBOOKS ?? 1_000), 60, 12];
const MANY = 5;
const SAMPLE = 50;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);

/**
 * `vekha consolidate FORM.json *.xlsx` as a whole process over 1,000 returns of 60×12 cells, beside python3-openpyxl
 * (the quicker of its two ways) and LibreOffice (a sample, a file's time scaled; its start is not counted) doing the
 * same in the same run. The sums of all three must be equal.
 */
export async function run(findings: Findings): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vekha-books-'));
  try {
    await compare(findings, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function compare(findings: Findings, folder: string): Promise<void> {
  const form = formOf(ROWS, COLUMNS);
  const formFile = path.join(folder, 'form.json');
  writeFileSync(formFile, JSON.stringify(form));
  const [books, sample] = [path.join(folder, 'books'), path.join(folder, 'sample')];
  mkdirSync(books);
  mkdirSync(sample);
  const name = (at: number) => `${String(at).padStart(5, '0')}.xlsx`;
  for (let at = 0; at < COUNT; at++) {
    writeFileSync(path.join(books, name(at)), await returnWorkbook(form, `school-${at}`, valuesOf(form, at)));
    if (at < SAMPLE) linkSync(path.join(books, name(at)), path.join(sample, name(at)));
  }
  const shape = [form.tables[0]!.title.ru, '5', String(ROWS), String(COLUMNS)];
  const openpyxl = (mode: string, where: string) =>
    peer('openpyxl_sum.py', [mode, ...shape, where], 'python3-openpyxl');
  const libreoffice = (where: string) =>
    peer('libreoffice_sum.py', [...shape, where], 'LibreOffice with python3-uno');

  await consolidate(formFile, sample); // warm: the compiled modules are kept, as npx vekha keeps them
  const modes = ['read-only', 'normal'].map((mode) => ({
    mode,
    seconds: openpyxl(mode, sample)?.seconds ?? Infinity,
  }));
  const quicker = modes[0]!.seconds <= modes[1]!.seconds ? 'read-only' : 'normal';
  const [toOpenpyxl, toLibreOffice, seconds, megabytes, withOut]: number[][] = [[], [], [], [], []];
  for (let round = 0; round < ROUNDS; round++) {
    const before = await consolidate(formFile, books);
    const other = openpyxl(quicker, books);
    const office = libreoffice(sample);
    const after = await consolidate(formFile, books);
    const written = await consolidate(formFile, books, path.join(folder, 'all.xlsx'));
    const ours = (before.seconds + after.seconds) / 2;
    if (other) {
      equal(before.figures, other, COUNT, 'openpyxl');
      toOpenpyxl!.push(other.seconds / ours);
    }
    if (office) {
      equal((await consolidate(formFile, sample)).figures, office, Math.min(SAMPLE, COUNT), 'LibreOffice');
      toLibreOffice!.push((office.seconds * COUNT) / Math.min(SAMPLE, COUNT) / ours);
    }
    seconds!.push(ours);
    withOut!.push(written.seconds);
    megabytes!.push(before.megabytes, after.megabytes, written.megabytes);
  }
  const add = (what: string, unit: 's' | 'MB', values: number[], limit?: { atMost: number }) =>
    findings.add({ bench: 'workbooks', name: what, unit, values, ...(limit ? { limit } : {}) });
  add(`${COUNT} workbooks of ${ROWS}×${COLUMNS}, the whole process`, 's', seconds!);
  add('the same, with a row for each file written', 's', withOut!);
  add(`memory over ${COUNT}`, 'MB', megabytes!, { atMost: 150 });
  // Ratios as per cent: a bar of 8 times is 800 %.
  const ratio = (what: string, values: number[], atLeast: number) => {
    if (values.length > 0)
      findings.add({
        bench: 'workbooks',
        name: what,
        unit: '%',
        values: values.map((one) => one * 100),
        limit: { atLeast },
      });
  };
  ratio(`times as fast as openpyxl (${quicker})`, toOpenpyxl!, 800);
  ratio('times as fast as LibreOffice', toLibreOffice!, 3_000);

  // Five times as many: copies under other names are refused as the same organisations, after they have been read.
  for (let copy = 1; copy < MANY; copy++)
    for (let at = 0; at < COUNT; at++)
      copyFileSync(path.join(books, name(at)), path.join(books, name(copy * COUNT + at)));
  const many = await consolidate(formFile, books);
  add(`memory over ${MANY * COUNT}`, 'MB', [many.megabytes], { atMost: 150 });
  add(`${MANY * COUNT} workbooks`, 's', [many.seconds]);
}

type Figures = Record<string, { value: number | null }>;
type Peer = { seconds: number; organisations: number; sums: number[][] };

function equal(figures: Figures, { sums, organisations }: Peer, count: number, whose: string): void {
  const wrong = sums.flatMap((row, y) =>
    row.flatMap((sum, x) => {
      const ours = figures[`t1.r${y + 1}.c${x + 1}`]?.value ?? 0;
      return Math.abs(ours - sum) < 1e-3 ? [] : [`r${y + 1}.c${x + 1}: ${ours} and ${sum}`];
    }),
  );
  if (wrong.length > 0 || organisations !== count)
    throw new Error(
      `the sums are not those of ${whose}: ${wrong.length} cells, ${wrong[0] ?? `${organisations} of ${count} organisations`}`,
    );
}

const said = new Set<string>();
/** What a peer found; nothing, said once, where it is not installed. */
function peer(script: string, args: string[], needs: string): Peer | undefined {
  const done = existsSync(PYTHON)
    ? spawnSync(PYTHON, [path.join(PEERS, script), ...args], { encoding: 'utf8', maxBuffer: 1 << 26 })
    : undefined;
  if (done?.status === 0) return JSON.parse(done.stdout) as Peer;
  if (done && !/ModuleNotFoundError|FileNotFoundError/.test(done.stderr))
    throw new Error(`${script}: ${done.stderr}`);
  if (!said.has(needs)) process.stdout.write(`workbooks: ${needs} is not installed: not compared\n`);
  said.add(needs);
  return undefined;
}

/** The command as a process, with the most memory that Linux saw it hold. */
async function consolidate(
  form: string,
  books: string,
  out?: string,
): Promise<{ seconds: number; megabytes: number; figures: Figures }> {
  const began = performance.now();
  const args = [MAIN, 'consolidate', form, books, '--partial', '--json', ...(out ? ['--out', out] : [])];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: path.join(import.meta.dirname, '../node_modules/.cache/vekha'),
    },
  });
  let [text, megabytes] = ['', 0];
  child.stdout.setEncoding('utf8').on('data', (more: string) => (text += more));
  const look = setInterval(() => {
    try {
      const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
      megabytes = Math.max(megabytes, Number(peak ?? 0) / 1024);
    } catch {
      // It has ended meanwhile, or this is no Linux.
    }
  }, 10);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  clearInterval(look);
  if (code !== 0) throw new Error(`consolidating ended with ${code}`);
  const { figures } = JSON.parse(text) as { figures: Figures };
  return { seconds: (performance.now() - began) / 1000, megabytes, figures };
}
