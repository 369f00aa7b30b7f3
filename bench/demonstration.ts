import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { freePort } from '#platform/ports.ts';
import server from '../scripts/server-flags.cjs';

export const PASSWORD = 'vekha-282-demo';

export type Site = {
  address: string;
  process: ChildProcess;
  /** A session's cookie. */
  signIn(login: string): Promise<string>;
  residentMegabytes(): Promise<number>;
  /** As Ctrl-C does. */
  stop(): Promise<void>;
};

/** The demonstration as a process of its own, as `npm run demo` starts it. */
export async function startDemonstration(folder: string, port?: number): Promise<Site> {
  const chosen = port ?? (await freePort());
  const env = {
    ...server.environment,
    ...process.env,
    VEKHA_DATA: folder,
    PORT: String(chosen),
    VEKHA_PARENT: '',
  };
  const child = spawn(process.execPath, [...server.flags, 'src/main.ts', 'demo'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const address = `http://127.0.0.1:${chosen}`;
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  for (let tried = 0; ; tried++) {
    const well = await fetch(`${address}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (well) break;
    if (tried > 600 || child.exitCode !== null)
      throw new Error(`the demonstration on ${folder} did not start`);
    await new Promise((go) => setTimeout(go, 100));
  }
  return {
    address,
    process: child,
    async signIn(login) {
      const answer = await fetch(`${address}/sign-in`, {
        method: 'POST',
        redirect: 'manual',
        headers: { accept: 'text/html', origin: address },
        body: new URLSearchParams({ login, password: PASSWORD }),
      });
      const cookie = answer.headers.get('set-cookie');
      if (!cookie) throw new Error(`${login} could not sign in: ${answer.status}`);
      return cookie.split(';')[0]!;
    },
    async residentMegabytes() {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024;
    },
    async stop() {
      child.kill('SIGINT');
      await exited;
    },
  };
}
