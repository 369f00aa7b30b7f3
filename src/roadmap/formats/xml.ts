import { SaxesParser } from 'saxes';
import { Failure } from '#platform/failure.ts';

export type Attributes = Record<string, string>;
export type Handler = {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text?(text: string): void;
};

const DEEPEST = 400;
const CHUNK = 1 << 16;

/**
 * Reads XML piece by piece. Office files have no document type: entities stand only in it, so a file with one is refused
 * and nothing is ever expanded.
 * @throws Failure `roadmap.file-entities`, `roadmap.file-too-deep`, `roadmap.file-damaged`
 */
export function parseXml(bytes: Uint8Array, handler: Handler): void {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let depth = 0;
  const text = (found: string) => handler.text?.(found);
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > DEEPEST) throw new Failure('invalid', 'roadmap.file-too-deep');
    handler.open(name, attributes);
  });
  parser.on('closetag', ({ name }) => {
    depth--;
    handler.close(name);
  });
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('doctype', () => {
    throw new Failure('invalid', 'roadmap.file-entities');
  });
  parser.on('error', () => {
    throw new Failure('invalid', 'roadmap.file-damaged');
  });
  const decoder = new TextDecoder(encodingOf(bytes));
  for (let at = 0; at < bytes.length; at += CHUNK)
    parser.write(decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true }));
  parser.write(decoder.decode()).close();
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
