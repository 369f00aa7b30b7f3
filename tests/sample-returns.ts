import { randomUUID } from 'node:crypto';
import type { App } from '#platform/app.ts';
import { formOf } from '#monitoring';
import {
  type Answer,
  closedBits,
  encode,
  type FormDefinition,
  type Layout,
  layoutOf,
} from '#monitoring/rules';

/** Organisations, campaigns and returns by plain SQL: for tests of what is read from them, not of how they come about. */
export type SampleOrganisation = { id: number; path: string; code: string; kind: string };
type NewOrganisation = {
  code: string;
  kind: string;
  parent?: SampleOrganisation;
  name?: string;
  low?: boolean;
};

export async function addOrganisation(app: App, one: NewOrganisation): Promise<SampleOrganisation> {
  const { code, kind, parent, name = code, low = false } = one;
  const path = `${parent ? `${parent.path}.` : ''}${code.replaceAll('-', '_')}`;
  const { rows } = await app.pool.query<{ id: number }>(
    `insert into organisation (parent_id, path, code, kind, name, short_name, mark, low_performing)
     values ($1, $2, $3, $4, $5, $5, $3, $6) returning id`,
    [parent?.id ?? null, path, code, kind, name, low],
  );
  return { id: rows[0]!.id, path, code, kind };
}

export async function addAccount(app: App, role: string, at: SampleOrganisation): Promise<number> {
  const login = `${role}-${randomUUID().slice(0, 8)}`;
  const { rows } = await app.pool.query<{ id: number }>(
    'insert into account (login, name) values ($1, $2) returning id',
    [login, role],
  );
  await app.pool.query('insert into role_grant values ($1, $2, $3)', [rows[0]!.id, at.id, role]);
  return rows[0]!.id;
}

export type SampleCampaign = { id: number; form: FormDefinition; layout: Layout };
type NewCampaign = {
  owner: SampleOrganisation;
  slug: string;
  startsOn: string;
  endsOn: string;
  dueOn: string;
  /** Pairs of a node and what stands above it in this campaign. */
  nodes: readonly (readonly [SampleOrganisation, SampleOrganisation | null])[];
  /** Pairs of an organisation and the node that consolidates it. */
  schools: readonly (readonly [SampleOrganisation, SampleOrganisation])[];
  layout?: Layout;
  form?: FormDefinition;
};

export async function addCampaign(app: App, one: NewCampaign): Promise<SampleCampaign> {
  const form = one.form ?? formOf('F2', 1)!;
  const layout = one.layout ?? layoutOf(form);
  await app.pool.query(`insert into form values ($1, $2, $3, 'sample', now()) on conflict do nothing`, [
    form.code,
    form.version,
    JSON.stringify(form),
  ]);
  const { rows } = await app.pool.query<{ id: number }>(
    `insert into campaign (owner_id, slug, starts_on, ends_on, due_on, time_zone, form_code, form_version, cells, scales, opened_at)
     values ($1, $2, $3, $4, $5, 'Asia/Yekaterinburg', $6, $7, $8, $9, now()) returning id`,
    [
      one.owner.id,
      one.slug,
      one.startsOn,
      one.endsOn,
      one.dueOn,
      form.code,
      form.version,
      layout.map(({ cell }) => cell),
      layout.map(({ scale }) => scale),
    ],
  );
  const id = rows[0]!.id;
  for (const [node, above] of one.nodes)
    await app.pool.query('insert into campaign_node values ($1, $2, $3, 0)', [
      id,
      node.id,
      above?.id ?? null,
    ]);
  for (const [school, above] of one.schools)
    await app.pool.query(
      'insert into return (campaign_id, org_id, parent_id, closed, due_on) values ($1, $2, $3, $4, $5)',
      [id, school.id, above.id, closedBits(layout, form, school.kind as 'school'), one.dueOn],
    );
  return { id, form, layout };
}

/** Hands in a new revision. Cells that are closed for the kind are not applicable without being named. */
export async function submitSample(
  app: App,
  campaign: Pick<SampleCampaign, 'id' | 'layout'>,
  orgId: number,
  answers: Record<string, Answer>,
): Promise<void> {
  const { cells, has, na } = encode(campaign.layout, answers);
  await app.pool.query(
    `with u as (update return set rev = rev + 1, state = 2, submitted_at = now(), first_submitted_at = coalesce(first_submitted_at, now())
       where campaign_id = $1 and org_id = $2 and state >= 0 returning *)
     insert into return_revision
       select campaign_id, org_id, rev, 0, now(), $3::int8[], $4::varbit,
         $5::varbit | (substring(closed || repeat('0', length($5::varbit))::varbit for length($5::varbit))), '{}', '', $6 from u`,
    [campaign.id, orgId, cells, has, na, randomUUID()],
  );
}

/** Puts a return into another state: -1 released, 1 sent back, 2 submitted, 3 accepted. */
export const stateSample = (app: App, campaignId: number, orgId: number, state: number) =>
  app.pool.query('update return set state = $3 where campaign_id = $1 and org_id = $2', [
    campaignId,
    orgId,
    state,
  ]);
