import { Failure } from '#platform/failure.ts';
import type { FormDefinition, Table } from '../rules/index.ts';

type Coded = { code: string };
export const refused = (code: string, at: string) =>
  new Failure('invalid', code, {}, [{ at, code, params: {} }]);
export function free(things: readonly Coded[], old: string, now: string): void {
  if (now !== old && things.some(({ code }) => code === now)) throw refused('form.code-taken-here', 'code');
}
export function replaced<Thing extends Coded>(
  things: readonly Thing[],
  code: string,
  by: (one: Thing) => Thing,
): Thing[] {
  const at = indexOf(things, code);
  return things.with(at, by(things[at]!));
}
export function without<Thing extends Coded>(things: readonly Thing[], code: string): Thing[] {
  return things.toSpliced(indexOf(things, code), 1);
}
export function moved<Thing extends Coded>(things: readonly Thing[], code: string, by: 1 | -1): Thing[] {
  const at = indexOf(things, code);
  const to = at + by;
  if (to < 0 || to >= things.length) return [...things];
  return things.with(at, things[to]!).with(to, things[at]!);
}
/** @throws Failure `form.part-gone`: somebody else has taken it out meanwhile */
function indexOf(things: readonly Coded[], code: string): number {
  const at = things.findIndex((one) => one.code === code);
  if (at < 0) throw new Failure('not-found', 'form.part-gone');
  return at;
}
export const tableOf = ({ tables }: FormDefinition, code: string) => tables[indexOf(tables, code)]!;
export const withTable = (
  form: FormDefinition,
  code: string,
  by: (table: Table) => Table,
): FormDefinition => ({
  ...form,
  tables: replaced(form.tables, code, by),
});

/** What is absent is absent in the file too. */
export const trimmed = <Thing extends object>(thing: Thing): never =>
  Object.fromEntries(Object.entries(thing).filter(([, value]) => value !== undefined)) as never;
