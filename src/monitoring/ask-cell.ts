import { z } from 'zod';
import { allow, doers, may, notify, type Organisation, organisationsUnder } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { type Context, reading, useCase } from '#platform/use-case.ts';
import { backgroundsOf, formOfCampaign } from './background.ts';
import { type Located, locateCampaign, locateReturn, WhichCampaign, WhichReturn } from './locate.ts';
import { namesFrom } from './remark-threads.ts';
import { RemarkText } from './remark.ts';
import { subjectOf } from './review-step.ts';
import { askedPlace, type FormDefinition, organisationKinds, readFieldName } from './rules/index.ts';
import { answerPlace, cellAnswersIn, cellQuestionsIn, insertCellQuestion } from './sql/cell-questions.ts';

const ACTIVITY = 'f1 ';
const Place = z.string().max(200);

/** A place of a campaign's forms where something has been asked or answered. */
export type AskedPlace = {
  place: string;
  questions: {
    id: number;
    organisation: { code: string; name: string };
    text: string;
    at: Date;
    answered: boolean;
  }[];
  answers: { text: string; at: Date; by: string }[];
};

/**
 * A school asks at a cell, a table or an activity, whatever the state of its return; the coordinator is told.
 * @throws Failure `returns.not-found`, `access.denied`, `returns.unknown-field`, `returns.question-empty`
 */
export const askCell = useCase(
  'cell-question.ask',
  WhichReturn.extend({ field: Place, text: RemarkText }),
  async (context, { field, text, ...which }) => {
    const located = await locateReturn(context, which);
    const { campaign, organisation, head } = located;
    allow(context, 'return.fill', organisation.path);
    if (campaign.state === 'closed') throw new Failure('conflict', 'returns.campaign-closed');
    const place = await knownPlace(context, located, field);
    if (place === undefined) throw new Failure('invalid', 'returns.unknown-field', { field });
    const id = await insertCellQuestion(context.db, head, {
      place,
      text,
      by: context.actor.accountId,
      at: context.now,
    });
    await notify(context, {
      organisationId: campaign.ownerId,
      roles: ['coordinator'],
      code: 'returns.notice-cell-asked',
      params: { organisation: organisation.shortName, period: campaign.slug },
      href: `/office/campaigns/${campaign.slug}/questions`,
    });
    await record(context, {
      action: 'cell-question.ask',
      organisationId: organisation.id,
      subject: subjectOf(located),
      after: { field: place, text },
    });
    return { id };
  },
);

/** The place that a field of a return stands at, the same for every school: of an activity, its code. */
async function knownPlace(context: Context, located: Located, field: string): Promise<string | undefined> {
  const { campaign, organisation, head } = located;
  if (field === '') return field;
  const read = readFieldName(field);
  if (read?.kind === 'execution' || field.startsWith(ACTIVITY)) {
    const { duties } = (await backgroundsOf(context.db, campaign, [located])).get(organisation.id)!;
    const duty = duties.find(({ id, code }) =>
      read?.kind === 'execution' ? id === read.obligation : ACTIVITY + code === field,
    );
    return duty && ACTIVITY + duty.code;
  }
  if (head.parentId === null || read?.kind !== 'cell') return undefined;
  const kind = organisationKinds.find((one) => one === organisation.kind) ?? 'other';
  return askedPlace(formOfCampaign(campaign), kind, field);
}

export type AskedPlaces = {
  slug: string;
  state: 'open' | 'closed';
  form: FormDefinition;
  places: AskedPlace[];
  may: { answer: boolean };
};

/** Which cells of a campaign draw questions: those most asked about and not answered first. @throws Failure `returns.not-found` */
export const listQuestions = reading(
  'cell-question.list',
  WhichCampaign,
  async (context, which): Promise<AskedPlaces> => {
    const { campaign, municipality } = await locateCampaign(context, 'return.inspect', which);
    allow(context, 'return.inspect', municipality.path);
    const questions = await cellQuestionsIn(context.db, campaign.id);
    const answers = await cellAnswersIn(context.db, campaign.id);
    const organisations = new Map<number, Organisation>(
      (await organisationsUnder(context.db, [municipality.path])).map((one) => [one.id, one]),
    );
    const nameOf = namesFrom(
      await doers(context.db, [...new Set(answers.flatMap(({ answeredBy }) => answeredBy ?? []))]),
    );
    const places = [...new Set([...questions, ...answers].map(({ place }) => place))].map(
      (place): AskedPlace => ({
        place,
        questions: questions
          .filter((one) => one.place === place)
          .map(({ id, organisationId, text, askedAt, answerId }) => ({
            id,
            organisation: {
              code: organisations.get(organisationId)?.code ?? '',
              name: organisations.get(organisationId)?.shortName ?? '',
            },
            text,
            at: askedAt,
            answered: answerId !== null,
          })),
        answers: answers
          .filter((one) => one.place === place)
          .map(({ text, answeredAt, answeredBy }) => ({ text, at: answeredAt, by: nameOf(answeredBy) })),
      }),
    );
    const open = ({ questions }: AskedPlace) => questions.filter(({ answered }) => !answered).length;
    return {
      slug: campaign.slug,
      state: campaign.state,
      form: formOfCampaign(campaign),
      places: places.toSorted((a, b) => open(b) - open(a) || b.questions.length - a.questions.length),
      may: { answer: may(context, 'campaign.change', municipality.path) },
    };
  },
);

/**
 * Answers once what has been asked at a place: the answer stands there for every school of the campaign, and those who
 * asked are told.
 * @throws Failure `returns.not-found`, `access.denied`, `returns.remark-empty`
 */
export const answerCell = useCase(
  'cell-question.answer',
  WhichCampaign.extend({ place: Place, text: RemarkText }),
  async (context, { place, text, ...which }) => {
    const { campaign, municipality } = await locateCampaign(context, 'campaign.change', which);
    allow(context, 'campaign.change', municipality.path);
    const asked = (await cellQuestionsIn(context.db, campaign.id)).some((one) => one.place === place);
    if (!asked) throw new Failure('not-found', 'returns.not-found');
    const told = await answerPlace(context.db, campaign.id, {
      place,
      text,
      by: context.actor.accountId,
      at: context.now,
    });
    for (const organisationId of told)
      await notify(context, {
        organisationId,
        roles: ['head', 'curator'],
        code: 'returns.notice-cell-answered',
        params: { period: campaign.slug },
        href: `/office/returns/${campaign.slug}/ask?cell=${encodeURIComponent(place)}`,
      });
    await record(context, {
      action: 'cell-question.answer',
      organisationId: municipality.id,
      subject: `campaign ${campaign.slug}`,
      after: { field: place, text },
    });
    return { told: told.length };
  },
);
