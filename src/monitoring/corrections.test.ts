import assert from 'node:assert/strict';
import test from 'node:test';
import {
  acceptReturn,
  approveCorrection,
  decideProposal,
  executionsOf,
  previewCorrection,
  proposeCorrection,
  reviewReturn,
  roadmapState,
  showReturn,
} from '#monitoring';
import {
  differenceOf,
  discardCorrection,
  editCorrection,
  listVersions,
  obligationsUnder,
  openCorrection,
  roadmapVersion,
  showCorrection,
  startCorrection,
} from '#roadmap';
import type { Context } from '#platform/use-case.ts';
import { testApp } from '#tests/database.ts';
import { fillIn, monitoredTown, open, submit } from '#tests/monitored-town.ts';

const { app } = await testApp();
const ORDER = { number: '17', date: '24.12.2021', orderTitle: 'О внесении изменений в Дорожную карту' };

/** A town after its third quarter, in the fourth: school 15 has handed in both, school 90 is filling in. */
async function inDecember(code: string) {
  const town = await monitoredTown(app, code);
  const contest = town.duty('school-15', 'III.7');
  await open(town, '2021-q4', '2021-12-01T09:00:00+05:00');
  await fillIn(town.head(), '2021-q4', {
    [`f1.${contest}.state`]: 'done',
    [`f1.${contest}.doneOn`]: '14.10.2021',
    [`f1.${contest}.document`]: 'Приказ № 214-о',
  });
  await submit(town.head(), '2021-q4');
  await fillIn(town.otherHead(), '2021-q4');
  const { id } = await startCorrection(town.coordinator(), {});
  const numbered = Object.fromEntries(
    (await showCorrection(town.coordinator(), { id })).content.activities.map((one) => [
      one.code,
      one.activityId,
    ]),
  );
  const edit = async (change: Record<string, unknown>, reason?: string, context = town.coordinator()) => {
    const { revision } = await showCorrection(context, { id });
    return editCorrection(context, {
      id,
      revision,
      reason,
      change: change as Parameters<typeof editCorrection>[1]['change'],
    });
  };
  const approve = async (context: Context = town.coordinator()) => {
    const { revision } = await showCorrection(context, { id });
    return approveCorrection(context, { id, revision, ...ORDER });
  };
  return { town, contest, id, numbered, edit, approve };
}
const obligations = async (owner: number) =>
  (
    await app.pool.query(
      `select o.*, o.starts_on::text as start, o.ends_on::text as end from obligation o join activity a on a.id = o.activity_id
     join roadmap r on r.id = a.roadmap_id where r.owner_id = $1 order by o.id`,
      [owner],
    )
  ).rows;

test('the system proposes to move what is late, and the taken proposal moves the term with its reason', async () => {
  const { town, contest, id, numbered, approve } = await inDecember('late');
  const coordinator = town.coordinator();
  const proposals = await proposeCorrection(coordinator, { id });
  const late = proposals.find(({ code }) => code === 'III.7')!;
  assert.deepEqual(
    [late.why, late.reason.code, late.reason.params],
    ['late', 'correction.why-late', { end: '31.10.2021', done: 1, all: 3 }],
  );
  assert.deepEqual(
    late.options.map(({ as }) => as),
    ['move', 'drop-term'],
  );
  // Left as it is by mistake: it can be decided again.
  await decideProposal(coordinator, { id, revision: 1, proposal: late.key, decision: 'leave' });
  assert.equal((await showCorrection(coordinator, { id })).decisions[late.key], 'dropped');
  await decideProposal(coordinator, { id, revision: 2, proposal: late.key, decision: 'again' });
  await decideProposal(coordinator, {
    id,
    revision: 3,
    proposal: late.key,
    decision: 'move',
    until: '28.02.2022',
    reason: 'Организатор перенёс конкурс',
  });
  const shown = await showCorrection(coordinator, { id });
  assert.equal(shown.reasons[numbered['III.7']!]?.text, 'Организатор перенёс конкурс');
  assert.equal(shown.decisions[late.key], 'taken');
  const preview = await previewCorrection(coordinator, { id });
  assert.equal(preview.moved, 3);
  const approved = await approve();
  assert.deepEqual([approved.number, approved.moved, approved.ended, approved.added], [2, 3, 0, 0]);
  // The school that had done it has done it; it is one obligation with its reports, on other days.
  const own = await executionsOf(app.db, [town.schools.first.id]);
  const moved = own.find((one) => one.id === contest)!;
  assert.deepEqual([moved.endsOn, moved.execution?.state], ['2022-02-28', 'done']);
  const state = (await roadmapState(coordinator, {}))!.activities.find(({ code }) => code === 'III.7')!;
  assert.deepEqual([state.state, state.done, state.all], ['running', 1, 3]);
  const { reasons } = await roadmapVersion(coordinator, { number: 2 });
  assert.equal(reasons[numbered['III.7']!]?.params?.done, 1);
  const { points } = await differenceOf(coordinator, { from: 1, to: 2 });
  assert.deepEqual(
    points.map(({ code }) => code),
    ['correction.point-reword'],
  );
  // The days before are kept too.
  const { rows } = await app.pool.query(
    'select ends_on::text as end from obligation_move where obligation_id = $1',
    [contest],
  );
  assert.deepEqual(rows, [{ end: '2021-10-31' }]);
});

