import { z } from 'zod';
import { dayIn } from '#calendar';
import { allow } from '#organisations';
import { Failure } from '#platform/failure.ts';
import { reading } from '#platform/use-case.ts';
import { backgroundsOf } from './background.ts';
import { judgeReturn } from './judging/index.ts';
import { locateReturn, Name, WhichReturn } from './locate.ts';
import { faultsIn } from './merge-draft.ts';
import type { Issue } from './rules/index.ts';
import { MOST_FIELDS, Value } from './save-draft.ts';

const CheckReturn = WhichReturn.extend({
  organisation: Name,
  /** Field → as typed: the whole return. */
  fields: z
    .record(z.string().max(200), Value)
    .refine((fields) => Object.keys(fields).length <= MOST_FIELDS, 'returns.too-many-fields'),
});
export type CheckedReturn = {
  submittable: boolean;
  issues: { cell: string; code: string; severity: Issue['severity'] }[];
};

/**
 * What a return would be told if it said this, by the same judging as everywhere; nothing is saved.
 * @throws Failure `returns.not-found`, `returns.unknown-fields`
 */
export const checkReturn = reading(
  'return.check',
  CheckReturn,
  async (context, { fields, ...which }): Promise<CheckedReturn> => {
    const located = await locateReturn(context, which);
    const { campaign, organisation } = located;
    allow(context, 'return.read', organisation.path);
    const background = (await backgroundsOf(context.db, campaign, [located])).get(organisation.id)!;
    const faults = faultsIn(background, fields);
    if (faults.length > 0) throw new Failure('invalid', 'returns.unknown-fields', {}, faults);
    const judged = judgeReturn(background, fields, dayIn(context.now, campaign.zone));
    return {
      submittable: judged.submittable,
      issues: [...judged.executions, ...(judged.verdict?.issues ?? [])].map(({ at, code, severity }) => ({
        cell: at,
        code,
        severity,
      })),
    };
  },
);
