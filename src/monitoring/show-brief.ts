import { type Day, dayIn } from '#calendar';
import { reading } from '#platform/use-case.ts';
import { type Background, backgroundsOf } from './background.ts';
import type { Brief } from './judging/index.ts';
import { locateReturn, WhichReturn } from './locate.ts';
import { limitsIn } from './out-of-line-in.ts';
import type { CellLimits } from './rules/index.ts';

/** `form` is left out: it is `forms` as one. `limits`: by cell, what would be usual there. */
export type SentBrief = Omit<Brief, 'form'> & { today: Day; limits: Readonly<Record<string, CellLimits>> };

/** What a browser without a network judges a return against. @throws Failure `returns.not-found` */
export const showBrief = reading('return.brief', WhichReturn, async (context, which): Promise<SentBrief> => {
  const located = await locateReturn(context, which);
  const { campaign, organisation } = located;
  const background = (await backgroundsOf(context.db, campaign, [located])).get(organisation.id)!;
  const beside = await limitsIn(context.db, campaign, [{ background, asks: () => true }]);
  return {
    forms: background.forms,
    ...briefIn(background),
    today: dayIn(context.now, campaign.zone),
    limits: beside.get(organisation.id)!.limits,
  };
});

/** What a return is judged against, its forms aside, and nothing else of what the server knows. */
export const briefIn = (background: Background): Omit<Brief, 'forms' | 'form'> => {
  const { kind, organisation, campaign, duties, previous, yearAgo, sameYear } = background;
  return {
    kind,
    organisation: { profile: organisation.profile },
    campaign: { period: campaign.period },
    duties: duties.map(({ id, code, shortTitle, startsOn, endsOn, document, isEvent, derived, last }) => ({
      id,
      code,
      shortTitle,
      startsOn,
      endsOn,
      document,
      isEvent,
      derived,
      last,
    })),
    previous: previous && { numbers: previous.numbers, explanations: previous.explanations },
    yearAgo: yearAgo && { numbers: yearAgo.numbers, explanations: yearAgo.explanations },
    sameYear,
  };
};