test('what was submitted stays as it was when a correction withdraws and adds; open returns ask the new rows', async () => {
  const { town, numbered, edit, approve } = await inDecember('submitted');
  const coordinator = town.coordinator();
  const before = await showReturn(town.head(), { campaign: '2021-q4' });
  await edit({ what: 'withdraw', activity: numbered['II.6'] }, 'Методический день отменён');
  await edit({
    what: 'add',
    section: 'III',
    title: 'Провести семинар наставников',
    deadline: 'декабрь 2021 г.',
    responsibles: [{ text: 'Школы', role: 'executor', assignment: { to: 'schools' } }],
  });
  const approved = await approve();
  assert.deepEqual(
    approved.campaigns.map(({ slug, asked, standing }) => [slug, asked.length, standing.length]),
    [['2021-q4', 2, 1]],
  );
  const rows = async (context: Context) =>
    (await showReturn(context, { campaign: '2021-q4' })).rows.map(({ code }) => code);
  assert.deepEqual(await rows(town.otherHead()), ['II.5', 'III.7', 'III.8', 'VI.1']);
  const after = await showReturn(town.head(), { campaign: '2021-q4' });
  assert.deepEqual(after.rows.map(({ code }) => code).sort(), before.rows.map(({ code }) => code).sort());
  assert.deepEqual([after.state, after.counts], ['submitted', before.counts]);
  const review = await reviewReturn(coordinator, { campaign: '2021-q4', organisation: 'school-15' });
  assert.equal(review.duties.find(({ code }) => code === 'II.6')?.now?.state, 'running');
  await acceptReturn(coordinator, { campaign: '2021-q4', organisation: 'school-15', rev: after.rev });
  // The withdrawn activity is no longer owed; the report about it is in the return for ever.
  const stored = await obligations(town.town.id);
  assert.ok(
    stored
      .filter((one) => one.activity_id === numbered['II.6'])
      .every((one) => one.ended_by === approved.versionId),
  );
  assert.ok(
    !(await obligationsUnder(app.db, town.town.id)).some((one) => one.activityId === numbered['II.6']),
  );
  // And a school that was filling in goes on with the new rows.
  await fillIn(town.otherHead(), '2021-q4');
  await submit(town.otherHead(), '2021-q4');
});

test('an untouched activity keeps its obligations to the letter', async () => {
  const { town, numbered, edit, approve } = await inDecember('untouched');
  const before = await obligations(town.town.id);
  await edit({ what: 'edit', activity: numbered['I.1'], title: 'Разработать и утвердить Дорожную карту' });
  await approve();
  assert.deepEqual(await obligations(town.town.id), before);
});

