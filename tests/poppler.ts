import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const found = spawnSync('pdftotext', ['-v']).error === undefined;
/** Why a test that looks into a PDF is skipped: for `test(name, { skip: withoutPoppler }, …)`. */
export const withoutPoppler = found ? false : 'poppler (pdftotext, pdffonts, pdfinfo) is not installed here';

/** What an independent reader finds in a PDF: its text laid out as printed, its fonts, its pages. */
export function readPdf(pdf: Uint8Array) {
  const folder = mkdtempSync(path.join(tmpdir(), 'vekha-pdf-'));
  const file = path.join(folder, 'file.pdf');
  const ask = (program: string, ...args: string[]) =>
    execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    writeFileSync(file, pdf);
    const info = ask('pdfinfo', file);
    const fonts = ask('pdffonts', file).split('\n').slice(2).filter(Boolean);
    return {
      text: ask('pdftotext', '-layout', file, '-'),
      /** «PTSerif-Regular», without the mark of a subset. */
      fonts: fonts.map((line) => line.split(/\s/)[0]!.replace(/^[A-Z]{6}\+/, '')),
      areEmbedded: fonts.every((line) => /\byes\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$/.test(line.trim())),
      pages: Number(/^Pages:\s+(\d+)/m.exec(info)?.[1]),
      size: /^Page size:\s+(.*)$/m.exec(info)?.[1] ?? '',
      isTagged: /^Tagged:\s+yes/m.test(info),
      title: /^Title:\s+(.*)$/m.exec(info)?.[1] ?? '',
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
