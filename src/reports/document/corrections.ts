import { writeShortDate } from '#calendar';
import { tie } from '#messages';
import type { Block } from '../rules/blocks.ts';
import type { Frozen } from '../rules/frozen.ts';
import { say } from './writing.ts';

/** What orders have changed in the roadmap in the period, each change with its reason. */
export function correctionsPart({ corrections }: Frozen): Block[] {
  if (!corrections) return [];
  const heading: Block = { kind: 'heading', text: say('reports.doc-corrections-title') };
  if (!corrections.length) return [heading, { kind: 'text', text: say('reports.doc-corrections-none') }];
  return [
    heading,
    ...corrections.flatMap(({ number, on, changes }): Block[] => [
      {
        kind: 'text',
        text: say('reports.doc-correction', { number, date: writeShortDate(on), n: changes.length }),
      },
      {
        kind: 'table',
        caption: say('reports.doc-correction-table', { number }),
        columns: [
          { title: say('reports.doc-activity'), width: 30 },
          { title: say('reports.doc-correction-change'), width: 40 },
          { title: say('reports.doc-correction-reason'), width: 30 },
        ],
        rows: changes.map(({ code, shortTitle, says, reason }) => [
          tie(`${code}. ${shortTitle}`),
          says.join('; '),
          tie(reason) || say('reports.doc-correction-no-reason'),
        ]),
      },
    ]),
  ];
}
