/** Numbers that look like chance and are the same every time: the example must not differ from one machine to the next. */
export type Chance = {
  unit(): number;
  between(least: number, most: number): number;
  one<T>(list: readonly T[]): T;
};

/** mulberry32, seeded by FNV-1a of the words. */
export function chance(seed: string): Chance {
  let state = 0x811c9dc5;
  for (const letter of seed) state = Math.imul(state ^ letter.codePointAt(0)!, 0x01000193);
  const unit = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(unit() * (most - least + 1));
  return { unit, between, one: (list) => list[Math.floor(unit() * list.length)]! };
}
