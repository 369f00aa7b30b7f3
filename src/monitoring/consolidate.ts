import { z } from 'zod';
import { dayIn, yearOf } from '#calendar';
import { allow, municipalityOf, organisationAt, organisationsUnder, reach } from '#organisations';
import type { Organisation } from '#organisations';
import { Failure } from '#platform/failure.ts';
import { type Context, reading } from '#platform/use-case.ts';
import { waitForFold } from './fold.ts';
import { formNamed } from './forms/index.ts';
import { consolidatedFigures } from './judging/index.ts';
import {
  asOneForm,
  cellOf,
  consolidatedForm,
  extremesAmong,
  extremesOf,
  type Figure,
  type FormDefinition,
  type Indicator,
  indicatorFigure,
  type IndicatorFigure,
  indicatorsOf,
  isNumber,
  type Layout,
  layoutFrom,
  namesNow,
  type NodeSums,
  renamed,
  type Text,
} from './rules/index.ts';
import {
  askBy,
  type CampaignHead,
  cutSums,
  inOneMoment,
  type Kept,
  keptSums,
  type Period,
  periodsOf,
  type Whose,
} from './sql/consolidation.ts';
import { withForms } from './sql/forms.ts';
import { saidOfCell } from './sql/reasons.ts';
import {
  consolidatedOrganisation,
  type ConsolidatedOrganisation,
  organisationFigures,
  type OrganisationFigures,
} from './organisation-figures.ts';

/** Which returns are added up: submitted and accepted ones, or the accepted alone. */
export const countings = ['counted', 'accepted'] as const;
/** Whose: everybody's, or those of schools with low results or in adverse conditions. */
export const circles = ['all', 'supported'] as const;

const Consolidate = z.object({
  campaign: z.string().max(40),
  filter: z.enum(countings).default('counted'),
  among: z.enum(circles).default('all'),
  /** The campaign to compare with; without it, the one before. */
  compare: z.string().max(40).optional(),
  /** A cell to open into the organisations behind it. */
  cell: z.string().max(100).optional(),
  /** The tree path of the node; without it, the campaign's owner. */
  at: z.string().max(400).optional(),
  /** Each organisation's figures too. */
  byOrganisation: z.boolean().default(false),
});

/** An indicator beside the plan of its year and what it was. */
export type ConsolidatedIndicator = IndicatorFigure & {
  title: Indicator['title'];
  unit: '%';
  planned: number | null;
  year: number;
  before: IndicatorFigure | null;
};
/** The organisations behind a figure: who gave it (the largest first), to whom it does not apply, who has not said. */
export type Drill = {
  cell: string;
  figure: Figure;
  given: { organisation: ConsolidatedOrganisation; value: number }[];
  notApplicable: ConsolidatedOrganisation[];
  /** In words, by organisation: why the cell does not apply; empty where it is closed to its kind. */
  reasons: Record<number, string>;
  /** Those of `given` and `empty` who had nothing to report of the table. */
  nothing: number[];
  empty: ConsolidatedOrganisation[];
  missing: OrganisationFigures[];
};
export type Consolidation = {
  campaign: Pick<CampaignHead, 'id' | 'slug' | 'startsOn' | 'endsOn' | 'dueOn' | 'timeZone' | 'state'>;
  form: FormDefinition;
  /** Tables that are answered in words, whole or in part: see `givenWords`. */
  words: { code: string; title: Text }[];
  layout: Layout;
  /** Whose consolidation it is: the owner of the campaign, or the node asked for. */
  node: ConsolidatedOrganisation;
  filter: (typeof countings)[number];
  among: (typeof circles)[number];
  /** The reader sees only their own organisation: all figures are of that alone. */
  own: boolean;
  /** Organisations that report; of them submitted (the accepted too), accepted, and added up here. */
  expected: number;
  submitted: number;
  accepted: number;
  counted: number;
  /** By code of the cell, total rows too. */
  figures: Record<string, Figure>;
  indicators: ConsolidatedIndicator[];
  before: { period: Period; expected: number; counted: number; figures: Record<string, Figure> } | null;
  /** Empty unless asked for. Cells are those of `form`, which is the asked one as it consolidates. */
  organisations: OrganisationFigures[];
  /** Those of them that are not in the sums. */
  missing: OrganisationFigures[];
  drill: Drill | null;
  /** The periods that there are to choose from, the newest first; empty unless organisations are asked for. */
  periods: Period[];
};

