import { addDays, type Day, type Interval, isWorkingDay, lastWorkingDayBefore, weekday } from '#calendar';

/** One thing that one organisation must have done by the end of a term. */
export type Duty = {
  activity: number;
  organisation: number;
  start: Day;
  end: Day;
  /** Its day cannot be moved: the monitoring's is the quarter's. */
  fixed: boolean;
};
/** How many things fall due to each organisation in each week. */
export type Load = {
  /** The Mondays. */
  weeks: Day[];
  rows: { organisation: number; counts: number[] }[];
  piles: Pile[];
};
/** A week in which too much falls on some. */
export type Pile = {
  week: Interval;
  /** The days of that week on which something falls due to them. */
  days: Day[];
  organisations: number[];
  least: number;
  most: number;
  activities: number[];
  /** One after the other, each supposes those before it, of earlier weeks too. */
  moves: Move[];
  /** What would still fall on the most burdened after all of them. */
  left: number;
};
/** An activity's term that would end earlier, within its own term; `peak` is what then falls on the most burdened. */
export type Move = { activity: number; organisations: number; from: Day; to: Day; peak: number };

/** So many things in one week are a pile-up. */
export const TOO_MUCH = 3;
const MOST_MOVES = 6;
const MOST_WEEKS_EARLIER = 26;

const mondayOf = (day: Day): Day => addDays(day, 1 - weekday(day));

/** What falls when and on whom, and from `today` on the pile-ups with what would flatten them. */
export function loadOf(duties: readonly Duty[], period: Interval, today: Day): Load {
  const ends = duties.map(({ end }) => end);
  const first = mondayOf(least([period.start, ...ends]));
  const last = most([period.end, ...ends]);
  const weeks: Day[] = [];
  for (let monday = first; monday <= last; monday = addDays(monday, 7)) weeks.push(monday);
  const table = new Table(weeks, duties);
  return {
    weeks,
    // Copied before anything is moved.
    rows: [...table.counts].map(([organisation, counts]) => ({ organisation, counts: [...counts] })),
    piles: weeks.flatMap((monday, at) =>
      addDays(monday, 6) < today ? [] : (pileOf(table, at, today) ?? []),
    ),
  };
}

const least = (days: Day[]): Day => days.reduce((one, other) => (other < one ? other : one));
const most = (days: Day[]): Day => days.reduce((one, other) => (other > one ? other : one));

/** The terms of one activity that end on one day: whoever is bound by it moves together. */
type Together = Pick<Duty, 'activity' | 'start' | 'end' | 'fixed'> & { organisations: number[] };

class Table {
  readonly weeks: readonly Day[];
  readonly counts = new Map<number, number[]>();
  /** What falls due in each week. */
  readonly due: Together[][];
  private readonly at: ReadonlyMap<Day, number>;

  constructor(weeks: readonly Day[], duties: readonly Duty[]) {
    this.weeks = weeks;
    this.at = new Map(weeks.map((monday, at) => [monday, at]));
    this.due = weeks.map(() => []);
    const groups = new Map<string, Together>();
    for (const { activity, organisation, start, end, fixed } of duties) {
      const key = `${activity} ${start} ${end}`;
      const group = groups.get(key) ?? { activity, start, end, fixed, organisations: [] };
      group.organisations.push(organisation);
      groups.set(key, group);
      this.add(organisation, this.weekOf(end), 1);
    }
    for (const group of groups.values()) this.due[this.weekOf(group.end)]!.push(group);
  }

  weekOf(day: Day): number {
    return this.at.get(mondayOf(day))!;
  }

  count(organisation: number, week: number): number {
    return this.counts.get(organisation)![week]!;
  }

  add(organisation: number, week: number, by: number): void {
    const counts = this.counts.get(organisation) ?? this.weeks.map(() => 0);
    this.counts.set(organisation, counts);
    counts[week]! += by;
  }

  move(group: Together, from: number, to: Day): void {
    const week = this.weekOf(to);
    for (const id of group.organisations) {
      this.add(id, from, -1);
      this.add(id, week, 1);
    }
    this.due[from] = this.due[from]!.filter((one) => one !== group);
    this.due[week]!.push({ ...group, end: to });
  }

  burdened(week: number): number[] {
    return [...this.counts].flatMap(([id, counts]) => (counts[week]! >= TOO_MUCH ? [id] : []));
  }
}

function pileOf(table: Table, week: number, today: Day): Pile | undefined {
  const organisations = table.burdened(week);
  if (!organisations.length) return undefined;
  const counts = organisations.map((id) => table.count(id, week));
  const theirs = new Set(organisations);
  const due = table.due[week]!.filter((one) => one.organisations.some((id) => theirs.has(id)));
  const monday = table.weeks[week]!;
  const moves = movesFor(table, week, today);
  return {
    week: { start: monday, end: addDays(monday, 6) },
    days: [...new Set(due.map(({ end }) => end))].sort(),
    organisations,
    least: Math.min(...counts),
    most: Math.max(...counts),
    activities: [...new Set(due.map(({ activity }) => activity))],
    moves,
    left: moves.at(-1)?.peak ?? Math.max(...counts),
  };
}

const peakOf = (table: Table, week: number) =>
  Math.max(0, ...[...table.counts.values()].map((counts) => counts[week]!));

function movesFor(table: Table, week: number, today: Day): Move[] {
  const moves: Move[] = [];
  while (moves.length < MOST_MOVES) {
    const best = bestMove(table, week, today);
    if (!best) break;
    const { group, to } = best;
    table.move(group, week, to);
    const { activity, end: from, organisations } = group;
    moves.push({ activity, organisations: organisations.length, from, to, peak: peakOf(table, week) });
  }
  return moves;
}

/** What relieves most of the burdened; of several the nearest day, then the order of the document. */
function bestMove(table: Table, week: number, today: Day) {
  const burdened = new Set(table.burdened(week));
  const found = table.due[week]!.flatMap((group) => {
    const relieved = group.organisations.filter((id) => burdened.has(id)).length;
    const to = relieved && !group.fixed ? nearestDay(table, group, week, today) : undefined;
    return to ? [{ group, to, relieved }] : [];
  });
  return found.reduce<(typeof found)[number] | undefined>(
    (best, one) =>
      !best || one.relieved > best.relieved || (one.relieved === best.relieved && one.to > best.to)
        ? one
        : best,
    undefined,
  );
}

/** The last working day of the nearest earlier week, within the term and not over yet, that becomes no pile-up. */
function nearestDay(
  table: Table,
  { start, organisations }: Together,
  week: number,
  today: Day,
): Day | undefined {
  const earliest = start > today ? start : today;
  for (let at = week - 1; at >= Math.max(0, week - MOST_WEEKS_EARLIER); at--) {
    const friday = addDays(table.weeks[at]!, 4);
    const day = isWorkingDay(friday) ? friday : lastWorkingDayBefore(friday);
    if (friday < earliest) return undefined;
    if (day < earliest || day < table.weeks[at]!) continue;
    if (organisations.every((id) => table.count(id, at) + 1 < TOO_MUCH)) return day;
  }
  return undefined;
}
