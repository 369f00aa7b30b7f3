import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { readDeadline } from '#calendar';
import { boundOf, termsOf, type VersionActivity, type VersionContent } from './content.ts';
import { type Correction, corrected } from './correct.ts';
import { applied, differenceBetween } from './difference.ts';
import { followObligations, type Followed, type Standing } from './follow.ts';
import { wordDifference } from './word-difference.ts';

const PERIOD = { start: '2021-01-01', end: '2022-12-31' };
const KINDS = new Map([
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
const text = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
const deadline = fc.constantFrom(...DEADLINES);
const responsibles = fc
  .uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 4 })
  .map((ids) =>
    ids.map((id) => ({ text: `Организация ${id}`, role: 'executor' as const, organisations: [id] })),
  );
const sections = ['I', 'II', 'III'].map((numeral) => ({ numeral, title: `Раздел ${numeral}` }));

const base: fc.Arbitrary<VersionContent> = fc
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
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
function stepOf({ kind, activity, other, place, section, ...words }: Step, id: number): Correction {
  if (kind === 'edit') return { what: 'edit', activity, section, ...words };
  if (kind === 'move') return { what: 'move', activity, place, section };
  if (kind === 'add') return { what: 'add', activity: id, section: section ?? 'I', place, ...words };
  if (kind === 'split') return { what: 'split', activity, into: id, first: words, second: words };
  if (kind === 'link') return { what: 'link', activity, after: other };
  return kind === 'renumber' ? { what: 'renumber', section: section ?? 'I' } : { what: kind, activity };
}
const steps = fc.array(step, { maxLength: 12 });
function after(before: VersionContent, taken: readonly Step[], from = 100): VersionContent {
  return taken.reduce((content, one, at) => {
    const next = corrected(content, stepOf(one, from + at), before);
    return 'refused' in next ? content : next;
  }, before);
}

test('whatever is done to a draft, its activities stay in their sections, each with a code of its own', () =>
  fc.assert(
    fc.property(base, steps, (before, taken) => {
      const { activities, sections } = after(before, taken);
      const order = activities.map(({ section }) => sections.findIndex(({ numeral }) => numeral === section));
      assert.ok(!order.includes(-1));
      assert.deepEqual(order, order.toSorted());
      assert.equal(new Set(activities.map(({ code }) => code)).size, activities.length);
      assert.equal(new Set(activities.map(({ activityId }) => activityId)).size, activities.length);
    }),
  ));

test('the difference of two versions, put over the first, gives the second; of a version and itself there is none', () =>
  fc.assert(
    fc.property(base, steps, (before, taken) => {
      const now = after(before, taken);
      assert.deepEqual(applied(before, differenceBetween(before, now)), now);
      const none = differenceBetween(now, now);
      assert.deepEqual(
        [none.activities, none.sections, none.title, none.period],
        [[], [], undefined, undefined],
      );
    }),
  ));

test('the pieces of a changed text join to the text before and to the text after', () =>
  fc.assert(
    fc.property(text, text, (before, now) => {
      const pieces = wordDifference(before, now);
      const joined = (kind: string) =>
        pieces.map((piece) => (piece.kind === 'same' || piece.kind === kind ? piece.text : '')).join('');
      assert.deepEqual([joined('removed'), joined('added')], [before, now]);
    }),
  ));

const TODAY = '2021-12-20';
/** The obligations of a first approval, with whatever was reported. */
function arise(content: VersionContent, settled: (id: number) => boolean): Standing[] {
  let id = 0;
  return content.activities.flatMap((activity) =>
    termsOf(activity, content.period).flatMap(({ start, end }, at) =>
      boundOf(activity, KINDS).map((organisationId) => {
        id++;
        const { activityId } = activity;
        return {
          id,
          activityId,
          organisationId,
          term: at + 1,
          start,
          end,
          ended: false,
          settled: settled(id),
        };
      }),
    ),
  );
}
/** What the database holds afterwards. */
function settleDown(standing: readonly Standing[], followed: Followed): Standing[] {
  const moved = new Map(followed.moved.map((one) => [one.id, one]));
  const [ended, revived] = [followed.ended, followed.revived].map(
    (list) => new Set(list.map(({ id }) => id)),
  );
  const terms = new Map(followed.terms.map(({ id, term }) => [id, term]));
  let last = Math.max(0, ...standing.map(({ id }) => id));
  return [
    ...standing.map((one) => ({
      ...one,
      start: moved.get(one.id)?.start ?? one.start,
      end: moved.get(one.id)?.end ?? one.end,
      term: terms.get(one.id) ?? one.term,
      ended: ended!.has(one.id) || (one.ended && !revived!.has(one.id)),
    })),
    ...followed.added.map((one) => ({ ...one, id: ++last, ended: false, settled: false })),
  ];
}

test('through any corrections no obligation is lost, none binds to what is withdrawn, and all that is due is asked for', () =>
  fc.assert(
    fc.property(
      base,
      fc.array(steps, { minLength: 1, maxLength: 3 }),
      fc.func(fc.boolean()),
      (first, rounds, done) => {
        let content = first;
        let standing = arise(first, (id) => done(id));
        rounds.forEach((taken, round) => {
          const next = after(content, taken, 100 * (round + 1));
          const followed = followObligations({ before: content, after: next }, standing, {
            kinds: KINDS,
            today: TODAY,
          });
          const now = settleDown(standing, followed);
          // Nothing that was there is gone, and what was reported is reported still.
          for (const { id, settled } of standing)
            assert.equal(now.find((one) => one.id === id)?.settled, settled);
          const active = now.filter(({ ended }) => !ended);
          const keys = now.map((one) => `${one.activityId} ${one.organisationId} ${one.start} ${one.end}`);
          assert.equal(new Set(keys).size, keys.length, 'one obligation a term');
          for (const one of active)
            assert.ok(
              next.activities.some(({ activityId }) => activityId === one.activityId),
              'belongs to the version',
            );
          for (const activity of next.activities)
            for (const organisationId of boundOf(activity, KINDS))
              for (const { start, end } of termsOf(activity, next.period)) {
                const found = active.find(
                  (one) =>
                    one.activityId === activity.activityId &&
                    one.organisationId === organisationId &&
                    one.start === start &&
                    one.end === end,
                );
                assert.ok(found ?? end < TODAY, `${activity.code} asks ${organisationId} until ${end}`);
              }
          // What was done in a term that is over stays in force while the activity does.
          for (const one of standing)
            if (
              one.settled &&
              !one.ended &&
              one.end < TODAY &&
              next.activities.some(({ activityId }) => activityId === one.activityId)
            )
              assert.ok(active.some(({ id }) => id === one.id));
          [content, standing] = [next, now];
        });
      },
    ),
  ));
