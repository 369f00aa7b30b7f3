import { addDays, type Day, type Interval, monthOf, writeDate, writeInterval, yearOf } from '#calendar';
import type { Words } from '#messages';
import { showLoad, type ShownLoad } from '#roadmap';
import type { Load, Pile } from '#roadmap/rules';
import { executorWords } from '#web/roadmap/executor-words.ts';
import type { PageServerLoad } from './$types';

const number = (text: string | null) => (text && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined);

export const load: PageServerLoad = async ({ locals, url }) => {
  const { context, today, say } = locals;
  const { searchParams } = url;
  const asked = {
    correction: number(searchParams.get('correction')),
    import: number(searchParams.get('import')),
  };
  const shown = await showLoad(context, asked);
  if (!shown) return { shown: undefined };
  const years = [...new Set(shown.load.weeks.map((monday) => yearOfWeek(monday, shown.period)))];
  const year =
    years.find((one) => String(one) === searchParams.get('year')) ??
    (years.includes(yearOf(today)) ? yearOf(today) : years[0]!);
  const href = (year: number) => {
    const search = new URLSearchParams(searchParams);
    search.set('year', String(year));
    return `?${search}`;
  };
  return {
    shown: {
      of: shown.of,
      back: backOf(asked),
      before: shown.before,
      piles: shown.load.piles.map((pile) => pileWords(say, pile, shown, today)),
      years: years.map((one) => ({ year: one, href: href(one), current: one === year })),
      ...tableOf(say, shown, year, today),
    },
  };
};

/** The page from which a draft or an import is approved. */
function backOf({ correction, import: read }: { correction?: number; import?: number }) {
  if (read) return `/office/roadmap/import/${read}`;
  return correction ? `/office/roadmap/correction/${correction}` : '/office/roadmap';
}

/** A week belongs to the year in which most of it lies, the first one to the roadmap's. */
function yearOfWeek(monday: Day, { start }: Interval) {
  const thursday = addDays(monday, 3);
  return yearOf(thursday > start ? thursday : start);
}

/** «25 декабря: 8 школ, по 3 дела», and what would flatten it. */
function pileWords(say: Words, pile: Pile, { activities, organisations }: ShownLoad, today: Day) {
  const date = (day: Day) => writeDate(day, say.locale, today);
  const when = pile.days.length === 1 ? date(pile.days[0]!) : writeInterval(pile.week, say.locale, today);
  const { least, most } = pile;
  const titled = (id: number) => activities.get(id) ?? { code: '', title: '' };
  return {
    when,
    head: say(least === most ? 'timeline.pile' : 'timeline.pile-range', {
      when,
      whom: executorWords(say, pile.organisations, organisations),
      least,
      most,
    }),
    activities: pile.activities.map(titled),
    moves: pile.moves.map(({ activity, from, to, peak }) => ({
      ...titled(activity),
      // The pile-up has named the year.
      says: say('timeline.move', {
        from: writeDate(from, say.locale, from),
        to: writeDate(to, say.locale, from),
        peak,
      }),
    })),
    left: pile.left,
  };
}

function tableOf(say: Words, { load, organisations, period }: ShownLoad, year: number, today: Day) {
  const weeks = load.weeks.flatMap((monday, at) =>
    yearOfWeek(monday, period) === year ? [{ monday, at }] : [],
  );
  const counts = new Map(load.rows.map((row) => [row.organisation, row.counts]));
  const months = Map.groupBy(weeks, ({ monday }) =>
    yearOf(addDays(monday, 3)) < year ? 1 : monthOf(addDays(monday, 3)),
  );
  const isNow = (monday: Day) => monday <= today && today <= addDays(monday, 6);
  // A telephone shows a dozen weeks: this one, or where the year first piles up.
  const isPile = ({ at }: { at: number }) => load.rows.some(({ counts }) => counts[at]! >= LOT);
  const opens = (weeks.find(({ monday }) => isNow(monday)) ?? weeks.find(isPile))?.at;
  return {
    months: [...months].map(([month, own]) => ({
      name: say.code(`timeline.month-${month}`),
      weeks: own.length,
    })),
    weeks: weeks.map(({ monday, at }) => ({
      day: Number(monday.slice(8)),
      name: writeInterval({ start: monday, end: addDays(monday, 6) }, say.locale, today),
      isNow: isNow(monday),
      opens: at === opens,
    })),
    rows: organisations.flatMap(({ id, shortName }) => {
      const own = counts.get(id);
      if (!own) return [];
      const cells = weeks.map(({ at }) => own[at]!);
      return [{ id, name: shortName, cells, all: cells.reduce((sum, count) => sum + count, 0) }];
    }),
    most: mostOf(load, weeks),
  };
}

/** As many things at once as the page marks as a pile-up. */
const LOT = 3;

const mostOf = ({ rows }: Load, weeks: { at: number }[]) =>
  Math.max(0, ...rows.flatMap(({ counts }) => weeks.map(({ at }) => counts[at]!)));
