import { z } from 'zod';
import { Failure } from '#platform/failure.ts';

const LARGEST = 1024 * 1024;
const Client = z.string().max(40);
const Body = z.object({
  base: z.int().min(0),
  /** `offline`: it has waited in the browser until there was a network again. */
  door: z.enum(['page', 'offline']).optional(),
  /** The account that typed it: what waits in a browser is never sent in somebody else's name. */
  person: z.int().optional(),
  /** The page, so that it is not told of its own changes. */
  client: Client.optional(),
  changes: z.record(z.string(), z.object({ value: z.string(), was: z.string().optional() })),
});

/**
 * The body of a save. SvelteKit guards forms against other sites, not JSON: a page elsewhere cannot send this type
 * without asking first, and its origin is looked at all the same.
 * @throws Failure `access.denied`, `shell.body-too-large`, `shell.invalid-input`
 */
export const readChanges = (request: Request, url: URL) => readBody(request, url, Body);

const Standing = z.object({ client: Client, cell: z.string().max(200) });
/** Which page stands on which cell. @throws Failure as `readChanges` does */
export const readStanding = (request: Request, url: URL) => readBody(request, url, Standing);

async function readBody<S extends z.ZodType>(request: Request, url: URL, schema: S): Promise<z.output<S>> {
  const isJson = request.headers.get('content-type')?.split(';')[0]?.trim() === 'application/json';
  if (!isJson || request.headers.get('origin') !== url.origin)
    throw new Failure('forbidden', 'access.denied');
  const text = await request.text();
  if (text.length > LARGEST) throw new Failure('too-large', 'shell.body-too-large', { megabytes: 1 });
  const read = schema.safeParse(parse(text));
  if (!read.success) throw new Failure('invalid', 'shell.invalid-input');
  return read.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const Known = z.record(z.string(), z.string());

/**
 * Of a form that was posted as a whole only what differs from what the page was made with: `was` as JSON, and in `empty`
 * the names of fields in which nothing stood, of which a page has hundreds.
 */
export function changesIn(form: FormData): Record<string, { value: string; was: string }> {
  const known = Known.safeParse(parse(String(form.get('was') ?? '')));
  const empty = String(form.get('empty') ?? '')
    .split(' ')
    .filter(Boolean);
  const before = { ...Object.fromEntries(empty.map((field) => [field, ''])), ...known.data };
  const changes: Record<string, { value: string; was: string }> = {};
  for (const [field, was] of Object.entries(before)) {
    const posted = form.getAll(field).filter((value) => typeof value === 'string');
    const value = posted.at(-1)?.replaceAll('\r\n', '\n');
    if (value !== undefined && value !== was) changes[field] = { value, was };
  }
  return changes;
}
