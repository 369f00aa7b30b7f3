import { allow, may } from '#organisations';
import { Failure } from '#platform/failure.ts';
import type { Context } from '#platform/use-case.ts';
import type { Located } from './locate.ts';
import { type Behalf, behalfIn } from './sql/behalf.ts';

/**
 * Who may write into a return: its own people, and the coordinator who has said by whose words and why. Tells the
 * latter from the former.
 * @throws Failure `access.denied`, `returns.behalf-unsaid`
 */
export async function allowFilling(
  context: Context,
  { organisation, head }: Pick<Located, 'organisation' | 'head'>,
  own: 'return.fill' | 'return.submit' = 'return.fill',
): Promise<Behalf | undefined> {
  if (may(context, own, organisation.path) || !may(context, 'return.enter-for', organisation.path)) {
    allow(context, own, organisation.path);
    return undefined;
  }
  allow(context, 'return.enter-for', organisation.path);
  const said = await behalfIn(context.db, head, { rev: head.rev, accountId: context.actor.accountId });
  if (!said) throw new Failure('conflict', 'returns.behalf-unsaid');
  return said;
}
