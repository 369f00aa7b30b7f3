import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { after, base, KINDS, steps, text } from './any-version.fixture.ts';
import { boundOf, termsOf, type VersionContent } from './content.ts';
import { applied, differenceBetween } from './difference.ts';
import { followObligations, type Followed, type Standing } from './follow.ts';
import { wordDifference } from './word-difference.ts';

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
