import assert from 'node:assert/strict';
import test from 'node:test';
import ICAL from 'ical.js';
import { testApp } from '#tests/database.ts';
import { monitoredTown, open } from '#tests/monitored-town.ts';
import { calendarFeed } from './calendar-feed.ts';
import { endCalendar, ownCalendar, renewCalendar } from './own-calendar.ts';

const { app } = await testApp();
app.clock.now = () => new Date('2021-12-20T09:00:00+05:00');
const town = await monitoredTown(app, 'town');
await open(town, '2021-q4', '2021-12-01T09:00:00+05:00');
const ORIGIN = 'https://vekha.example';

async function eventsOf(token: string, origin = ORIGIN) {
  const text = await calendarFeed(app, token, origin);
  const all = new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent');
  return all.map((one) => {
    const { uid, summary, description, sequence, startDate } = new ICAL.Event(one);
    return {
      uid,
      summary,
      description,
      sequence,
      on: String(startDate),
      url: one.getFirstPropertyValue('url'),
    };
  });
}

test('a head finds the terms of the school and the day of the monitoring', async () => {
  const { token } = await renewCalendar(town.head(), {});
  const events = await eventsOf(token);
  const found = (start: string) =>
    events.filter(({ summary }) => summary.startsWith(start)).map(({ on }) => on);
  assert.deepEqual(found('III.7.'), ['2021-10-31', '2022-10-31']);
  assert.deepEqual(found('I.1.'), [], 'what the offices carry out is not the school’s');
  const campaign = events.find(({ uid }) => uid.startsWith('campaign-'));
  assert.deepEqual([campaign?.on, campaign?.url], ['2021-12-25', `${ORIGIN}/office/returns/2021-q4`]);
  assert.equal(new Set(events.map(({ uid }) => uid)).size, events.length);
});

test('an event is the same under another name of the host, and the link leads there', async () => {
  const { token } = await renewCalendar(town.head(), {});
  const [here, there] = [await eventsOf(token), await eventsOf(token, 'http://10.0.0.5:3000')];
  assert.deepEqual(
    here.map(({ uid }) => uid),
    there.map(({ uid }) => uid),
  );
  assert.match(String(there[0]!.url), /^http:\/\/10\.0\.0\.5:3000\//);
});

test('a coordinator has one event a term, however many schools it binds', async () => {
  const { token } = await renewCalendar(town.coordinator(), {});
  const events = await eventsOf(token);
  const [contest] = events.filter(({ summary }) => summary.startsWith('III.7.'));
  assert.match(contest!.description, /Организаций: 3/);
  assert.equal(events.filter(({ summary }) => summary.startsWith('III.7.')).length, 2);
});

test('a term that a correction moved is the same event, changed once more', async () => {
  const { token } = await renewCalendar(town.head(), {});
  const before = (await eventsOf(token)).find(({ on }) => on === '2022-10-31')!;
  const id = Number(/\d+/.exec(before.uid)![0]);
  await app.pool.query(
    `insert into obligation_move select id, version_id, starts_on, ends_on from obligation where id = $1`,
    [id],
  );
  await app.pool.query(`update obligation set ends_on = '2022-11-30' where id = $1`, [id]);
  const after = (await eventsOf(token)).find(({ uid }) => uid === before.uid)!;
  assert.deepEqual([before.sequence, after.sequence, after.on], [0, 1, '2022-11-30']);
});

test('a renewed address ends the one before, a closed one and a disabled account have none', async () => {
  const gone = { code: 'calendar.not-found' };
  const { token: first } = await renewCalendar(town.otherHead(), {});
  const { token: second } = await renewCalendar(town.otherHead(), {});
  assert.match(second, /^[\w-]{43}$/);
  await assert.rejects(calendarFeed(app, first, ORIGIN), gone);
  assert.ok((await ownCalendar(town.otherHead(), {})).madeAt);
  const { rows } = await app.pool.query<{ kept: string }>(
    `select string_agg(f::text, ' ') as kept from calendar_feed f`,
  );
  assert.ok(!rows[0]!.kept.includes(second), 'the address itself is kept nowhere');
  await app.pool.query(`update account set disabled_at = now() where id = $1`, [
    town.otherHead().actor.accountId,
  ]);
  await assert.rejects(calendarFeed(app, second, ORIGIN), gone);
  const { token } = await renewCalendar(town.curator(), {});
  await endCalendar(town.curator(), {});
  await assert.rejects(calendarFeed(app, token, ORIGIN), gone);
  assert.equal((await ownCalendar(town.curator(), {})).madeAt, undefined);
});

test('a program that asks every second is asked to wait', async () => {
  const { token } = await renewCalendar(town.controller(), {});
  for (let times = 0; times < 30; times++) await calendarFeed(app, token, ORIGIN);
  await assert.rejects(calendarFeed(app, token, ORIGIN), { code: 'calendar.too-often' });
});
