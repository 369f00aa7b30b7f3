import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Difference, startFold, verifyConsolidations } from '#monitoring';
import { type App, createApp } from '#platform/app.ts';
import { freePort } from '#platform/ports.ts';
import { type Postgres, startPostgres } from '#platform/postgres.ts';
import { type Crowd, crowd } from './crowd.ts';
import { type Site, startDemonstration } from './demonstration.ts';

const CLIENTS = 8;
const SCHOOLS = 2_000;
/** A round's kill comes after 0.2 to 1.2 s of submissions. */
const SOONEST = 200;
const WITHIN = 1_000;

type Acknowledged = { code: string; rev: number; checksum: string };
export type Faults = {
  acknowledged: number;
  lost: Acknowledged[];
  difference: Difference | null;
  /** From the kill to the next acknowledged submission, ms. */
  recovery: number[];
};
type Options = { rounds: number; folder: string; schools?: number; told?: (line: string) => void };

/**
 * While 8 clients submit returns over HTTP, the server or its database is killed by SIGKILL, in turns; it comes back,
 * and everything that was acknowledged must be there, with the same checksum.
 */
export async function faultRounds({
  rounds,
  folder,
  schools = SCHOOLS,
  told = () => {},
}: Options): Promise<Faults> {
  const port = await freePort();
  let site = await startDemonstration(folder, port);
  const result: Faults = { acknowledged: 0, lost: [], difference: null, recovery: [] };
  try {
    const gathered = await asGuest(folder, (app) => crowd(app, schools));
    for (let round = 1; round <= rounds; round++) {
      const { rev } = await asGuest(folder, async (app) => (await crowd(app, schools)).reset());
      const clients = submitting(site.address, gathered, rev);
      await clients.next(performance.now()); // a server that has just started reads the campaign first
      await sleep(SOONEST + Math.random() * WITHIN);
      const victim = round % 2 ? 'server' : 'database';
      const killed = performance.now();
      if (victim === 'server') site = await killServer(site, folder, port);
      else await killDatabase(folder);
      await clients.next(killed);
      result.recovery.push(performance.now() - killed);
      const acknowledged = await clients.stop();
      await sleep(300); // whoever looks after the database holds its lock again
      const lost = await asGuest(folder, (app) => missing(app, gathered.campaign, acknowledged));
      result.acknowledged += acknowledged.length;
      result.lost.push(...lost);
      told(
        `round ${round}: ${victim} killed, ${acknowledged.length} acknowledged, ${lost.length} lost, ${Math.round(result.recovery.at(-1)!)} ms to go on`,
      );
    }
    result.difference = await asGuest(folder, async (app) => {
      startFold(app);
      return (await verifyConsolidations(app)).difference;
    });
  } finally {
    await site.stop();
  }
  return result;
}

/** A second process on the same database, as the command line is. */
async function asGuest<T>(folder: string, run: (app: App) => Promise<T>): Promise<T> {
  let postgres: Postgres | undefined;
  let app: App | undefined;
  try {
    postgres = await startPostgres(folder);
    app = await createApp(postgres.url);
    return await run(app);
  } finally {
    await app?.close();
    await postgres?.stop();
  }
}

async function killServer(site: Site, folder: string, port: number): Promise<Site> {
  const gone = new Promise((done) => site.process.once('exit', done));
  site.process.kill('SIGKILL');
  await gone;
  return startDemonstration(folder, port);
}

async function killDatabase(folder: string) {
  process.kill(
    Number.parseInt(await readFile(path.join(folder, 'pg', 'postmaster.pid'), 'utf8'), 10),
    'SIGKILL',
  );
}

/** Clients that go on until they are stopped, whatever the answers. */
function submitting(address: string, { campaign, codes, fields, token }: Crowd, rev: number) {
  const acknowledged: (Acknowledged & { at: number })[] = [];
  const going = new AbortController();
  let next = 0;
  const one = async () => {
    while (!going.signal.aborted && next < codes.length) {
      const code = codes[next++]!;
      const requestId = randomUUID(); // the same for every repetition: an answer that was lost is asked for again
      for (let settled = false; !settled && !going.signal.aborted;) {
        const answer = await fetch(`${address}/api/v1/campaigns/${campaign}/returns/${code}/submissions`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: JSON.stringify({ rev, requestId, fields }),
          signal: AbortSignal.timeout(10_000),
        }).catch(() => undefined);
        const receipt = answer?.status === 201 ? await answer.json().catch(() => undefined) : undefined;
        settled = receipt !== undefined || answer?.status === 409;
        if (receipt)
          acknowledged.push({
            code,
            rev: rev + 1,
            checksum: (receipt as { checksum: string }).checksum,
            at: performance.now(),
          });
        await sleep(receipt ? 5 : 50); // refused or not answered: nothing was promised
      }
    }
  };
  const clients = Array.from({ length: CLIENTS }, one);
  return {
    /** Waits for a submission acknowledged after `since`. */
    async next(since: number) {
      const until = performance.now() + 60_000;
      while (!acknowledged.some(({ at }) => at > since + 50)) {
        if (performance.now() > until) throw new Error('nothing was acknowledged for a minute');
        await sleep(10);
      }
    },
    async stop(): Promise<Acknowledged[]> {
      going.abort();
      await Promise.all(clients);
      return acknowledged;
    },
  };
}

async function missing(app: App, campaign: string, acknowledged: Acknowledged[]): Promise<Acknowledged[]> {
  const { rows } = await app.pool.query<{ code: string; rev: number; checksum: string }>(
    `select o.code, r.rev, r.checksum from return_revision r join campaign c on c.id = r.campaign_id
     join organisation o on o.id = r.org_id where c.slug = $1 and o.code = any($2)`,
    [campaign, acknowledged.map(({ code }) => code)],
  );
  const kept = new Set(rows.map(({ code, rev, checksum }) => `${code} ${rev} ${checksum}`));
  return acknowledged.filter(({ code, rev, checksum }) => !kept.has(`${code} ${rev} ${checksum}`));
}
