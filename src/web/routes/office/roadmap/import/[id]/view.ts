import { dayIn, type Interval, writeDate, writeInterval, writeShortDate, writeTime } from '#calendar';
import type { Words } from '#messages';
import type { showImport } from '#roadmap';
import { deadlineWords } from '#web/roadmap/deadline-words.ts';
import { executorWords } from '#web/roadmap/executor-words.ts';

export type Shown = Awaited<ReturnType<typeof showImport>>;
type Question = Shown['questions'][number];
type Option = Question['options'][number];
type Activity = Shown['activities'][number];
type Effect = NonNullable<Shown['effects'][string]>[string];
type Assignment = NonNullable<Activity['responsibles'][number]['assignment']>;

export const STEPS = ['columns', 'questions', 'activities', 'executors', 'approve'] as const;
export type Step = (typeof STEPS)[number];

const short = (code: string) => code.replace(/^roadmap\./, '');

/** An option as its radio button says it. */
function optionOf(say: Words, option: Option, question: Question, shown: Shown) {
  const { code, params } = question;
  const { choice, asks, day, interval, meaning, text } = option;
  const label = () => {
    if (asks) return say.code(`roadmap.option-other-${asks}`);
    if (day) return say('roadmap.option-mend-year', { date: writeShortDate(day) });
    if (interval) return writeInterval(interval, say.locale);
    if (meaning) return deadlineWords(say, meaning, shown.confirmed.period);
    if (text) return text;
    if (code === 'roadmap.number-repeated') return say.code(`roadmap.option-repeated-${choice}`);
    if (code === 'roadmap.order-cites-future')
      return say('roadmap.option-keep', { date: String(params.citedDate) });
    return say('roadmap.option-as-read');
  };
  const effect = shown.effects[question.id]?.[choice];
  return { choice, asks, label: label(), effect: effect && effectWords(say, effect) };
}

/** What a choice would do: «40 обязательств у 40 организаций: до 30 апреля 2022 года». */
function effectWords(say: Words, { obligations, organisations, terms }: Effect): string {
  if (!terms) return say('roadmap.effect-whole', { obligations, organisations });
  if (!terms.length) return say('roadmap.effect-none');
  if (!organisations) return say('roadmap.effect-nobody');
  const until = (term: Interval) => writeDate(term.end, say.locale);
  const [first, last] = [until(terms[0]!), until(terms.at(-1)!)];
  return terms.length === 1
    ? say('roadmap.effect-one', { obligations, organisations, last })
    : say('roadmap.effect-many', { obligations, organisations, terms: terms.length, first, last });
}

export function questionView(say: Words, question: Question, place: number, shown: Shown) {
  const { id, code, params, options, answer, answered } = question;
  const activity = shown.activities.find(({ key }) => key === question.activity);
  const why = code === 'roadmap.deadline-doubtful' ? String(params.why).replace(/^deadline\./, '') : '';
  const choices = options.map((option) => optionOf(say, option, question, shown));
  const chosen = choices.find(({ choice }) => choice === answer?.choice);
  return {
    id,
    place: place + 1,
    title: say.code(`roadmap.ask-${short(code)}`),
    says: [say.code(code, params), why && say.code(`roadmap.doubt-${why}`)].filter(Boolean).join('. '),
    where: activity
      ? say('roadmap.ask-place', { section: activity.numeral, activity: activity.number })
      : say('roadmap.ask-order'),
    lines: shown.excerpts[id] ?? [],
    choices,
    chosen: answer?.choice ?? choices[0]!.choice,
    value: answer?.value ?? '',
    answered,
    /** For a choice of one: what was understood, to be found right or corrected. */
    understood: choices.length === 1 && activity ? understood(say, code, activity, shown) : [],
    mend: activity ? `?step=activities&edit=${activity.key}#edit` : undefined,
    answer:
      choices.length === 1
        ? say('roadmap.right').toLowerCase()
        : answer?.value ||
          chosen?.label ||
          (activity ? deadlineWords(say, activity.deadline, shown.confirmed.period) : ''),
  };
}

function understood(say: Words, code: string, activity: Activity, shown: Shown) {
  if (code.startsWith('roadmap.deadline'))
    return [
      { name: say('roadmap.cell-term'), value: activity.deadline.text },
      {
        name: say('roadmap.column-understood'),
        value: deadlineWords(say, activity.deadline, shown.confirmed.period),
      },
    ];
  return [
    {
      name: say('roadmap.mended'),
      value: activity.responsibles.map(({ text }) => text).join('; '),
    },
    { name: say('roadmap.approve-organisations'), value: names(activity.bound, shown) },
  ];
}

const names = (ids: readonly number[], { organisations }: Shown) =>
  organisations
    .filter(({ id }) => ids.includes(id))
    .map(({ shortName }) => shortName)
    .join('; ');

