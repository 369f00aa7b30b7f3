import { type ASTNode, Environment, EvaluationError, ParseError, type TypeError } from '@marcbachmann/cel-js';

export type Value = number | string | boolean;
export type ValueType = 'number' | 'text' | 'flag';
/**
 * A path of the source, once: `mentors`, `prev.finished`, `t1.total.mentors`. What is `used` as a value must be there;
 * of a list (`sum(a, b)`) one must be; whether it is `given` can always be said.
 */
export type ExpressionOperand = { path: string; at: number; used: 'value' | 'listed' | 'given' };
/** Ready to run: takes the operands' values in their order. Undefined where it has no value: nothing is made up. */
export type Expression = {
  operands: readonly ExpressionOperand[];
  type: ValueType;
  run: (values: readonly (Value | undefined)[]) => Value | undefined;
};
/** What is wrong with an expression and at which character of it; `code` is a key of the catalogue without its room. */
export type ExpressionFault = { code: string; params: Record<string, string | number>; at: number };

/** Longer than any that a person would read. */
export const LONGEST_EXPRESSION = 1000;
const MOST = { number: 24, text: 8, flag: 8, given: 16 } as const;
const PREFIX = { number: 'n', text: 's', flag: 'b', given: 'g' } as const;
const CEL_TYPE = { number: 'double', text: 'string', flag: 'bool', given: 'bool' } as const;
type Slot = keyof typeof MOST;
const MOST_ARGUMENTS = 12;

/** No macros, no lists and no patterns: what is left can neither loop nor match, so its limits are those of its length. */
const environment = new Environment({ limits: { maxAstNodes: 200, maxDepth: 24 } });
for (const slot of Object.keys(MOST) as Slot[])
  for (let at = 0; at < MOST[slot]; at += 1)
    environment.registerVariable(`${PREFIX[slot]}${at}`, CEL_TYPE[slot]);

/** A listed number that is missing is not a number; only a list of nothing has no value. */
const there = (values: number[]) => values.filter((value) => !Number.isNaN(value));
const LISTS: Record<string, (values: number[]) => number> = {
  sum: (values) => values.reduce((sum, value) => sum + value, 0),
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
  mean: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
};
class NoValue extends Error {}
for (const [name, add] of Object.entries(LISTS))
  for (let count = 1; count <= MOST_ARGUMENTS; count += 1)
    environment.registerFunction(
      `${name}(${Array(count).fill('double').join(', ')}): double`,
      (...values: number[]) => {
        const given = there(values);
        if (given.length === 0) throw new NoValue();
        return add(given);
      },
    );
environment.registerFunction('round(double, double): double', (value: number, digits: number) => {
  const unit = 10 ** Math.min(6, Math.max(0, Math.round(digits)));
  return Math.round(value * unit) / unit;
});
/** Per cent; a share of nothing has no value. */
environment.registerFunction('share(double, double): double', (part: number, whole: number) => {
  if (whole === 0) throw new NoValue();
  return (part * 100) / whole;
});
/** The names of the functions, for those who write an expression. */
export const functions = [...Object.keys(LISTS), 'round', 'share', 'given'] as const;

const OPERATORS = new Set<string>([
  'value',
  'id',
  '.',
  '?:',
  '||',
  '&&',
  '!_',
  '-_',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '+',
  '-',
  '*',
  '/',
]);

const known = new Map<string, Expression | ExpressionFault>();
const MOST_KNOWN = 5000;

/**
 * Reads a formula or a condition. Paths become plain variables of their type and whole literals doubles (CEL does not
 * add an int to a double), so that one environment type-checks every form and an author may write `groups * 2`.
 * `typeOf` says what a path holds; a path that nobody knows may be called a number: who resolves it will say so.
 */
export function compileExpression(
  source: string,
  typeOf: (path: string) => ValueType = () => 'number',
): Expression | ExpressionFault {
  if (source.length > LONGEST_EXPRESSION)
    return { code: 'expression-long', params: { most: LONGEST_EXPRESSION }, at: LONGEST_EXPRESSION };
  try {
    const pieces: Piece[] = [];
    const fault = collect(environment.parse(source).ast, pieces, { listed: false, guarded: [], source });
    if (fault) return fault;
    const types = pieces.map((piece) => ('path' in piece ? typeOf(piece.path) : ''));
    const key = `${source}\n${types.join()}`;
    const before = known.get(key);
    if (before) return before;
    const compiled = compilePieces(source, pieces, typeOf);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, compiled);
    return compiled;
  } catch (error) {
    if (error instanceof ParseError) return faultOf(error);
    throw error;
  }
}

