import { addDays, type Day, daysBetween, type Interval, writeShortDate } from '#calendar';
import { chance } from './chance.ts';

/** What the example needs to know of a row of F1 to answer it. */
export type Asked = {
  organisation: { code: string; kind: string; helped: boolean };
  /** The activity's number with its section: III.7. */
  activity: string;
  term: Interval;
  period: Interval;
  today: Day;
  isEvent: boolean;
};

/** Regional contest of autumn 2021: those that have not handed anything in. */
const MISSED_THE_CONTEST = [
  'example-23',
  'example-20',
  'example-36',
  'example-3',
  'example-28',
  'school-15',
  'example-10',
];
const FOR_HELPED_SCHOOLS = 'V.2';
const CONTEST = 'III.7';

const REASONS = [
  ['staff', 'Автор материалов был на больничном, заявку не успели подготовить.'],
  ['organiser-dates', 'Итоги организатор объявит позже, участие подтвердим в следующем квартале.'],
  ['epidemic', 'Занятия шли дистанционно, подготовку перенесли.'],
] as const;
const RUNNING = [
  'Участвовали в двух вебинарах, материалы разобрали на методическом объединении.',
  'Консультации идут по графику, раз в две недели.',
  'Работа идёт, итоги подведём в следующем квартале.',
];

/** An answer by the fields of F1, as a person would type it. */
export function exampleExecution(asked: Asked): Record<string, string> {
  const { organisation, activity, term, period } = asked;
  const { unit, one, between } = chance(`execution ${organisation.code} ${activity} ${period.start}`);
  if (activity === FOR_HELPED_SCHOOLS && organisation.kind.includes('school') && !organisation.helped)
    return { state: 'not-applicable', reasonKind: 'other', reason: 'Школа не входит в списки ШНОР и ШНСУ.' };
  const ended = term.end <= period.end;
  const missed = activity === CONTEST && MISSED_THE_CONTEST.includes(organisation.code);
  if (ended && missed) {
    const [reasonKind, reason] = one(REASONS);
    return {
      state: 'not-done',
      reasonKind,
      reason,
      newTerm: writeShortDate(addDays(period.end, between(30, 300))),
    };
  }
  // What ends with the next quarter is sometimes done early; what goes on for years is not.
  const endsSoon = daysBetween(period.end, term.end) < 100;
  const isEarly = endsSoon && unit() < 0.3;
  if (!ended && term.end > asked.today && !isEarly) return { state: 'running', comment: one(RUNNING) };
  return done(asked);
}

function done({ organisation, activity, term, period, today, isEvent }: Asked): Record<string, string> {
  const { between } = chance(`done ${organisation.code} ${activity} ${period.start}`);
  const from = term.start > period.start ? term.start : period.start;
  const last = [term.end, period.end, today].toSorted()[0]!;
  const first = from <= last ? from : term.start <= last ? term.start : last;
  const doneOn = addDays(first, between(0, Math.max(0, daysBetween(first, last))));
  return {
    state: 'done',
    doneOn: writeShortDate(doneOn),
    document: `Приказ от ${writeShortDate(doneOn)} № ${between(20, 260)}-о`,
    ...(isEvent ? { participants: String(between(1, 6)) } : {}),
  };
}
