import type { Day, Interval } from '#calendar';
import {
  type Answer,
  blocks,
  CONFIRMED,
  type Content,
  type Counts,
  countsOf,
  emptyExecution,
  executionField,
  executionFields,
  type ExecutionField,
  type Facts,
  type Fields,
  type FormDefinition,
  isNumber,
  type Issue,
  judgeExecution,
  laidOut,
  type LastAnswer,
  listRowsIn,
  numbersAt,
  type OrganisationKind,
  readFields,
  type Row,
  type Texts,
  textsOf,
  typedNumber,
  writeTyped,
} from '../rules/index.ts';
import { judge, prefills, type Verdict } from './verdict.ts';

/** A row of F1, and of every roadmap table. */
export type BriefDuty = {
  id: number;
  code: string;
  shortTitle: string;
  startsOn: Day;
  endsOn: Day;
  document: string;
  isEvent: boolean;
  derived: boolean;
  last: LastAnswer | undefined;
};
/** An organisation's earlier return, as far as it is compared with. */
export type EarlierReturn = {
  numbers: Readonly<Record<string, Answer>>;
  explanations: Readonly<Record<string, string>>;
};
/**
 * All that a return is judged against: plain data, so that a browser without a network judges as the server does. It
 * does not change while the return is being filled in.
 */
export type Brief = {
  /** The forms with tables, in the order of their pages; none for those who fill in F1 alone. */
  forms: readonly FormDefinition[];
  /** The same as one. */
  form: FormDefinition | undefined;
  kind: OrganisationKind;
  organisation: { profile: Readonly<Record<string, number | undefined>> };
  campaign: { period: Interval };
  duties: readonly BriefDuty[];
  previous: EarlierReturn | undefined;
  yearAgo: EarlierReturn | undefined;
  /** The period before is of the same year. */
  sameYear: boolean;
};

/** What a return's forms have to say to what has been typed. */
export type Judged = {
  /** The forms with tables; nothing for those who fill in F1 alone. */
  verdict: Verdict | undefined;
  /** F1, with the whole names of fields: `f1.12.reason`. */
  executions: Issue[];
  counts: Counts;
  /** Nothing stands in the way of submitting. */
  submittable: boolean;
};

/** The form with the rows that this return has, and `spare` blank ones in each list. */
export function formOf(brief: Brief, fields: Fields, spare = 0): FormDefinition | undefined {
  return formWith(brief, Object.keys(fields), spare, (name) => Boolean(fields[name]?.trim()));
}

/** The same with every row that a field names, whether anything stands in it or not. */
export const formNaming = (brief: Brief, names: readonly string[]): FormDefinition | undefined =>
  formWith(brief, names, 0);

function formWith(brief: Brief, names: readonly string[], spare: number, counts?: (name: string) => boolean) {
  const { form } = brief;
  if (!form || form.tables.every(({ kind }) => kind === 'fixed')) return form;
  return laidOut(form, { ...listRowsIn(form, names, spare, counts), ...roadmapRows(form, brief) });
}

function roadmapRows(form: FormDefinition, { duties }: Brief): Record<string, Row[]> {
  const tables = form.tables.filter(({ kind }) => kind === 'roadmap');
  if (tables.length === 0) return {};
  const rows = duties
    .filter(({ derived }) => !derived)
    .map(({ id, code, shortTitle }) => {
      const title = `${code} ${shortTitle}`;
      return { code: String(id), title: { ru: title, en: title } };
    });
  return Object.fromEntries(tables.map(({ code }) => [code, rows]));
}

const known = new WeakMap<Brief, Readonly<Record<string, string>>>();

/** What is known of cells before anybody types: the passport from the profile, and what the form itself says. */
export function knownCells(brief: Brief): Readonly<Record<string, string>> {
  const found = known.get(brief) ?? { ...ownKnown(brief), ...profileCells(brief) };
  known.set(brief, found);
  return found;
}

