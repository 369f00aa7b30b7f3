import { loadavg } from 'node:os';

/** What a benchmark found, of several slices: never one number alone. */
export type Finding = {
  bench: string;
  name: string;
  unit: 'ms' | '%' | 's' | 'MB' | 'KB' | '1/s';
  median: number;
  range: [number, number];
  limit?: { atMost: number } | { atLeast: number };
  /** What else was counted meanwhile: errors, conflicts, WAL bytes. */
  beside?: Record<string, number>;
  load: number;
};

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};
/** `share` 0.99 for p99. */
export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;

/** Findings are said as they come and held together at the end. */
export class Findings {
  readonly all: Finding[] = [];

  add(finding: Omit<Finding, 'median' | 'range' | 'load'> & { values: readonly number[] }): void {
    const { values, ...rest } = finding;
    const found: Finding = {
      ...rest,
      median: median(values),
      range: [Math.min(...values), Math.max(...values)],
      load: loadavg()[0]!,
    };
    this.all.push(found);
    process.stdout.write(`${JSON.stringify({ ...found, ok: isReached(found) })}\n`);
  }

  /** A table for the eye, a line for each limit that was not reached. @returns the exit code */
  end(): number {
    const rows = this.all.map((one) => [
      `${one.bench}: ${one.name}`,
      write(one.median, one.unit),
      `${write(one.range[0], one.unit)}–${write(one.range[1], one.unit)}`,
      one.limit ? `${'atMost' in one.limit ? '≤' : '≥'} ${write(limitOf(one), one.unit)}` : '',
      isReached(one) ? '' : 'FAIL',
    ]);
    const table = [['', 'median', 'range', 'limit', ''], ...rows];
    const widths = table[0]!.map((_, at) => Math.max(...table.map((row) => row[at]!.length)));
    const lines = table.map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at]!))
        .join('  ')
        .trimEnd(),
    );
    process.stdout.write(`\n${lines.join('\n')}\n\n`);
    const failed = this.all.filter((one) => !isReached(one));
    for (const one of failed) {
      const kind = one.unit === '%' ? 'ratio' : one.name;
      const sign = one.limit && 'atMost' in one.limit ? '>' : '<';
      process.stdout.write(
        `${one.bench}: ${kind} ${write(one.median, one.unit)} ${sign} ${write(limitOf(one), one.unit)} FAIL\n`,
      );
    }
    return failed.length === 0 ? 0 : 1;
  }
}

const limitOf = ({ limit }: Finding): number =>
  limit === undefined ? NaN : 'atMost' in limit ? limit.atMost : limit.atLeast;
const isReached = (one: Finding): boolean =>
  one.limit === undefined ||
  ('atMost' in one.limit ? one.median <= one.limit.atMost : one.median >= one.limit.atLeast);
const write = (value: number, unit: Finding['unit']): string =>
  `${value >= 100 ? value.toFixed(0) : value.toPrecision(3)} ${unit}`;

type Slices = { slices?: number; ms?: number; warmUpMs?: number; connections?: number };

/** How often a second `run` ends, with so many of them at once; what happens while it warms up is not counted. */
export async function rate(
  run: (connection: number) => Promise<unknown>,
  { ms = 1_500, warmUpMs = 300, connections = 1 }: Slices,
): Promise<number> {
  const begins = performance.now() + warmUpMs;
  const ends = begins + ms;
  let count = 0;
  await Promise.all(
    Array.from({ length: connections }, async (_, connection) => {
      while (performance.now() < ends) {
        await run(connection);
        const now = performance.now();
        if (now >= begins && now < ends) count++;
      }
    }),
  );
  return (count * 1_000) / ms;
}

/**
 * The rate of `subject` in per cent of that of `bound`, each slice against the slices of the bound just before and
 * after: a machine that slows down meanwhile slows both. What `before` does for a slice of the subject is not counted.
 */
export async function ratios(
  bound: (connection: number) => Promise<unknown>,
  subject: (connection: number) => Promise<unknown>,
  { before, ...options }: Slices & { before?: () => Promise<void> } = {},
): Promise<{ ratios: number[]; bounds: number[]; subjects: number[] }> {
  const { slices = 7 } = options;
  const bounds = [await rate(bound, options)];
  const subjects: number[] = [];
  for (let slice = 0; slice < slices; slice++) {
    await before?.();
    subjects.push(await rate(subject, options));
    bounds.push(await rate(bound, options));
  }
  return {
    bounds,
    subjects,
    ratios: subjects.map((one, at) => (200 * one) / (bounds[at]! + bounds[at + 1]!)),
  };
}

/** How long one call takes, in ms: the same percentile of each of several slices. */
export async function latencies(
  run: () => Promise<unknown>,
  { slices = 7, calls = 60, share = 0.5 }: { slices?: number; calls?: number; share?: number } = {},
): Promise<number[]> {
  const found: number[] = [];
  for (let slice = 0; slice < slices; slice++) {
    for (let warm = 0; warm < Math.ceil(calls / 6); warm++) await run();
    const took: number[] = [];
    for (let call = 0; call < calls; call++) {
      const began = performance.now();
      await run();
      took.push(performance.now() - began);
    }
    found.push(percentile(took, share));
  }
  return found;
}

/** Latencies of a bound and of the subject, slice about slice: what the machine's load did to one it did to the other. */
export async function besideBound(
  bound: () => Promise<unknown>,
  subject: () => Promise<unknown>,
  { slices = 7, calls = 60, share = 0.5 }: { slices?: number; calls?: number; share?: number } = {},
): Promise<{ bound: number[]; subject: number[] }> {
  const found: { bound: number[]; subject: number[] } = { bound: [], subject: [] };
  for (let slice = 0; slice < slices; slice++) {
    found.bound.push(...(await latencies(bound, { slices: 1, calls, share })));
    found.subject.push(...(await latencies(subject, { slices: 1, calls, share })));
  }
  return found;
}
