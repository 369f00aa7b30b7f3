import type { z } from 'zod';
import type { Database, RunPrepared } from './database.server.ts';
import { Failure } from './failure.ts';
import type { LiveRooms } from './live.ts';
import type { Vault } from './vault.ts';

/** What a person may do where; `at` is the organisation's path in the tree. Which roles there are, `organisations` says. */
export type Grant = {
  role: string;
  organisationId: number;
  at: string;
  name: string;
  /** What kind of organisation it is, where that has been read. */
  kind?: string;
};
export type Actor = { accountId: number | null; name: string; grants: readonly Grant[] };
export const STRANGER: Actor = { accountId: null, name: '', grants: [] };

/** What a use case knows of its caller: who, when, on which database. Made by the edge, one for each request. */
export type Context = {
  db: Database;
  /** One named statement outside a transaction: for the submission of a return alone. */
  run: RunPrepared;
  actor: Actor;
  vault: Vault;
  /** The domain's clock; sessions and tokens keep real time. */
  now: Date;
  /** IANA name; a day ends at midnight in this zone. */
  zone: string;
  gate: { asked: boolean };
  trail: { written: boolean };
  /** Who has a thing open just now, to be told what has changed in it. */
  live: Pick<LiveRooms, 'tell'>;
  /** What is to happen once the whole is committed, and not at all where it is not. */
  afterwards: (() => void)[];
};

export type UseCase<Input, Output> = {
  (context: Context, input: Input): Promise<Output>;
  readonly title: string;
  readonly schema: z.ZodType;
};

type Run<S extends z.ZodType, Output> = (context: Context, input: z.output<S>) => Promise<Output>;

/** What the schema refuses, one issue a field; the code is the schema's own message where that is a code. */
function invalid(error: z.ZodError): Failure {
  const issues = error.issues.map(({ path, message, code }) => ({
    at: path.join('.'),
    code: /^[a-z]+\.[a-z-]+$/.test(message)
      ? message
      : `shell.invalid-${code === 'too_big' ? 'too-big' : 'value'}`,
  }));
  return new Failure('invalid', issues.length === 1 ? issues[0]!.code : 'shell.invalid-input', {}, issues);
}

/** The input as the schema reads it. @throws Failure `invalid` with one issue a field */
export function read<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input);
  if (!result.success) throw invalid(result.error);
  return result.data;
}

/**
 * A use case that writes. One transaction (or the caller's); it cannot commit unless the gate was asked and the trail
 * of who changed what (`record`) was written.
 * @throws Failure `invalid` with one issue a field where the input does not fit the schema
 */
export function useCase<S extends z.ZodType, Output>(title: string, schema: S, run: Run<S, Output>) {
  const perform = async (context: Context, input: z.input<S>): Promise<Output> => {
    const data = read(schema, input);
    const inside = async (db: Database, afterwards: (() => void)[]) => {
      const gate = { asked: false };
      const trail = { written: false };
      const output = await run({ ...context, db, gate, trail, afterwards }, data);
      if (!gate.asked) throw new Error(`${title} did not ask the gate`);
      if (!trail.written) throw new Error(`${title} left no trail`);
      context.trail.written = true;
      return output;
    };
    if (context.db.isTransaction) return inside(context.db, context.afterwards);
    const afterwards: (() => void)[] = [];
    const output = await context.db.transaction().execute((db) => inside(db, afterwards));
    for (const one of afterwards) one();
    return output;
  };
  return Object.assign(perform, { title, schema }) as UseCase<z.input<S>, Output>;
}

/** A use case that only reads; it answers nothing unless the gate was asked. */
export function reading<S extends z.ZodType, Output>(title: string, schema: S, run: Run<S, Output>) {
  const perform = async (context: Context, input: z.input<S>): Promise<Output> => {
    const gate = { asked: false };
    const output = await run({ ...context, gate }, read(schema, input));
    if (!gate.asked) throw new Error(`${title} did not ask the gate`);
    return output;
  };
  return Object.assign(perform, { title, schema }) as UseCase<z.input<S>, Output>;
}

/**
 * A use case whose whole write is one statement without a transaction, which carries its own trail: the submission of
 * a return (docs/decisions/0003-returns-in-arrays.md). The gate is asked before it.
 */
export const oneStatement = reading;
