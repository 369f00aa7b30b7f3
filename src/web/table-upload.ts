import { Failure } from '#platform/failure.ts';

const MOST_BYTES = 2 * 1024 * 1024;

/**
 * The text of a pasted table, or of an uploaded one where a file was chosen: UTF-8, or the Windows-1251 in which a
 * Russian Excel still saves its CSV.
 * @throws Failure `organisations.table-not-text`, `shell.body-too-large`
 */
export async function tableIn(form: FormData): Promise<string> {
  const file = form.get('file');
  if (!(file instanceof File) || file.size === 0) return String(form.get('text') ?? '');
  if (file.size > MOST_BYTES) throw new Failure('too-large', 'shell.body-too-large', { megabytes: 2 });
  return decode(new Uint8Array(await file.arrayBuffer()));
}

export function decode(bytes: Uint8Array): string {
  if (bytes.includes(0)) throw refused();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const text = new TextDecoder('windows-1251').decode(bytes);
    if (/\p{Cc}/u.test(text.replace(/[\t\r\n\v\f]/g, ''))) throw refused();
    return text;
  }
}
const refused = () =>
  new Failure('invalid', 'organisations.table-not-text', {}, [
    { at: 'file', code: 'organisations.table-not-text' },
  ]);
