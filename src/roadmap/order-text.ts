import type { Context } from '#platform/use-case.ts';
import { type OrderText, readOrderText } from './rules/reading/order-text.ts';
import { findRoadmaps } from './rules/reading/tables.ts';
import { importById } from './sql/imports.ts';
import type { ApprovedRoadmap } from './sql/roadmaps.ts';

export type { OrderText } from './rules/reading/order-text.ts';

/**
 * What the order that approved a roadmap says itself, as far as its file does; for a caller who has been let at the version.
 * The orders of correction are made here and were in no file.
 */
export async function orderTextOf(
  { db }: Context,
  { number, importId }: Pick<ApprovedRoadmap, 'number' | 'importId'>,
): Promise<OrderText | undefined> {
  const found = number === 1 && importId !== null ? await importById(db, importId) : undefined;
  const [first] = found ? findRoadmaps(found.parts, found.known) : [];
  return first && readOrderText(first.above);
}
