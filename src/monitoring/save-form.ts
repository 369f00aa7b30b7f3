import { z } from 'zod';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { useCase } from '#platform/use-case.ts';
import { Change, changed } from './designing/index.ts';
import { draftToChange, formsBeside, isShippedCode, tablesOf } from './form-within.ts';
import { formCodes, publishedBy, updateDraft } from './sql/designed-forms.ts';

const SaveForm = z.object({
  id: z.int().positive(),
  /** That of the page on which the step was made: two people do not overwrite each other. */
  rev: z.int().positive(),
  locale: z.enum(['ru', 'en']).default('ru'),
  change: Change,
});

/**
 * One step of designing.
 * @throws Failure `form.not-found`, `access.denied`, `form.changed-meanwhile`, `form.code-taken`, and those of `changed`
 */
export const saveForm = useCase('form.save', SaveForm, async (context, { id, rev, locale, change }) => {
  const draft = await draftToChange(context, id);
  if (draft.rev !== rev)
    throw new Failure('conflict', 'form.changed-meanwhile', { who: draft.updatedBy ?? '' });
  const beside = await formsBeside(context, draft.ownerId, draft.code);
  const isPublished = (await publishedBy(context.db, draft.ownerId, draft.code)).length > 0;
  const form = changed(draft.form, change, { locale, tablesElsewhere: tablesOf(beside), isPublished });
  if (
    form.code !== draft.code &&
    (isShippedCode(form.code) || (await formCodes(context.db, id)).has(form.code))
  )
    throw new Failure('conflict', 'form.code-taken', { form: form.code }, [
      { at: 'code', code: 'form.code-taken', params: { form: form.code } },
    ]);
  const by = { at: context.now, accountId: context.actor.accountId };
  if (!(await updateDraft(context.db, { id, rev }, form, by)))
    throw new Failure('conflict', 'form.changed-meanwhile', { who: '' });
  await record(context, {
    action: 'form.save',
    organisationId: draft.ownerId,
    subject: `form ${form.code}`,
    after: { step: change.do, ...('table' in change && change.table ? { table: change.table } : {}) },
  });
  return { id, rev: rev + 1, form };
});
