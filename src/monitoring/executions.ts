import { dayIn, overlap } from '#calendar';
import { type Obligation, obligationsDue } from '#roadmap';
import type { Database } from '#platform/database.server.ts';
import type { StoredExecution } from './rules/index.ts';
import { type CountedReturn, countedAnswers, countedReturns } from './sql/executions.ts';

/** What counted returns say of an obligation: of the latest campaign that says anything. */
export type Execution = StoredExecution & {
  campaign: string;
  accepted: boolean;
  /** Nobody was asked: the system knows it. */
  derived: boolean;
};
export type ExecutedObligation = Obligation & { execution: Execution | undefined };

/**
 * The obligations in force of some organisations, in the order of the roadmap, with what has become of each. Only
 * submitted and accepted returns count; one that was sent back drops out until it is submitted again.
 */
export async function executionsOf(
  db: Database,
  organisationIds: readonly number[],
): Promise<ExecutedObligation[]> {
  const obligations = await obligationsDue(db, organisationIds);
  const answers = new Map(
    (await countedAnswers(db, organisationIds)).map((answer) => [answer.obligationId, answer]),
  );
  const returns = Map.groupBy(
    await countedReturns(db, organisationIds),
    ({ organisationId }) => organisationId,
  );
  return obligations.map((obligation) => {
    if (obligation.derived)
      return {
        ...obligation,
        execution: takingPart(obligation, returns.get(obligation.organisationId) ?? []),
      };
    const found = answers.get(obligation.id);
    if (!found) return { ...obligation, execution: undefined };
    const { answer, campaign, accepted } = found;
    return { ...obligation, execution: { ...answer, campaign, accepted, derived: false } };
  });
}

/** Taking part in the monitoring is done for a term when the return of a campaign in it counts. */
function takingPart(
  { startsOn, endsOn }: Obligation,
  returns: readonly CountedReturn[],
): Execution | undefined {
  const found = returns.find(
    ({ start, end }) => overlap({ start, end }, { start: startsOn, end: endsOn }) !== undefined,
  );
  if (!found) return undefined;
  const { campaign, accepted, firstSubmittedAt, zone } = found;
  return { state: 'done', doneOn: dayIn(firstSubmittedAt, zone), campaign, accepted, derived: true };
}
