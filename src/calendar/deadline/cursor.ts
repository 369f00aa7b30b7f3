import type { Token } from './tokens.ts';

export type Is = Token['is'];

/** A place in the tokens. A parser that fails puts it back where it was. */
export type Cursor = { tokens: readonly Token[]; at: number };

export const peek = (cursor: Cursor, ahead = 0): Token | undefined => cursor.tokens[cursor.at + ahead];
export function is(cursor: Cursor, ...kinds: Is[]): boolean {
  const token = peek(cursor);
  return token !== undefined && kinds.includes(token.is);
}

/** The next token if it is of one of the kinds, else nothing and the cursor stays. */
export function take(cursor: Cursor, ...kinds: Is[]): Token | undefined {
  const token = peek(cursor);
  if (!token || !kinds.includes(token.is)) return undefined;
  cursor.at += 1;
  return token;
}

/** The result of a parser, or nothing with the cursor where it was. */
export function attempt<T>(cursor: Cursor, parse: (cursor: Cursor) => T | undefined): T | undefined {
  const at = cursor.at;
  const parsed = parse(cursor);
  if (parsed === undefined) cursor.at = at;
  return parsed;
}
