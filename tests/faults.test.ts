import assert from 'node:assert/strict';
import { mkdir, rm } from 'node:fs/promises';
import test, { after } from 'node:test';
import { faultRounds } from '../bench/fault-rounds.ts';

const FOLDER = 'data/test-faults';
await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
after(() => rm(FOLDER, { recursive: true, force: true }));

test(
  'what was acknowledged survives kill -9 of the server and of the database',
  { timeout: 170_000 },
  async () => {
    const { acknowledged, lost, difference } = await faultRounds({
      rounds: 5,
      folder: FOLDER,
      schools: 1_000,
    });
    assert.ok(acknowledged > 100, `only ${acknowledged} acknowledged`);
    assert.deepEqual(lost, []);
    assert.equal(difference, null);
  },
);