/** A part of the source that is written otherwise for CEL: a path, or a whole literal. */
type Piece =
  | { start: number; end: number; path: string; used: ExpressionOperand['used'] }
  | { start: number; end: number; literal: string };

function compilePieces(
  source: string,
  pieces: readonly Piece[],
  typeOf: (path: string) => ValueType,
): Expression | ExpressionFault {
  const operands: (ExpressionOperand & { name: string })[] = [];
  const counts: Record<Slot, number> = { number: 0, text: 0, flag: 0, given: 0 };
  const shifts: { to: number; from: number }[] = [];
  let written = '';
  let done = 0;
  for (const piece of pieces.toSorted((a, b) => a.start - b.start)) {
    written += source.slice(done, piece.start);
    shifts.push({ to: written.length, from: piece.start });
    if ('literal' in piece) written += piece.literal;
    else {
      const { path, used, start: at } = piece;
      let operand = operands.find((one) => one.path === path && one.used === used);
      if (!operand) {
        const slot = used === 'given' ? 'given' : typeOf(path);
        if (counts[slot] === MOST[slot])
          return { code: 'expression-cells', params: { most: MOST[slot] }, at };
        operand = { path, used, at, name: `${PREFIX[slot]}${counts[slot]}` };
        counts[slot] += 1;
        operands.push(operand);
      }
      written += operand.name;
    }
    done = piece.end;
    shifts.push({ to: written.length, from: done });
  }
  written += source.slice(done);

  const { valid, type, error } = environment.check(written);
  if (error || !valid) {
    const { to, from } = shifts.findLast((shift) => shift.to <= (error?.range?.start ?? 0)) ?? {
      to: 0,
      from: 0,
    };
    const fault = error ? faultOf(error) : { code: 'expression-bad', params: { fault: '' }, at: 0 };
    return { ...fault, at: from + (error?.range?.start ?? 0) - to };
  }
  const parsed = environment.parse(written);
  const names = operands.map(({ name }) => name);
  return {
    operands,
    type: type === 'bool' ? 'flag' : type === 'string' ? 'text' : 'number',
    run: (values) => {
      const context: Record<string, Value> = {};
      for (const [at, name] of names.entries()) context[name] = values[at] ?? Number.NaN;
      return valueOf(() => parsed(context));
    },
  };
}

/** What has no value (a share of nothing, a list of nothing) is said by throwing: CEL has no other way out. */
function valueOf(run: () => unknown): Value | undefined {
  try {
    const value = run();
    if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
    return typeof value === 'string' || typeof value === 'boolean' ? value : undefined;
  } catch (error) {
    if (error instanceof NoValue || error instanceof EvaluationError) return undefined;
    throw error;
  }
}

type Place = { listed: boolean; guarded: readonly string[]; source: string };
const written = (node: ASTNode, { source }: Place) =>
  source.slice(node.range.start, node.range.end).replaceAll(/\s/g, '');

/** Collects what is to be rewritten, and refuses what may not be there. */
function collect(node: ASTNode, pieces: Piece[], place: Place): ExpressionFault | undefined {
  const { start, end } = node.range;
  if (node.op === 'value') {
    if (typeof node.args === 'bigint') pieces.push({ start, end, literal: `${node.args}.0` });
    else if (!['number', 'boolean', 'string'].includes(typeof node.args))
      return { code: 'expression-not-allowed', params: { what: 'null' }, at: start };
    return undefined;
  }
  if (node.op === 'id' || node.op === '.') {
    const path = pathOf(node);
    if (path === undefined) return { code: 'expression-no-cell', params: {}, at: start };
    pieces.push({ start, end, path, used: place.listed ? 'listed' : 'value' });
    return undefined;
  }
  if (node.op === 'call') return collectCall(node, pieces, place);
  if (!OPERATORS.has(node.op))
    return { code: 'expression-not-allowed', params: { what: what(node) }, at: start };
  const children = [node.args].flat() as ASTNode[];
  if (node.op === '/' && mayBeZero(children[1]!, place))
    return {
      code: 'expression-division',
      params: { by: written(children[1]!, place) },
      at: children[1]!.range.start,
    };
  for (const [at, child] of children.entries()) {
    const guarded = [...place.guarded, ...guardsFor(node, children, at, place)];
    const fault = collect(child, pieces, { ...place, guarded });
    if (fault) return fault;
  }
  return undefined;
}

