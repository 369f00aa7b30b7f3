import { placeOf, type RawBook, type RawSheet, type RawValue, readAddress } from './open.ts';

const DEEPEST = 40;
const MOST_STEPS = 20_000;
const MOST_IN_RANGE = 10_000;

type Token = { kind: 'number' | 'sign' | 'cell' | 'word'; text: string; sheet?: string };
const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?(?:e[+-]?\d+)?)|(?:('(?:[^']|'')+'|[\p{L}_][\p{L}\d_.]*)!)?(\$?[A-Z]{1,3}\$?[1-9]\d{0,6})(?![\p{L}\d(])|(\p{L}[\p{L}\d.]*)|([-+*/():;,%]))/iuy;

function tokensIn(formula: string): Token[] | undefined {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const text = formula.replace(/^=/, '').trimEnd();
  while (TOKEN.lastIndex < text.length) {
    const found = TOKEN.exec(text);
    if (!found) return undefined;
    const [, number, sheet, cell, word, sign] = found;
    if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (cell !== undefined)
      tokens.push({
        kind: 'cell',
        text: cell,
        ...(sheet === undefined ? {} : { sheet: sheet.replace(/^'|'$/g, '').replaceAll("''", "'") }),
      });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else tokens.push({ kind: 'sign', text: sign! });
    if (tokens.length > 500) return undefined;
  }
  return tokens;
}

const UNKNOWN = new Error('a formula that is not ours to compute');

/**
 * What a formula comes to that was saved without its value: `+ - * /`, brackets, per cent, `SUM`, cells and ranges.
 * Nothing for whatever else there is, for circles, and for what divides by zero.
 */
export function evaluate(book: RawBook, sheet: RawSheet, formula: string): number | undefined {
  let steps = 0;
  const byName = new Map(book.sheets.map((one) => [one.name.toLowerCase(), one]));

  function run(text: string, here: RawSheet, depth: number): number {
    const tokens = tokensIn(text);
    if (!tokens || depth > DEEPEST) throw UNKNOWN;
    let at = 0;
    const next = () => tokens[at];
    const isSign = (...signs: string[]) => next()?.kind === 'sign' && signs.includes(next()!.text);
    const expect = (sign: string) => {
      if (!isSign(sign)) throw UNKNOWN;
      at++;
    };

    function sum(): number {
      let value = product();
      while (isSign('+', '-')) value = tokens![at++]!.text === '+' ? value + product() : value - product();
      return value;
    }
    function product(): number {
      let value = signed();
      while (isSign('*', '/')) {
        const divides = tokens![at++]!.text === '/';
        const by = signed();
        if (divides && by === 0) throw UNKNOWN;
        value = divides ? value / by : value * by;
      }
      return value;
    }
    function signed(): number {
      if (isSign('-')) {
        at++;
        return -signed();
      }
      if (isSign('+')) {
        at++;
        return signed();
      }
      let value = atom();
      for (; isSign('%'); at++) value /= 100;
      return value;
    }
    function atom(): number {
      const token = next();
      if (!token || ++steps > MOST_STEPS) throw UNKNOWN;
      at++;
      if (token.kind === 'number') return Number(token.text);
      if (token.kind === 'cell') return single(cellAt(token));
      if (token.kind === 'sign' && token.text === '(') {
        const value = sum();
        expect(')');
        return value;
      }
      if (token.kind === 'word' && /^(sum|сумм)$/iu.test(token.text)) return total();
      throw UNKNOWN;
    }
    function total(): number {
      expect('(');
      let value = 0;
      do {
        const first = next();
        if (first?.kind === 'cell' && tokens![at + 1]?.text === ':') {
          at += 2;
          const last = next();
          if (last?.kind !== 'cell') throw UNKNOWN;
          at++;
          value += range(first, last);
        } else value += sum();
      } while (isSign(',', ';') && at++ >= 0);
      expect(')');
      return value;
    }
    function range(first: Token, last: Token): number {
      const [from, to] = [readAddress(first.text), readAddress(last.text)];
      const there = sheetOf(first);
      if (!from || !to) throw UNKNOWN;
      const [rows, columns] = [to.row - from.row + 1, to.column - from.column + 1];
      if (rows < 1 || columns < 1 || rows * columns > MOST_IN_RANGE) throw UNKNOWN;
      let value = 0;
      for (let row = from.row; row <= to.row; row++)
        for (let column = from.column; column <= to.column; column++) {
          const number = valueAt(there, row, column, depth);
          if (number.kind === 'number')
            value += number.value; // texts are passed over, as spreadsheets do
          else if (number.kind === 'error') throw UNKNOWN;
        }
      return value;
    }
    const sheetOf = ({ sheet: name }: Token): RawSheet => {
      const found = name === undefined ? here : byName.get(name.toLowerCase());
      if (!found) throw UNKNOWN;
      return found;
    };
    const cellAt = (token: Token): RawValue => {
      const place = readAddress(token.text);
      if (!place) throw UNKNOWN;
      return valueAt(sheetOf(token), place.row, place.column, depth);
    };

    const value = sum();
    if (at < tokens.length) throw UNKNOWN;
    return value;
  }

  function valueAt(there: RawSheet, row: number, column: number, depth: number): RawValue {
    if (++steps > MOST_STEPS) throw UNKNOWN;
    const cell = there.cells.get(placeOf(row, column));
    if (!cell) return { kind: 'empty' };
    if (cell.value.kind !== 'empty' || !cell.formula) return cell.value;
    return { kind: 'number', value: run(cell.formula, there, depth + 1), shown: 'number' };
  }

  function single(value: RawValue): number {
    if (value.kind === 'empty') return 0;
    if (value.kind === 'number') return value.value;
    if (value.kind === 'boolean') return value.value ? 1 : 0;
    const number = value.kind === 'text' ? Number(value.text.trim().replace(',', '.')) : Number.NaN;
    if (!Number.isFinite(number)) throw UNKNOWN;
    return number;
  }

  try {
    const value = run(formula, sheet, 0);
    return Number.isFinite(value) ? value : undefined;
  } catch (error) {
    if (error === UNKNOWN || error instanceof RangeError) return undefined;
    throw error;
  }
}
