import assert from 'node:assert/strict';
import test from 'node:test';
import { actorOf, contextFor } from '#organisations';
import { testApp } from '#tests/database.ts';
import {
  addAccount,
  addCampaign,
  addOrganisation,
  type SampleOrganisation,
  stateSample,
  submitSample,
} from '#tests/sample-returns.ts';
import { consolidate, type Consolidation, newestConsolidation } from './consolidate.ts';
import { startFold } from './fold.ts';
import type { Answer } from './rules/index.ts';

const { app } = await testApp();
startFold(app);

const town = await addOrganisation(app, { code: 'town', kind: 'municipality', name: 'Город' });
const authority = await addOrganisation(app, { code: 'uo', kind: 'authority', parent: town });
const schools: SampleOrganisation[] = [];
for (const [at, kind] of ['school', 'school', 'primary-school', 'school', 'school'].entries())
  schools.push(
    await addOrganisation(app, {
      code: `school-${at}`,
      kind,
      parent: town,
      name: `Школа ${at}`,
      low: at === 1 || at === 3,
    }),
  );
const opened = (slug: string, startsOn: string, endsOn: string, dueOn: string) =>
  addCampaign(app, {
    owner: town,
    slug,
    startsOn,
    endsOn,
    dueOn,
    nodes: [[town, null]],
    schools: schools.map((school) => [school, town] as const),
  });
const second = await opened('2021-q2', '2021-04-01', '2021-06-30', '2021-06-25');
const third = await opened('2021-q3', '2021-07-01', '2021-09-30', '2021-09-25');

const accounts = {
  coordinator: await addAccount(app, 'coordinator', town),
  head: await addAccount(app, 'head', schools[2]!),
  other: await addAccount(app, 'head', schools[4]!),
  administrator: await addAccount(app, 'administrator', town),
};
async function as(who: keyof typeof accounts) {
  const { actor, zone } = await actorOf(app, { accountId: accounts[who], name: who });
  return contextFor(app, actor, zone);
}

const answers = (
  pupils: number,
  mentors: number,
  more: Record<string, Answer> = {},
): Record<string, Answer> => ({
  't0.pupils_15_19': pupils,
  't1.pupil-pupil.mentors_15_19': mentors,
  't1.student-pupil.mentors_15_19': 0,
  't1.other.mentors_15_19': 0,
  't2.courses.hours': 15,
  ...more,
});
await submitSample(app, second, schools[0]!.id, answers(100, 10));
await submitSample(app, third, schools[0]!.id, answers(20, 10)); // a small school: 50 %
await submitSample(app, third, schools[1]!.id, answers(1_980, 70)); // a large one: 3.5 %
await submitSample(app, third, schools[2]!.id, { 't2.courses.hours': 12 }); // a primary school has neither
await submitSample(app, third, schools[3]!.id, answers(5, 5, { 't2.courses.hours': 'not-applicable' }));
await stateSample(app, third.id, schools[0]!.id, 3);
await stateSample(app, third.id, schools[3]!.id, 1); // sent back
// school 4 has not submitted anything

const ask = async (
  more: Partial<Parameters<typeof consolidate>[1]> = {},
  who: keyof typeof accounts = 'coordinator',
) => consolidate(await as(who), { campaign: '2021-q3', byOrganisation: true, ...more });
const indicator = ({ indicators }: Consolidation, code: string) =>
  indicators.find((one) => one.code === code);

test('a share is made of the sums, beside its plan and the last period', async () => {
  const found = await ask();
  const { title: _title, ...share } = indicator(found, 'I2')!;
  assert.deepEqual(share, {
    code: 'I2',
    unit: '%',
    year: 2021,
    planned: 4,
    part: 80,
    whole: 2_000,
    percent: 4,
    given: 2,
    of: 4,
    before: { code: 'I2', part: 10, whole: 100, percent: 10, given: 1, of: 4 },
  });
  assert.equal(indicator(found, 'I1')?.percent, null); // nobody has said: no data, not 0 %
});

test('a figure says whom it covers: not the primary school, which has no such pupils', async () => {
  const { figures, expected, submitted, accepted, counted } = await ask();
  assert.deepEqual(
    { expected, submitted, accepted, counted },
    { expected: 5, submitted: 3, accepted: 1, counted: 3 },
  );
  assert.deepEqual(figures['t1.pupil-pupil.mentors_15_19'], { value: 80, given: 2, of: 4 });
  assert.deepEqual(figures['t1.total.mentors_15_19'], { value: 80, given: 2, of: 4 });
  assert.deepEqual(figures['t2.courses.hours'], { value: 4.2, given: 3, of: 5 });
  assert.deepEqual(figures['t0.pupils_total'], { value: null, given: 0, of: 5 });
});

