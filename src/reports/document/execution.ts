import { writeShortDate } from '#calendar';
import { tie } from '#messages';
import { percent } from '#monitoring/rules';
import type { Block } from '../rules/blocks.ts';
import type { ActivityState, Frozen, FrozenActivity, Undone } from '../rules/frozen.ts';
import { decimal, say } from './writing.ts';

const STATES: ActivityState[] = ['done', 'running', 'late', 'no-data', 'waiting', 'not-applicable'];

/** How the activities stand, a table a section. */
export function executionPart({ sections }: Frozen): Block[] {
  const all = sections.flatMap(({ activities }) => activities);
  return [
    { kind: 'heading', text: say('reports.doc-execution-title') },
    { kind: 'text', text: say('reports.doc-execution', { n: all.length, states: statesOf(all) }) },
    ...sections.flatMap(({ numeral, title, activities }): Block[] => [
      { kind: 'subheading', text: tie(`${numeral}. ${title}`) },
      {
        kind: 'text',
        text: say('reports.doc-section', { n: activities.length, states: statesOf(activities) }),
      },
      {
        kind: 'table',
        caption: say('reports.doc-table-section', { numeral }),
        columns: [
          { title: say('reports.doc-number'), width: 8 },
          { title: say('reports.doc-activity'), width: 33 },
          { title: say('reports.doc-deadline'), width: 18 },
          { title: say('reports.doc-executed'), width: 14, figure: true },
          { title: say('reports.doc-percent'), width: 8, figure: true },
          { title: say('reports.doc-remark'), width: 19 },
        ],
        rows: activities.map(activityRow),
      },
    ]),
  ];
}

/** «выполнено 8, выполняется 9, просрочено 1»: only the states that there are. */
function statesOf(activities: readonly Pick<FrozenActivity, 'state'>[]): string {
  return STATES.flatMap((state) => {
    const n = activities.filter((one) => one.state === state).length;
    return n ? [say(`reports.doc-states-${state}` as const, { n })] : [];
  }).join(', ');
}

function activityRow(activity: FrozenActivity): string[] {
  const { code, shortTitle, deadline, state, nextYear, done, of, notApplicable } = activity;
  const begun = (state !== 'waiting' || nextYear !== null) && of > 0;
  const exempt = notApplicable ? `; ${say('reports.doc-not-asked', { n: notApplicable })}` : '';
  return [
    code,
    tie(shortTitle),
    tie(deadline),
    begun ? say('reports.doc-of', { part: done, whole: of }) : '—',
    begun ? decimal(percent(done, of)!) : '—',
    remarkOn(activity) + (begun ? exempt : ''),
  ];
}

function remarkOn({ state, nextYear, done, of }: FrozenActivity): string {
  if (state === 'late') return say('reports.doc-state-late', { n: of - done });
  if (state === 'waiting' && nextYear !== null)
    return say('reports.doc-state-next', { year: String(nextYear) });
  return say(`reports.doc-state-${state}`);
}

/** What has not been done: how often for which reason, and each case. */
export function undonePart({ undone }: Frozen): Block[] {
  const title: Block = { kind: 'heading', text: say('reports.doc-undone-title') };
  if (undone.length === 0) return [title, { kind: 'text', text: say('reports.doc-undone-none') }];
  const reasons = [...Map.groupBy(undone, ({ reason }) => reason)].sort(
    ([, one], [, other]) => other.length - one.length,
  );
  return [
    title,
    {
      kind: 'text',
      text: say('reports.doc-undone', {
        n: undone.length,
        m: new Set(undone.map(({ code }) => code)).size,
      }),
    },
    {
      kind: 'table',
      caption: say('reports.doc-undone-causes'),
      columns: [
        { title: say('reports.doc-cause'), width: 40 },
        { title: say('reports.doc-cases'), width: 15, figure: true },
        { title: say('reports.doc-activities'), width: 45 },
      ],
      rows: reasons.map(([reason, cases]) => [
        say(`reports.doc-reason-${reason}`),
        String(cases.length),
        [...new Set(cases.map(({ code }) => code))].join(', '),
      ]),
    },
    {
      kind: 'table',
      caption: say('reports.doc-undone-list'),
      columns: [
        { title: say('reports.doc-activity'), width: 27 },
        { title: say('reports.doc-organisation'), width: 30 },
        { title: say('reports.doc-cause'), width: 28 },
        { title: say('reports.doc-new-term'), width: 15 },
      ],
      rows: together(undone).map(([{ code, shortTitle, reason, text, newTerm }, organisations]) => [
        tie(`${code}. ${shortTitle}`),
        tie(organisations.join(', ')),
        text ? tie(`${say(`reports.doc-reason-${reason}`)}: ${text}`) : say(`reports.doc-reason-${reason}`),
        newTerm ? writeShortDate(newTerm) : say('reports.doc-new-term-none'),
      ]),
    },
  ];
}

/** Organisations that say the same of the same activity stand in one row. */
const together = (undone: readonly Undone[]): [Undone, string[]][] =>
  [
    ...Map.groupBy(undone, ({ code, reason, text, newTerm }) =>
      JSON.stringify([code, reason, text, newTerm]),
    ),
  ].map(([, same]) => [same[0]!, same.map(({ organisation }) => organisation)]);
