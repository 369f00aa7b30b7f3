import { reading } from '#platform/use-case.ts';
import { locateReturn, WhichReturn } from './locate.ts';
import { cellAnswersIn, cellQuestionsIn } from './sql/cell-questions.ts';

/** What has been answered, for every school of the campaign; `own`: what this organisation has asked. */
export type Answers = {
  answers: { place: string; text: string; at: Date }[];
  own: { place: string; text: string; at: Date; answered: boolean }[];
};

/** @throws Failure `returns.not-found` */
export const listAnswers = reading(
  'cell-question.answers',
  WhichReturn,
  async (context, which): Promise<Answers> => {
    const { campaign, organisation } = await locateReturn(context, which);
    const answers = await cellAnswersIn(context.db, campaign.id);
    const questions = await cellQuestionsIn(context.db, campaign.id);
    return {
      answers: answers.map(({ place, text, answeredAt }) => ({ place, text, at: answeredAt })),
      own: questions
        .filter(({ organisationId }) => organisationId === organisation.id)
        .map(({ place, text, askedAt, answerId }) => ({
          place,
          text,
          at: askedAt,
          answered: answerId !== null,
        })),
    };
  },
);
