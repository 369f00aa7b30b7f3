import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { after } from 'node:test';
import fc from 'fast-check';
import { dayIn } from '#calendar';
import {
  checkReturn,
  downloadWorkbook,
  enterWorkbook,
  openCampaign,
  previewWorkbook,
  saveDraft,
  type SavedDraft,
  showReturn,
} from '#monitoring';
import { type Brief, judgeReturn } from '#monitoring/judging';
import { type Fields, laidOut, listRow, type Table } from '#monitoring/rules';
import { checkWorkbook } from '#monitoring/scanning';
import { organisationById } from '#organisations';
import { makeApiToken } from '#platform/sessions.ts';
import { respond } from '#web/api/respond.ts';
import { changesIn } from '#web/returns/read-changes.ts';
import { mailboxActor } from '../src/mailbox/locate-mailbox.ts';
import { backgroundsOf } from '../src/monitoring/background.ts';
import { locateReturn } from '../src/monitoring/locate.ts';
import { testApp } from './database.ts';
import { changesTo, townsOf } from './monitored-town.ts';
import { typeInto } from './workbooks.ts';

/*
 * One verdict through every door: for the same values the set of (cell, code, severity) is the same on the page, without
 * script, in the browser without a network, by the API, on the command line (also without a server), from a workbook and
 * from the mailbox. What judges is one function; what is tried here is that no door changes a value on its way to it.
 */

const { app } = await testApp();
const here = await townsOf(app).town();
const Q4 = { campaign: '2021-q4' };
const SCHOOL = { ...Q4, organisation: 'school-15' };
await openCampaign(here.coordinator(), { quarter: '2021-q4', forms: ['F2 2', 'F3 1'] });

const head = here.head();
const located = await locateReturn(head, Q4);
const brief = (await backgroundsOf(head.db, located.campaign, [located])).get(located.organisation.id)!;
const today = dayIn(head.now, located.campaign.zone);
/** What a browser keeps for when there is no network. */
const kept = JSON.parse(JSON.stringify(brief)) as Brief;

type Told = Pick<SavedDraft, 'executions' | 'verdict'>;
const one = (at: string, code: string, severity: string) => `${at} ${code} ${severity}`;
const verdictOf = ({ executions, verdict }: Told): string[] =>
  [...executions, ...(verdict?.issues ?? [])].map(({ at, code, severity }) => one(at, code, severity)).sort();

// What is typed: values of every kind, and what cannot be one.
const lists = (brief.form?.tables ?? []).filter(({ kind }) => kind === 'list');
const form = laidOut(
  brief.form!,
  Object.fromEntries(lists.map(({ code }) => [code, [listRow(1), listRow(2)]])),
);
const numbers = [
  '0',
  '1',
  '7',
  '12',
  '40',
  '1 234',
  '12,5',
  '12.',
  '12 чел.',
  '45%',
  '-',
  'нет',
  'не прим.',
  '12 тыс.',
];
const others = [
  'двенадцать',
  '1e9',
  '99999999',
  '14.10.2021',
  '31.02.2021',
  'да',
  'no',
  'https://a.example/b',
  'ftp://a',
];
const optionsOf = ({ columns }: Table) =>
  columns.flatMap(({ options }) => (options ?? []).map(({ code }) => code));
const typed = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...numbers) },
  { weight: 2, arbitrary: fc.constantFrom(...others, ...form.tables.flatMap(optionsOf)) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
);
const open = form.tables.flatMap((table) =>
  table.rows.flatMap((row) =>
    table.columns
      .filter(
        ({ code, formula, type }) =>
          !formula && type !== 'file' && !table.closed.some(([r, c]) => r === row.code && c === code),
      )
      .map((column) => [table.code, row.code, column.code].filter(Boolean).join('.')),
  ),
);
const words = fc.constantFrom('потому что', ' ', 'кружков нет', '<b>&amp;', '“кавычки”');
const state = fc.constantFrom('done', 'running', 'not-done', 'not-applicable');
const duties = brief.duties.filter(({ derived }) => !derived).map(({ id }) => id);
const warnings = form.checks.filter(({ severity }) => severity === 'warning').map(({ code }) => code);
const some = (names: readonly string[], value: fc.Arbitrary<string>, most: number) =>
  fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: most });
const filled = fc
  .tuple(
    fc.oneof(
      some(open, typed, 30),
      // Nearly whole: checks between cells have something to compare.
      fc.tuple(...open.map((cell) => typed.map((value) => [cell, value] as [string, string]))),
    ),
    some(
      open.map((cell) => `na.${cell}`),
      words,
      4,
    ),
    some(
      open.flatMap((cell) => warnings.slice(0, 6).map((check) => `why.${check}@${cell}`)),
      words,
      4,
    ),
    some([...lists.map(({ code }) => `none.${code}`), 't0.confirmed'], fc.constant('1'), 2),
    some(
      duties.map((id) => `f1.${id}.state`),
      state,
      4,
    ),
    some(
      duties.flatMap((id) =>
        ['doneOn', 'participants', 'document', 'reason', 'comment', 'newTerm'].map((f) => `f1.${id}.${f}`),
      ),
      typed,
      6,
    ),
  )
  .map((parts) => parts.flat())
  .map(
    (pairs) =>
      Object.fromEntries(
        // What the database cannot keep no door lets in; a blank cell is no answer.
        pairs
          .map(([field, value]) => [field!, value!.replace(/\p{Cc}|\p{Cs}/gu, '')] as const)
          .filter(([, value]) => value !== ''),
      ) as Record<string, string>,
  );
