import { transliterate } from '#organisations';
import { RESERVED } from '../judging/index.ts';

/** Words of the language of expressions: a cell that is called so could not be named in one. */
const OF_CEL = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while sum min max mean round share given'.split(
    ' ',
  ),
);

/** A code proposed for a title: «Из них обучены» → `iz_nikh_obucheny`; never one that is taken or means something. */
export function codeFrom(title: string, taken: readonly string[], otherwise: string): string {
  const plain = transliterate(title.toLowerCase())
    .replaceAll(/[^a-z0-9]+/g, '_')
    .slice(0, 30)
    .replaceAll(/^[_0-9]+|_+$/g, '');
  const wanted = plain === '' || RESERVED.has(plain) || OF_CEL.has(plain) ? otherwise : plain;
  for (let number = 1; ; number += 1) {
    const code =
      number === 1 && wanted !== otherwise ? wanted : `${wanted}${wanted === otherwise ? '' : '_'}${number}`;
    if (!taken.includes(code)) return code;
  }
}

/** `f4a`, `f4b` … for the tables of F4, as no other form of the municipality calls its own. */
export function tableCode(formCode: string, taken: ReadonlySet<string>): string {
  const base = formCode.toLowerCase();
  for (let number = 0; ; number += 1) {
    const letters = number < 26 ? String.fromCharCode(97 + number) : `t${number}`;
    const code = `${base}${letters}`;
    if (!taken.has(code)) return code;
  }
}

/** The first of F4, F5 … that nobody has; F1 to F3 come with the program. */
export function formCode(taken: ReadonlySet<string>): string {
  for (let number = 4; ; number += 1) if (!taken.has(`F${number}`)) return `F${number}`;
}
