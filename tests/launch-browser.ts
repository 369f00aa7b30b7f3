import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** Without the packed browser's own list: it draws through a software GPU, and a page then costs half as much again. */
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];

/** A headless browser: the one that the environment names, a system's, or the packed one. */
export async function launchBrowser(): Promise<Browser> {
  const system = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (one) => one && existsSync(one),
  );
  return chromium.launch({ executablePath: system ?? (await unpacked()), args: ARGS });
}

/** The packed browser's own folder: the package unpacks to the temporary folder, and takes whatever version lies there. */
const UNPACKED = path.join(tmpdir(), `vekha-chromium-153-${process.getuid?.() ?? 0}`);

/** Unpacked aside and then given its name: test files begin at once, and half a browser cannot be started. */
async function unpacked(): Promise<string> {
  const executable = path.join(UNPACKED, 'chromium');
  if (existsSync(executable)) return executable;
  const aside = mkdtempSync(`${UNPACKED}-`);
  const before = process.env.TMPDIR;
  process.env.TMPDIR = aside;
  const { default: packed } = await import('@sparticuz/chromium');
  await packed.executablePath();
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  try {
    renameSync(aside, UNPACKED);
  } catch (error) {
    if (!existsSync(executable)) throw error;
    rmSync(aside, { recursive: true }); // another file was quicker
  }
  return executable;
}
