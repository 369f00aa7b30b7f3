import type { Context } from '#platform/use-case.ts';
import { Failure } from '#platform/failure.ts';
import { type AttachedEvidence, attachEvidence } from '#monitoring';

type Which = { campaign: string; organisation?: string };

/** The files of a form that was posted as a whole: `attach.12` is of obligation 12. */
export async function attachIn(context: Context, which: Which, form: FormData): Promise<void> {
  for (const [name, file] of form)
    if (name.startsWith('attach.') && typeof file !== 'string' && file.size > 0)
      await attach(context, which, Number(name.slice('attach.'.length)), file);
}

export async function attach(
  context: Context,
  which: Which,
  obligation: number,
  file: File,
): Promise<AttachedEvidence> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return attachEvidence(context, { ...which, obligation, name: file.name, mediaType: file.type, bytes });
}

/** The file of a form with one file. @throws Failure `shell.invalid-value` */
export function fileOf(form: FormData): { obligation: number; file: File } {
  const file = form.get('file');
  if (!(file instanceof File)) throw new Failure('invalid', 'shell.invalid-value');
  return { obligation: Number(form.get('obligation')), file };
}
