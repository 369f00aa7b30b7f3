import { createHash } from 'node:crypto';
import { z } from 'zod';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { useCase } from '#platform/use-case.ts';
import { followingOf } from './designing/index.ts';
import { draftToChange, formsBeside, isShippedCode } from './form-within.ts';
import { formName } from './forms/index.ts';
import { checkForm } from './judging/index.ts';
import { canonicalText, type FormDefinition } from './rules/index.ts';
import { deleteDraft, formCodes, insertForm, publishedBy } from './sql/designed-forms.ts';

const PublishForm = z.object({
  id: z.int().positive(),
  rev: z.int().positive(),
  /** How parts of the version before are called now, as `followingOf` names them; empty for what has ended. */
  follows: z.record(z.string().max(200), z.string().max(60)).default({}),
  /** Somebody has looked at what goes on and what breaks off. */
  confirmed: z.boolean().default(false),
});

/**
 * Publishes a draft: from here on this version may be asked, and never changes.
 * @throws Failure `form.not-found`, `access.denied`, `form.changed-meanwhile`, `form.has-faults`, `form.code-taken`,
 * `form.table-taken`, `form.following-unconfirmed`
 */
export const publishForm = useCase(
  'form.publish',
  PublishForm,
  async (
    context,
    { id, rev, follows, confirmed },
  ): Promise<{ name: string; code: string; version: number }> => {
    const draft = await draftToChange(context, id);
    const meanwhile = () => new Failure('conflict', 'form.changed-meanwhile', { who: draft.updatedBy ?? '' });
    if (draft.rev !== rev) throw meanwhile();
    const before = (await publishedBy(context.db, draft.ownerId, draft.code)).at(-1)?.form;
    refuseFaults(draft.form);
    if (!before && (isShippedCode(draft.code) || (await formCodes(context.db, id)).has(draft.code)))
      throw new Failure('conflict', 'form.code-taken', { form: draft.code });
    refuseTaken(draft.form, await formsBeside(context, draft.ownerId, draft.code));
    const following = before && followingOf(before, draft.form, 'ru', follows);
    if (following && following.parts.length + following.broken.length > 0 && !confirmed)
      throw new Failure('invalid', 'form.following-unconfirmed', {}, [
        { at: 'confirmed', code: 'form.following-unconfirmed', params: {} },
      ]);
    const { follows: _, ...content } = draft.form;
    const form: FormDefinition = {
      ...content,
      version: (before?.version ?? 0) + 1,
      ...(before && following ? { follows: { version: before.version, cells: following.cells } } : {}),
    };
    const sha256 = createHash('sha256').update(canonicalText(form)).digest('hex');
    const by = { at: context.now, accountId: context.actor.accountId };
    if (!(await insertForm(context.db, draft.ownerId, form, sha256, by))) throw meanwhile();
    if (!(await deleteDraft(context.db, { id, rev }))) throw meanwhile();
    await record(context, {
      action: 'form.publish',
      organisationId: draft.ownerId,
      subject: `form ${formName(form)}`,
      after: { code: form.code, version: form.version, title: form.title.ru, sha256 },
    });
    return { name: formName(form), code: form.code, version: form.version };
  },
);

function refuseFaults(form: FormDefinition): void {
  const faults = checkForm(form);
  if (faults.length > 0) throw new Failure('invalid', 'form.has-faults', { count: faults.length }, faults);
}

/** A campaign may ask every form of a municipality at once: no two of them call their tables or checks the same. */
function refuseTaken(form: FormDefinition, beside: readonly FormDefinition[]): void {
  for (const other of beside) {
    const table = form.tables.find(({ code }) => other.tables.some((one) => one.code === code));
    if (table)
      throw new Failure('invalid', 'form.table-taken', {
        table: table.code,
        title: table.title.ru,
        form: other.code,
      });
    const check = form.checks.find(({ code }) => other.checks.some((one) => one.code === code));
    if (check) throw new Failure('invalid', 'form.check-taken', { check: check.code, form: other.code });
  }
}
