import type { Section } from './roadmap.ts';

/**
 * What each activity is called everywhere: «III.7», or its own number where that names the section too («1.2»). A number
 * that is given twice gets a letter, so that a code leads to one activity.
 */
export function codesOf(sections: readonly Section[]): string[][] {
  const numerals = numeralsOf(sections);
  const taken = new Set<string>();
  return sections.map(({ activities }, at) =>
    activities.map(({ number }) => {
      const wanted = /[.]/.test(number) ? number : `${numerals[at]}.${number}`;
      let code = wanted;
      for (let letter = 0; taken.has(code); letter++) code = `${wanted}-${letter + 2}`;
      taken.add(code);
      return code;
    }),
  );
}

/** The sections' numerals, each once: as written, or the place of the section where it has none or another's. */
export function numeralsOf(sections: readonly Section[]): string[] {
  const taken = new Set<string>();
  return sections.map(({ numeral }, at) => {
    let own = numeral && !taken.has(numeral) ? numeral : String(at + 1);
    while (taken.has(own)) own = `${own}-2`;
    taken.add(own);
    return own;
  });
}
