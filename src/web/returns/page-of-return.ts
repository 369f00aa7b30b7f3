import { dayIn, writeDate, writeTime } from '#calendar';
import { excerpt, type Locale, words, type Words } from '#messages';
import { type DutyRow, f1, type Judged as Verdicts, type ShownReturn } from '#monitoring';
import {
  type Answer,
  type Cell,
  cellsByCode,
  cellsOf,
  columnWords,
  type ExecutionState,
  type FormDefinition,
  isNumber,
  type OrganisationKind,
  organisationKinds,
  partNamed,
  partOf,
  tableOf,
  totalsOf,
  writeNumber,
  writeValue,
} from '#monitoring/rules';
import type { EvidenceFile } from '#monitoring';
import { labelsOf, placeTitles } from './labels.ts';
import { quarterName, returnTitle, saidDue } from './periods.ts';
import { judgedView } from './judged-view.ts';
import { CELL_SENTENCES } from './say-issues.ts';
import type { DutyView, FileView, Judged, Part, RemarkView, ReturnPage, SheetPage, Source } from './view.ts';

type Reader = { say: Words; locale: Locale; today: string; zone: string; person: number; org: string | null };

export const kindOf = (kind: string): OrganisationKind =>
  organisationKinds.find((one) => one === kind) ?? 'other';

/** What the pages of a return show, in the reader's words; nothing here is decided, only said. */
export function pageOfReturn(shown: ShownReturn, reader: Reader): ReturnPage {
  const { say, locale, today, org } = reader;
  const { campaign, organisation } = shown;
  const previous = shown.previous?.campaign ?? shown.rows.find(({ last }) => last)?.last?.campaign;
  const base = `/office/returns/${campaign.slug}`;
  const query = org ? `?org=${encodeURIComponent(org)}` : '';
  return {
    campaign: {
      slug: campaign.slug,
      title: returnTitle(say, campaign.slug),
      quarter: quarterName(campaign.slug, locale),
      previousQuarter: quarterName(previous, locale),
    },
    organisation: {
      code: organisation.code,
      name: organisation.shortName,
      kind: kindOf(organisation.kind),
    },
    base,
    query,
    parts: partsOf(shown, say),
    state: shown.state,
    editable: shown.may.fill,
    entersFor: shown.may.fill && !shown.may.own,
    note: noteOf(shown, say),
    due: saidDue(say, shown.dueOn, today),
    person: reader.person,
    unconfirmed: shown.prefilled,
    draft: {
      rev: shown.draftRev,
      savedAt: shown.savedAt ? savedWhen(shown.savedAt, reader) : '',
      values: shown.fields,
      // An emptied field is known to be empty, or a number that is known would come back into it.
      known: { ...Object.fromEntries(shown.emptied.map((field) => [field, ''])), ...shown.fields },
    },
    judged: judgedOf(shown, shown, locale),
    remarks: [...remarksOf(shown, reader, base, query), ...questionsOf(shown, reader, base, query)],
    answers: answersTo(shown, reader),
    ask: shown.may.own && campaign.state === 'open' ? `${base}/ask${query}${query ? '&' : '?'}cell=` : '',
  };
}

/** «в 12:04», and on another day «18 декабря в 12:04». */
export function savedWhen(
  at: Date,
  { say, locale, today, zone }: Pick<Reader, 'say' | 'locale' | 'today' | 'zone'>,
): string {
  const [day, time] = [dayIn(at, zone), writeTime(at, zone)];
  if (day === today) return say('sheet.saved-today', { time });
  return say('sheet.saved-then', { date: writeDate(day, locale, today), time });
}

function noteOf({ state, may, campaign, behalf }: ShownReturn, say: Words): string {
  if (behalf && may.fill) return say(may.enter ? 'sheet.behalf-enters' : 'sheet.behalf-told', behalf);
  if (may.fill) return state === 'returned' ? say('sheet.returned-lead') : '';
  if (state === 'submitted') return say('sheet.read-only-submitted');
  if (state === 'accepted') return say('sheet.read-only-accepted');
  return say(campaign.state === 'closed' ? 'sheet.read-only-closed' : 'sheet.read-only-watch');
}

