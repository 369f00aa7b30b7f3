import type { IncomingMessage } from 'node:http';
import { Failure } from '#platform/failure.ts';

const MOST_BYTES = 1024 * 1024;
const DEEPEST = 64;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The body, or a refusal as soon as it is known to be too large. @throws Failure `shell.body-too-large` */
export function readBody(request: IncomingMessage, most: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const tooLarge = () =>
      reject(new Failure('too-large', 'shell.body-too-large', { megabytes: Math.floor(most / 1024 / 1024) }));
    if (Number(request.headers['content-length'] ?? 0) > most) return tooLarge();
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size <= most) return void chunks.push(chunk);
      request.off('data', take);
      tooLarge();
    };
    request.on('data', take);
    request.once('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    request.once('error', reject); // the sender has gone
  });
}

/** An object as JSON; an empty body is an empty one. @throws Failure `shell.json-broken`, `shell.json-too-deep` */
export async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const bytes = await readBody(request, MOST_BYTES);
  if (bytes.byteLength === 0) return {};
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw new Failure('invalid', 'shell.json-broken');
  }
  // Looked at before it is parsed: whatever reads it afterwards may go down by calling itself.
  if (hasManyBrackets(text) && depthOf(text) > DEEPEST)
    throw new Failure('invalid', 'shell.json-too-deep', { most: DEEPEST });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Failure('invalid', 'shell.json-broken');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Failure('invalid', 'shell.json-no-object');
  return value as Record<string, unknown>;
}

/** Spares all but hostile and large bodies the look at each letter. */
function hasManyBrackets(text: string): boolean {
  let found = 0;
  for (const bracket of ['[', '{'])
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1))
      if (++found > DEEPEST) return true;
  return false;
}

/** How many brackets are open at once at the most; those inside strings do not count. */
export function depthOf(text: string): number {
  let [depth, deepest, quoted] = [0, 0, false];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (quoted) {
      if (sign === '\\') at++;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === '[' || sign === '{') deepest = Math.max(deepest, ++depth);
    else if (sign === ']' || sign === '}') depth--;
  }
  return deepest;
}