export function activityView(say: Words, activity: Activity, shown: Shown) {
  const { key, code, shortTitle, deadline, source, bound, edited } = activity;
  const { firstLine: first, lastLine: last } = source;
  return {
    key,
    code,
    shortTitle,
    deadline: deadline.text,
    understood: deadlineWords(say, deadline, shown.confirmed.period),
    doubtful: deadline.certain === false,
    executors: executorWords(say, bound, shown.organisations),
    nobody: bound.length === 0,
    lines: placeWords(say, first, last, shown.places[first]),
    source: `${shown.id}/source#line-${first}`,
    edited,
    edit: `?step=activities&edit=${key}#edit`,
  };
}

/** Where a row stands as its file counts: «строки 55–56», «стр. 3, строка 12», «лист «План», строка 7». */
function placeWords(
  say: Words,
  first: number,
  last: number,
  place: Shown['places'][number] | undefined,
): string {
  if (place?.sheet) return say('roadmap.place-sheet', { sheet: place.sheet, row: place.row ?? first });
  if (place?.page) return say('roadmap.place-page', { page: place.page, line: first });
  return first === last ? say('roadmap.lines', { first }) : say('roadmap.lines-range', { first, last });
}

/** The columns of the table: their headings, what is below them, and what they are taken for. */
export const columnsView = (say: Words, { columns }: Shown) =>
  columns.map(({ key, heading, means, likely, samples }, at) => ({
    at,
    key,
    heading: heading || say('roadmap.column-untitled', { number: at + 1 }),
    means: means[0] ?? '',
    likely: means[0] ?? likely ?? '',
    also: means.slice(1).map((column) => say.code(`roadmap.holds-${column}`)),
    samples: samples.map((text) => (text.length > 90 ? `${text.slice(0, 90)}…` : text)),
  }));

/** The words of the order that name somebody, each once, with the activities where they stand. */
export function groupsView(say: Words, shown: Shown) {
  type Group = {
    text: string;
    codes: string[];
    own: boolean;
    assignment?: Assignment;
    ids: number[];
    proposed: boolean;
    certain: boolean;
    remembered: boolean;
  };
  const groups = new Map<string, Group>();
  for (const { code, responsibles } of shown.activities)
    for (const { group, text, own, assignment, organisations: ids, ...how } of responsibles) {
      const codes = [...(groups.get(group)?.codes ?? []), code];
      const known = groups.get(group);
      // What is assigned in one activity alone does not speak for the others.
      if (known && (own || !known.own)) known.codes = codes;
      else {
        const { proposed, certain, remembered } = how;
        groups.set(group, { text, codes, own, assignment, ids, proposed, certain, remembered });
      }
    }
  return [...groups.entries()].map(([group, one], at) => ({
    group,
    place: at + 1,
    text: one.text,
    codes: one.codes.join(', '),
    whom: executorWords(say, one.ids, shown.organisations),
    nobody: one.ids.length === 0,
    proposed: one.proposed,
    certain: one.certain,
    remembered: one.remembered,
    assignment: one.assignment,
    ids: one.ids,
  }));
}

/** Who would get how many obligations. */
export function tallyView(say: Words, shown: Shown) {
  const counts = new Map<number, { activities: number; obligations: number }>();
  for (const { bound, terms } of shown.activities)
    for (const id of bound) {
      const count = counts.get(id) ?? { activities: 0, obligations: 0 };
      counts.set(id, { activities: count.activities + 1, obligations: count.obligations + terms.length });
    }
  const isSchool = (kind: string) => kind === 'school' || kind === 'primary-school';
  const bound = shown.organisations.filter(({ id }) => counts.has(id));
  const schools = bound.filter(({ kind }) => isSchool(kind)).map(({ id }) => counts.get(id)!);
  const range = (numbers: number[]) => {
    const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
    return least === most ? String(least) : `${least}–${most}`;
  };
  const rows = bound
    .filter(({ kind }) => !isSchool(kind))
    .map(({ id, shortName }) => ({
      name: shortName,
      activities: String(counts.get(id)!.activities),
      obligations: String(counts.get(id)!.obligations),
    }));
  if (schools.length)
    rows.push({
      name: say('roadmap.approve-schools', { count: schools.length }),
      activities: range(schools.map(({ activities }) => activities)),
      obligations: range(schools.map(({ obligations }) => obligations)),
    });
  const obligations = [...counts.values()].reduce((sum, one) => sum + one.obligations, 0);
  return { rows, obligations, organisations: bound.length };
}

/** How many organisations each of the ways to assign would reach. */
export function counted({ organisations }: Shown) {
  const schools = organisations.filter(({ kind }) => kind === 'school' || kind === 'primary-school');
  return {
    schools: schools.length,
    supported: schools.filter(({ lowPerforming, adverseConditions }) => lowPerforming || adverseConditions)
      .length,
  };
}

export const writtenAt = (say: Words, at: Date, zone: string) =>
  say('roadmap.import-begun-at', { date: writeShortDate(dayIn(at, zone)), time: writeTime(at, zone) });