/** The pages of a return in their order, each with its number. */
function partsOf({ forms, may, state }: ShownReturn, say: Words): Part[] {
  const { locale } = say;
  const last = may.fill
    ? { to: 'check', title: say('sheet.tab-check') }
    : { to: 'receipt', title: say('sheet.tab-receipt') };
  const all: Part[] = [
    { to: 'f1', title: say('sheet.tab-f1') },
    ...forms.map((form) => ({ to: partNamed(form), title: form.title[locale], form: form.code })),
    ...(may.fill || state === 'submitted' || state === 'accepted' ? [last] : []),
  ];
  return all.map((part, at) => ({ ...part, title: `${at + 1}. ${part.title}` }));
}

export function judgedOf(verdicts: Verdicts, shown: ShownReturn, locale: Locale): Judged {
  return judgedView(
    verdicts,
    {
      form: shown.form,
      duties: shown.rows,
      previous: shown.previous?.numbers,
      unusual: new Map(Object.entries(shown.unusual)),
    },
    words(locale),
  );
}

function remarksOf(shown: ShownReturn, { say, locale, today, zone }: Reader, base: string, query: string) {
  const labels = shown.form ? labelsOf(shown.form, locale) : {};
  const when = (at: Date) => `${writeDate(dayIn(at, zone), locale, today)}, ${writeTime(at, zone)}`;
  return shown.remarks.map(({ id, field, by, at, text, valueThen, resolvedAt, replies }): RemarkView => {
    const duty = shown.rows.find(({ obligation }) => field.startsWith(`f1.${obligation}.`));
    const where = duty
      ? `${duty.code} ${duty.shortTitle}`
      : (labels[field]?.full ?? say('sheet.remark-whole'));
    return {
      id,
      at: field,
      where: field === '' ? '' : where,
      href: `${base}/${duty ? 'f1' : partOf(shown.forms, field)}${query}#${field}`,
      by,
      when: when(at),
      text,
      was: valueThen ?? '',
      replies: replies.map((reply) => ({ by: reply.by, when: when(reply.at), text: reply.text })),
      resolved: resolvedAt !== null,
    };
  });
}

/** Questions at single values stand at their cells like remarks, and lead to where they are answered. */
function questionsOf(shown: ShownReturn, { say, locale, today, zone }: Reader, base: string, query: string) {
  if (shown.may.fill) return [];
  const labels = shown.form ? labelsOf(shown.form, locale) : {};
  return shown.questions
    .filter(({ answer }) => answer === null)
    .map(({ id, field, by, askedAt, text, valueThen }): RemarkView => {
      const duty = shown.rows.find(({ obligation }) => field.startsWith(`f1.${obligation}.`));
      const where = duty ? `${duty.code} ${duty.shortTitle}` : (labels[field]?.full ?? field);
      return {
        id: -id, // beside the remarks, which have ids of their own
        at: field,
        where: say('sheet.value-question', { where }),
        href: `${base}/questions${query}#question-${id}`,
        by,
        when: `${writeDate(dayIn(askedAt, zone), locale, today)}, ${writeTime(askedAt, zone)}`,
        text,
        was: valueThen ?? '',
        replies: [],
        resolved: false,
      };
    });
}

/** What the coordinator has answered to all schools, at the place where it was asked. */
function answersTo(shown: ShownReturn, { say, locale, today, zone }: Reader): ReturnPage['answers'] {
  const kind = kindOf(shown.organisation.kind);
  const cells = shown.form ? cellsByCode(shown.form, kind) : new Map<string, Cell>();
  const titles = placeTitles(shown.form, locale);
  return shown.asked.answers.flatMap(({ place, text, at: answeredAt }) => {
    const date = writeDate(dayIn(answeredAt, zone), locale, today);
    const told = (at: string, where: string) => [
      { at, said: say('sheet.answer', { where: where.replace(/\.$/, ''), date, text }) },
    ];
    if (place === '') return told('', say('sheet.remark-whole'));
    if (place.startsWith('f1 '))
      return shown.rows
        .filter(({ code }) => `f1 ${code}` === place)
        .flatMap(({ obligation, code }) => told(`f1.${obligation}`, code));
    const cell = cells.get(place);
    // Beneath its row the cell is named by its column; what belongs to no row stands beneath the table.
    if (cell && cell.state !== 'closed') return told(place, columnWords(cell.column, locale));
    const where = titles.get(place);
    return where === undefined ? [] : told(tableOf(place), where);
  });
}

