import type { Context } from '#platform/use-case.ts';
import { Failure } from '#platform/failure.ts';
import { type AttachedEvidence, attachEvidence } from '#monitoring';

type Which = { campaign: string; organisation?: string };

/** What evidence is of: an obligation, or a cell that asks for it. */
type Of = { obligation: number } | { cell: string };
const ofWhat = (name: string): Of => (/^\d+$/.test(name) ? { obligation: Number(name) } : { cell: name });

/** The files of a form that was posted as a whole: `attach.12` is of obligation 12, `attach.t3.r1.order` of a cell. */
export async function attachIn(context: Context, which: Which, form: FormData): Promise<void> {
  for (const [name, file] of form)
    if (name.startsWith('attach.') && typeof file !== 'string' && file.size > 0)
      await attach(context, which, ofWhat(name.slice('attach.'.length)), file);
}

export async function attach(context: Context, which: Which, of: Of, file: File): Promise<AttachedEvidence> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return attachEvidence(context, { ...which, ...of, name: file.name, mediaType: file.type, bytes });
}

/** The file of a form with one file. @throws Failure `shell.invalid-value` */
export function fileOf(form: FormData): { of: Of; file: File } {
  const file = form.get('file');
  if (!(file instanceof File)) throw new Failure('invalid', 'shell.invalid-value');
  return { of: ofWhat(String(form.get('of') ?? '')), file };
}
