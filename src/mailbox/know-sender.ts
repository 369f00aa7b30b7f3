import { z } from 'zod';
import { organisationById } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { type Context, useCase } from '#platform/use-case.ts';
import { locatePlace, WhichMailbox } from './locate-mailbox.ts';
import { Address } from './set-mailbox.ts';
import { deleteSender, insertSender } from './sql/senders.ts';

const Sender = WhichMailbox.extend({ organisation: z.int().positive(), address: Address });

/**
 * From this address the organisation's workbooks are taken without asking.
 * @throws Failure `returns.not-found`, `access.denied`, `mail.organisation-unknown`
 */
export const knowSender = useCase('mail.know-sender', Sender, async (context, { address, ...given }) => {
  const { municipality, organisation } = await locateSender(context, given);
  const one = { ownerId: municipality.id, organisationId: organisation.id, address };
  await insertSender(context.db, one, { at: context.now, accountId: context.actor.accountId });
  await record(context, {
    action: 'mail.know-sender',
    organisationId: organisation.id,
    subject: 'mailbox',
    after: { address },
  });
});

/** The next workbook from there waits for a yes again. @throws Failure as `knowSender`, and `mail.sender-gone` */
export const forgetSender = useCase('mail.forget-sender', Sender, async (context, { address, ...given }) => {
  const { municipality, organisation } = await locateSender(context, given);
  const one = { ownerId: municipality.id, organisationId: organisation.id, address };
  if (!(await deleteSender(context.db, one))) throw new Failure('not-found', 'mail.sender-gone');
  await record(context, {
    action: 'mail.forget-sender',
    organisationId: organisation.id,
    subject: 'mailbox',
    before: { address },
  });
});

async function locateSender(
  context: Context,
  { organisation: id, ...which }: z.output<typeof WhichMailbox> & { organisation: number },
) {
  const { municipality } = await locatePlace(context, 'return.enter-for', which);
  const organisation = await organisationById(context.db, id);
  if (!organisation?.path.startsWith(`${municipality.path}.`))
    throw new Failure('not-found', 'mail.organisation-unknown');
  return { municipality, organisation };
}
