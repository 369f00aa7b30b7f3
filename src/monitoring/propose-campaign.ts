import { z } from 'zod';
import {
  type Day,
  type Interval,
  isWorkingDay,
  lastWorkingDayBefore,
  quarterDueDay,
  quarterInterval,
  readQuarterSlug,
  weekday,
} from '#calendar';
import { allow, type Organisation, organisationsUnder } from '#organisations';
import { currentRoadmap } from '#roadmap';
import { Failure } from '#platform/failure.ts';
import { reading } from '#platform/use-case.ts';
import { locateMunicipality, Name } from './locate.ts';
import { campaignAt } from './sql/campaigns.ts';

export const Quarter = z.object({
  /** `2021-q4` */
  quarter: z.string().max(40),
  municipality: Name.optional(),
});

export type Addressed = Organisation & {
  /** The authority and the centre fill in F1 alone. */
  forms: readonly ('F1' | 'F2')[];
};
export type ProposedCampaign = {
  slug: string;
  period: Interval;
  dueOn: Day;
  /** The due day is no working day: which weekday it is (1 to 7), and the last working day before it. */
  notWorking: { weekday: number; instead: Day } | undefined;
  addressed: Addressed[];
  /** Without an approved roadmap there is nothing to ask in F1. */
  hasRoadmap: boolean;
  /** The quarter has its campaign already. */
  exists: boolean;
};

/** What a campaign for a quarter would be: see `openCampaign`. @throws Failure `returns.quarter-unknown` */
export const proposeCampaign = reading(
  'campaign.propose',
  Quarter,
  async (context, { quarter, municipality: code }): Promise<ProposedCampaign> => {
    const municipality = await locateMunicipality(context, 'campaign.change', code);
    allow(context, 'campaign.change', municipality.path);
    const { slug, period, dueOn } = quarterNamed(quarter);
    const organisations = await organisationsUnder(context.db, [municipality.path]);
    return {
      slug,
      period,
      dueOn,
      notWorking:
        isWorkingDay(dueOn) !== false
          ? undefined
          : { weekday: weekday(dueOn), instead: lastWorkingDayBefore(dueOn) },
      addressed: addressedAmong(organisations),
      hasRoadmap: (await currentRoadmap(context.db, municipality.id)) !== undefined,
      exists: (await campaignAt(context.db, municipality.id, slug)) !== undefined,
    };
  },
);

export function quarterNamed(slug: string): { slug: string; period: Interval; dueOn: Day } {
  const read = readQuarterSlug(slug);
  if (!read) throw new Failure('invalid', 'returns.quarter-unknown', { quarter: slug });
  const { year, quarter } = read;
  return { slug, period: quarterInterval(year, quarter), dueOn: quarterDueDay(year, quarter) };
}

const TERRITORIES = ['country', 'region', 'municipality'];
const BODIES = ['authority', 'methodological-centre'];
export const isTerritory = ({ kind }: Organisation) => TERRITORIES.includes(kind);

/** Who is asked: every organisation that is no territory. */
export const addressedAmong = (organisations: readonly Organisation[]): Addressed[] =>
  organisations
    .filter((one) => !isTerritory(one))
    .map((one) => ({ ...one, forms: BODIES.includes(one.kind) ? ['F1'] : ['F1', 'F2'] }));