type Asked = z.output<typeof Consolidate>;

/**
 * Adds up the returns of a campaign below a node: from the stored sums where everybody's counted returns are asked
 * for, from the returns themselves for any other cut. A school's people see their own organisation alone.
 * @throws Failure `monitoring.consolidation-unknown`, `access.denied`, `access.sign-in`
 */
export const consolidate = reading(
  'consolidation.read',
  Consolidate,
  async (context, asked): Promise<Consolidation> => {
    const scope = await scopeOf(context, asked.at);
    const kept = () => keptSums(askBy(context), idsOf(scope), asked.campaign, scope.node?.id ?? null);
    let pair = await kept();
    if (!pair) throw new Failure('not-found', 'monitoring.consolidation-unknown');
    await withForms(context.db, [pair.found, ...(pair.before ? [pair.before] : [])]);
    if (pair.found.pending || pair.before?.pending) {
      await waitForFold(context);
      pair = (await kept()) ?? pair;
    }
    const { ownerId } = pair.found;
    const node = scope.node ?? scope.owners.find(({ id }) => id === ownerId)!;
    const some = await chosenFrom(context, node, scope, asked);
    const chosen = { ...some, node, asked, nodeId: scope.node?.id ?? null };
    if (!asked.byOrganisation) return withoutRows(context, pair, chosen);
    const first = pair;
    return inOneMoment(context.db, (db) => withRows({ ...context, db }, first, chosen, scope));
  },
);

export type Scope = { nodes: string[]; owners: Organisation[]; node: Organisation | undefined };
const idsOf = ({ owners }: Scope) => owners.map(({ id }) => id);

const OWNERS: ReadonlySet<string> = new Set(['country', 'region', 'municipality']);

/** Whose campaigns the reader may ask for, and the node named. */
export async function scopeOf(context: Context, at: string | undefined): Promise<Scope> {
  const nodes = reach(context, 'consolidation.read');
  if (nodes.length === 0) allow(context, 'consolidation.read', ''); // who may read none is told so
  if (at !== undefined) allow(context, 'consolidation.read', at);
  const ownerOf = async (path: string) => {
    const own = await organisationAt(context.db, path);
    return own && OWNERS.has(own.kind) ? own : municipalityOf(context.db, path);
  };
  const [node, ...owners] = await Promise.all([
    at === undefined ? undefined : organisationAt(context.db, at),
    ...nodes.map(ownerOf),
  ]);
  if (at !== undefined && !node) throw new Failure('not-found', 'monitoring.consolidation-unknown');
  return { nodes, owners: owners.flatMap((owner) => owner ?? []), node };
}

type Chosen = {
  node: Organisation;
  nodeId: number | null;
  asked: Asked;
  own: boolean;
  whose: Whose;
  /** The stored sums of the node answer: nobody is left out. */
  stored: boolean;
};

/** Everybody below the node, the reader's own organisations, or those that are supported. */
export async function chosenFrom(
  context: Context,
  node: Organisation,
  { nodes }: Scope,
  { among, filter }: Pick<Asked, 'among' | 'filter'>,
): Promise<Pick<Chosen, 'own' | 'whose' | 'stored'>> {
  const own = !nodes.some((above) => node.path === above || node.path.startsWith(`${above}.`));
  if (!own && among === 'all') return { own, whose: { below: node.id }, stored: filter === 'counted' };
  const some = await organisationsUnder(context.db, own ? nodes : [node.path]);
  const organisations = some
    .filter((one) => among === 'all' || one.lowPerforming || one.adverseConditions)
    .map(({ id }) => id);
  return { own, whose: { organisations }, stored: false };
}

