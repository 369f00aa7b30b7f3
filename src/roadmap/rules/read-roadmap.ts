import { buildSections } from './reading/build-sections.ts';
import { type Column, headingKey, type Known } from './reading/columns.ts';
import { withGuesses } from './reading/guess-columns.ts';
import { doubtsOfOrder } from './reading/doubts.ts';
import { mendEntries } from './reading/mend-entries.ts';
import { readOrder } from './reading/order.ts';
import { periodOf } from './reading/period.ts';
import { readEntries } from './reading/records.ts';
import { type Part, readParts } from './reading/rows.ts';
import { findRoadmaps, type Found, likeliestTable } from './reading/tables.ts';
import { titleAbove } from './reading/title.ts';
import type { Roadmap, Warning } from './roadmap.ts';

/**
 * A column of the table as it was read: `means` is nothing where nobody knows, `likely` is then a guess by what stands
 * in it, for a person to look at; `samples` are the first texts below.
 */
export type ReadColumn = {
  key: string;
  heading: string;
  means: Column[];
  likely?: Column;
  samples: string[];
};
/**
 * `roadmap` is nothing where nothing could be read; then a warning of severity `failure` says why. `columns` are those of
 * the table, or of the likeliest one where none has a heading that a rule knows, so that a person can say what they are.
 */
export type Reading = {
  roadmap: Roadmap | null;
  warnings: Warning[];
  columns?: ReadColumn[];
  headingLine?: number;
};
/** `which` of several roadmaps, from 1; `known` is what people said of headings. */
export type ReadingOptions = { which?: number; known?: Known; headingLine?: number };

/** Reads the text of an order with its tables as pipes: see `readRoadmapIn`. */
export const readRoadmap = (text: string, which = 1): Reading => readRoadmapIn(readParts(text), { which });

/**
 * Reads an order from what its file says: the requisites above, sections, activities, and what a person should look at.
 */
export function readRoadmapIn(
  parts: readonly Part[],
  { which = 1, known = {}, headingLine }: ReadingOptions = {},
): Reading {
  const all = findRoadmaps(parts, known, headingLine);
  const found = all[which - 1];
  if (!found) return withoutTable(parts, { which, found: all.length });
  const { columns } = found;
  const table = { columns: columnsOf(found), headingLine: found.heading.line };
  if (columns.deadline === undefined) {
    const failure = failed('roadmap.no-deadline-column', { columns: seen(found) }, found);
    return { ...failure, ...table, columns: withGuesses(table.columns) };
  }
  const { entries, warnings: mends } = mendEntries(readEntries(found.parts, columns));
  if (!entries.some(({ kind }) => kind === 'activity')) return failed('roadmap.no-activities', {}, found);
  const title = titleAbove(found.above);
  const order = readOrder(found.above) ?? readOrder(all[0]?.above ?? []);
  const period = periodOf(title, entries, order);
  const { sections, warnings } = buildSections(entries, columns, period);
  if (!sections.length) return failed('roadmap.no-activities', {}, found);
  const roadmap = { title, period, order, sections };
  return {
    roadmap,
    warnings: [
      ...several(all, which),
      ...doubtsOfOrder(roadmap),
      ...mends,
      ...warnings,
      ...unread(table.columns),
      ...found.otherwise.map(({ line }): Warning => ({
        code: 'roadmap.columns-otherwise',
        severity: 'note',
        params: { line },
        where: { line },
      })),
    ],
    ...table,
  };
}

const failed = (code: Warning['code'], params: Warning['params'], found?: Found): Reading => ({
  roadmap: null,
  warnings: [{ code, severity: 'failure', params, where: found ? { line: found.heading.line } : {} }],
});

const seen = ({ names }: Found) =>
  names
    .filter(Boolean)
    .map((name) => name.replaceAll('\n', ' '))
    .join(' | ');

/** No heading that a rule knows: the likeliest table is offered. */
function withoutTable(parts: readonly Part[], params: Warning['params']): Reading {
  const table = params.found ? undefined : likeliestTable(parts);
  const nothing = failed('roadmap.no-table', params);
  if (!table) return nothing;
  const { heading, rows } = table;
  const columns = heading.cells.map((name, at) => columnOf(name, at, [], rows));
  return { ...nothing, columns: withGuesses(columns), headingLine: heading.line };
}

function columnsOf({ names, columns, parts }: Found): ReadColumn[] {
  const rows = parts.flatMap((part) => (part.kind === 'row' ? [part.row] : []));
  return names.map((name, at) => {
    const means = (Object.keys(columns) as Column[]).filter((column) => columns[column] === at);
    return columnOf(name, at, means, rows);
  });
}

const columnOf = (
  name: string,
  at: number,
  means: Column[],
  rows: readonly { cells: string[] }[],
): ReadColumn => {
  const heading = name.replace(/\s+/g, ' ').trim();
  const texts = rows
    .filter(({ cells }) => cells.filter(Boolean).length > 1)
    .map(({ cells }) => cells[at] ?? '');
  const samples = texts.filter(Boolean).slice(0, 3);
  return { key: headingKey(heading) || `#${at + 1}`, heading, means, samples };
};

/** A column whose heading no rule knows and that is not empty: nothing of it is read. */
const unread = (columns: readonly ReadColumn[]): Warning[] =>
  columns
    .filter(
      ({ means, heading, samples }) =>
        !means.length && heading && samples.some((text) => /\p{L}/u.test(text)),
    )
    .map(({ heading }) => ({
      code: 'roadmap.column-unread',
      severity: 'note',
      params: { heading },
      where: {},
    }));

function several(all: Found[], which: number): Warning[] {
  if (all.length < 2) return [];
  const params = { count: all.length, which };
  const alternatives = all.map(({ above, heading }) => titleAbove(above) || `${heading.line}`);
  return [{ code: 'roadmap.several', severity: 'ask', params, where: {}, alternatives }];
}
