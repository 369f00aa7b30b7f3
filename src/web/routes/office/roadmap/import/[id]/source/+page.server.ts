import { Failure } from '#platform/failure.ts';
import { showSource } from '#roadmap';
import type { PageServerLoad } from './$types';

type Line = Awaited<ReturnType<typeof showSource>>['lines'][number];

export const load: PageServerLoad = async ({ locals, params }) => {
  if (!/^[1-9]\d{0,8}$/.test(params.id)) throw new Failure('not-found', 'roadmap.import-not-found');
  const { id, fileName, lines, activities } = await showSource(locals.context, { id: Number(params.id) });
  const activityAt = new Map(
    activities.flatMap(({ key, code, source: { firstLine, lastLine } }) =>
      Array.from(
        { length: lastLine - firstLine + 1 },
        (_, step) => [firstLine + step, { key, code }] as const,
      ),
    ),
  );
  return {
    id,
    fileName,
    blocks: blocksOf(lines).map((block) =>
      block.map((line) => ({ ...line, activity: line.cells && activityAt.get(line.line) })),
    ),
  };
};

/** Lines one by one, the rows of one table together. */
function blocksOf(lines: readonly Line[]): Line[][] {
  const blocks: Line[][] = [];
  for (const line of lines) {
    const last = blocks.at(-1)?.at(-1);
    const together = line.cells && last?.cells && last.place?.table === line.place?.table;
    if (together) blocks.at(-1)!.push(line);
    else blocks.push([line]);
  }
  return blocks;
}
