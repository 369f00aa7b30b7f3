import type { TakenFile } from '#monitoring/scanning';
import { say } from './say.ts';

/** What is said of a file that was taken. */
export function remarksOf({ file, way, lost, faults }: TakenFile): string[] {
  const line = (what: string) => say('scan.file-line', { file, what });
  return [
    ...(way === 'names' ? [] : [line(say(`scan.${way}`))]),
    ...(lost.length === 0 ? [] : [line(say('scan.lost', { count: lost.length, cell: lost[0]! }))]),
    ...faults.map(({ sheet, address, cell, code, params }) =>
      say('scan.cell-line', { file, sheet, address, cell, what: say.code(code, params) }),
    ),
  ];
}
