import { z } from 'zod';
import { allow, doers, may, organisationsUnder } from '#organisations';
import { reading } from '#platform/use-case.ts';
import { type AskedValue, askedValue } from './asked-value.ts';
import { backgroundsOf, formOfCampaign, layoutOfCampaign } from './background.ts';
import { locateCampaign, WhichCampaign } from './locate.ts';
import { besideOf } from './out-of-line-in.ts';
import { contentOf } from './receipt.ts';
import { namesFrom } from './remark-threads.ts';
import { type Answer, type FormDefinition, type ReturnState, type Usual } from './rules/index.ts';
import { isCounted } from './show-return.ts';
import { headsOf, lastRevisions } from './sql/returns.ts';
import { openQuestionsByField, valueQuestionsAt } from './sql/value-questions.ts';

/** One school's value of a cell. */
export type ListedValue = {
  organisation: { code: string; shortName: string };
  state: ReturnState;
  now: Answer;
  previous: Answer | undefined;
  usual: Usual | undefined;
  reason: string | undefined;
  questions: AskedValue[];
};
export type ListedValues = {
  slug: string;
  state: 'open' | 'closed';
  form: FormDefinition;
  field: string | undefined;
  /** Cells at which questions wait for an answer. */
  waiting: { field: string; count: number }[];
  /** Those out of line first, by how far; then in the order of the tree. */
  values: ListedValue[];
  may: { ask: boolean };
};

/**
 * The values of one cell in all submitted returns of a campaign, in one list. Without a cell only which cells there are.
 * @throws Failure `returns.not-found`, `access.denied`
 */
export const listValues = reading(
  'return.values',
  WhichCampaign.extend({ field: z.string().max(200).optional() }),
  async (context, { field: wanted, ...which }): Promise<ListedValues> => {
    const { campaign, municipality } = await locateCampaign(context, 'return.inspect', which);
    allow(context, 'return.inspect', municipality.path);
    const form = formOfCampaign(campaign);
    const layout = layoutOfCampaign(campaign);
    const field = layout.some(({ cell }) => cell === wanted) ? wanted : undefined;
    const waiting = [...(await openQuestionsByField(context.db, campaign.id))].map(([of, count]) => ({
      field: of,
      count,
    }));
    return {
      slug: campaign.slug,
      state: campaign.state,
      form,
      field,
      waiting: waiting.filter((one) => layout.some(({ cell }) => cell === one.field)),
      values: field === undefined ? [] : await valuesAt(context, { campaign, municipality }, field),
      may: { ask: campaign.state === 'open' && may(context, 'return.review', municipality.path) },
    };
  },
);

async function valuesAt(
  context: Parameters<typeof locateCampaign>[0],
  { campaign, municipality }: Awaited<ReturnType<typeof locateCampaign>>,
  field: string,
): Promise<ListedValue[]> {
  const heads = new Map((await headsOf(context.db, campaign.id)).map((head) => [head.organisationId, head]));
  const addressed = (await organisationsUnder(context.db, [municipality.path])).flatMap((organisation) => {
    const head = heads.get(organisation.id);
    return head && head.parentId !== null && isCounted(head.state) ? [{ organisation, head }] : [];
  });
  const ids = addressed.map(({ organisation }) => organisation.id);
  const backgrounds = await backgroundsOf(context.db, campaign, addressed);
  const revisions = new Map(
    (await lastRevisions(context.db, campaign.id, ids)).map((one) => [one.organisationId, one]),
  );
  const questions = await valueQuestionsAt(context.db, campaign.id, field);
  const nameOf = namesFrom(
    await doers(context.db, [
      ...new Set(
        questions.flatMap(({ askedBy, answeredBy }) => [askedBy, answeredBy].flatMap((id) => id ?? [])),
      ),
    ]),
  );
  const contents = addressed.map(({ organisation, head }) => ({
    organisation,
    head,
    background: backgrounds.get(organisation.id)!,
    content: contentOf(campaign, true, revisions.get(organisation.id)!),
  }));
  const beside = await besideOf(
    context.db,
    campaign,
    contents.map(({ background, content }) => ({
      background,
      numbers: { [field]: content.numbers[field] ?? null },
    })),
  );
  return contents
    .map(({ organisation, head, background, content }): ListedValue => ({
      organisation: { code: organisation.code, shortName: organisation.shortName },
      state: head.state,
      now: content.numbers[field] ?? null,
      previous: background.previous?.numbers[field],
      usual: beside.get(organisation.id)?.unusual.get(field),
      reason: content.reasons[field],
      questions: questions
        .filter(({ organisationId }) => organisationId === organisation.id)
        .map((one) => askedValue(one, nameOf)),
    }))
    .toSorted((a, b) => (b.usual?.score ?? 0) - (a.usual?.score ?? 0));
}
