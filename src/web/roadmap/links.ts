import { addDays, type Interval } from '#calendar';
import { placeOf } from './timeline.ts';

/** «B after A» between two terms; everything in per cent of the period. */
export type Link = { after: number; activity: number; from: number; to: number; broken: boolean };
/** What of the links passes through one strip: lines down through it, and lines across to where an activity begins. */
export type LaneLinks = {
  down: { x: number; from: number; to: number; broken: boolean }[];
  across: { from: number; to: number; broken: boolean }[];
};
type Linked = { id: number; after: readonly number[]; terms: readonly Interval[] };

/**
 * The links between activities that are shown. Where both come round equally often, each time has its own, else the
 * first terms are linked; it is broken where what comes after begins before the other has ended.
 */
export function linksBetween(shown: readonly Linked[], period: Interval): Link[] {
  const byId = new Map(shown.map((one) => [one.id, one]));
  return shown.flatMap((one) =>
    one.after.flatMap((id) => {
      const first = byId.get(id);
      if (!first) return [];
      const isPaired = first.terms.length === one.terms.length;
      const rounds = isPaired ? one.terms.length : Math.min(1, one.terms.length, first.terms.length);
      return Array.from({ length: rounds }, (_, at) => ({
        after: id,
        activity: one.id,
        from: within(placeOf(addDays(first.terms[at]!.end, 1), period)),
        to: within(placeOf(one.terms[at]!.start, period)),
        broken: one.terms[at]!.start <= first.terms[at]!.end,
      }));
    }),
  );
}

const within = (place: number) => Math.min(100, Math.max(0, place));

/** `lanes` from top to bottom: an activity's number, or nothing for the heading of a section. */
export function laneLinks(lanes: readonly (number | undefined)[], links: readonly Link[]): LaneLinks[] {
  const drawn = lanes.map((): LaneLinks => ({ down: [], across: [] }));
  const place = new Map(lanes.flatMap((id, at) => (id === undefined ? [] : [[id, at] as const])));
  for (const { after, activity, from: x, to, broken } of links) {
    const [start, end] = [place.get(after), place.get(activity)];
    if (start === undefined || end === undefined) continue;
    const isDown = start < end;
    const [top, bottom] = isDown ? [start, end] : [end, start];
    drawn[top]!.down.push({ x, from: 50, to: 100, broken });
    for (let at = top + 1; at < bottom; at++) drawn[at]!.down.push({ x, from: 0, to: 100, broken });
    drawn[bottom]!.down.push({ x, from: 0, to: 50, broken });
    drawn[end]!.across.push({ from: x, to, broken });
  }
  return drawn;
}
