import { dayIn, quarterOf, writeTime } from '#calendar';
import {
  type Campaign,
  type Consolidation,
  consolidate,
  givenWords,
  type OrganisationFigures,
} from '#monitoring';
import type { Organisation } from '#organisations';
import { Failure } from '#platform/failure.ts';
import type { Context } from '#platform/use-case.ts';
import { standingCampaign } from './campaigns.ts';
import { correctionsIn } from './corrections-in.ts';
import { say } from './document/writing.ts';
import { formsOf, indicatorsOf } from './figures.ts';
import { listsOf } from './lists.ts';
import type { StandingCampaign, StandingReturn } from './rules/campaign.ts';
import type { Frozen, FrozenReturn, FrozenSchool, Undone } from './rules/frozen.ts';
import { type Standing, standingOf } from './standing.ts';

/** What a справка made now would say. @throws Failure `reports.no-roadmap` */
export async function frozenNow(
  context: Context,
  municipality: Organisation,
  campaign: Campaign,
): Promise<Frozen> {
  const today = dayIn(context.now, context.zone);
  const standing = await standingOf(context.db, municipality, today);
  if (!standing) throw new Failure('conflict', 'reports.no-roadmap');
  const returns = await standingCampaign(context, municipality, campaign);
  const consolidation = await consolidate(context, { campaign: campaign.slug, byOrganisation: true });
  const inRussian = <T extends { title: { ru: string } }>(one: T) => ({ ...one, title: one.title.ru });
  return {
    version: 1,
    on: today,
    time: writeTime(context.now, context.zone),
    municipality: municipality.name,
    roadmap: {
      title: standing.roadmap.title,
      period: standing.roadmap.period,
      order: standing.roadmap.order,
    },
    campaign: {
      slug: campaign.slug,
      quarter: quarterOf(campaign.period.end),
      period: campaign.period,
      dueOn: campaign.dueOn,
    },
    schools: schoolsOf(returns, standing, consolidation),
    others: returns.returns.filter(({ school }) => !school).map(frozenReturn),
    sections: standing.roadmap.sections.map(({ numeral, title, activities }) => ({
      numeral,
      title,
      activities: activities.map(
        ({ code, shortTitle, deadline, state, nextYear, done, of, notApplicable }) => ({
          code,
          shortTitle,
          deadline,
          state,
          nextYear,
          done,
          of,
          notApplicable,
        }),
      ),
    })),
    undone: undoneIn(standing),
    corrections: await correctionsIn(context, campaign.period),
    indicators: indicatorsOf(consolidation).map(inRussian),
    forms: formsOf(consolidation).map(inRussian),
    lists: listsOf(await givenWords(context, { campaign: campaign.slug }), say('reports.doc-list-file')),
  };
}

const frozenReturn = ({ organisationId, name, standing, daysLate }: StandingReturn): FrozenReturn => ({
  organisationId,
  name,
  standing,
  daysLate,
});

function schoolsOf(
  { returns }: StandingCampaign,
  { duties }: Standing,
  { organisations }: Pick<Consolidation, 'organisations'>,
): FrozenSchool[] {
  const figures = new Map(organisations.map((one) => [one.organisation.id, one]));
  const late = duties.filter(({ state }) => state === 'late');
  return returns
    .filter(({ school }) => school)
    .map((one) => {
      const read = (cell: string) => numberIn(figures.get(one.organisationId), cell);
      return {
        ...frozenReturn(one),
        lowPerforming: one.lowPerforming,
        adverseConditions: one.adverseConditions,
        overdue: late.filter(({ organisationId }) => organisationId === one.organisationId).length,
        mentors: read('t1.unique.mentors'),
        mentees: read('t1.unique.mentees'),
        pairs: read('t1.total.pairs'),
      };
    });
}

function numberIn(one: OrganisationFigures | undefined, cell: string): number | null {
  const value = one?.figures?.[cell];
  return typeof value === 'number' ? value : null;
}

/** Answers «не выполнено», and terms that have ended without «выполнено»; in the order of the roadmap. */
function undoneIn({ activities, duties, organisations }: Standing): Undone[] {
  return activities.flatMap(({ id, code, shortTitle, derived }) =>
    duties
      .filter((duty) => duty.activityId === id)
      .flatMap(({ organisationId, state, said }): Undone[] => {
        // Who has not reported is said under completeness.
        if (derived || (state !== 'late' && said?.state !== 'not-done')) return [];
        const isSaid = said?.state === 'not-done';
        return [
          {
            code,
            shortTitle,
            organisation: organisations.get(organisationId)?.shortName ?? '',
            reason: isSaid ? (said.reasonKind ?? 'other') : said ? 'running' : 'silent',
            text: (isSaid && said.reason) || '',
            newTerm: (isSaid && said.newTerm) || null,
          },
        ];
      }),
  );
}
