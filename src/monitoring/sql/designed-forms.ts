import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';
import type { FormDefinition } from '../rules/index.ts';

export type FormDraft = {
  id: number;
  ownerId: number;
  ownerPath: string;
  code: string;
  form: FormDefinition;
  rev: number;
  updatedAt: Date;
  /** Who saved it last; null for the command line. */
  updatedBy: string | null;
};

const draft = sql`d.id, d.owner_id as "ownerId", o.path::text as "ownerPath", d.code, d.definition as form, d.rev,
  d.updated_at as "updatedAt", a.name as "updatedBy"
  from form_draft d join organisation o on o.id = d.owner_id left join account a on a.id = d.updated_by`;

/** A draft under any of the nodes. */
export async function draftAt(
  db: Database,
  id: number,
  nodes: readonly string[],
): Promise<FormDraft | undefined> {
  const { rows } = await sql<FormDraft>`select ${draft}
    where d.id = ${id} and o.path <@ ${nodes}::ltree[]`.execute(db);
  return rows[0];
}

export async function draftsOf(db: Database, ownerId: number): Promise<FormDraft[]> {
  const { rows } =
    await sql<FormDraft>`select ${draft} where d.owner_id = ${ownerId} order by d.code`.execute(db);
  return rows;
}

type By = { at: Date; accountId: number | null };

/** Nothing where the municipality has a draft of that form already. */
export async function insertDraft(
  db: Database,
  ownerId: number,
  form: FormDefinition,
  { at, accountId }: By,
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`insert into form_draft
    (owner_id, code, definition, created_at, created_by, updated_at, updated_by)
    values (${ownerId}, ${form.code}, ${JSON.stringify(form)}::jsonb, ${at}, ${accountId}, ${at}, ${accountId})
    on conflict do nothing returning id`.execute(db);
  return rows[0]?.id;
}

/** False where somebody has saved it since. */
export async function updateDraft(
  db: Database,
  { id, rev }: { id: number; rev: number },
  form: FormDefinition,
  { at, accountId }: By,
): Promise<boolean> {
  const { rows } =
    await sql`update form_draft set definition = ${JSON.stringify(form)}::jsonb, code = ${form.code},
    rev = rev + 1, updated_at = ${at}, updated_by = ${accountId}
    where id = ${id} and rev = ${rev} returning id`.execute(db);
  return rows.length > 0;
}

export async function deleteDraft(db: Database, { id, rev }: { id: number; rev: number }): Promise<boolean> {
  const { rows } = await sql`delete from form_draft where id = ${id} and rev = ${rev} returning id`.execute(
    db,
  );
  return rows.length > 0;
}

/** The codes that published forms and drafts of the whole installation have; `but` is the draft that asks. */
export async function formCodes(db: Database, but = 0): Promise<Set<string>> {
  const { rows } = await sql<{ code: string }>`select code from form
    union select code from form_draft where id <> ${but}`.execute(db);
  return new Set(rows.map(({ code }) => code));
}

export type PublishedForm = { form: FormDefinition; publishedAt: Date; publishedBy: string | null };

/** What a municipality has published, the oldest version of each form first. */
export async function publishedBy(db: Database, ownerId: number, code?: string): Promise<PublishedForm[]> {
  const only = code === undefined ? sql`` : sql`and f.code = ${code}`;
  const { rows } = await sql<PublishedForm>`select f.definition as form, f.published_at as "publishedAt",
    a.name as "publishedBy" from form f left join account a on a.id = f.published_by
    where f.owner_id = ${ownerId} ${only} order by f.code, f.version`.execute(db);
  return rows;
}

/** @returns false where another has published that version in the same moment */
export async function insertForm(
  db: Database,
  ownerId: number,
  form: FormDefinition,
  sha256: string,
  { at, accountId }: By,
): Promise<boolean> {
  const { rows } =
    await sql`insert into form (code, version, definition, sha256, published_at, owner_id, published_by)
    values (${form.code}, ${form.version}, ${JSON.stringify(form)}::jsonb, ${sha256}, ${at}, ${ownerId}, ${accountId})
    on conflict do nothing returning code`.execute(db);
  return rows.length > 0;
}

/** Which campaigns of a municipality asked which versions: `F2 1` and the quarter, the newest first. */
export async function askedIn(
  db: Database,
  ownerId: number,
): Promise<{ name: string; slug: string; openedAt: Date }[]> {
  const { rows } = await sql<{ name: string; slug: string; openedAt: Date }>`
    select unnest(array_prepend(form_code || ' ' || form_version, more_forms)) as name, slug, opened_at as "openedAt"
    from campaign where owner_id = ${ownerId} order by starts_on desc`.execute(db);
  return rows;
}

/**
 * How many rows organisations have put into lists, on the average of all who answered, by the table's code: in the last
 * campaigns of a municipality.
 */
export async function rowsAdded(db: Database, ownerId: number): Promise<Map<string, number>> {
  const { rows } = await sql<{ cell: string; rows: number }>`
    with last as (select id, cells from campaign where owner_id = ${ownerId} order by starts_on desc limit 4)
    select p.cell, avg(r.cells[p.at])::float8 as rows
    from last c cross join lateral unnest(c.cells) with ordinality p(cell, at)
    join return h on h.campaign_id = c.id and h.state in (2, 3)
    join return_revision r on r.campaign_id = h.campaign_id and r.org_id = h.org_id and r.rev = h.rev
    where p.cell like '%.all:rows' and p.at <= length(r.has) and get_bit(r.has, (p.at - 1)::int) = 1
    group by p.cell`.execute(db);
  return new Map(rows.map(({ cell, rows }) => [cell.slice(0, cell.indexOf('.')), rows]));
}
