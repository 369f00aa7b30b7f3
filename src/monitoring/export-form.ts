import { z } from 'zod';
import { reading } from '#platform/use-case.ts';
import { writeForm } from './designing/index.ts';
import { draftToRead } from './form-within.ts';
import { Name } from './locate.ts';
import { showPublishedForm } from './show-form.ts';

const ExportForm = z.union([
  z.strictObject({ draft: z.int().positive() }),
  z.strictObject({
    code: z.string().max(60),
    version: z.int().positive().optional(),
    municipality: Name.optional(),
  }),
]);

/** A form as one file, for another installation or for safe keeping. @throws Failure `form.not-found` */
export const exportForm = reading('form.export', ExportForm, async (context, which) => {
  const { form } =
    'draft' in which
      ? await draftToRead(context, which.draft)
      : await showPublishedForm(context, which).then((shown) => {
          context.gate.asked = true; // the reading above has asked it with a gate of its own
          return shown;
        });
  return { name: `${form.code}-${form.version}.json`, text: writeForm(form) };
});
