import { reading } from '#platform/use-case.ts';
import type { Context } from '#platform/use-case.ts';
import { type Located, locateReturn, WhichReturn } from './locate.ts';

const roomOf = ({ campaign, organisation }: Pick<Located, 'campaign' | 'organisation'>) =>
  `${campaign.id}/${organisation.id}`;

/** A return as those who work in it together name it, for one who may read it. @throws Failure `returns.not-found` */
export const returnRoom = reading('return.room', WhichReturn, async (context, which): Promise<string> =>
  roomOf(await locateReturn(context, which)),
);

/**
 * Whoever has the return open sees what was saved, through whichever door it came; told when it is committed. `but` is the
 * page that saved it and has it already.
 */
export function tellRoom(
  { live, afterwards }: Context,
  located: Pick<Located, 'campaign' | 'organisation'>,
  saved: { rev: number; fields: Record<string, string> },
  but?: string,
): void {
  afterwards.push(() => live.tell(roomOf(located), saved, but));
}
