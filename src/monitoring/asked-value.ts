import type { Names } from './remark-threads.ts';
import type { ValueQuestion } from './sql/value-questions.ts';

/** A question at a single value, with who asked and who answered. */
export type AskedValue = Omit<ValueQuestion, 'organisationId' | 'askedBy' | 'answeredBy'> & {
  by: string;
  answeredBy: string;
};

export const askedValue = (
  {
    id,
    rev,
    field,
    text,
    valueThen,
    askedAt,
    answer,
    correctedRev,
    answeredAt,
    askedBy,
    answeredBy,
  }: ValueQuestion,
  nameOf: Names,
): AskedValue => ({
  id,
  rev,
  field,
  text,
  valueThen,
  askedAt,
  answer,
  correctedRev,
  answeredAt,
  by: nameOf(askedBy),
  answeredBy: nameOf(answeredBy),
});
