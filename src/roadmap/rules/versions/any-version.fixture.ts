import fc from 'fast-check';
import { readDeadline } from '#calendar';
import type { VersionActivity, VersionContent } from './content.ts';
import { type Correction, corrected } from './correct.ts';

/** For properties: any roadmap, and any steps of a correction. */
export const PERIOD = { start: '2021-01-01', end: '2022-12-31' };
export const KINDS = new Map([
  [1, 'authority'],
  [2, 'methodological-centre'],
  [3, 'school'],
  [4, 'school'],
  [5, 'primary-school'],
]);
const DEADLINES = [
  'Апрель 2021г.',
  'III квартал 2021г. III квартал 2022г.',
  'август-октябрь 2021г., август-октябрь 2022г.',
  '2022г.',
  'ежеквартально',
  'в течение всего периода',
  '1-2 полугодие 2021 года',
  'до 15 марта 2022 г.',
];
const word = fc.constantFrom('участие', 'школ', 'в', 'конкурсе', '«Наставник»', 'области', '2022', 'г.', '–');
export const text = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
const deadline = fc.constantFrom(...DEADLINES);
const responsibles = fc
  .uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 4 })
  .map((ids) =>
    ids.map((id) => ({ text: `Организация ${id}`, role: 'executor' as const, organisations: [id] })),
  );
const sections = ['I', 'II', 'III'].map((numeral) => ({ numeral, title: `Раздел ${numeral}` }));

export const base: fc.Arbitrary<VersionContent> = fc
  .array(fc.record({ section: fc.nat(2), title: text, deadline, responsibles, document: text }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((rows) => {
    const counts = [0, 0, 0];
    const activities = rows
      .toSorted((one, other) => one.section - other.section)
      .map(({ section, title, deadline, ...texts }, at): VersionActivity => {
        const numeral = sections[section]!.numeral;
        const number = String(++counts[section]!);
        return {
          ...texts,
          activityId: at + 1,
          code: `${numeral}.${number}`,
          section: numeral,
          number,
          title,
          shortTitle: title,
          result: '',
          deadline: readDeadline(deadline, { roadmapStart: PERIOD.start, roadmapEnd: PERIOD.end }),
          derived: null,
          source: null,
          after: [],
        };
      });
    return { title: 'Дорожная карта', period: PERIOD, sections, activities };
  });

/** A step that may or may not fit: what does not is refused. New activities get numbers of their own. */
const step = fc.record({
  kind: fc.constantFrom('edit', 'move', 'add', 'split', 'withdraw', 'restore', 'link', 'renumber'),
  activity: fc.integer({ min: 1, max: 10 }),
  other: fc.integer({ min: 1, max: 10 }),
  place: fc.integer({ min: 1, max: 6 }),
  section: fc.constantFrom('I', 'II', 'III', undefined),
  title: text,
  deadline,
  responsibles,
});
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
function stepOf({ kind, activity, other, place, section, ...words }: Step, id: number): Correction {
  if (kind === 'edit') return { what: 'edit', activity, section, ...words };
  if (kind === 'move') return { what: 'move', activity, place, section };
  if (kind === 'add') return { what: 'add', activity: id, section: section ?? 'I', place, ...words };
  if (kind === 'split') return { what: 'split', activity, into: id, first: words, second: words };
  if (kind === 'link') return { what: 'link', activity, after: other };
  return kind === 'renumber' ? { what: 'renumber', section: section ?? 'I' } : { what: kind, activity };
}
export const steps = fc.array(step, { maxLength: 12 });
export function after(before: VersionContent, taken: readonly Step[], from = 100): VersionContent {
  return taken.reduce((content, one, at) => {
    const next = corrected(content, stepOf(one, from + at), before);
    return 'refused' in next ? content : next;
  }, before);
}
