import { z } from 'zod';
import { endOfDay, isValidDay, startOfDay } from '#calendar';
import { reading } from '#platform/use-case.ts';
import { reach } from './access.ts';
import { journalChoices, journalPage } from './sql/journal.ts';

const PAGE = 100;

/** A page of the journal, newest first; `before` is the key of the last entry of the page before. */
export const readJournal = reading(
  'journal.read',
  z.object({
    accountId: z.int().positive().optional(),
    action: z.string().max(100).optional(),
    organisationId: z.int().positive().optional(),
    day: z.string().refine(isValidDay, 'organisations.day-impossible').optional(),
    before: z
      .string()
      .regex(/^[ar]\d+$/)
      .optional(),
  }),
  async (context, { day, before, ...filter }) => {
    const nodes = reach(context, 'journal.read');
    const span = day ? { from: startOfDay(day, context.zone), to: endOfDay(day, context.zone) } : {};
    const page = { before: before ?? null, most: PAGE + 1 };
    const entries = await journalPage(context.db, nodes, { ...filter, ...span }, page);
    return {
      entries: entries.slice(0, PAGE),
      next: entries.length > PAGE ? entries[PAGE - 1]!.key : null,
      choices: await journalChoices(context.db, nodes),
    };
  },
);
