import assert from 'node:assert/strict';
import test from 'node:test';
import { type Bit, rowsOfBits } from './pdf-rows.ts';

/** A table by its columns: each text with its baseline; a step of a line is 10. */
const bitsOf = (columns: Record<number, string>[]): Bit[] =>
  columns.flatMap((column, at) =>
    Object.entries(column).map(([y, text]): Bit => {
      const piece = { text, x: at * 100, y: Number(y), width: 80, height: 9 };
      const line = { text, left: piece.x, right: piece.x + 80, y: piece.y, height: 9, pieces: [piece] };
      return { column: at, y: piece.y, line };
    }),
  );
const rows = (columns: Record<number, string>[], numbered = true, marks?: number[]) =>
  rowsOfBits(bitsOf(columns), 10, { numbered, marks }).map(({ bits, unsure }) => {
    const texts = bits.toSorted((one, other) => one.column - other.column).map(({ line }) => line.text);
    return `${unsure ? '? ' : ''}${texts.join(' ')}`;
  });

test('rows with no room between them are told apart by numbers level with their cells', () =>
  assert.deepEqual(
    rows([
      { 10: '1', 30: '2' },
      { 10: 'a', 20: 'b', 30: 'c', 40: 'd' },
      { 10: 'май', 30: 'июнь' },
    ]),
    ['1 a b май', '2 c d июнь'],
  ));

test('rows with no room between them are told apart by numbers in the middle of their cells', () =>
  assert.deepEqual(
    rows([
      { 20: '1', 45: '2' },
      { 10: 'a', 20: 'b', 30: 'c', 40: 'd', 50: 'e' },
      { 20: 'май', 45: 'июнь' },
    ]),
    ['1 a b c май', '2 d e июнь'],
  ));

test('a deadline that stands between two numbers is given to a row only with a doubt', () =>
  assert.deepEqual(
    rows([
      { 10: '1', 40: '2' },
      { 10: 'a', 20: 'b', 30: 'c', 40: 'd' },
      { 10: 'май', 28: 'июнь' },
    ]),
    ['? 1 a b май', '? 2 c d июнь'],
  ));

test('a deadline above its number, in a row set apart, is doubted', () =>
  assert.deepEqual(
    rows([
      { 20: '1', 50: '2' },
      { 20: 'a', 50: 'b' },
      { 10: 'май', 50: 'июнь' },
    ]),
    ['? 1 a май', '2 b июнь'],
  ));

test('without numbers and without room between rows every row is doubted', () =>
  assert.deepEqual(
    rows(
      [
        { 10: 'a', 20: 'b', 30: 'c', 40: 'd' },
        { 10: 'май', 30: 'июнь' },
      ],
      false,
      [10, 30],
    ),
    ['? a b май', '? c d июнь'],
  ));

test('a stretch without a number among rows set in the middle goes, with a doubt, where the number is then in the middle', () =>
  assert.deepEqual(
    rows([
      { 25: '1', 70: '2' },
      { 10: 'a', 25: 'b', 40: 'c', 60: 'd', 70: 'e', 80: 'f' },
      { 25: 'май', 70: 'июнь' },
    ]),
    ['? 1 a b c май', '2 d e f июнь'],
  ));
