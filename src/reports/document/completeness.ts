import { percent } from '#monitoring/rules';
import type { Block } from '../rules/blocks.ts';
import { completeness } from '../rules/completeness.ts';
import type { Frozen, FrozenReturn } from '../rules/frozen.ts';
import { say, texts } from './writing.ts';

/** Who has reported, and who has not. */
export function completenessPart({ schools, others }: Frozen): Block[] {
  return [
    { kind: 'heading', text: say('reports.doc-completeness-title') },
    ...texts([...completenessOfSchools(schools), ...completenessOfOthers(others)]),
  ];
}

/** Sentences about how many schools have reported, who was late and who has not. */
export function completenessOfSchools(schools: readonly FrozenReturn[]): string[] {
  const { all, reported, accepted, onReview, inTime, late, sentBack, missing } = completeness(schools);
  const n = reported.length;
  if (n === 0) return [say('reports.doc-reported-none', { all }), ...absent(sentBack, missing)];
  return [
    say('reports.doc-reported', { all, n, percent: percent(n, all)! }),
    late.length === 0
      ? say('reports.doc-in-time-all')
      : say('reports.doc-in-time', { n: inTime.length, late: late.length }),
    ...(late.length
      ? [
          say('reports.doc-late', {
            list: late
              .map(({ name, daysLate }) => say('reports.doc-days-late', { name, days: daysLate }))
              .join(', '),
          }),
        ]
      : []),
    ...(accepted.length ? [say('reports.doc-accepted', { n: accepted.length })] : []),
    ...(onReview.length ? [say('reports.doc-on-review', { n: onReview.length })] : []),
    ...absent(sentBack, missing),
  ];
}

const absent = (sentBack: readonly FrozenReturn[], missing: readonly FrozenReturn[]) => [
  ...(sentBack.length ? [say('reports.doc-sent-back', { n: sentBack.length, list: names(sentBack) })] : []),
  ...(missing.length ? [say('reports.doc-missing', { n: missing.length, list: names(missing) })] : []),
];

function completenessOfOthers(others: readonly FrozenReturn[]): string[] {
  const { reported, sentBack, missing } = completeness(others);
  const without = [...sentBack, ...missing];
  return [
    ...(reported.length ? [say('reports.doc-others', { n: reported.length, list: names(reported) })] : []),
    ...(without.length
      ? [say('reports.doc-others-missing', { n: without.length, list: names(without) })]
      : []),
  ];
}

const names = (returns: readonly { name: string }[]) => returns.map(({ name }) => name).join(', ');