type Pair = NonNullable<Awaited<ReturnType<typeof keptSums>>>;

async function withoutRows(context: Context, pair: Pair, chosen: Chosen): Promise<Consolidation> {
  const [sums, before] = await Promise.all([
    sumsFor(context, pair.found, chosen),
    comparedWith(context, pair, chosen),
  ]);
  const rows = await extremeRows(context, pair.found, chosen);
  return { ...shape(pair.found, chosen, sums, before, rows, []), organisations: [], missing: [] };
}

async function withRows(context: Context, first: Pair, chosen: Chosen, scope: Scope): Promise<Consolidation> {
  // Read again: the sums must be of the same moment as the returns beside them.
  const { ownerId, slug } = first.found;
  const pair = (await keptSums(askBy(context), [ownerId], slug, chosen.nodeId)) ?? first;
  const sums = await sumsFor(context, pair.found, chosen);
  const before = await comparedWith(context, pair, chosen);
  const rows = await rowsFor(context, pair.found, chosen);
  return inWords(
    context,
    shape(pair.found, chosen, sums, before, rows, await periodsOf(context.db, idsOf(scope))),
  );
}

/** The least and the largest are told by no stored sum. */
const extremeRows = async (context: Context, found: Kept, chosen: Chosen) =>
  extremesOf(formFor(found)).length > 0 ? rowsFor(context, found, chosen) : [];

const rowsFor = ({ db, now }: Context, found: Kept, { node, whose, asked }: Chosen) =>
  organisationFigures(db, found, {
    today: dayIn(now, found.timeZone),
    form: formFor(found),
    node,
    whose,
    acceptedOnly: asked.filter === 'accepted',
  });

async function sumsFor(context: Context, kept: Kept, { stored, whose, asked }: Chosen): Promise<NodeSums> {
  // Beside returns of this moment, what is stored may be a moment older.
  const isOld = asked.byOrganisation && kept.pending;
  if (stored && kept.sums && !isOld) return kept.sums;
  return cutSums(askBy(context), kept, whose, asked.filter === 'accepted');
}

async function comparedWith(context: Context, { found, before }: Pair, chosen: Chosen) {
  const { compare } = chosen.asked;
  const other =
    compare === undefined || compare === before?.slug
      ? before
      : (await keptSums(askBy(context), [found.ownerId], compare, chosen.nodeId))?.found;
  if (!other || other.id === found.id) return null;
  const [sums, rows] = await Promise.all([
    sumsFor(context, other, chosen),
    extremeRows(context, other, chosen),
  ]);
  return { found: other, sums, rows };
}

const formFor = ({ forms }: CampaignHead): FormDefinition => asOneForm(forms.map(formNamed))!;

function shape(
  kept: Kept,
  { node, own, asked }: Chosen,
  sums: NodeSums,
  compared: Awaited<ReturnType<typeof comparedWith>>,
  organisations: OrganisationFigures[],
  periods: Period[],
): Consolidation {
  const asks = formFor(kept);
  const form = consolidatedForm(asks);
  const layout = layoutOfCampaign(kept);
  const figures = figuresIn(kept, sums, organisations);
  const countedIn = ({ submitted, accepted }: NodeSums) =>
    asked.filter === 'accepted' ? accepted : submitted;
  const before = compared && {
    period: periodOf(compared.found),
    expected: compared.sums.expected,
    counted: countedIn(compared.sums),
    figures: renamed(
      figuresIn(compared.found, compared.sums, compared.rows),
      namesNow(kept.forms.map(formNamed), compared.found.forms.map(formNamed)),
    ),
  };
  const { id, slug, startsOn, endsOn, dueOn, timeZone, state } = kept;
  return {
    campaign: { id, slug, startsOn, endsOn, dueOn, timeZone, state },
    form,
    words: asks.tables
      .filter(({ kind, columns }) => kind !== 'fixed' || !columns.every(isNumber))
      .map(({ code, title }) => ({ code, title })),
    layout,
    node: consolidatedOrganisation(node),
    filter: asked.filter,
    among: asked.among,
    own,
    expected: sums.expected,
    submitted: sums.submitted,
    accepted: sums.accepted,
    counted: countedIn(sums),
    figures,
    indicators: indicatorsFrom(form, yearOf(endsOn), figures, before?.figures),
    before,
    organisations,
    missing: organisations.filter((one) => one.figures === null),
    drill: asked.cell === undefined ? null : drillInto(form, asked.cell, figures, organisations),
    periods: periods.map(periodOf),
  };
}