function ownKnown(brief: Brief): Record<string, string> {
  const form = formOf(brief, {});
  return form
    ? prefills(form, {
        organisationKind: brief.kind,
        previous: brief.previous?.numbers,
        yearAgo: brief.yearAgo?.numbers,
        sameYear: brief.sameYear,
        facts: factsOf(brief, {}),
      })
    : {};
}

/** Cells of the passport whose numbers the organisation's profile knows. */
function profileCells({ form, organisation, kind }: Brief): Record<string, string> {
  const table = form?.tables.find(({ code }) => code === 't0');
  const found = (table?.columns ?? []).flatMap(({ code, closedFor }) => {
    const value = organisation.profile[code];
    return value === undefined || closedFor?.includes(kind) ? [] : [[`t0.${code}`, String(value)] as const];
  });
  return Object.fromEntries(found);
}

/** What formulas and conditions may ask beside the cells. */
function factsOf(
  { organisation, campaign, duties }: Brief,
  executions: Readonly<Record<number, { state?: string | undefined } | undefined>>,
  today?: Day,
): Facts {
  const asked = duties.filter(({ derived }) => !derived);
  const profile = Object.entries(organisation.profile).map(([code, value]) => [`org.${code}`, value]);
  return {
    ...(Object.fromEntries(profile) as Facts),
    'roadmap.asked': asked.length,
    'roadmap.done': asked.filter(({ id }) => executions[id]?.state === 'done').length,
    'period.start': campaign.period.start,
    'period.end': campaign.period.end,
    ...(today ? { today } : {}),
  };
}

/** The fields of an earlier "not applicable" for as long as this return says nothing of its own. */
export function carriedOver(duties: readonly BriefDuty[], fields: Fields): Record<string, string> {
  const carried: Record<string, string> = {};
  for (const { id, last, derived } of duties)
    if (!derived && last?.state === 'not-applicable' && fields[executionField(id, 'state')] === undefined)
      Object.assign(carried, executionFields(id, last.answer));
  return carried;
}

/** What was typed, with what stands there without having been typed: see `carriedOver` and, once confirmed, the profile. */
export function complete(fields: Fields, brief: Brief): Fields {
  const standing = {
    ...(fields[CONFIRMED] === '1' ? knownCells(brief) : {}),
    ...carriedOver(brief.duties, fields),
  };
  const missing = Object.entries(standing).filter(([field]) => fields[field] === undefined);
  return missing.length === 0 ? fields : { ...fields, ...Object.fromEntries(missing) };
}

/**
 * Judges typed fields, carried over and confirmed ones included. `today` is the day of submission.
 * The content is what would be submitted; it is whole only if `submittable`.
 */
export function judgeReturn(
  brief: Brief,
  typed: Fields,
  today: Day,
): Judged & { content: Content; rows: Map<number, Issue[]> } {
  const whole = complete(typed, brief);
  const fields = readFields(whole);
  const form = formOf(brief, whole);
  const verdict =
    form &&
    judge(form, {
      values: form === brief.form ? fields.values : withoutBlankRows(form, fields.values),
      notApplicable: fields.notApplicable,
      nothing: fields.nothing,
      explanations: fields.explanations,
      explainedBefore: brief.previous?.explanations,
      organisationKind: brief.kind,
      previous: before(brief),
      yearAgo: brief.yearAgo?.numbers,
      sameYear: brief.sameYear,
      facts: factsOf(brief, fields.executions, today),
    });
  const asked = brief.duties.filter(({ derived }) => !derived);
  const rows = new Map(
    asked.map((duty) => [
      duty.id,
      judgeRow(duty, fields.executions[duty.id] ?? emptyExecution, brief, today),
    ]),
  );
  const executions = [...rows.values()].flat();
  const numbers = form && verdict ? storedNumbers(brief.form!, form, verdict, fields.notApplicable) : {};
  const warnings = (verdict?.issues ?? []).filter(({ severity }) => severity === 'warning');
  const explanations = { ...brief.previous?.explanations, ...fields.explanations };
  const texts: Texts = textsOf(
    { ...fields, explanations },
    {
      numbers,
      values: form && verdict ? keptWords(form, verdict) : {},
      warnings: warnings.map(({ code, at }) => `${code}@${at}`),
      asked,
    },
  );
  return {
    verdict,
    executions,
    counts: countsOf([...rows.values()], verdict, brief.forms),
    submittable: (verdict?.submittable ?? true) && !executions.some(blocks),
    content: { ...texts, numbers },
    rows,
  };
}

