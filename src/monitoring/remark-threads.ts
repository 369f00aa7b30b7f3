import type { Doer } from '#organisations';
import { type Fields, isMended } from './rules/index.ts';
import type { Remark } from './sql/remarks.ts';

/** A remark with what the organisation has answered to it. */
export type ShownRemark = Omit<Remark, 'accountId'> & {
  by: string;
  byId: number | null;
  replies: { text: string; at: Date; by: string }[];
  /** Something has changed there since. */
  mended: boolean;
};

export type Names = (accountId: number | null | undefined) => string;
export const namesFrom =
  (known: Map<number, Doer>): Names =>
  (id) =>
    id == null ? '' : (known.get(id)?.name ?? '');

/** `said` is what a submission said, by its number; `now` what the return says at present. */
export function threads(
  remarks: readonly Remark[],
  nameOf: Names,
  { said, now }: { said: (rev: number) => Fields | undefined; now: Fields },
): ShownRemark[] {
  return remarks
    .filter(({ answers }) => answers === null)
    .map(({ accountId, ...remark }) => {
      const then = said(remark.rev);
      return {
        ...remark,
        by: nameOf(accountId),
        byId: accountId,
        replies: remarks
          .filter(({ answers }) => answers === remark.id)
          .map(({ text, at, accountId: by }) => ({ text, at, by: nameOf(by) })),
        mended: then !== undefined && isMended(remark.field, then, now),
      };
    });
}

/** Sent, not settled, and neither answered nor mended. */
export const isUnanswered = ({ sentAt, resolvedAt, replies, mended }: ShownRemark): boolean =>
  sentAt !== null && resolvedAt === null && replies.length === 0 && !mended;
