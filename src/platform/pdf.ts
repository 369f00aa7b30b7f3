import { fork } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from './failure.ts';
import { drawable } from './pdf-letters.ts';
import type { PdfAnswer, PdfWork } from './pdf-process.ts';
import { turns } from './turns.ts';

/** What a template gets, as JSON: text stays text, whatever marks it holds. */
export type PdfData = Readonly<Record<string, unknown>>;
export type PdfOptions = {
  /** The document's own date, by the domain's clock. */
  at: Date;
  limitMs?: number;
};

const WAITING_AT_MOST = 10;
const LARGEST_DATA = 8_000_000;
const HEAP_MB = 256;
const FONTS = [
  '@expo-google-fonts/pt-serif/400Regular/PTSerif_400Regular.ttf',
  '@expo-google-fonts/pt-serif/400Regular_Italic/PTSerif_400Regular_Italic.ttf',
  '@expo-google-fonts/pt-serif/700Bold/PTSerif_700Bold.ttf',
  '@expo-google-fonts/pt-sans/400Regular/PTSans_400Regular.ttf',
  '@expo-google-fonts/pt-sans/700Bold/PTSans_700Bold.ttf',
].map((name) => fileURLToPath(import.meta.resolve(name)));

const inTurn = turns(1, {
  mostWaiting: WAITING_AT_MOST,
  busy: () => new Failure('too-many', 'reports.pdf-busy'),
});

/**
 * A PDF, tagged for screen readers (PDF/UA-1), of a Typst template of ours: `new URL('./order.typ', import.meta.url)`.
 * The template reads `json(bytes(sys.inputs.data))`; it may import its neighbours and has the fonts PT Serif and PT Sans.
 * A letter that the fonts lack is drawn as «?». One at a time, each in a process of its own: what takes too long is ended, and its memory goes back with it.
 * @throws Failure `reports.pdf-busy`, `reports.pdf-too-long`, `reports.pdf-too-large`
 */
export async function renderPdf(template: URL, data: PdfData, options: PdfOptions): Promise<Uint8Array> {
  const json = JSON.stringify(data, (_, value: unknown) =>
    typeof value === 'string' ? drawable(value, FONTS) : value,
  );
  if (json.length > LARGEST_DATA) throw new Failure('too-large', 'reports.pdf-too-large');
  const work = {
    template: fileURLToPath(template),
    json,
    fonts: FONTS,
    at: Math.floor(options.at.getTime() / 1000),
  };
  return inTurn(() => renderOnce(work, options.limitMs ?? 20_000));
}

function renderOnce(work: PdfWork, limitMs: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(import.meta.dirname, 'pdf-process.ts'), [], {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${HEAP_MB}`],
      env: {}, // it needs nothing of ours, and gets no secret
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const said: Buffer[] = [];
    child.stderr?.on('data', (chunk: Buffer) => said.push(chunk));
    const limit = setTimeout(() => {
      reject(new Failure('unavailable', 'reports.pdf-too-long', { seconds: limitMs / 1000 }));
      child.kill('SIGKILL');
    }, limitMs);
    child.once('message', (answer: PdfAnswer) => {
      if ('pdf' in answer) resolve(answer.pdf);
      else reject(new Error(`${work.template}: ${answer.fault}`));
      child.kill('SIGKILL');
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(limit);
      const last = Buffer.concat(said).toString('utf8').slice(-2000);
      reject(new Error(`the PDF process ended (${signal ?? code}): ${last}`)); // does nothing where it has answered
    });
    child.send(work);
  });
}
