import assert from 'node:assert/strict';
import test from 'node:test';
import { type Mode, meaningOf, type Pressed } from './sheet-keys.ts';

const press = (keys: string, mode: Mode = 'cell', code = '') => {
  const parts = keys.split('+');
  const held = (name: string) => parts.slice(0, -1).includes(name);
  const pressed: Pressed = {
    key: parts.at(-1)!,
    code,
    ctrlKey: held('Ctrl'),
    metaKey: held('Meta'),
    shiftKey: held('Shift'),
    altKey: held('Alt'),
  };
  const meaning = meaningOf(pressed, mode);
  return meaning && [meaning.does, 'by' in meaning ? meaning.by : 'to' in meaning ? meaning.to : undefined];
};

test('on a cell arrows and Enter move, and Shift with an arrow selects', () => {
  assert.deepEqual(press('ArrowUp'), ['move', [-1, 0]]);
  assert.deepEqual(press('ArrowRight'), ['move', [0, 1]]);
  assert.deepEqual(press('Enter'), ['move', [1, 0]]);
  assert.deepEqual(press('Shift+Enter'), ['move', [-1, 0]]);
  assert.deepEqual(press('Shift+ArrowDown'), ['extend', [1, 0]]);
  assert.deepEqual(press('Home'), ['go', 'row-start']);
  assert.deepEqual(press('Ctrl+End'), ['go', 'end']);
  assert.deepEqual(press('Delete'), ['empty', undefined]);
});

test('after F2 arrows, Home and Delete belong to the text, and Enter and Esc still leave it', () => {
  for (const keys of ['ArrowLeft', 'Shift+ArrowLeft', 'Home', 'Ctrl+Home', 'Delete', 'Ctrl+z'])
    assert.equal(press(keys, 'text'), undefined, keys);
  assert.deepEqual(press('Enter', 'text'), ['move', [1, 0]]);
  assert.deepEqual(press('Escape', 'text'), ['restore', undefined]);
  assert.deepEqual(press('F2', 'text'), ['edit', undefined]);
});

test('undo is where Z stands, in a Russian layout too', () => {
  assert.deepEqual(press('Ctrl+z', 'cell', 'KeyZ'), ['undo', undefined]);
  assert.deepEqual(press('Ctrl+я', 'cell', 'KeyZ'), ['undo', undefined]);
  assert.deepEqual(press('Ctrl+н', 'cell', 'KeyY'), ['redo', undefined]);
  assert.deepEqual(press('Ctrl+Shift+Z', 'cell', 'KeyZ'), ['redo', undefined]);
  // A German keyboard has Z where ours has Y: its letter counts, not its place.
  assert.deepEqual(press('Ctrl+z', 'cell', 'KeyY'), ['undo', undefined]);
  assert.deepEqual(press('Meta+z', 'cell', 'KeyZ'), ['undo', undefined]);
});

test('no letter alone is a command, and Tab stays the browser’s', () => {
  for (const keys of ['z', 'я', 'Shift+Я', 'Tab', 'Shift+Tab', 'Backspace', '5', 'Ctrl+c', 'Ctrl+v'])
    assert.equal(press(keys), undefined, keys);
});

test('Alt with PageDown goes from fault to fault', () => {
  assert.deepEqual(press('Alt+PageDown'), ['fault', 1]);
  assert.deepEqual(press('Alt+PageUp', 'text'), ['fault', -1]);
  assert.equal(press('PageDown'), undefined);
});