function collectCall(
  node: ASTNode & { op: 'call' },
  pieces: Piece[],
  place: Place,
): ExpressionFault | undefined {
  const [name, given] = node.args as [string, ASTNode[]];
  const { start, end } = node.range;
  if (!(functions as readonly string[]).includes(name))
    return { code: 'expression-not-allowed', params: { what: name }, at: start };
  if (name === 'given') {
    const path = given.length === 1 ? pathOf(given[0]!) : undefined;
    if (path === undefined) return { code: 'expression-no-cell', params: {}, at: start };
    pieces.push({ start, end, path, used: 'given' });
    return undefined;
  }
  if (given.length > MOST_ARGUMENTS)
    return { code: 'expression-cells', params: { most: MOST_ARGUMENTS }, at: start };
  const listed = name in LISTS;
  for (const child of given) {
    const fault = collect(child, pieces, { ...place, listed: listed || place.listed });
    if (fault) return fault;
  }
  return undefined;
}

/** Whether a divisor can be 0 for all that the expression says before it divides. */
function mayBeZero(divisor: ASTNode, place: Place): boolean {
  if (divisor.op === 'value') return Number(divisor.args) === 0;
  return !place.guarded.includes(written(divisor, place));
}

/** What is known not to be 0 in the child at `at`, because of what stands before it. */
function guardsFor(node: ASTNode, children: readonly ASTNode[], at: number, place: Place): string[] {
  if (at === 0) return [];
  if (node.op === '?:') return nonZeroIf(children[0]!, at === 1, place);
  if (node.op === '&&') return nonZeroIf(children[0]!, true, place);
  return node.op === '||' ? nonZeroIf(children[0]!, false, place) : [];
}

function nonZeroIf(condition: ASTNode, holds: boolean, place: Place): string[] {
  const sides = [condition.args].flat() as ASTNode[];
  if (condition.op === '&&' && holds) return sides.flatMap((side) => nonZeroIf(side, true, place));
  if (condition.op === '||' && !holds) return sides.flatMap((side) => nonZeroIf(side, false, place));
  if (condition.op === '!_') return nonZeroIf(sides[0]!, !holds, place);
  const [left, right] = sides;
  if (!left || !right) return [];
  const zero = (side: ASTNode) => side.op === 'value' && Number(side.args) === 0;
  const positive = (side: ASTNode) => side.op === 'value' && Number(side.args) > 0;
  const { op } = condition;
  if (holds) {
    if (op === '!=' || op === '>') if (zero(right)) return [written(left, place)];
    if (op === '!=' || op === '<') if (zero(left)) return [written(right, place)];
    if ((op === '>=' || op === '>') && positive(right)) return [written(left, place)];
    if ((op === '<=' || op === '<') && positive(left)) return [written(right, place)];
    return [];
  }
  if (op === '==') return zero(right) ? [written(left, place)] : zero(left) ? [written(right, place)] : [];
  return op === '<=' && zero(right) ? [written(left, place)] : [];
}

function pathOf(node: ASTNode): string | undefined {
  if (node.op === 'id') return node.args as string;
  if (node.op !== '.') return undefined;
  const [inner, name] = node.args as [ASTNode, string];
  const before = pathOf(inner);
  return before === undefined ? undefined : `${before}.${name}`;
}

const what = (node: ASTNode) => (node.op === 'rcall' ? String((node.args as unknown[])[0]) : node.op);

const faultOf = (error: ParseError | TypeError): ExpressionFault => ({
  code: 'expression',
  params: { fault: error.summary },
  at: error.range?.start ?? 0,
});
