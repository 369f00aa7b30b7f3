import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const office = ['/usr/bin/soffice', '/usr/local/bin/soffice'].find((one) => existsSync(one));
/** Why a test that opens a document in LibreOffice is skipped: for `test(name, { skip: withoutOffice }, …)`. */
export const withoutOffice = office ? false : 'LibreOffice is not installed here';

/** Word documents as LibreOffice would print them, opened by one start of it. */
export function printedByOffice(documents: readonly Uint8Array[]): Uint8Array[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'vekha-office-'));
  try {
    const files = documents.map((bytes, at) => {
      const file = path.join(folder, `${at}.docx`);
      writeFileSync(file, bytes);
      return file;
    });
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    execFileSync(
      office!,
      [profile, '--headless', '--convert-to', 'pdf:writer_pdf_Export', '--outdir', folder, ...files],
      { stdio: 'ignore', timeout: 120_000 },
    );
    return files.map((file) => readFileSync(file.replace(/docx$/, 'pdf')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Workbooks as LibreOffice saves them, by one start of it: opened, computed, written anew. */
export function savedByOffice(workbooks: readonly Uint8Array[]): Uint8Array[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'vekha-office-'));
  try {
    const files = workbooks.map((bytes, at) => {
      const file = path.join(folder, `${at}.xlsx`);
      writeFileSync(file, bytes);
      return file;
    });
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const saved = path.join(folder, 'saved');
    execFileSync(
      office!,
      [profile, '--headless', '--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', saved, ...files],
      { stdio: 'ignore', timeout: 120_000 },
    );
    return files.map((file) => readFileSync(path.join(saved, path.basename(file))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