/** What only the tables of a form need: the form without its conditions, which come by themselves (see `briefOf`). */
export function sheetOf(shown: ShownReturn, form: FormDefinition, reader: Reader): SheetPage {
  const { locale } = reader;
  const own = new Set(form.tables.map(({ code }) => code));
  const prefilled = shown.prefilled.filter((cell) => own.has(cell.split('.', 1)[0]!));
  return {
    form: { ...form, checks: [], computed: [] },
    rich: isRich(form),
    previous: previousValues(form, shown.previous, kindOf(shown.organisation.kind), locale),
    prefilled: Object.fromEntries(prefilled.map((cell) => [cell, shown.fields[cell] ?? ''])),
    ...sourcesOf(prefilled, form, shown, reader),
    sentences: Object.fromEntries(
      Object.entries(excerpt(locale, ['monitoring'])).filter(([key]) => CELL_SENTENCES.test(key)),
    ),
    files: shown.cellFiles.map((file) => fileView(file, reader)),
    organisations: shown.organisations,
  };
}

/** Whether a form asks more than numbers in rows that it names. */
export const isRich = ({ tables }: FormDefinition): boolean => !tables.every(isPlain);

const isPlain = ({ kind, columns }: FormDefinition['tables'][number]): boolean =>
  kind === 'fixed' &&
  columns.every((column) => isNumber(column) && !column.hint && !column.formula && !column.shownIf);

/** What known numbers come from: told by what their column asks, the profile where it asks nothing. */
function sourcesOf(
  cells: readonly string[],
  form: FormDefinition,
  shown: ShownReturn,
  { say, locale, org }: Reader,
): Pick<SheetPage, 'sources' | 'sourceOf'> {
  const columns = new Map(
    cellsOf(form, kindOf(shown.organisation.kind)).map(({ code, column }) => [code, column]),
  );
  const query = org ? `?org=${encodeURIComponent(org)}` : '';
  const quarter = quarterName(shown.previous?.campaign, locale);
  const all: Record<'profile' | 'previous' | 'roadmap', Source> = {
    profile: {
      text: say('sheet.source-profile'),
      href: '/office/profile#organisation',
      link: say('sheet.source-profile-link'),
    },
    previous: {
      text: say('sheet.source-previous', { quarter }),
      href: `/office/returns/${shown.previous?.campaign ?? ''}/${partNamed(form)}${query}`,
      link: say('sheet.source-previous-link'),
    },
    roadmap: {
      text: say('sheet.source-roadmap'),
      href: '/office/roadmap',
      link: say('sheet.source-roadmap-link'),
    },
  };
  const keys = Object.keys(all) as (keyof typeof all)[];
  const sourceOf = Object.fromEntries(
    cells.map((cell) => {
      const asks = columns.get(cell)?.prefill ?? '';
      const from = /\b(prev|year_ago)\./.test(asks)
        ? 'previous'
        : /\broadmap\./.test(asks)
          ? 'roadmap'
          : 'profile';
      return [cell, keys.indexOf(from)];
    }),
  );
  const used = [...new Set(Object.values(sourceOf))].sort();
  return {
    sources: used.map((at) => all[keys[at]!]),
    sourceOf: Object.fromEntries(cells.map((cell) => [cell, used.indexOf(sourceOf[cell]!)])),
  };
}

