import { setTimeout } from 'node:timers/promises';
import type { App } from '#platform/app.ts';
import { databaseIsGone } from '#platform/database.server.ts';
import { log } from '#platform/log.ts';
import type { Context } from '#platform/use-case.ts';
import { type FoldSession, hasMarks, openFoldSession } from './sql/fold.ts';

const POLL_MS = 500; // for changes made by other processes
const GATHER_MS = 100; // submissions come in flocks: one fold for those of a moment
/** A fold takes processor time from the submissions that it adds up: it rests three times as long as it took. */
const REST = 3;
const LONGEST_REST_MS = 300; // a submission is in the sums within half a second
const LONGEST_PAUSE_MS = 10_000;

type Fold = {
  soon(): void;
  /** A fold that begins after this call; who asks while one runs shares the next. */
  shared(): Promise<void>;
};

/** By what every context of an application has in common, inside a transaction too. */
const folds = new Map<Context['run'], Fold>();

/** Folds what changes into the stored sums until the application closes; a lost connection is made again. */
export function startFold(app: App): void {
  if (folds.has(app.run)) return; // it runs already: the example needed it first
  const turns = inTurns(app.directUrl);
  const wake = alarm();
  const stop = new AbortController();
  folds.set(app.run, { soon: wake.soon, shared: turns.shared });
  const loop = (async () => {
    let pause = POLL_MS;
    while (!stop.signal.aborted) {
      const called = await wake.within(pause);
      if (stop.signal.aborted) break;
      try {
        if (called || (await hasMarks(app.db))) {
          const began = performance.now();
          await turns.shared();
          await rest(Math.min(REST * (performance.now() - began), LONGEST_REST_MS), stop.signal);
        }
        pause = POLL_MS;
      } catch (error) {
        if (pause === POLL_MS || !databaseIsGone(error)) log('warning', 'fold', { reason: String(error) });
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }
  })();
  app.onClose(async () => {
    stop.abort();
    folds.delete(app.run);
    wake.now();
    await loop;
    await turns.close();
  });
}

/** Says that something has changed: it is in the sums a moment later. Changes of other processes are found by looking. */
export function foldSoon(): void {
  for (const fold of folds.values()) fold.soon();
}

/** Waits until the sums of a campaign (or all) hold every change committed before this call. */
export async function waitForFold(context: Context, campaignId?: number): Promise<void> {
  if (!(await hasMarks(context.db, campaignId))) return;
  const fold = folds.get(context.run);
  if (!fold) throw new Error('no fold runs in this process: startRooms(app)');
  await fold.shared().catch((error: unknown) => {
    if (databaseIsGone(error)) return fold.shared(); // that connection was lost: the next has one of its own
    throw error;
  });
}

/** One fold at a time on one connection. */
function inTurns(url: string) {
  let session: FoldSession | undefined;
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const fold = async () => {
    if (session?.lost()) session = undefined;
    session ??= await openFoldSession(url);
    try {
      await session.fold();
    } catch (error) {
      await session.close();
      session = undefined;
      throw error;
    }
  };
  const begin = () => (running = fold().finally(() => (running = undefined)));
  const shared = () => {
    // First what waits: between the end of one fold and the beginning of the next, none seems to run.
    if (next) return next;
    if (!running) return begin();
    next = running
      .catch(() => {})
      .then(() => {
        next = undefined;
        return begin();
      });
    return next;
  };
  const close = async () => {
    await (next ?? running)?.catch(() => {});
    await session?.close();
  };
  return { shared, close };
}

const rest = (ms: number, signal: AbortSignal) =>
  setTimeout(ms, undefined, { signal, ref: false }).catch(() => {});

/** A wait that can be cut short. */
function alarm() {
  let ring: (() => void) | undefined;
  let rung = false;
  let gathering: NodeJS.Timeout | undefined;
  const now = () => {
    rung = true;
    ring?.();
  };
  const soon = () => {
    gathering ??= globalThis
      .setTimeout(() => {
        gathering = undefined;
        now();
      }, GATHER_MS)
      .unref();
  };
  const within = async (ms: number): Promise<boolean> => {
    if (!rung)
      await new Promise<void>((resolve) => {
        const timer = globalThis.setTimeout(resolve, ms).unref();
        ring = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    const called = rung;
    rung = false;
    return called;
  };
  return { now, soon, within };
}
