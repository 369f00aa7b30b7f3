import type { Words } from '#messages';
import { type Usual, writeNumber } from '#monitoring/rules';

/** «Обычно 20–40, сейчас 310»: what is usual, taken from what, and what stands there. */
export function saidUsual(say: Words, { than, low, high, of }: Usual, now: number, scale: number): string {
  const write = (value: number) => writeNumber(value, scale, say.locale);
  const usual = low === high ? write(low) : `${write(low)}–${write(high)}`;
  return say(`monitoring.usual-${than}`, { usual, now: write(now), count: of });
}
