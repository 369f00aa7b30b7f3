import type { Failure } from './failure.ts';

/**
 * Lets so many run at once; the others wait in the order of their coming, without end or until too many do.
 * @throws Failure `busy`, for who comes when `mostWaiting` wait already
 */
export function turns(atOnce: number, full?: { mostWaiting: number; busy: () => Failure }) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <Result>(run: () => Promise<Result>): Promise<Result> => {
    if (running < atOnce) running++;
    else {
      if (full && waiting.length >= full.mostWaiting) throw full.busy();
      await new Promise<void>((go) => waiting.push(go)); // whoever leaves hands the place on
    }
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
