import { type ASTNode, Environment, ParseError, type TypeError } from '@marcbachmann/cel-js';

/** A condition between numbers, ready to run: `holds` takes the operands' values in the order of `operands`. */
export type Expression = {
  /** Each path once, as written: `mentors`, `prev.finished`, `t1.total.mentors`. */
  operands: { path: string; at: number }[];
  holds: (values: readonly number[], sameYear: boolean) => boolean;
};
/** What is wrong with an expression and at which character of it. */
export type ExpressionFault = { fault: string; at: number };

const MOST_OPERANDS = 16;
const FLAG = 'sameYear';
const ALLOWED = new Set<ASTNode['op']>(
  ['value', 'id', '.', '?:', '||', '&&', '!_', '-_'].concat([
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
  ]) as ASTNode['op'][],
);

/** No calls and no lists: what is left can neither loop nor match, so its limits are those of its length. */
const environment = new Environment({ limits: { maxAstNodes: 100, maxDepth: 24 } });
for (let at = 0; at < MOST_OPERANDS; at += 1) environment.registerVariable(`n${at}`, 'double');
environment.registerVariable(FLAG, 'bool');

/**
 * Reads a condition of a form. Cells become plain variables of one type and whole literals doubles (CEL does not add
 * an int to a double), so that one environment type-checks every form and an author may write `groups * 2`.
 */
export function compileExpression(source: string): Expression | ExpressionFault {
  try {
    const pieces = piecesOf(environment.parse(source).ast);
    if ('fault' in pieces) return pieces;
    return compilePieces(source, pieces);
  } catch (error) {
    if (error instanceof ParseError) return faultOf(error);
    throw error;
  }
}

/** A part of the source that is written otherwise for CEL: a cell's path, or a whole literal. */
type Piece = { start: number; end: number; path: string } | { start: number; end: number; literal: string };

function compilePieces(source: string, pieces: Piece[]): Expression | ExpressionFault {
  const operands: Expression['operands'] = [];
  const shifts: { to: number; from: number }[] = [];
  let written = '';
  let done = 0;
  for (const piece of pieces.toSorted((a, b) => a.start - b.start)) {
    written += source.slice(done, piece.start);
    shifts.push({ to: written.length, from: piece.start });
    written += 'literal' in piece ? piece.literal : `n${indexOf(operands, piece)}`;
    done = piece.end;
    shifts.push({ to: written.length, from: done });
  }
  written += source.slice(done);
  const overflow = operands[MOST_OPERANDS];
  if (overflow) return { fault: `more than ${MOST_OPERANDS} cells`, at: overflow.at };

  const original = (at: number) => {
    const { to, from } = shifts.findLast((shift) => shift.to <= at) ?? { to: 0, from: 0 };
    return from + at - to;
  };
  const { valid, type, error } = environment.check(written);
  if (error) return { ...faultOf(error), at: original(error.range?.start ?? 0) };
  if (!valid || type !== 'bool') return { fault: 'a condition is true or false, this is a number', at: 0 };
  const run = environment.parse(written);
  return {
    operands,
    holds: (values, sameYear) => {
      const context: Record<string, number | boolean> = { [FLAG]: sameYear };
      for (const [at, value] of values.entries()) context[`n${at}`] = value;
      return run(context) === true;
    },
  };
}

function indexOf(operands: Expression['operands'], { path, start }: { path: string; start: number }): number {
  const found = operands.findIndex((operand) => operand.path === path);
  return found >= 0 ? found : operands.push({ path, at: start }) - 1;
}

function piecesOf(node: ASTNode): Piece[] | ExpressionFault {
  const { start, end } = node.range;
  if (!ALLOWED.has(node.op)) return { fault: `not allowed here: ${what(node)}`, at: start };
  if (node.op === 'value') {
    if (typeof node.args === 'bigint') return [{ start, end, literal: `${node.args}.0` }];
    const known = typeof node.args === 'number' || typeof node.args === 'boolean';
    return known ? [] : { fault: 'only numbers can be compared', at: start };
  }
  if (node.op === 'id') return node.args === FLAG ? [] : [{ start, end, path: node.args }];
  if (node.op === '.') {
    const path = pathOf(node);
    return path === undefined ? { fault: 'not a cell', at: start } : [{ start, end, path }];
  }
  const all: Piece[] = [];
  for (const child of [node.args].flat() as ASTNode[]) {
    const pieces = piecesOf(child);
    if ('fault' in pieces) return pieces;
    all.push(...pieces);
  }
  return all;
}

function pathOf(node: ASTNode): string | undefined {
  if (node.op === 'id') return node.args;
  if (node.op !== '.') return undefined;
  const before = pathOf(node.args[0]);
  return before === undefined ? undefined : `${before}.${node.args[1]}`;
}

const what = (node: ASTNode) => (node.op === 'call' || node.op === 'rcall' ? node.args[0] : node.op);

const faultOf = (error: ParseError | TypeError): ExpressionFault => ({
  fault: error.summary,
  at: error.range?.start ?? 0,
});
