import { formOf } from '#monitoring';
import { type Brief, judgeReturn } from '#monitoring/judging';
import { cellsOf } from '#monitoring/rules';
import type { Findings } from './measure.ts';

const ROUNDS = 7;
const READINGS = 2000;
/** What is asked of 30 checks. */
const CHECKS = 30;

/**
 * A whole return judged: F2 with the period before, as it is at every save and submission. Its checks are many more than
 * 30, so the time is told for 30 of them; reading the cells is counted in.
 */
export async function run(findings: Findings): Promise<void> {
  const form = formOf('F2', 2)!;
  const empty: Brief = {
    forms: [form],
    form,
    kind: 'school',
    organisation: { profile: {} },
    campaign: { period: { start: '2021-10-01', end: '2021-12-31' } },
    duties: [],
    previous: undefined,
    yearAgo: undefined,
    sameYear: true,
  };
  const open = cellsOf(form, 'school').filter(({ state }) => state === 'open');
  const fields = Object.fromEntries(open.map(({ code }, at) => [code, String(3 + (at % 5))]));
  const { content } = judgeReturn(empty, fields, '2021-12-20');
  const numbers = Object.fromEntries(
    Object.entries(content.numbers).map(([cell, value]) => [cell, value ?? null]),
  );
  const brief = { ...empty, previous: { numbers, explanations: {} } };
  const rowsIn = (table: string) => form.tables.find(({ code }) => code === table)?.rows.length ?? 0;
  const made = form.checks.reduce((sum, check) => sum + (check.each === 'row' ? rowsIn(check.table) : 1), 0);
  const [whole, share]: [number[], number[]] = [[], []];
  for (let round = 0; round <= ROUNDS; round++) {
    const began = process.threadCpuUsage();
    for (let at = 0; at < READINGS; at++) judgeReturn(brief, fields, '2021-12-20');
    const { user, system } = process.threadCpuUsage(began);
    const ms = (user + system) / 1000 / READINGS;
    if (round === 0) continue; // the engine's own, which compiles what is used much
    whole.push(ms);
    share.push((ms * CHECKS) / made);
  }
  findings.add({ bench: 'judging', name: `${made} checks on a return`, unit: 'ms', values: whole });
  findings.add({
    bench: 'judging',
    name: `${CHECKS} checks of them`,
    unit: 'ms',
    values: share,
    limit: { atMost: 1 },
  });
}
