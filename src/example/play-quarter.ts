import { randomUUID } from 'node:crypto';
import { dayIn, readQuarterSlug } from '#calendar';
import {
  acceptReturn,
  closeCampaign,
  openCampaign,
  putRemark,
  saveDraft,
  sendBack,
  showReturn,
  submitReturn,
} from '#monitoring';
import { chance } from './chance.ts';
import { exampleExecution } from './executions.ts';
import { exampleNumbers, examplePractices } from './numbers.ts';
import type { Quarter } from './quarters.ts';
import { exampleSchools, type ExampleSchool } from './schools.ts';
import type { Stage } from './stage.ts';

const SCHOOLS = new Map(exampleSchools().map((school) => [school.code, school]));
const FIRST_QUARTER = 2;
const OTHERS = ['authority', 'centre'];

/** One quarter, from the campaign's opening to where it stood. */
export async function playQuarter(stage: Stage, quarter: Quarter) {
  const { slug } = quarter;
  await openCampaign(await stage.at('coordinator', quarter.opened), { quarter: slug });
  const silent = new Set([...quarter.missing, ...(quarter.notBegun ?? []), ...(quarter.drafts ?? [])]);
  const handing = [...SCHOOLS.keys(), ...OTHERS]
    .filter((code) => !silent.has(code))
    .map((code) => ({ code, at: quarter.late[code] ?? handsInAt(code, quarter) }))
    .toSorted((a, b) => a.at.localeCompare(b.at));
  for (const { code, at } of handing) await handIn(stage, quarter, code, at);
  for (const { school, at, remarks, again } of quarter.sentBack) {
    const reviewer = await stage.at('coordinator', at);
    for (const { cell, text } of remarks)
      await putRemark(reviewer, { campaign: slug, organisation: school, rev: 1, field: cell, text });
    await sendBack(reviewer, { campaign: slug, organisation: school, rev: 1 });
    if (again) await handIn(stage, quarter, school, again);
  }
  const back = new Set(quarter.sentBack.filter(({ again }) => !again).map(({ school }) => school));
  await acceptAll(
    stage,
    quarter,
    handing.map(({ code }) => code).filter((code) => !back.has(code)),
  );
  for (const code of quarter.drafts ?? []) await begin(stage, quarter, code);
  if (quarter.closed) await closeCampaign(await stage.at('coordinator', quarter.closed), { campaign: slug });
}

function handsInAt(code: string, { slug, handsIn }: Quarter): string {
  const { between } = chance(`hands in ${code} ${slug}`);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${handsIn.month}-${two(between(handsIn.from, handsIn.to))}T${two(between(9, 16))}:${two(between(0, 59))}`;
}

async function handIn(stage: Stage, quarter: Quarter, code: string, at: string) {
  const context = await stage.at(code, at);
  const shown = await showReturn(context, { campaign: quarter.slug });
  const fields = {
    ...executionsOf(shown, dayIn(context.now, context.zone)),
    ...numbersOf(SCHOOLS.get(code), quarter.slug),
  };
  await submitReturn(context, {
    campaign: quarter.slug,
    rev: shown.rev,
    requestId: randomUUID(),
    fields,
    door: 'page',
  });
}

type Shown = Awaited<ReturnType<typeof showReturn>>;

function executionsOf({ rows, organisation, campaign }: Shown, today: string): Record<string, string> {
  const helped = organisation.lowPerforming || organisation.adverseConditions;
  const answered = rows
    .filter(({ derived }) => !derived)
    .map(({ obligation, code, term, isEvent }) => {
      const about = {
        organisation: { code: organisation.code, kind: organisation.kind, helped },
        activity: code,
        term,
        isEvent,
      };
      const answer = exampleExecution({ ...about, period: campaign.period, today });
      return Object.entries(answer).map(([field, value]) => [`f1.${obligation}.${field}`, value]);
    });
  return Object.fromEntries(answered.flat());
}

function numbersOf(school: ExampleSchool | undefined, slug: string): Record<string, string> {
  if (!school) return {};
  const quarter = readQuarterSlug(slug)!.quarter - FIRST_QUARTER;
  return { ...exampleNumbers(school, quarter), ...examplePractices(school, quarter) };
}

async function acceptAll(stage: Stage, { slug, accepted, sentBack, late }: Quarter, handed: string[]) {
  const lastLate = Object.values(late).toSorted().at(-1)?.slice(0, 10) ?? '';
  const day = lastLate > accepted.day ? lastLate : accepted.day;
  const codes = accepted.only ?? handed;
  const resubmitted = new Set(sentBack.map(({ school }) => school));
  for (const [at, code] of codes.entries()) {
    const time = `${String(10 + Math.floor(at / 10)).padStart(2, '0')}:${String((at % 10) * 5).padStart(2, '0')}`;
    const reviewer = await stage.at('coordinator', `${day}T${time}`);
    await acceptReturn(reviewer, { campaign: slug, organisation: code, rev: resubmitted.has(code) ? 2 : 1 });
  }
}

/** Half a return: what was typed so far. The school of the guides has one error and one question in it. */
async function begin(stage: Stage, { slug }: Quarter, code: string) {
  const { between } = chance(`draft ${code} ${slug}`);
  const context = await stage.at(code, `2021-12-20T0${between(7, 8)}:${between(10, 59)}`);
  const shown = await showReturn(context, { campaign: slug });
  const school = SCHOOLS.get(code);
  const numbers = Object.entries(numbersOf(school, slug));
  const executions = Object.entries(executionsOf(shown, dayIn(context.now, context.zone)));
  const share = code === 'school-15' ? 0.85 : between(25, 90) / 100;
  const typed = Object.fromEntries([
    ...executions.slice(0, Math.round(executions.length * share)),
    ...numbers.slice(0, Math.round(numbers.length * share)),
  ]);
  if (code === 'school-15')
    Object.assign(typed, { 't1.teacher-teacher.mentors': '7', 't1.teacher-teacher.mentors_trained': '9' });
  const changes = Object.fromEntries(Object.entries(typed).map(([field, value]) => [field, { value }]));
  await saveDraft(context, { campaign: slug, base: shown.draftRev, changes });
}
