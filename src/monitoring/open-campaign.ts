import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isValidDay } from '#calendar';
import { allow, notify, type Organisation, organisationsUnder } from '#organisations';
import { record } from '#platform/audit.ts';
import type { Database } from '#platform/database.server.ts';
import { Failure } from '#platform/failure.ts';
import { type Context, useCase } from '#platform/use-case.ts';
import { currentRoadmap } from '#roadmap';
import { formName } from './forms/index.ts';
import { locateMunicipality } from './locate.ts';
import { type Addressed, addressedAmong, isTerritory, Quarter, quarterNamed } from './propose-campaign.ts';
import {
  asOneForm,
  canonicalText,
  closedBits,
  type FormDefinition,
  layoutOf,
  type OrganisationKind,
} from './rules/index.ts';
import { type Addressee, insertCampaign, insertTree } from './sql/campaigns.ts';
import { keepForm, offeredForms } from './sql/forms.ts';

const OpenCampaign = Quarter.extend({
  /** The 25th of the quarter's last month if nothing is said. */
  dueOn: z.string().refine(isValidDay, 'returns.due-day-unknown').optional(),
  /** Said by a person: open it though form 1 will ask nothing. `false` is refused where no roadmap is approved. */
  withoutRoadmap: z.boolean().optional(),
  /** The forms beside F1 in the order of their pages, as `F2 1`; mentoring in figures if nothing is said. */
  forms: z.array(z.string().max(80)).min(1).max(12).optional(),
});
export type OpenedCampaign = { id: number; slug: string; addressed: number };

/**
 * Opens a quarter's campaign to every organisation of the municipality at once.
 * @throws Failure `access.denied`, `returns.quarter-unknown`, `returns.due-day-early`, `returns.campaign-exists`,
 * `returns.no-roadmap`, `returns.form-unknown`, `returns.forms-clash` (two forms whose tables are called the same)
 */
export const openCampaign = useCase(
  'campaign.open',
  OpenCampaign,
  async (
    context,
    { quarter, municipality: code, dueOn: chosen, withoutRoadmap, forms: chosenNames },
  ): Promise<OpenedCampaign> => {
    const municipality = await locateMunicipality(context, 'campaign.change', code);
    allow(context, 'campaign.change', municipality.path);
    const { slug, period, dueOn: proposed } = quarterNamed(quarter);
    const dueOn = chosen ?? proposed;
    if (dueOn < period.start) throw new Failure('invalid', 'returns.due-day-early');
    if (withoutRoadmap === false && !(await currentRoadmap(context.db, municipality.id)))
      throw new Failure('invalid', 'returns.no-roadmap', {}, [
        { at: 'withoutRoadmap', code: 'returns.no-roadmap', params: {} },
      ]);
    const forms = await chosenForms(context, municipality, chosenNames);
    const form = asOneForm(forms)!;
    const layout = layoutOf(form);
    for (const one of forms) await publish(context.db, one, context.now);
    const id = await insertCampaign(context.db, {
      ownerId: municipality.id,
      slug,
      period,
      dueOn,
      zone: context.zone,
      forms: forms.map(formName),
      cells: layout.map(({ cell }) => cell),
      scales: layout.map(({ scale }) => scale),
      openedAt: context.now,
    });
    if (id === undefined) throw new Failure('conflict', 'returns.campaign-exists', { quarter: slug });
    const organisations = await organisationsUnder(context.db, [municipality.path]);
    const addressed = addressedAmong(organisations);
    await insertTree(
      context.db,
      { id, dueOn },
      treeOf(organisations, municipality),
      addressed.map((one) => addressee(one, form)),
    );
    for (const { id: organisationId } of addressed)
      await notify(context, {
        organisationId,
        roles: ['head', 'curator'],
        code: 'returns.notice-opened',
        params: { period: slug, dueOn },
        href: `/office/returns/${slug}/f1`,
      });
    await record(context, {
      action: 'campaign.open',
      organisationId: municipality.id,
      subject: `campaign ${slug}`,
      after: { slug, dueOn, form: forms.map(formName).join(', '), addressed: addressed.length },
    });
    return { id, slug, addressed: addressed.length };
  },
);

/** What is asked beside F1: the named forms, or the one of mentoring in figures. @throws Failure */
async function chosenForms(
  { db }: Context,
  { id }: Organisation,
  names: readonly string[] | undefined,
): Promise<FormDefinition[]> {
  const offered = await offeredForms(db, id);
  const chosen = names ?? [formName(offered.find(({ code }) => code === USUAL)!)];
  const forms = chosen.map((name) => {
    const found = offered.find((form) => formName(form) === name);
    if (!found) throw new Failure('invalid', 'returns.form-unknown', { form: name });
    return found;
  });
  const tables = forms.flatMap(({ tables, code }) =>
    tables.map((table) => ({ table: table.code, form: code })),
  );
  for (const [table, same] of Map.groupBy(tables, (one) => one.table))
    if (same.length > 1)
      throw new Failure('invalid', 'returns.forms-clash', {
        table,
        one: same[0]!.form,
        other: same[1]!.form,
      });
  return forms;
}
const USUAL = 'F2';

/** A published version never changes: whoever edits one instead of copying it is stopped here. */
async function publish(db: Database, form: FormDefinition, at: Date): Promise<void> {
  const sha256 = createHash('sha256').update(canonicalText(form)).digest('hex');
  const kept = await keepForm(db, form, sha256, at);
  if (kept !== sha256) throw new Error(`form ${form.code} ${form.version} was published otherwise: ${kept}`);
}

/** The territories of a campaign, its owner at the top; everything else is a return. */
function treeOf(organisations: readonly Organisation[], owner: Organisation) {
  const depth = (path: string) => path.split('.').length - owner.path.split('.').length;
  return organisations.filter(isTerritory).map((one) => ({
    id: one.id,
    parentId: one.id === owner.id ? null : one.parentId,
    level: depth(one.path),
  }));
}

function addressee({ id, parentId, kind, forms: asked }: Addressed, form: FormDefinition): Addressee {
  if (!asked.includes('F2')) return { id, parentId: null, closed: '' };
  return { id, parentId, closed: closedBits(layoutOf(form), form, kind as OrganisationKind) };
}
