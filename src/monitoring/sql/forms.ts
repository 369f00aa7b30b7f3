import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';
import { forms, isKnown, know } from '../forms/index.ts';
import type { FormDefinition } from '../rules/index.ts';

/** Keeps a published form. What is kept already stays; the answer is its SHA-256. */
export async function keepForm(
  db: Database,
  form: FormDefinition,
  sha256: string,
  at: Date,
): Promise<string> {
  await sql`insert into form (code, version, definition, sha256, published_at)
    values (${form.code}, ${form.version}, ${JSON.stringify(form)}::jsonb, ${sha256}, ${at})
    on conflict do nothing`.execute(db);
  const { rows } = await sql<{ sha256: string }>`select sha256 from form
    where code = ${form.code} and version = ${form.version}`.execute(db);
  return rows[0]!.sha256;
}

/** The forms that the campaigns ask are known from here on: published versions never change. */
export async function withForms<Row extends { forms: string[] }>(db: Database, rows: Row[]): Promise<Row[]> {
  const unknown = [...new Set(rows.flatMap(({ forms }) => forms.filter((name) => !isKnown(name))))];
  if (unknown.length === 0) return rows;
  const { rows: found } = await sql<{ definition: FormDefinition }>`select definition from form
    where code || ' ' || version = any(${unknown}::text[])`.execute(db);
  for (const { definition } of found) know(definition);
  return rows;
}

/** The newest version of each form that a municipality may ask: those that come with the program, and its own. */
export async function offeredForms(db: Database, ownerId: number): Promise<FormDefinition[]> {
  const { rows } = await sql<{ definition: FormDefinition }>`select distinct on (code) definition from form
    where owner_id = ${ownerId} order by code, version desc`.execute(db);
  const shipped = [...Map.groupBy(forms, ({ code }) => code).values()].map((versions) => versions.at(-1)!);
  return [...shipped, ...rows.map(({ definition }) => definition)];
}
