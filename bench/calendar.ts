import { readFileSync } from 'node:fs';
import { type Context, readDeadline } from '#calendar';
import type { Findings } from './measure.ts';

const ROUNDS = 7;
/** Enough for a slice of about a second. */
const READINGS = 100_000;

/**
 * Deadlines read in a second: the real phrases of `phrases.jsonl` that orders use, each time with the years moved and in
 * another roadmap, so that no answer could be had from memory.
 */
export async function run(findings: Findings): Promise<void> {
  const file = new URL('../src/calendar/deadline/phrases.jsonl', import.meta.url);
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { phrase: string; context: Context });
  const real = rows.slice(0, REAL);
  const varied = Array.from({ length: READINGS }, (_, at) => moved(real[at % real.length]!, at % 40));
  const values: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    // The thread's own time: what others do on the machine meanwhile makes no phrase slower.
    const began = process.threadCpuUsage();
    for (const { phrase, context } of varied) readDeadline(phrase, context);
    const { user, system } = process.threadCpuUsage(began);
    const perSecond = (READINGS / (user + system)) * 1_000_000;
    // The first round is the engine's, which compiles what is used much.
    if (round > 0) values.push(perSecond);
  }
  findings.add({
    bench: 'calendar',
    name: 'deadlines read',
    unit: '1/s',
    values,
    limit: { atLeast: 100_000 },
  });
}

/** The table begins with the phrases of real roadmaps; behind them stand those that are odd on purpose. */
const REAL = 86;

function moved({ phrase, context }: { phrase: string; context: Context }, years: number) {
  const later = (text: string) => text.replace(/20\d\d/g, (year) => String(Number(year) + years));
  return {
    phrase: later(phrase),
    context: { roadmapStart: later(context.roadmapStart), roadmapEnd: later(context.roadmapEnd) },
  };
}
