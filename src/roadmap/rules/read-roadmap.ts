import { buildSections } from './reading/build-sections.ts';
import { doubtsOfOrder } from './reading/doubts.ts';
import { mendEntries } from './reading/mend-entries.ts';
import { readOrder } from './reading/order.ts';
import { periodOf } from './reading/period.ts';
import { readEntries } from './reading/records.ts';
import { readParts } from './reading/rows.ts';
import { findRoadmaps, type Found } from './reading/tables.ts';
import { titleAbove } from './reading/title.ts';
import type { Roadmap, Warning } from './roadmap.ts';

/** `roadmap` is nothing where nothing could be read; then a warning of severity `failure` says why. */
export type Reading = { roadmap: Roadmap | null; warnings: Warning[] };

/**
 * Reads the text of an order with its tables as pipes: the requisites above, sections, activities, and what a person
 * should look at. `which` picks one of several roadmaps in the file, from 1.
 */
export function readRoadmap(text: string, which = 1): Reading {
  const all = findRoadmaps(readParts(text));
  const found = all[which - 1];
  if (!found) return failed('roadmap.no-table', { which, found: all.length });
  const { columns, heading } = found;
  const seen = heading.cells.filter(Boolean).join(' | ');
  if (columns.deadline === undefined) return failed('roadmap.no-deadline-column', { columns: seen }, found);
  const { entries, warnings: mends } = mendEntries(readEntries(found.parts, columns));
  if (!entries.some(({ kind }) => kind === 'activity')) return failed('roadmap.no-activities', {}, found);
  const title = titleAbove(found.above);
  const order = readOrder(found.above) ?? readOrder(all[0]?.above ?? []);
  const period = periodOf(title, entries, order);
  const { sections, warnings } = buildSections(entries, columns, period);
  const roadmap = { title, period, order, sections };
  return { roadmap, warnings: [...several(all, which), ...doubtsOfOrder(roadmap), ...mends, ...warnings] };
}

const failed = (code: Warning['code'], params: Warning['params'], found?: Found): Reading => ({
  roadmap: null,
  warnings: [{ code, severity: 'failure', params, where: found ? { line: found.heading.line } : {} }],
});

function several(all: Found[], which: number): Warning[] {
  if (all.length < 2) return [];
  const params = { count: all.length, which };
  const alternatives = all.map(({ above, heading }) => titleAbove(above) || `${heading.line}`);
  return [{ code: 'roadmap.several', severity: 'ask', params, where: {}, alternatives }];
}