test('accepted only, and the schools with low results only, are cuts of the same returns', async () => {
  const accepted = await ask({ filter: 'accepted' });
  assert.equal(accepted.counted, 1);
  assert.deepEqual(accepted.figures['t0.pupils_15_19'], { value: 20, given: 1, of: 4 });
  const supported = await ask({ among: 'supported' });
  assert.equal(supported.expected, 2);
  assert.deepEqual(supported.figures['t0.pupils_15_19'], { value: 1_980, given: 1, of: 2 });
  assert.deepEqual(
    supported.organisations.map(({ organisation }) => organisation.code),
    ['school-1', 'school-3'],
  );
});

test('who is not in the sums is named, with the state of the return and when it was due', async () => {
  const { missing, organisations } = await ask();
  assert.deepEqual(
    missing.map(({ organisation, state, dueOn, figures }) => [organisation.code, state, dueOn, figures]),
    [
      ['school-3', 'returned', '2021-09-25', null],
      ['school-4', 'draft', '2021-09-25', null],
    ],
  );
  assert.ok(!organisations.some(({ organisation }) => organisation.id === authority.id));
});

test('what an organisation left empty, has not and has given are three things', async () => {
  const { organisations } = await ask();
  const primary = organisations.find(({ organisation }) => organisation.code === 'school-2')?.figures;
  assert.equal(primary?.['t1.total.mentors_15_19'], 'not-applicable');
  assert.equal(primary?.['t2.courses.hours'], 1.2);
  assert.equal(primary?.['t0.pupils_total'], null);
});

test('a figure opens into the organisations behind it, the largest first and those without data apart', async () => {
  const { drill } = await ask({ cell: 't1.total.mentors_15_19' });
  assert.deepEqual(drill?.figure, { value: 80, given: 2, of: 4 });
  assert.deepEqual(
    drill?.given.map(({ organisation, value }) => [organisation.code, value]),
    [
      ['school-1', 70],
      ['school-0', 10],
    ],
  );
  assert.deepEqual(
    drill?.notApplicable.map(({ code }) => code),
    ['school-2'],
  );
  assert.deepEqual(
    drill?.missing.map(({ organisation }) => organisation.code),
    ['school-3', 'school-4'],
  );
  assert.equal((await ask({ cell: 't1.nothing.at-all' })).drill, null);
});

test('a primary school without a return is not missing where the figure does not apply to it', async () => {
  await stateSample(app, third.id, schools[2]!.id, 0);
  const { drill } = await ask({ cell: 't1.pupil-pupil.mentors_15_19' });
  assert.deepEqual([drill?.figure.given, drill?.figure.of], [2, 4]);
  assert.deepEqual(
    drill?.notApplicable.map(({ code }) => code),
    ['school-2'],
  );
  await stateSample(app, third.id, schools[2]!.id, 2);
});

test("a school's people see their own row and nothing of the others", async () => {
  const found = await ask({}, 'head');
  assert.ok(found.own);
  assert.equal(found.expected, 1);
  assert.deepEqual(found.figures['t2.courses.hours'], { value: 1.2, given: 1, of: 1 });
  assert.deepEqual(
    found.organisations.map(({ organisation }) => organisation.code),
    ['school-2'],
  );
  const other = await ask({ byOrganisation: false }, 'other');
  assert.deepEqual([other.expected, other.counted], [1, 0]);
  await assert.rejects(ask({ at: 'town' }, 'head'), { code: 'access.denied' });
  await assert.rejects(ask({}, 'administrator'), { code: 'access.denied' });
});

test('an unknown period is none, and one without a campaign before it is compared with nothing', async () => {
  await assert.rejects(ask({ campaign: '1999-q1' }), {
    kind: 'not-found',
    code: 'monitoring.consolidation-unknown',
  });
  assert.equal((await ask({ campaign: '2021-q2' })).before, null);
  assert.equal((await ask({ compare: '2021-q2' })).before?.period.slug, '2021-q2');
});

test('stored and added up anew, with and without the rows, the figures are the same', async () => {
  const stored = await ask({ byOrganisation: false });
  const rows = await ask();
  assert.deepEqual(stored.figures, rows.figures);
  assert.deepEqual(stored.before, rows.before);
});

test('one begins with the newest period that has data', async () => {
  await opened('2021-q4', '2021-10-01', '2021-12-31', '2021-12-25');
  assert.equal(await newestConsolidation(await as('coordinator'), {}), '2021-q3');
  assert.deepEqual(
    (await ask()).periods.map(({ slug }) => slug),
    ['2021-q4', '2021-q3', '2021-q2'],
  );
});
