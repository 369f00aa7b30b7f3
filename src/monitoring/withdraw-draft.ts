import { z } from 'zod';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { useCase } from '#platform/use-case.ts';
import { draftToChange } from './form-within.ts';
import { deleteDraft } from './sql/designed-forms.ts';

const WithdrawDraft = z.object({ id: z.int().positive(), rev: z.int().positive() });

/** Takes a form back before anybody has been asked it. @throws Failure `form.not-found`, `access.denied`, `form.changed-meanwhile` */
export const withdrawDraft = useCase('form.withdraw', WithdrawDraft, async (context, { id, rev }) => {
  const draft = await draftToChange(context, id);
  if (!(await deleteDraft(context.db, { id, rev })))
    throw new Failure('conflict', 'form.changed-meanwhile', { who: draft.updatedBy ?? '' });
  await record(context, {
    action: 'form.withdraw',
    organisationId: draft.ownerId,
    subject: `form ${draft.code}`,
    before: { code: draft.code, title: draft.form.title.ru },
  });
  return { code: draft.code };
});