/** A row of a list from which everything was deleted is none. */
function withoutBlankRows(form: FormDefinition, values: Record<string, string>): Record<string, string> {
  const lists = form.tables
    .filter(({ kind }) => kind === 'list')
    .map(({ code, rows }) => ({ prefix: `${code}.`, rows: new Set(rows.map((row) => row.code)) }));
  const blank = Object.keys(values).filter((cell) => {
    const list = lists.find(({ prefix }) => cell.startsWith(prefix));
    if (!list || values[cell]!.trim() !== '') return false;
    return !list.rows.has(cell.slice(list.prefix.length).split('.', 1)[0]!);
  });
  if (blank.length === 0) return values;
  const whole = { ...values };
  for (const cell of blank) delete whole[cell];
  return whole;
}

/** The numbers as they are stored, by the positions of the form as it was published. */
function storedNumbers(
  published: FormDefinition,
  form: FormDefinition,
  { numbers, texts, totals, cells, hidden }: Verdict,
  notApplicable: Readonly<Record<string, string>>,
): Record<string, Answer> {
  const isPlain = plainForms.get(published) ?? published.tables.every(isPlainTable);
  plainForms.set(published, isPlain);
  if (isPlain) return numbers;
  const isAway = (cell: string) =>
    (notApplicable[cell] ?? '') !== '' || cells[cell]?.kind === 'closed' || hidden.includes(cell);
  return numbersAt(published, { form, numbers, texts, computed: totals, isAway });
}
const plainForms = new WeakMap<FormDefinition, boolean>();
/** Numbers alone, in rows that the form names: they are stored as they were typed. */
const isPlainTable = ({ kind, columns }: FormDefinition['tables'][number]) =>
  kind === 'fixed' && columns.every((column) => isNumber(column) && !column.formula && !column.consolidates);

/** What is kept as words: texts, choices, days, and everything in rows that the form does not name. */
function keptWords(form: FormDefinition, { numbers, texts, hidden }: Verdict): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const { code, kind, rows, columns } of form.tables)
    for (const column of columns) {
      const holdsNumber = isNumber(column);
      if (column.formula || (holdsNumber && kind === 'fixed')) continue;
      for (const row of rows) {
        const cell = row.code === '' ? `${code}.${column.code}` : `${code}.${row.code}.${column.code}`;
        if (hidden.includes(cell)) continue;
        const number = numbers[cell];
        if (typeof number === 'number') kept[cell] = typedNumber(column, number);
        else if (texts[cell] !== undefined) kept[cell] = writeTyped(column, texts[cell]);
      }
    }
  return kept;
}

function judgeRow(
  duty: BriefDuty,
  answer: Parameters<typeof judgeExecution>[0],
  { campaign }: Brief,
  today: Day,
): Issue[] {
  const { id, startsOn, endsOn, document, last } = duty;
  const issues = judgeExecution(answer, {
    obligation: {
      start: startsOn,
      end: endsOn,
      documentNamed: document.trim() !== '',
      isEvent: duty.isEvent,
    },
    period: campaign.period,
    today,
    previous: last?.accepted ? last.state : undefined,
  });
  return issues.map((issue) => ({ ...issue, at: executionField(id, issue.at as ExecutionField) }));
}

const standIns = new WeakMap<Brief, Record<string, Answer>>();

/** The period before; in the first campaign the profile stands in for the passport, so that a slip of a digit is asked about. */
function before(brief: Brief): Readonly<Record<string, Answer>> {
  if (brief.previous) return brief.previous.numbers;
  const found = standIns.get(brief);
  if (found) return found;
  const numbers = Object.fromEntries(
    Object.entries(profileCells(brief)).map(([cell, value]) => [cell, Number(value)]),
  );
  standIns.set(brief, numbers);
  return numbers;
}
