import { organisationById, type Organisation, organisationsUnder } from '#organisations';
import type { Database } from '#platform/database.server.ts';
import { type Background, formsOfCampaign, layoutOfCampaign } from './background.ts';
import {
  type Answer,
  beyondIn,
  type CellLimits,
  cellsOf,
  decode,
  isAlike,
  limitsOf,
  namesNow,
  renamed,
  renamedWarnings,
  type Usual,
} from './rules/index.ts';
import { type Campaign, campaignsOf } from './sql/campaigns.ts';
import { type EarlierReturn, returnsIn } from './sql/returns.ts';

/** What is known of a return's numbers from other periods and other organisations. */
export type Beside = {
  /** By cell: what is usual where the number is not. */
  unusual: ReadonlyMap<string, Usual>;
  /** Warnings, `check@cell`, that have been explained in an earlier period. */
  explainedBefore: ReadonlySet<string>;
};
export const NOTHING_BESIDE: Beside = { unusual: new Map(), explainedBefore: new Set() };

/** Two years: what a school was before does not say what it is. */
const PERIODS = 8;
const MOST_ALIKE = 60;

/** Looks at returns of one campaign beside their earlier periods and beside organisations like them. */
export async function besideOf(
  db: Database,
  campaign: Campaign,
  returns: readonly { background: Background; numbers: Readonly<Record<string, Answer | undefined>> }[],
): Promise<Map<number, Beside>> {
  const limits = await limitsIn(
    db,
    campaign,
    returns.map(({ background, numbers }) => ({
      background,
      asks: (cell) => typeof numbers[cell] === 'number',
    })),
  );
  return new Map(
    returns.map(({ background, numbers }) => {
      const { id } = background.organisation;
      const { explainedBefore, limits: own } = limits.get(id)!;
      return [id, { unusual: beyondIn(own, numbers), explainedBefore }];
    }),
  );
}

/** What would be usual in a return, by cell, and what has been explained in it before; `asks`: of which cells. */
export async function limitsIn(
  db: Database,
  campaign: Campaign,
  returns: readonly { background: Background; asks: (cell: string) => boolean }[],
): Promise<Map<number, { limits: Record<string, CellLimits>; explainedBefore: Beside['explainedBefore'] }>> {
  if (returns.length === 0) return new Map();
  const before = (await campaignsOf(db, [campaign.ownerId]))
    .filter(({ period }) => period.start < campaign.period.start)
    .toSorted((a, b) => (a.period.start < b.period.start ? -1 : 1))
    .slice(-PERIODS);
  const owner = await organisationById(db, campaign.ownerId);
  const all = owner ? await organisationsUnder(db, [owner.path]) : [];
  const kin = new Map(
    returns.map(({ background: { organisation } }) => [organisation.id, alikeTo(organisation, all)]),
  );
  const ids = returns.map(({ background }) => background.organisation.id);
  const others = [...new Set([...kin.values()].flat().map(({ id }) => id))];
  const earlier = Map.groupBy(
    await returnsIn(
      db,
      before.map(({ id }) => id),
      ids,
    ),
    (one) => one.organisationId,
  );
  const now = new Map(
    (await returnsIn(db, [campaign.id], others)).map((one) => [one.organisationId, numbersOf(campaign, one)]),
  );
  return new Map(
    returns.map(({ background, asks }) => {
      const { organisation } = background;
      const own = (earlier.get(organisation.id) ?? []).flatMap(
        (one) => periodOf(background, before, one) ?? [],
      );
      const alike = kin.get(organisation.id)!.flatMap((one) => {
        const theirs = now.get(one.id);
        return theirs ? [{ numbers: theirs, size: sizeOf(one)! }] : [];
      });
      return [
        organisation.id,
        {
          limits: limitsAt(
            background,
            asks,
            own.map((one) => one.numbers),
            alike,
          ),
          explainedBefore: new Set(own.flatMap(({ explained }) => explained)),
        },
      ];
    }),
  );
}

const sizeOf = ({ profile }: Organisation): number | undefined => {
  const pupils = profile['pupils_total'];
  return typeof pupils === 'number' && pupils > 0 ? pupils : undefined;
};

/** Of the same kind and about the same size, the nearest in size first. */
function alikeTo(organisation: Organisation, all: readonly Organisation[]): Organisation[] {
  const size = sizeOf(organisation);
  if (size === undefined) return [];
  const away = (one: Organisation) => Math.abs(Math.log(sizeOf(one)! / size));
  return all
    .filter(
      (one) =>
        one.id !== organisation.id && one.kind === organisation.kind && isAlike(size, sizeOf(one) ?? 0),
    )
    .toSorted((a, b) => away(a) - away(b))
    .slice(0, MOST_ALIKE);
}

function numbersOf(
  campaign: Campaign,
  { cells, has, na }: EarlierReturn,
): Record<string, Answer> | undefined {
  if (!cells || has === null || na === null) return undefined;
  return decode(layoutOfCampaign(campaign), { cells, has, na });
}

/** One earlier period by the names that its cells have now. */
function periodOf(background: Background, before: readonly Campaign[], one: EarlierReturn) {
  const campaign = before.find(({ id }) => id === one.campaignId);
  const numbers = campaign && numbersOf(campaign, one);
  if (!campaign || !numbers) return undefined;
  const names = namesNow(background.forms, formsOfCampaign(campaign));
  return {
    numbers: renamed(numbers, names),
    explained: Object.keys(renamedWarnings(one.texts?.explanations ?? {}, names)),
  };
}

function limitsAt(
  { form, kind, organisation }: Background,
  asks: (cell: string) => boolean,
  own: readonly Record<string, Answer>[],
  alike: readonly { numbers: Record<string, Answer>; size: number }[],
): Record<string, CellLimits> {
  const found: Record<string, CellLimits> = {};
  if (!form) return found;
  const size = sizeOf(organisation);
  for (const { code, column, state } of cellsOf(form, kind)) {
    if (state !== 'open' || !asks(code)) continue;
    const one = limitsOf({
      unit: 10 ** column.scale,
      // What is counted from the beginning of the year grows by itself.
      own: column.over === 'cumulative' ? [] : own.flatMap((period) => numberIn(period[code])),
      alike: alike.flatMap(({ numbers, size }) => numberIn(numbers[code]).map((value) => ({ value, size }))),
      size,
    });
    if (one.limits.length > 0) found[code] = one;
  }
  return found;
}

const numberIn = (answer: Answer | undefined): number[] => (typeof answer === 'number' ? [answer] : []);
