import { addDays, type Day, daysBetween, type Interval, monthOf, quarterOf, yearOf } from '#calendar';

export type Tone = 'done' | 'work' | 'late' | 'wait' | 'none' | 'na';
export type Bar = { tone: Tone; x: number; width: number; passed?: number };
/** Everything in per cent of the period, so that a strip may have any width. */
export type Scale = {
  grid: { x: number; year: boolean }[];
  quarters: { x: number; text: string }[];
  years: { x: number; text: string }[];
  today?: number;
};

const round = (value: number) => Math.round(value * 100) / 100;
const NUMERALS = ['I', 'II', 'III', 'IV'];
/** Beyond this the numerals of quarters would run into each other. */
const MOST_QUARTERS = 14;

/** Where a day begins on the strip of a period. */
export function placeOf(day: Day, period: Interval): number {
  return round((daysBetween(period.start, day) / (daysBetween(period.start, period.end) + 1)) * 100);
}

export function scaleOf(period: Interval, today: Day): Scale {
  const quarters = quartersOf(period);
  const years = [...new Set(quarters.map(({ start }) => yearOf(start)))];
  const middle = (start: Day, end: Day) =>
    round((placeOf(start, period) + placeOf(addDays(end, 1), period)) / 2);
  return {
    grid: quarters
      .slice(1)
      .map(({ start }) => ({ x: placeOf(start, period), year: start.endsWith('-01-01') })),
    quarters:
      quarters.length > MOST_QUARTERS
        ? []
        : quarters.map(({ start, end }) => ({
            x: middle(start, end),
            text: NUMERALS[quarterOf(start).quarter - 1]!,
          })),
    years: years.map((year) => {
      const of = quarters.filter(({ start }) => yearOf(start) === year);
      return { x: middle(of[0]!.start, of.at(-1)!.end), text: String(year) };
    }),
    ...(period.start <= today && today <= period.end ? { today: placeOf(today, period) } : {}),
  };
}

/** The quarters of a period, the first and the last of them cut to it. */
function quartersOf({ start, end }: Interval): Interval[] {
  const quarters: Interval[] = [];
  for (let from = start; from <= end;) {
    const next = nextQuarter(from);
    const last = addDays(next, -1);
    quarters.push({ start: from, end: last < end ? last : end });
    from = next;
  }
  return quarters;
}

function nextQuarter(day: Day): Day {
  const month = Math.ceil(monthOf(day) / 3) * 3 + 1;
  return month > 12 ? `${yearOf(day) + 1}-01-01` : `${yearOf(day)}-${String(month).padStart(2, '0')}-01`;
}

/** A term as a bar; of a running one also how much has passed. */
export function barOf(term: Interval & { state: Tone }, period: Interval, today: Day): Bar {
  const start = term.start > period.start ? term.start : period.start;
  const end = term.end < period.end ? term.end : period.end;
  const x = placeOf(start, period);
  const width = Math.max(0, round(placeOf(addDays(end, 1), period) - x));
  const bar = { tone: term.state, x, width };
  return term.state === 'work' ? { ...bar, passed: round(placeOf(today, period) - x) } : bar;
}