test('of two who approve the second is told, and so is who edits what is approved', async () => {
  const { town, id, numbered, edit } = await inDecember('twice');
  await edit({ what: 'withdraw', activity: numbered['II.6'] });
  const { revision } = await showCorrection(town.coordinator(), { id });
  const approve = () => approveCorrection(town.coordinator(), { id, revision, ...ORDER });
  const results = await Promise.allSettled([approve(), approve()]);
  assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  const refused = results.find((one) => one.status === 'rejected') as PromiseRejectedResult;
  assert.equal((refused.reason as { code: string }).code, 'correction.approved');
  await assert.rejects(edit({ what: 'restore', activity: numbered['II.6'] }), {
    code: 'correction.approved',
  });
  assert.deepEqual(
    (await listVersions(town.coordinator(), {})).versions.map(({ number }) => number),
    [2, 1],
  );
});

test('a draft made from a version that is no longer the last is refused, with the order that came between', async () => {
  const { town, id, numbered, edit, approve } = await inDecember('between');
  await edit({ what: 'withdraw', activity: numbered['II.6'] });
  // As a second process would leave it: another version approved while this draft was being prepared.
  await app.pool.query(
    `insert into roadmap_version (roadmap_id, number, title, starts_on, ends_on, order_number, ordered_on, order_title, authority, approved_at)
     select roadmap_id, 2, title, starts_on, ends_on, '300', '2021-12-15', order_title, authority, now() from roadmap_version
     where id = (select based_on from roadmap_draft where id = $1)`,
    [id],
  );
  const before = await obligations(town.town.id);
  await assert.rejects(approve(), {
    code: 'correction.approved-meanwhile',
    params: { number: '300', date: '15.12.2021', version: 2 },
  });
  assert.deepEqual(await obligations(town.town.id), before);
});

test('nothing is approved without a change, an order, or anybody to carry it out', async () => {
  const { town, id, numbered, edit, approve } = await inDecember('unready');
  await assert.rejects(approve(), { code: 'correction.nothing-changed' });
  await edit({
    what: 'edit',
    activity: numbered['II.6'],
    responsibles: [],
    deadline: 'до 31 февраля 2022 г.',
  });
  await assert.rejects(approve(), (error: { code: string; issues: { code: string }[] }) => {
    assert.deepEqual(
      error.issues.map(({ code }) => code),
      ['correction.deadline-in-doubt', 'roadmap.nobody-responsible'],
    );
    return true;
  });
  await edit({
    what: 'edit',
    activity: numbered['II.6'],
    responsibles: [{ text: 'Школы', role: 'executor', assignment: { to: 'schools' } }],
    deadline: 'март 2022 г.',
  });
  const { revision } = await showCorrection(town.coordinator(), { id });
  await assert.rejects(
    approveCorrection(town.coordinator(), { id, revision, number: '', date: '', orderTitle: '' }),
    {
      code: 'roadmap.not-ready',
    },
  );
  await approve();
});

test('two people’s edits do not write over each other, and others may not even look', async () => {
  const { town, id, numbered } = await inDecember('two');
  const change = { what: 'withdraw', activity: numbered['II.6']! } as const;
  await editCorrection(town.coordinator(), { id, revision: 1, change });
  await assert.rejects(editCorrection(town.coordinator(), { id, revision: 1, change }), {
    code: 'correction.changed-meanwhile',
  });
  const elsewhere = await monitoredTown(app, 'elsewhere');
  for (const stranger of [elsewhere.coordinator(), town.head(), town.controller()]) {
    await assert.rejects(showCorrection(stranger, { id }), { code: 'correction.not-found' });
    await assert.rejects(editCorrection(stranger, { id, revision: 2, change }), {
      code: 'correction.not-found',
    });
    await assert.rejects(approveCorrection(stranger, { id, revision: 2, ...ORDER }), {
      code: 'correction.not-found',
    });
  }
  await assert.rejects(startCorrection(town.coordinator(), {}), { code: 'correction.open' });
  await discardCorrection(town.coordinator(), { id, revision: 2 });
  assert.equal((await openCorrection(town.coordinator(), {})).draft, undefined);
  assert.ok((await startCorrection(town.coordinator(), {})).id > id);
});

