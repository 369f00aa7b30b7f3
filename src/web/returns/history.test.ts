import assert from 'node:assert/strict';
import test from 'node:test';
import { historyOf } from './history.ts';

const edit = (field: string, before: string, after: string) => ({ field, before, after });

test('a pasted block is undone and done again in one step', () => {
  const history = historyOf();
  history.add([edit('a', '', '1')]);
  history.add([edit('a', '1', '2'), edit('b', '', '3')]);
  assert.deepEqual(history.undo(), [edit('b', '3', ''), edit('a', '2', '1')]);
  assert.deepEqual(history.redo(), [edit('a', '1', '2'), edit('b', '', '3')]);
  history.undo();
  assert.deepEqual(history.undo(), [edit('a', '1', '')]);
  assert.equal(history.undo(), undefined);
});

test('after a new step what was undone is gone, and a step that changes nothing is none', () => {
  const history = historyOf();
  history.add([edit('a', '', '1')]);
  history.undo();
  history.add([edit('a', '5', '5')]);
  assert.ok(history.redo());
  history.undo();
  history.add([edit('b', '', '7')]);
  assert.equal(history.redo(), undefined);
});