function figuresIn(kept: Kept, sums: NodeSums, organisations: readonly OrganisationFigures[]) {
  const asks = formFor(kept);
  return consolidatedFigures(asks, layoutOfCampaign(kept), sums, extremesAmong(asks, organisations));
}

const layoutOfCampaign = ({ cells, scales }: CampaignHead): Layout => layoutFrom(cells, scales);

const indicatorsFrom = (
  form: FormDefinition,
  year: number,
  figures: Record<string, Figure>,
  before: Record<string, Figure> | undefined,
): ConsolidatedIndicator[] =>
  indicatorsOf(form).map((one) => ({
    ...indicatorFigure(one, figures),
    title: one.title,
    unit: one.unit,
    planned: one.planned[year] ?? null,
    year,
    before: before ? indicatorFigure(one, before) : null,
  }));

const periodOf = ({ slug, startsOn, endsOn }: Period): Period => ({ slug, startsOn, endsOn });

/** The same with what organisations say in place of a value. */
async function inWords({ db }: Context, found: Consolidation): Promise<Consolidation> {
  const { drill, campaign } = found;
  if (!drill) return found;
  const ids = [...drill.notApplicable, ...drill.empty, ...drill.given.map((one) => one.organisation)].map(
    ({ id }) => id,
  );
  const table = drill.cell.slice(0, drill.cell.search(/[.:]/));
  const said = await saidOfCell(db, campaign.id, ids, { cell: drill.cell, table });
  const reasons = Object.fromEntries(
    said.flatMap(({ organisationId, reason }) => (reason ? [[organisationId, reason] as const] : [])),
  );
  const nothing = said.flatMap((one) => (one.nothing ? [one.organisationId] : []));
  return { ...found, drill: { ...drill, reasons, nothing } };
}

/** Nothing for a cell that the form does not have or nobody fills in. */
function drillInto(
  form: FormDefinition,
  cell: string,
  figures: Record<string, Figure>,
  organisations: readonly OrganisationFigures[],
): Drill | null {
  const figure = figures[cell];
  if (!figure || !cellOf(form, cell)) return null;
  const drill: Drill = {
    cell,
    figure,
    given: [],
    notApplicable: [],
    reasons: {},
    nothing: [],
    empty: [],
    missing: [],
  };
  for (const one of organisations) {
    const value = one.figures?.[cell];
    if (one.closed.includes(cell)) drill.notApplicable.push(one.organisation);
    else if (one.figures === null) drill.missing.push(one);
    else if (typeof value === 'number') drill.given.push({ organisation: one.organisation, value });
    else (value === 'not-applicable' ? drill.notApplicable : drill.empty).push(one.organisation);
  }
  drill.given.sort((a, b) => b.value - a.value);
  return drill;
}

/**
 * The campaign to begin with: the newest that has data, else the newest of all.
 * @throws Failure `monitoring.consolidation-none` where no campaign has been opened
 */
export const newestConsolidation = reading('consolidation.newest', z.object({}), async (context) => {
  const periods = await periodsOf(context.db, idsOf(await scopeOf(context, undefined)));
  const newest = periods.find(({ hasData }) => hasData) ?? periods[0];
  if (!newest) throw new Failure('not-found', 'monitoring.consolidation-none');
  return newest.slug;
});
