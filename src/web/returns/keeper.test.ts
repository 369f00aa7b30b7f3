import assert from 'node:assert/strict';
import test from 'node:test';
import {
  type Change,
  type Conflict,
  keeperOf,
  type Pending,
  type Posted,
  type SavingState,
} from './keeper.ts';

type Body = { base: number; changes: Record<string, Change> };

/** A server that keeps fields, a browser that keeps what waits, and a clock that runs when told to. */
function world(values: Record<string, string> = {}, browser: { pending: Pending } = { pending: {} }) {
  const server = { rev: 1, values: { ...values } as Record<string, string> };
  const bodies: Body[] = [];
  const states: SavingState[] = [];
  const timers: { at: number; run: () => void }[] = [];
  let clock = 0;
  const life = { mode: 'well' as 'well' | 'gone' | 'answer-lost' | 'signed-out' };
  const judged: { others: Record<string, string>; conflicts: readonly Conflict[] }[] = [];
  const save = ({ changes }: Body): Posted<undefined> => {
    const conflicts: Conflict[] = [];
    const refused = Object.keys(changes).filter((field) => field === 'unknown');
    if (refused.length > 0) return { kind: 'refused', sentence: 'Такого поля нет', fields: refused };
    for (const [field, { value, was }] of Object.entries(changes)) {
      const theirs = server.values[field] ?? '';
      if (theirs !== (was ?? theirs) && theirs !== value)
        conflicts.push({ field, theirs, by: 'Директор', yours: value });
      else server.values[field] = value;
    }
    server.rev += 1;
    const answer = { rev: server.rev, savedAt: '12:04', conflicts, others: {}, judged: undefined };
    return { kind: 'saved', answer };
  };
  const keeper = keeperOf<undefined>(
    { rev: 1, savedAt: '', values },
    {
      async post(body) {
        bodies.push(body);
        if (life.mode === 'gone') return { kind: 'later' };
        if (life.mode === 'signed-out') return { kind: 'signed-out' };
        const answer = save(body);
        return life.mode === 'answer-lost' ? { kind: 'later' } : answer;
      },
      read: () => structuredClone(browser.pending),
      write: (pending) => (browser.pending = pending),
      tell: (state) => states.push(state),
      answered: (answer) => judged.push(answer),
      after(ms, run) {
        const timer = { at: clock + ms, run };
        timers.push(timer);
        return () => void timers.splice(0, timers.length, ...timers.filter((one) => one !== timer));
      },
    },
  );
  /** Lets time pass, timer by timer, and lets what they began come to its end. */
  async function pass(ms: number) {
    const end = clock + ms;
    for (;;) {
      const next = timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
      if (!next) break;
      timers.splice(timers.indexOf(next), 1);
      clock = next.at;
      next.run();
      await new Promise((done) => setImmediate(done));
    }
    clock = end;
  }
  return { keeper, server, browser, bodies, states, life, judged, pass };
}

test('what is typed goes 400 ms after the last change, and only what has changed', async () => {
  const { keeper, server, bodies, states, browser, pass } = world({ a: '1', b: '2' });
  keeper.change('a', '1');
  keeper.change('a', '12');
  await pass(300);
  keeper.change('a', '123');
  await pass(300);
  assert.equal(bodies.length, 0);
  await pass(100);
  assert.deepEqual(bodies, [{ base: 1, changes: { a: { value: '123', was: '1' } } }]);
  assert.equal(server.values.a, '123');
  assert.deepEqual(states, [{ kind: 'saved', at: '12:04' }]);
  assert.deepEqual(browser.pending, {});
});

test('a value typed and taken back is not sent', async () => {
  const { keeper, bodies, browser, pass } = world({ a: '1' });
  keeper.change('a', '5');
  keeper.change('a', '1');
  await pass(1_000);
  assert.deepEqual([bodies.length, browser.pending, keeper.waiting()], [0, {}, 0]);
});

test('while the server is gone changes wait in the browser, and go by themselves when it is back', async () => {
  const { keeper, server, states, browser, life, pass } = world();
  life.mode = 'gone';
  keeper.change('a', '7');
  await pass(400);
  keeper.change('b', '8');
  await pass(400);
  assert.deepEqual(states.at(-1), { kind: 'waiting', count: 2 });
  assert.deepEqual(Object.keys(browser.pending), ['a', 'b']);
  life.mode = 'well';
  await pass(30_000);
  assert.deepEqual(server.values, { a: '7', b: '8' });
  assert.deepEqual([states.at(-1)?.kind, browser.pending], ['saved', {}]);
});

test('an answer that was lost is asked for again, and is no conflict with oneself', async () => {
  const { keeper, server, life, bodies, judged, pass } = world({ a: '1' });
  life.mode = 'answer-lost';
  keeper.change('a', '2');
  await pass(400);
  assert.equal(server.values.a, '2');
  life.mode = 'well';
  await pass(2_000);
  assert.deepEqual(bodies[1], { base: 1, changes: { a: { value: '2' } } });
  assert.deepEqual([judged.at(-1)?.conflicts, keeper.waiting()], [[], 0]);
});

