import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { readDeadline, readRussianDate, writeSchedule } from '#calendar';
import { Failure } from '#platform/failure.ts';
import { print, say } from './say.ts';

/**
 * `vekha deadline read --from D --to D [--json]`: what deadlines mean in a roadmap of those days. Phrases come on standard
 * input, one a line; each line is answered by one line, as JSON by one object.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { from: { type: 'string' }, to: { type: 'string' }, json: { type: 'boolean' } },
  });
  const roadmapStart = readRussianDate(values.from ?? '');
  const roadmapEnd = readRussianDate(values.to ?? '');
  if (!roadmapStart || !roadmapEnd || roadmapStart > roadmapEnd)
    throw new Failure('invalid', 'cli.deadline-period');
  for await (const line of createInterface({ input: process.stdin })) {
    const deadline = readDeadline(line.replace(/^\ufeff/, ''), { roadmapStart, roadmapEnd });
    const doubt = deadline.why ? ` (? ${say.code(deadline.why.replace('deadline.', 'roadmap.doubt-'))})` : '';
    print(
      values.json ? JSON.stringify(deadline) : `${line} → ${writeSchedule(deadline, say.locale)}${doubt}`,
    );
  }
  return 0;
}
