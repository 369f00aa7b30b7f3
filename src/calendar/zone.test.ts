import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { dayIn, endOfDay, startOfDay, writeTime } from './zone.ts';

test('in the Urals a new day begins when Greenwich still has the old one', () => {
  const instant = new Date('2021-12-25T20:04:00Z');
  assert.equal(dayIn(instant, 'Asia/Yekaterinburg'), '2021-12-26');
  assert.equal(writeTime(instant, 'Asia/Yekaterinburg'), '01:04');
  assert.equal(dayIn(instant, 'UTC'), '2021-12-25');
  assert.equal(startOfDay('2021-12-25', 'Asia/Yekaterinburg').toISOString(), '2021-12-24T19:00:00.000Z');
  assert.equal(endOfDay('2021-12-25', 'Asia/Yekaterinburg').toISOString(), '2021-12-25T18:59:59.999Z');
});

test('a day without its midnight begins when the clock has been put forward', () => {
  assert.equal(startOfDay('2018-11-04', 'America/Sao_Paulo').toISOString(), '2018-11-04T03:00:00.000Z');
  assert.equal(startOfDay('2018-02-18', 'America/Sao_Paulo').toISOString(), '2018-02-18T03:00:00.000Z');
});

test('both ends of a day are in it, in any zone', () =>
  fc.assert(
    fc.property(
      fc.constantFrom('Europe/Kaliningrad', 'Asia/Kamchatka', 'America/Sao_Paulo', 'Asia/Kolkata', 'UTC'),
      fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
      (zone, date) => {
        const day = date.toISOString().slice(0, 10);
        assert.equal(dayIn(startOfDay(day, zone), zone), day);
        assert.equal(dayIn(endOfDay(day, zone), zone), day);
        assert.notEqual(dayIn(new Date(startOfDay(day, zone).getTime() - 1), zone), day);
      },
    ),
  ));
