import { z } from 'zod';
import { quarterOf } from '#calendar';
import { campaignsOf } from '#monitoring';
import { grantsUnder, oneself, organisationsUnder, reach } from '#organisations';
import { reading } from '#platform/use-case.ts';
import { currentRoadmap } from '#roadmap';

export type AdministratorHome = Awaited<ReturnType<typeof administratorHome>>;

/** What an installation still lacks before the coordinator can begin. */
export const administratorHome = reading('home.administrator', z.object({}), async (context) => {
  oneself(context);
  const nodes = reach(context, 'people.read');
  const organisations = await organisationsUnder(context.db, nodes);
  const grants = await grantsUnder(context.db, nodes);
  const schools = organisations.filter(({ kind }) => kind === 'school' || kind === 'primary-school');
  const served = new Set(
    grants
      .filter(({ role }) => role === 'head' || role === 'curator')
      .map(({ organisationId }) => organisationId),
  );
  const municipality = organisations.find(({ kind }) => kind === 'municipality');
  const roadmap = municipality && (await currentRoadmap(context.db, municipality.id));
  const [campaign] = municipality ? await campaignsOf(context.db, [municipality.id]) : [];
  return {
    /** As the list of them counts: without the municipality itself. */
    organisations: organisations.filter(({ kind }) => kind !== 'municipality').length,
    schools: schools.length,
    people: new Set(grants.map(({ accountId }) => accountId)).size,
    hasCoordinator: grants.some(({ role }) => role === 'coordinator'),
    without: schools.filter(({ id }) => !served.has(id)).length,
    roadmap: roadmap && { number: roadmap.orderNumber, date: roadmap.orderedOn },
    quarter: campaign && quarterOf(campaign.period.end),
  };
});
