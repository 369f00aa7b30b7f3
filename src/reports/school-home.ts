import { z } from 'zod';
import {
  type Day,
  dayIn,
  isWorkingDay,
  lastWorkingDayBefore,
  type Quarter,
  quarterDueDay,
  quarterOf,
} from '#calendar';
import { executionsOf, listOwnReturns, type OwnReturn, showReturn } from '#monitoring';
import {
  type FormDefinition,
  type Issue,
  type ObligationState,
  partNamed,
  partOf,
  type ReturnState,
  stateOfObligation,
  type Text,
} from '#monitoring/rules';
import { oneself, type Organisation, organisationById, reach } from '#organisations';
import { type Context, reading } from '#platform/use-case.ts';

type Count = { filled: number; of: number; errors: number };
export type OpenReturn = {
  slug: string;
  quarter: Quarter;
  dueOn: Day;
  /** The last working day before a due day that is none. */
  instead: Day | undefined;
  state: ReturnState;
  begun: boolean;
  filled: number;
  of: number;
  errors: number;
  f1: Count;
  /** The forms with tables, in the order of their pages. */
  forms: (Count & { page: string; title: Text })[];
  submittable: boolean;
  remarks: number;
  /** Which page to go on with. */
  begin: string;
  /** The first error of each page that has one, and what it is about. */
  wrong: {
    first: { page: string; issue: Issue }[];
    form: FormDefinition | undefined;
    rows: { obligation: number; code: string }[];
  };
};
export type SchoolHome = {
  organisation: string;
  open: OpenReturn[];
  overdue: { code: string; shortTitle: string; endsOn: Day }[];
  ahead: { code: string; shortTitle: string; startsOn: Day; endsOn: Day }[];
  submitted: {
    slug: string;
    quarter: Quarter;
    on: Day;
    daysLate: number;
    state: ReturnState;
    asked: number;
    /** The scan of the signed paper shows other figures than those that count. */
    scanVoid: boolean;
  }[];
  last: { slug: string; quarter: Quarter; state: ReturnState } | undefined;
  /** The return that comes after the last, by the order. */
  next: { quarter: Quarter; dueOn: Day };
};

const MOST_AHEAD = 6;

/** What a school must do now and by when: returns to mend, to fill in, activities to close. */
export const schoolHome = reading('home.school', z.object({}), async (context): Promise<SchoolHome> => {
  oneself(context);
  const nodes = reach(context, 'return.fill');
  const grant = context.actor.grants.find(({ at }) => nodes.includes(at));
  const organisation = grant && (await organisationById(context.db, grant.organisationId));
  const today = dayIn(context.now, context.zone);
  const own = organisation ? await listOwnReturns(context, {}) : [];
  const isCounted = ({ state }: OwnReturn) => state === 'submitted' || state === 'accepted';
  const open: OpenReturn[] = [];
  for (const one of own.filter((each) => each.campaignState === 'open' && !isCounted(each)).toReversed())
    open.push(await openReturn(context, one));
  // What was sent back comes first, then what is due first.
  open.sort(
    (a, b) => Number(b.state === 'returned') - Number(a.state === 'returned') || (a.dueOn < b.dueOn ? -1 : 1),
  );
  const counted = own.filter(isCounted);
  const newest = own[0] && quarterOf(own[0].period.end);
  const next = newest ? after(newest) : quarterOf(today);
  return {
    organisation: organisation?.shortName ?? '',
    open,
    ...(organisation ? await duties(context, organisation, today) : { overdue: [], ahead: [] }),
    submitted: counted.flatMap(({ campaign, period, state, firstSubmittedAt, daysLate, asked, scanVoid }) => {
      if (!firstSubmittedAt) return [];
      const on = dayIn(firstSubmittedAt, context.zone);
      const late = Math.max(0, daysLate);
      return [{ slug: campaign, quarter: quarterOf(period.end), on, daysLate: late, state, asked, scanVoid }];
    }),
    last: counted[0] && {
      slug: counted[0].campaign,
      quarter: quarterOf(counted[0].period.end),
      state: counted[0].state,
    },
    next: { quarter: next, dueOn: quarterDueDay(next.year, next.quarter) },
  };
});

const after = ({ year, quarter }: Quarter): Quarter =>
  quarter === 4 ? { year: year + 1, quarter: 1 } : { year, quarter: quarter + 1 };

async function openReturn(context: Context, { campaign, period }: OwnReturn): Promise<OpenReturn> {
  const shown = await showReturn(context, { campaign });
  const { counts, state, dueOn, draftRev, submittable, remarks } = shown;
  const { f1, filled, of, errors } = counts;
  const forms = shown.forms.map((form) => ({
    ...counts.forms[form.code]!,
    page: partNamed(form),
    title: form.title,
  }));
  const isReady = ({ filled, of, errors }: Count) => filled === of && errors === 0;
  return {
    slug: campaign,
    quarter: quarterOf(period.end),
    dueOn,
    instead: isWorkingDay(dueOn) === false ? lastWorkingDayBefore(dueOn) : undefined,
    state,
    begun: draftRev > 0,
    filled,
    of,
    errors,
    f1,
    forms,
    submittable,
    remarks: remarks.filter(({ resolvedAt }) => resolvedAt === null).length,
    wrong: {
      first: firstErrors(shown),
      form: shown.form,
      rows: shown.rows.map(({ obligation, code }) => ({ obligation, code })),
    },
    begin: isReady(f1) && forms.length > 0 ? (forms.find((form) => !isReady(form))?.page ?? 'check') : 'f1',
  };
}

/** What stands in the way on each page, in the order of the pages. */
function firstErrors({
  executions,
  verdict,
  forms,
}: Awaited<ReturnType<typeof showReturn>>): OpenReturn['wrong']['first'] {
  const found = new Map<string, Issue>();
  for (const issue of [...executions, ...(verdict?.issues ?? [])]) {
    const page = executions.includes(issue) ? 'f1' : partOf(forms, issue.at);
    if (issue.severity === 'error' && !found.has(page)) found.set(page, issue);
  }
  return [...found].map(([page, issue]) => ({ page, issue }));
}

/** What the roadmap asks of the organisation: ended and not done, and what comes next. */
async function duties(context: Context, organisation: Organisation, today: Day) {
  // Taking part in the monitoring is the return itself, which stands above.
  const asked = (await executionsOf(context.db, [organisation.id]))
    .filter(({ derived }) => !derived)
    .map(({ code, shortTitle, startsOn, endsOn, execution }) => ({
      duty: { code, shortTitle, startsOn, endsOn },
      state: stateOfObligation({ startsOn, endsOn, answer: execution?.state }, today),
    }));
  const those = (...states: ObligationState[]) =>
    asked.filter(({ state }) => states.includes(state)).map(({ duty }) => duty);
  return {
    overdue: those('late').sort((a, b) => (a.endsOn < b.endsOn ? -1 : 1)),
    ahead: those('running', 'no-data', 'waiting')
      .sort((a, b) => (when(a, today) < when(b, today) ? -1 : 1))
      .slice(0, MOST_AHEAD),
  };
}

/** What runs is due when it ends, what has not begun when it begins. */
const when = ({ startsOn, endsOn }: { startsOn: Day; endsOn: Day }, today: Day) =>
  startsOn > today ? startsOn : endsOn;