test('a link that a correction breaks is told; a circle of links is refused', async () => {
  const { town, id, numbered, edit, approve } = await inDecember('links');
  const [first, then] = [numbered['II.6']!, numbered['III.7']!];
  const broken = async () =>
    (await showCorrection(town.coordinator(), { id })).broken.map(
      ({ code, afterCode, why }) => `${code} ${afterCode} ${why}`,
    );
  await edit({ what: 'edit', activity: then, deadline: 'февраль 2022 г.' });
  await edit({ what: 'link', activity: then, after: first });
  assert.deepEqual(await broken(), []);
  await assert.rejects(edit({ what: 'link', activity: first, after: then }), {
    code: 'correction.link-circle',
  });
  await edit({ what: 'edit', activity: first, deadline: 'март 2022 г.' });
  assert.deepEqual(await broken(), ['III.7 II.6 begins-before']);
  await edit({ what: 'withdraw', activity: first });
  assert.deepEqual(await broken(), ['III.7 II.6 withdrawn']);
  await edit({ what: 'restore', activity: first });
  assert.deepEqual(await broken(), []);
  await approve();
  const { content } = await roadmapVersion(town.coordinator(), { number: 2 });
  assert.deepEqual(content.activities.find(({ code }) => code === 'III.7')?.after, [first]);
});

test('through many steps and two orders the database keeps every obligation and every report', async () => {
  const { town, numbered, edit, approve } = await inDecember('many');
  const answered = async () =>
    (
      await app.pool.query(
        `select e.key::int as id from return r join campaign c on c.id = r.campaign_id
         join return_revision v on v.campaign_id = r.campaign_id and v.org_id = r.org_id and v.rev = r.rev
         cross join lateral jsonb_each(v.texts -> 'executions') e where c.owner_id = $1`,
        [town.town.id],
      )
    ).rows.map(({ id }) => id as number);
  const sound = async () => {
    const now = await obligations(town.town.id);
    const ids = new Set(now.map(({ id }) => id));
    for (const id of [...before.map((one) => one.id as number), ...(await answered())])
      assert.ok(ids.has(id));
    const { content } = await roadmapVersion(town.coordinator(), {
      number: (await listVersions(town.coordinator(), {})).versions[0]!.number,
    });
    const there = new Set(content.activities.map(({ activityId }) => activityId));
    for (const one of now) if (one.ended_by === null) assert.ok(there.has(one.activity_id));
  };
  const before = await obligations(town.town.id);
  const schools = [{ text: 'Школы', role: 'executor', assignment: { to: 'schools' } }];
  await edit({
    what: 'split',
    activity: numbered['III.7'],
    first: { title: 'Конкурс, первый тур', deadline: 'февраль 2022 г.' },
    second: { title: 'Второй тур', deadline: 'май 2022 г.' },
  });
  await edit({ what: 'edit', activity: numbered['II.5'], responsibles: schools, deadline: 'ежеквартально' });
  await edit({ what: 'move', activity: numbered['II.6'], section: 'III', place: 1 });
  await edit({ what: 'withdraw', activity: numbered['I.1'] });
  const first = await approve();
  await sound();
  const { id } = await startCorrection(town.coordinator(), {});
  const again = async (change: Record<string, unknown>) => {
    const { revision } = await showCorrection(town.coordinator(), { id });
    return editCorrection(town.coordinator(), {
      id,
      revision,
      change: change as Parameters<typeof editCorrection>[1]['change'],
    });
  };
  await again({ what: 'edit', activity: numbered['II.5'], deadline: 'в течение всего периода' });
  await again({
    what: 'edit',
    activity: numbered['II.6'],
    responsibles: [
      {
        text: 'СОШ',
        role: 'executor',
        assignment: { to: 'chosen', organisations: [town.schools.second.id] },
      },
    ],
  });
  const { revision } = await showCorrection(town.coordinator(), { id });
  const second = await approveCorrection(town.coordinator(), { id, revision, ...ORDER });
  await sound();
  assert.deepEqual([first.number, second.number], [2, 3]);
  // The terms of each activity count from 1 without a gap, whatever was moved.
  const terms = Map.groupBy(
    (await obligations(town.town.id)).filter((one) => one.ended_by === null),
    (one) => one.activity_id,
  );
  for (const own of terms.values()) {
    const counted = [...new Set(own.map(({ term }) => term as number))].sort((a, b) => a - b);
    assert.deepEqual(
      counted,
      counted.map((_, at) => at + 1),
    );
  }
});
