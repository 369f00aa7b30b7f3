import type { Day } from '#calendar';
import type { Background, Duty } from './background.ts';
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
  type Fields,
  type Issue,
  judgeExecution,
  readFields,
  type Texts,
  textsOf,
} from './rules/index.ts';
import { judge, type Verdict } from './verdict.ts';

/** What a return's forms have to say to what has been typed. */
export type Judged = {
  /** F2; nothing for those who fill in F1 alone. */
  verdict: Verdict | undefined;
  /** F1, with the whole names of fields: `f1.12.reason`. */
  executions: Issue[];
  counts: Counts;
  /** Nothing stands in the way of submitting. */
  submittable: boolean;
};

const profiles = new WeakMap<Background, Readonly<Record<string, string>>>();

/** Cells of the passport whose numbers the organisation's profile knows. */
export function profileCells(background: Background): Readonly<Record<string, string>> {
  const known = profiles.get(background) ?? readProfile(background);
  profiles.set(background, known);
  return known;
}

function readProfile({ form, organisation, kind }: Background): Record<string, string> {
  const table = form?.tables.find(({ code }) => code === 't0');
  const known = (table?.columns ?? []).flatMap(({ code, closedFor }) => {
    const value = organisation.profile[code];
    return value === undefined || closedFor?.includes(kind) ? [] : [[`t0.${code}`, String(value)] as const];
  });
  return Object.fromEntries(known);
}

/** The fields of an earlier "not applicable" for as long as this return says nothing of its own. */
export function carriedOver(duties: readonly Duty[], fields: Fields): Record<string, string> {
  const carried: Record<string, string> = {};
  for (const { id, last, derived } of duties)
    if (!derived && last?.state === 'not-applicable' && fields[executionField(id, 'state')] === undefined)
      Object.assign(carried, executionFields(id, last.answer));
  return carried;
}

/** What was typed, with what stands there without having been typed: see `carriedOver` and, once confirmed, the profile. */
export function complete(fields: Fields, background: Background): Fields {
  const standing = {
    ...(fields[CONFIRMED] === '1' ? profileCells(background) : {}),
    ...carriedOver(background.duties, fields),
  };
  const missing = Object.entries(standing).filter(([field]) => fields[field] === undefined);
  return missing.length === 0 ? fields : { ...fields, ...Object.fromEntries(missing) };
}

/**
 * Judges typed fields, carried over and confirmed ones included. `today` is the day of submission.
 * The content is what would be submitted; it is whole only if `submittable`.
 */
export function judgeReturn(
  background: Background,
  typed: Fields,
  today: Day,
): Judged & { content: Content; rows: Map<number, Issue[]> } {
  const { form, kind, sameYear } = background;
  const fields = readFields(complete(typed, background));
  const verdict =
    form &&
    judge(form, {
      values: fields.values,
      notApplicable: fields.notApplicable,
      explanations: fields.explanations,
      organisationKind: kind,
      previous: before(background),
      sameYear,
    });
  const asked = background.duties.filter(({ derived }) => !derived);
  const rows = new Map(
    asked.map((duty) => [
      duty.id,
      judgeRow(duty, fields.executions[duty.id] ?? emptyExecution, background, today),
    ]),
  );
  const executions = [...rows.values()].flat();
  const numbers = verdict?.numbers ?? {};
  const warnings = (verdict?.issues ?? []).filter(({ severity }) => severity === 'warning');
  const texts: Texts = textsOf(fields, {
    numbers,
    warnings: warnings.map(({ code, at }) => `${code}@${at}`),
    asked,
  });
  return {
    verdict,
    executions,
    counts: countsOf([...rows.values()], verdict),
    submittable: (verdict?.submittable ?? true) && !executions.some(blocks),
    content: { ...texts, numbers },
    rows,
  };
}

function judgeRow(
  duty: Duty,
  answer: Parameters<typeof judgeExecution>[0],
  { campaign }: Background,
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

const standIns = new WeakMap<Background, Record<string, Answer>>();

/** The period before; in the first campaign the profile stands in for the passport, so that a slip of a digit is asked about. */
function before(background: Background): Record<string, Answer> {
  if (background.previous) return background.previous.numbers;
  const known = standIns.get(background);
  if (known) return known;
  const numbers = Object.fromEntries(
    Object.entries(profileCells(background)).map(([cell, value]) => [cell, Number(value)]),
  );
  standIns.set(background, numbers);
  return numbers;
}
