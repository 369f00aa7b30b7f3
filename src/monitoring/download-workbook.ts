import { z } from 'zod';
import { readQuarterSlug, writeDate, writeQuarter } from '#calendar';
import { type Locale, words } from '#messages';
import { reach } from '#organisations';
import { reading } from '#platform/use-case.ts';
import { backgroundsOf } from './background.ts';
import { f1 } from './forms/index.ts';
import { locateReturn, WhichReturn } from './locate.ts';
import { choicesFor, identityOf, signerOf } from './read-workbook.ts';
import type { Issue } from './rules/index.ts';
import { sayIssue } from './say-issue.ts';
import { briefIn } from './show-brief.ts';
import { type DutyRow, showReturn, type ShownReturn } from './show-return.ts';
import { type BookContent, type BookDuty, planBook, writeBook } from './workbook/index.ts';

const DownloadWorkbook = WhichReturn.extend({ locale: z.enum(['ru', 'en']).default('ru') });

/**
 * A return as a workbook: what is asked, what has been answered, what reviewers have said.
 * @throws Failure `returns.not-found`
 */
export const downloadWorkbook = reading(
  'return.workbook',
  DownloadWorkbook,
  async (context, { locale, ...which }) => {
    reach(context, 'return.read');
    const located = await locateReturn(context, which);
    const shown = await showReturn(context, which);
    const background = (await backgroundsOf(context.db, located.campaign, [located])).get(
      located.organisation.id,
    )!;
    const identity = await identityOf(context, located, background);
    const organisations = await choicesFor(context, located.campaign, shown.form);
    const content: BookContent = {
      ...contentOf(shown, locale),
      identity,
      kind: background.kind,
      brief: briefIn(background),
      ...(organisations ? { organisations } : {}),
    };
    const bytes = await writeBook(planBook(content), await signerOf(context, identity));
    return { name: `${located.campaign.slug}-${located.organisation.code}.xlsx`, bytes };
  },
);

function contentOf(shown: ShownReturn, locale: Locale): Omit<BookContent, 'identity' | 'kind'> {
  const say = words(locale);
  const quarter = readQuarterSlug(shown.campaign.slug);
  const open = shown.remarks.filter(({ resolvedAt }) => resolvedAt === null);
  const remarks: Record<string, string> = {};
  for (const { field, text, by } of shown.state === 'returned' ? open : []) {
    const said = say('workbook.remark-by', { by, text });
    remarks[field] = remarks[field] ? `${remarks[field]}\n${said}` : said;
  }
  const issues: Issue[] = [...shown.executions, ...(shown.verdict?.issues ?? [])];
  const warnings = issues.filter(({ severity, at }) => severity === 'warning' && !at.startsWith('f1.'));
  return {
    locale,
    base: shown.draftRev,
    organisation: shown.organisation.shortName,
    period: shown.campaign.period,
    ...(quarter ? { periodName: writeQuarter(quarter, locale) } : {}),
    dueOn: shown.dueOn,
    forms: [f1, ...shown.forms].map(({ code, version, title }) => ({ code, version, title: title[locale] })),
    form: shown.form,
    duties: shown.rows.map((row) => dutyOf(row, locale)),
    fields: shown.fields,
    prefilled: shown.prefilled,
    previous: shown.previous?.numbers,
    questions: warnings.map((issue) => {
      const { place, said } = sayIssue(issue, shown.form, [], locale);
      return { field: `why.${issue.code}@${issue.at}`, place, said };
    }),
    remarks,
  };
}

function dutyOf(row: DutyRow, locale: Locale): BookDuty {
  return {
    obligation: row.obligation,
    code: row.code,
    title: row.shortTitle,
    due: writeDate(row.term.end, locale),
    document: row.document,
    isEvent: row.isEvent,
    derived: row.derived,
    last: row.last ? f1.states[row.last.state][locale] : '',
  };
}
