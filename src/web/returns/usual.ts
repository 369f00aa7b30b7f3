import type { Catalogue, Say } from '#messages/words';
import { type Usual, writeNumber } from '#monitoring/rules';

/** «Обычно 20–40, сейчас 310»: what is usual, taken from what, and what stands there. */
export function saidUsual(
  say: Pick<Say<Catalogue>, 'locale' | 'code'>,
  { than, low, high, of }: Usual,
  now: number,
  scale: number,
): string {
  const write = (value: number) => writeNumber(value, scale, say.locale);
  const usual = low === high ? write(low) : `${write(low)}–${write(high)}`;
  return say.code(`monitoring.usual-${than}`, { usual, now: write(now), count: of });
}