/** Last period's answers as they are written under the cells; rows of a list are not those of the last one. */
function previousValues(
  form: FormDefinition,
  previous: ShownReturn['previous'],
  kind: OrganisationKind,
  locale: Locale,
): Record<string, string> {
  const found = previousNumbers(form, previous?.numbers, kind, locale);
  for (const { code, column, table } of previous ? cellsOf(form, kind) : []) {
    const text = table.kind === 'fixed' ? previous?.values[code] : undefined;
    if (text !== undefined && column.type !== 'file') found[code] = writeValue(column, text, locale);
  }
  return found;
}

/** Last period's numbers as they are written, totals among them. */
export function previousNumbers(
  form: FormDefinition,
  numbers: Readonly<Record<string, Answer>> | undefined,
  kind: OrganisationKind,
  locale: Locale,
): Record<string, string> {
  if (!numbers) return {};
  const number = (cell: string) => (typeof numbers[cell] === 'number' ? numbers[cell] : null);
  const totals = totalsOf(form, number);
  return Object.fromEntries(
    cellsOf(form, kind).flatMap(({ code, column, state }) => {
      const value = state === 'computed' ? totals[code] : number(code);
      return value == null ? [] : [[code, writeNumber(value, column.scale, locale)]];
    }),
  );
}

const TONES: Record<ExecutionState, 'done' | 'work' | 'late' | 'na'> = {
  done: 'done',
  running: 'work',
  'not-done': 'late',
  'not-applicable': 'na',
};
export const toneOf = (state: ExecutionState) => TONES[state];
export const stateWord = (state: ExecutionState, locale: Locale) => f1.states[state][locale].toLowerCase();

function lastAnswer(
  { last, derived, term }: DutyRow,
  previousEnd: string | undefined,
  { say, locale }: Pick<Reader, 'say' | 'locale'>,
): Pick<DutyView, 'previous'> {
  if (last) return { previous: { state: stateWord(last.state, locale), tone: toneOf(last.state) } };
  if (derived || !previousEnd) return {};
  const state = say(term.start > previousEnd ? 'sheet.duty-not-yet' : 'sheet.duty-not-asked');
  return { previous: { state, tone: '' } };
}

export function dutyOf(
  row: DutyRow,
  previousEnd: string | undefined,
  { say, locale, today, zone }: Reader,
): DutyView {
  return {
    id: row.obligation,
    number: row.code,
    title: row.shortTitle,
    fullTitle: row.title,
    deadline: row.deadline.text,
    due: saidDue(say, row.term.end, today),
    document: row.document,
    ...lastAnswer(row, previousEnd, { say, locale }),
    carried: row.carriedOver,
    derived: row.derived,
    isEvent: row.isEvent,
    files: row.files.map((file) => fileView(file, { say, locale, today, zone })),
  };
}

const MB = 1024 * 1024;

export function fileView(
  { id, name, size, at }: EvidenceFile,
  { say, locale, today, zone }: Pick<Reader, 'say' | 'locale' | 'today' | 'zone'>,
): FileView {
  const rounded = Math.round((size / MB) * 10) / 10;
  const written =
    size >= MB / 10
      ? say('sheet.size-mb', { size: rounded })
      : say('sheet.size-kb', { size: Math.max(1, Math.round(size / 1024)) });
  const date = writeDate(dayIn(at, zone), locale, today);
  return { id, name, note: say('sheet.file-note', { size: written, date }) };
}

export type Show = 'all' | 'unanswered' | 'errors' | 'late';
const SHOWS: Record<Show, (row: DutyRow) => boolean> = {
  all: () => true,
  unanswered: (row) => row.issues.some(({ severity }) => severity === 'unfilled'),
  errors: (row) => row.issues.some(({ severity }) => severity === 'error'),
  late: (row) => row.daysOverdue > 0,
};
export const readShow = (value: string | null): Show =>
  (Object.keys(SHOWS) as Show[]).find((show) => show === value) ?? 'all';
export const filtersOf = (rows: readonly DutyRow[]) =>
  (Object.keys(SHOWS) as Show[])
    .map((show) => ({ show, count: rows.filter(SHOWS[show]).length }))
    .filter(({ show, count }) => show === 'all' || count > 0);
export const rowsShown = (rows: readonly DutyRow[], show: Show) => rows.filter(SHOWS[show]);
