import type { Answers } from './edits.ts';
import type { Activity, Section, Warning } from './roadmap.ts';

/** One activity with the terms of both rows, or two with numbers of their own. */
export const REPEATED = ['two', 'one'] as const;

/** An activity of the reading with its place in it, «2.4», and the rows whose terms a person has given to it. */
export type Kept = { key: string; activity: Activity; rows: Activity[] };

/**
 * The activities of each section as a person has said where a number stands twice: rows that are one activity are at the
 * place of the first, in the order of the file.
 */
export function keptOf(
  sections: readonly Section[],
  warnings: readonly Warning[],
  answers: Answers,
): Kept[][] {
  const joined = new Set(
    warnings.flatMap(({ code, where }, at) =>
      code === 'roadmap.number-repeated' && answers[`warning-${at}`]?.choice === 'one' ? [where.line] : [],
    ),
  );
  return sections.map(({ activities }, section) => {
    const kept: Kept[] = [];
    const first = new Map<string, Kept>();
    activities.forEach((activity, place) => {
      const same = first.get(activity.number);
      if (same && joined.has(activity.source.firstLine)) return void same.rows.push(activity);
      const one = { key: `${section + 1}.${place + 1}`, activity, rows: [activity] };
      kept.push(one);
      if (!same) first.set(activity.number, one);
    });
    return kept;
  });
}

/** Rows as one activity: each term and each executor once, other words as the first row has them, or the next that has any. */
export function oneOf(rows: readonly Activity[]): Activity {
  const [first] = rows as [Activity];
  if (rows.length === 1) return first;
  const firstWith = (name: 'title' | 'document' | 'result') =>
    rows.map((row) => row[name]).find(Boolean) ?? '';
  const text = [...new Set(rows.map(({ deadline }) => deadline.text).filter(Boolean))].join('; ');
  const responsibles = rows.flatMap((row) => row.responsibles);
  return {
    ...first,
    title: firstWith('title'),
    document: firstWith('document'),
    result: firstWith('result'),
    deadline: { ...first.deadline, text },
    responsibles: responsibles.filter(
      (one, at) => responsibles.findIndex((other) => other.text === one.text) === at,
    ),
  };
}
