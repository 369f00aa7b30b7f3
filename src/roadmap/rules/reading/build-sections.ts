import { type Context, type Interval, readDeadline } from '#calendar';
import type { Activity, Section, Warning } from '../roadmap.ts';
import { shortTitle } from '../short-title.ts';
import type { Columns } from './columns.ts';
import { doubtsOfActivity, doubtsOfNumbers } from './doubts.ts';
import type { Entry, RecordRow } from './records.ts';
import { readResponsibles } from './responsibles.ts';

/**
 * The rows in their sections. Where sections have numerals, a merged row without one is an editor's note: no section
 * and no activity. Activities without numbers get those of their order in the section.
 */
export function buildSections(entries: readonly Entry[], columns: Columns, period: Interval | null) {
  const numbered = entries.some((entry) => entry.kind === 'section' && entry.numeral);
  const sections: Section[] = [];
  const warnings: Warning[] = [];
  for (const entry of entries) {
    const last = sections.at(-1);
    if (entry.kind === 'activity') {
      const section = last ?? { numeral: '', title: '', activities: [] };
      if (!last) sections.push(section);
      const activity = activityOf(entry, section.activities.length + 1, period);
      section.activities.push(activity);
      const where = {
        line: entry.firstLine,
        section: section.numeral || section.title,
        activity: activity.number,
      };
      warnings.push(...doubtsOfActivity(activity, entry, period, where));
    } else if (entry.kind === 'section' && (entry.numeral || !numbered)) {
      sections.push({ numeral: entry.numeral, title: entry.title, activities: [] });
    } else {
      const text = entry.kind === 'section' ? entry.title : entry.text;
      warnings.push({
        code: 'roadmap.note-skipped',
        severity: 'note',
        params: { text },
        where: { line: entry.line },
      });
    }
  }
  const kept = sections.filter(({ activities }) => activities.length);
  return { sections: kept, warnings: [...doubtsOfNumbers(kept, entries, columns), ...warnings] };
}

function activityOf(
  { cells, firstLine, lastLine }: RecordRow,
  place: number,
  period: Interval | null,
): Activity {
  const { number = '', title = '', deadline = '', document = '', result = '' } = cells;
  const { responsible = '', helpers = '' } = cells;
  const context: Context | undefined = period
    ? { roadmapStart: period.start, roadmapEnd: period.end }
    : undefined;
  return {
    number: number.replace(/[.)\s]+$/, '') || String(place),
    title,
    shortTitle: shortTitle(title),
    deadline: context
      ? readDeadline(deadline, context)
      : { text: deadline, kind: 'unspecified', certain: false, why: 'deadline.no-period' },
    responsibles: [
      ...readResponsibles(responsible),
      ...readResponsibles(helpers).map(({ text }) => ({ text, role: 'co-executor' as const })),
    ],
    document,
    result,
    source: { firstLine, lastLine },
  };
}
