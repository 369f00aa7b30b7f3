import { z } from 'zod';
import type { Organisation } from '#organisations';
import { Failure } from '#platform/failure.ts';
import { reading } from '#platform/use-case.ts';
import { draftFor, importWithin } from './import-of.ts';
import { type OrderText, readOrderText } from './rules/reading/order-text.ts';
import { findRoadmaps } from './rules/reading/tables.ts';
import type { Requisites } from './rules/edits.ts';
import type { VersionContent } from './rules/versions/content.ts';

export type ImportContent = {
  owner: Organisation;
  content: VersionContent;
  order: Requisites;
  /** What the file's own order says, as far as it is one. */
  text: OrderText | undefined;
  at: Date;
};

/**
 * What version 1 would say if the import were approved now, for the order that must be signed before it is.
 * @throws Failure `roadmap.import-not-found`, `roadmap.no-activities`, `roadmap.period-not-read`
 */
export const importContent = reading(
  'roadmap.import-content',
  z.object({ id: z.int().positive() }),
  async (context, { id }): Promise<ImportContent> => {
    const { found, municipality } = await importWithin(context, id);
    const { confirmed, activities } = await draftFor(context, found, municipality);
    if (!activities.length) throw new Failure('conflict', 'roadmap.no-activities');
    if (!confirmed.period) throw new Failure('conflict', 'roadmap.period-not-read');
    const [first] = findRoadmaps(found.parts, found.known);
    return {
      owner: municipality,
      order: confirmed.order,
      text: first && readOrderText(first.above),
      at: found.at,
      content: {
        title: confirmed.title,
        period: confirmed.period,
        sections: confirmed.sections.map(({ numeral, title }) => ({ numeral, title })),
        activities: activities.map((one, place) => ({
          activityId: place + 1,
          code: one.code,
          section: one.numeral,
          number: one.number,
          title: one.title,
          shortTitle: one.shortTitle,
          document: one.document,
          result: one.result,
          deadline: one.deadline,
          responsibles: one.responsibles.map(({ text, role, organisations }) => ({
            text,
            role,
            organisations,
          })),
          derived: one.derived ? ('monitoring' as const) : null,
          source: one.source,
          after: [],
        })),
      },
    };
  },
);
