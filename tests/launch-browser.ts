import { existsSync, mkdirSync } from 'node:fs';
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
  if (system) return chromium.launch({ executablePath: system, args: ARGS });
  // Its own folder: the package unpacks to the temporary folder, mode 700, and takes whatever version lies there.
  process.env.TMPDIR = path.join(tmpdir(), `vekha-chromium-153-${process.getuid?.() ?? 0}`);
  mkdirSync(process.env.TMPDIR, { recursive: true, mode: 0o700 });
  const { default: packed } = await import('@sparticuz/chromium');
  return chromium.launch({ executablePath: await packed.executablePath(), args: ARGS });
}
