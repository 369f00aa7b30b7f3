import type { Catalogue, Say } from '#messages/words';
import type { Judged as Verdicts } from '#monitoring/judging';
import {
  type Answer,
  attentionIn,
  cellsByCode,
  cellsOf,
  type FormDefinition,
  type Issue,
  organisationKinds,
  type Usual,
  writeNumber,
  writeValue,
} from '#monitoring/rules';
import { sayIssues } from './say-issues.ts';
import { saidUsual } from './usual.ts';
import type { Judged, SaidIssue } from './view.ts';

/** What the checks are about: the form as it is laid out, the rows of F1, the period before, what is out of line. */
type About = {
  form: FormDefinition | undefined;
  duties: readonly { obligation: number; code: string }[];
  previous: Readonly<Record<string, Answer>> | undefined;
  unusual: ReadonlyMap<string, Usual>;
};

/** A verdict in the reader's words: the same on the server and in a browser without a network. */
export function judgedView(
  { verdict, executions, counts }: Verdicts,
  { form, duties, previous, unusual }: About,
  say: Pick<Say<Catalogue>, 'locale' | 'code'>,
): Judged {
  const codes = new Map(duties.map(({ obligation, code }) => [String(obligation), code]));
  const dutyOf = (field: string) => codes.get(field.split('.')[1]!);
  const computed = form && verdict ? computedIn(form, verdict, say.locale) : {};
  const hidden = [...(verdict?.hidden ?? [])];
  const found = [...executions, ...(verdict?.issues ?? [])];
  return {
    issues: [
      ...sayIssues(
        found.filter((issue) => !isSeen(issue)),
        form,
        dutyOf,
        say,
      ),
      ...found.filter(isSeen).map(wordless),
    ],
    f1: counts.f1,
    forms: counts.forms,
    ...(Object.keys(computed).length > 0 ? { computed } : {}),
    ...(hidden.length > 0 ? { hidden } : {}),
    unusual: form && verdict ? marks(form, verdict.numbers, { previous, unusual }, say) : {},
  };
}

/** An empty cell is seen to be empty: a page of 500 would be told so in 500 sentences that nobody reads. */
const isSeen = ({ code }: Issue) => code === 'monitoring.cell-empty';
const wordless = ({ at, severity, code }: Issue): SaidIssue => ({
  at,
  severity,
  code,
  where: '',
  said: '',
  line: '',
});

/** The marks at numbers, by the rule by which a reviewer looks at them. */
function marks(
  form: FormDefinition,
  now: Readonly<Record<string, Answer>>,
  { previous, unusual }: Pick<About, 'previous' | 'unusual'>,
  say: Pick<Say<Catalogue>, 'locale' | 'code'>,
): Judged['unusual'] {
  const cells = cellsByCode(form, organisationKinds[0]);
  const found: Record<string, Judged['unusual'][string]> = {};
  for (const one of attentionIn(form, { now, before: previous, explanations: {}, executions: {}, unusual })) {
    const number = now[one.field];
    const scale = cells.get(one.field)?.column.scale;
    if (typeof number !== 'number' || scale === undefined) continue;
    if (one.usual)
      found[one.field] = {
        way: number > one.usual.high ? 'rose' : 'fell',
        said: saidUsual(say, one.usual, number, scale),
      };
    else if (one.why === 'rose' || one.why === 'fell') {
      const [was, is] = [Number(previous?.[one.field]), number].map((value) =>
        writeNumber(value, scale, say.locale),
      );
      found[one.field] = { way: one.why, said: say.code(`monitoring.jump-${one.why}`, { was, now: is }) };
    }
  }
  return found;
}

/** What formulas have found, as it is written. */
function computedIn(
  form: FormDefinition,
  { totals, texts }: NonNullable<Verdicts['verdict']>,
  locale: 'ru' | 'en',
): Record<string, string> {
  if (!form.tables.some(({ columns }) => columns.some(({ formula }) => formula))) return {};
  const found: Record<string, string> = {};
  for (const { code, column } of cellsOf(form, organisationKinds[0])) {
    if (!column.formula) continue;
    const total = totals[code];
    if (total != null) found[code] = writeNumber(total, column.scale, locale);
    else if (texts[code] !== undefined) found[code] = writeValue(column, texts[code], locale);
  }
  return found;
}
