type Waiting<One, Result> = { one: One; resolve(result: Result): void; reject(error: unknown): void };

/**
 * Takes what comes at one moment together: one statement serves all that are there at the same turn of the event loop.
 * Nobody waits to be joined by others, only for a place, and what is being done is joined by nobody who comes later. One
 * that fails does not take the others with it: they are done again, each alone.
 * @param perform answers in the order of what it is given
 */
export function together<One, Result>(
  perform: (many: readonly One[]) => Promise<readonly Result[]>,
  { most, atOnce }: { most: number; atOnce: number },
): (one: One) => Promise<Result> {
  const waiting: Waiting<One, Result>[] = [];
  let running = 0;
  let called = false;

  /** After what this turn of the event loop still brings. */
  function call(): void {
    if (called || waiting.length === 0 || running >= atOnce) return;
    called = true;
    setImmediate(() => {
      called = false;
      running += 1;
      void run(waiting.splice(0, most)).finally(() => {
        running -= 1;
        call();
      });
      call();
    });
  }

  async function run(batch: readonly Waiting<One, Result>[]): Promise<void> {
    try {
      const results = await perform(batch.map(({ one }) => one));
      for (const [at, { resolve }] of batch.entries()) resolve(results[at]!);
    } catch (error) {
      if (batch.length === 1) return batch[0]!.reject(error);
      for (const each of batch) await run([each]);
    }
  }

  return (one) =>
    new Promise((resolve, reject) => {
      waiting.push({ one, resolve, reject });
      call();
    });
}
