export type Kind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'too-large'
  | 'too-many'
  | 'unavailable';
export type Params = Readonly<Record<string, unknown>>;
/** One fault of the input: `at` names the field or the cell, `code` is a key of the catalogue. */
export type Issue = { at: string; code: string; params?: Params };

/** A refusal that a person can do something about: a code and parameters, never a sentence. A bug is a plain `Error`. */
export class Failure extends Error {
  readonly kind: Kind;
  readonly code: string;
  readonly params: Params;
  readonly issues: readonly Issue[];
  constructor(kind: Kind, code: string, params: Params = {}, issues: readonly Issue[] = []) {
    super(code);
    this.name = 'Failure';
    this.kind = kind;
    this.code = code;
    this.params = params;
    this.issues = issues;
  }
}

/** HTTP status by kind; the command line and the pages have the same table of kinds, each with its own answer. */
export const STATUS: Record<Kind, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
};