test('a value taken back after a lost answer still arrives, and is no conflict with oneself', async () => {
  const { keeper, server, life, judged, pass } = world({ a: '1' });
  life.mode = 'answer-lost';
  keeper.change('a', '2');
  await pass(400);
  keeper.change('a', '1');
  life.mode = 'well';
  await pass(2_000);
  assert.deepEqual([server.values.a, keeper.waiting()], ['1', 0]);
  assert.deepEqual(
    judged.flatMap(({ conflicts }) => conflicts),
    [],
  );
});

test('what waited when the page was closed is sent by the next page', async () => {
  const browser = { pending: {} as Pending };
  const first = world({ a: '1' }, browser);
  first.life.mode = 'gone';
  first.keeper.change('a', '9');
  await first.pass(400);
  const second = world({ a: '1', b: '3' }, browser);
  assert.deepEqual(second.keeper.adopt(), { a: '9' });
  await second.pass(0);
  assert.equal(second.server.values.a, '9');
  assert.deepEqual(browser.pending, {});
});

test('what has arrived although its page never heard of it is forgotten', () => {
  const browser = { pending: { a: { value: '9', was: '1', base: 1 } } as Pending };
  assert.deepEqual(world({ a: '9' }, browser).keeper.adopt(), {});
  assert.deepEqual(browser.pending, {});
});

test('two pages of one return keep what waits without wiping out each other’s', async () => {
  const browser = { pending: {} as Pending };
  const [one, other] = [world({}, browser), world({}, browser)];
  one.life.mode = 'gone';
  other.life.mode = 'gone';
  one.keeper.change('a', '1');
  other.keeper.change('b', '2');
  await one.pass(400);
  await other.pass(400);
  assert.deepEqual(Object.keys(browser.pending).sort(), ['a', 'b']);
  one.life.mode = 'well';
  await one.pass(30_000);
  assert.deepEqual(Object.keys(browser.pending), ['b']);
});

test('what two have changed is kept until a person decides, and is not sent meanwhile', async () => {
  const { keeper, server, bodies, browser, judged, pass } = world({ a: '1', b: '1' });
  server.values.a = '15';
  keeper.change('a', '14');
  keeper.change('b', '2');
  await pass(400);
  assert.deepEqual(judged.at(-1)?.conflicts, [{ field: 'a', theirs: '15', by: 'Директор', yours: '14' }]);
  assert.deepEqual([server.values.a, server.values.b], ['15', '2']);
  assert.deepEqual(Object.keys(browser.pending), ['a']);
  keeper.change('b', '3');
  await pass(400);
  assert.deepEqual(Object.keys(bodies.at(-1)!.changes), ['b']);
  keeper.settle('a', '14');
  await pass(0);
  assert.deepEqual(bodies.at(-1)!.changes, { a: { value: '14', was: '15' } });
  assert.deepEqual([server.values.a, keeper.waiting()], ['14', 0]);
});

test('who takes the other’s value sends nothing', async () => {
  const { keeper, server, bodies, browser, pass } = world({ a: '1' });
  server.values.a = '15';
  keeper.change('a', '14');
  await pass(400);
  keeper.settle('a', '15');
  await pass(1_000);
  assert.deepEqual([bodies.length, browser.pending, server.values.a], [1, {}, '15']);
});

test('what is typed while a save is under way goes with the next, from what the server then knows', async () => {
  const { keeper, server, bodies, pass } = world({ a: '1' });
  keeper.change('a', '2');
  const sending = keeper.send();
  keeper.change('a', '1');
  assert.equal(await sending, true);
  await pass(400);
  assert.deepEqual(
    bodies.map(({ changes }) => changes.a),
    [
      { value: '2', was: '1' },
      { value: '1', was: '2' },
    ],
  );
  assert.equal(server.values.a, '1');
});

test('a field that the server refuses does not hold up the others', async () => {
  const browser = { pending: { unknown: { value: '1', was: '', base: 1 } } as Pending };
  const { keeper, server, bodies, pass } = world({}, browser);
  keeper.adopt();
  keeper.change('a', '2');
  await pass(400);
  assert.equal(server.values.a, '2');
  assert.deepEqual(Object.keys(browser.pending), ['unknown']);
  keeper.change('a', '3');
  await pass(400);
  assert.deepEqual(Object.keys(bodies.at(-1)!.changes), ['a']);
});

test('after a lost session nothing is sent until somebody asks, and nothing is forgotten', async () => {
  const { keeper, states, browser, bodies, life, pass } = world();
  life.mode = 'signed-out';
  keeper.change('a', '1');
  await pass(60_000);
  assert.deepEqual(states.at(-1), { kind: 'signed-out', count: 1 });
  assert.equal(bodies.length, 1);
  assert.deepEqual(Object.keys(browser.pending), ['a']);
});