const sampled = (count: number, seed: number) => fc.sample(filled, { numRuns: count, seed });

test('the browser without a network and the server tell 1,000 generated returns the same', () => {
  const seen = new Set<string>();
  for (const fields of sampled(1000, 5)) {
    const told = verdictOf(judgeReturn(brief, fields, today));
    assert.deepEqual(verdictOf(judgeReturn(kept, JSON.parse(JSON.stringify(fields)) as Fields, today)), told);
    for (const said of told) seen.add(said.split(' ').slice(1).join(' '));
  }
  // Not the same because there was nothing to tell: faults, errors, questions and what is missing are all among it.
  assert.ok(seen.size > 30, [...seen].join('\n'));
  for (const severity of ['error', 'warning', 'unfilled'])
    assert.ok(
      [...seen].some((said) => said.endsWith(severity)),
      severity,
    );
});

/** Each return in a draft of its own. */
async function blank() {
  const { campaignId, organisationId } = located.head;
  const which = [campaignId, organisationId];
  await app.pool.query('delete from return_draft where campaign_id = $1 and org_id = $2', which);
  await app.pool.query('update return set draft_rev = 0 where campaign_id = $1 and org_id = $2', which);
}

test('page, page without script, API and command line tell 30 of them the same', async () => {
  const token = await makeApiToken(app.db, head.actor.accountId!, 'verdicts', 1);
  const fixed = { ...app, clock: { ...app.clock, now: () => head.now } };
  const path = '/campaigns/2021-q4/returns/school-15';
  const server = createServer((request, response) => void respond(fixed, request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const byApi = async (method: string, more: string, body: unknown) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const url = `http://127.0.0.1:${port}/api/v1${path}${more}`;
    const response = await fetch(url, { method, headers, body: JSON.stringify(body) });
    const answer = (await response.json()) as Told & {
      issues: { cell: string; code: string; severity: string }[];
    };
    assert.equal(response.status, 200, JSON.stringify(answer).slice(0, 300));
    return answer;
  };
  for (const fields of sampled(30, 25)) {
    const told = verdictOf(judgeReturn(brief, fields, today));
    await blank();
    const page = await saveDraft(head, { ...Q4, base: 0, changes: changesTo(fields) });
    assert.deepEqual(verdictOf(page), told, 'the page');
    assert.deepEqual(verdictOf(await showReturn(head, Q4)), told, 'the page opened again');
    await blank();
    const posted = new FormData();
    for (const [field, value] of Object.entries(fields)) posted.append(field, value);
    posted.set('was', JSON.stringify(Object.fromEntries(Object.keys(fields).map((field) => [field, '']))));
    const plain = await saveDraft(head, { ...Q4, base: 0, changes: changesIn(posted), door: 'form' });
    assert.deepEqual(verdictOf(plain), told, 'without script');
    await blank();
    assert.deepEqual(
      verdictOf(await byApi('PATCH', '', { base: 0, changes: changesTo(fields) })),
      told,
      'the API',
    );
    const asSaid = (issues: { cell: string; code: string; severity: string }[]) =>
      issues.map(({ cell, code, severity }) => one(cell, code, severity)).sort();
    assert.deepEqual(asSaid((await byApi('POST', '/check', { fields })).issues), told, 'asked by the API');
    const command = await checkReturn(here.coordinator(), { ...SCHOOL, fields });
    assert.deepEqual(asSaid(command.issues), told, 'the command line');
  }
});

test('a workbook that says it tells 10 of them the same, on the server, without one, and by mail', async () => {
  await blank();
  const { bytes } = await downloadWorkbook(head, SCHOOL);
  const isNumber = new Set(
    form.tables
      .filter(({ kind }) => kind === 'fixed')
      .flatMap((table) =>
        table.rows.flatMap((row) =>
          table.columns
            .filter(({ type }) => type === 'whole' || type === 'decimal' || type === 'share')
            .map((column) => [table.code, row.code, column.code].filter(Boolean).join('.')),
        ),
      ),
  );
  for (const [at, all] of sampled(10, 11).entries()) {
    // «не прим.» asks for its reason in the same cell of a workbook; a choice that there is not is refused there.
    const fields = Object.fromEntries(
      Object.entries(all).filter(
        ([cell, value]) => isNumber.has(cell) && numbers.includes(value) && value !== 'не прим.',
      ),
    );
    const told = verdictOf(judgeReturn(brief, fields, today));
    const file = typeInto(bytes, fields);
    const { judged } = await previewWorkbook(head, { ...SCHOOL, file });
    assert.deepEqual(verdictOf(judged), told);
    const { issues } = checkWorkbook(brief.forms, file, today);
    assert.deepEqual(
      issues.map(({ at, code, severity }) => one(at, code, severity)).sort(),
      told,
      'the command line without a server',
    );
    if (at >= 3) continue; // the way from there to a draft is one for all
    const municipality = (await organisationById(app.db, here.town.id))!;
    const taken = await enterWorkbook(
      { ...head, actor: mailboxActor(municipality) },
      { name: 'a.xlsx', bytes: file, municipality, why: 'mail', door: 'mail', locale: 'ru', seen: new Set() },
    );
    assert.equal(taken.fault, undefined);
    assert.deepEqual(verdictOf(await showReturn(head, Q4)), told, 'by mail');
    await blank();
  }
});
