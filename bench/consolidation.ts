import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { consolidate, foldSoon, startFold, verifyConsolidations, waitForFold } from '#monitoring';
import { actorOf, contextFor } from '#organisations';
import type { Context } from '#platform/use-case.ts';
import { generated, type Generated } from './generate.ts';
import { besideBound, type Findings, latencies, median, percentile } from './measure.ts';

const BENCH = 'consolidation';
const A_MINUTE = 1_000;

/** Stored rows, cuts, freshness and recomputation over 320,000 returns. */
export async function run(findings: Findings): Promise<void> {
  const world = await generated();
  startFold(world.app);
  const context = await coordinator(world);
  try {
    await waitForFold(context());
    await stored(findings, world, context);
    await cuts(findings, world, context);
    await freshness(findings, world, context);
    await recomputed(findings, world);
  } finally {
    await world.close();
  }
}

async function coordinator({ app, accountId }: Generated): Promise<() => Context> {
  const { actor, zone } = await actorOf(app, { accountId, name: 'bench' });
  return () => contextFor(app, actor, zone);
}

async function stored(findings: Findings, { app, slugs, paths, world }: Generated, context: () => Context) {
  const campaign = slugs.at(-1)!;
  const below = { town: world.schools, country: world.schools * world.towns * world.regions };
  for (const node of ['town', 'country'] as const) {
    const { subject, bound } = await besideBound(
      () => app.pool.query({ name: 'bench-key', text: 'select id from campaign where id = 1' }),
      () => consolidate(context(), { campaign, at: paths[node] }),
      { calls: 150 },
    );
    findings.add({
      bench: BENCH,
      name: `stored row of ${below[node]} schools, p50`,
      unit: 'ms',
      limit: { atMost: 2 },
      values: subject,
      beside: { rowByKeyMs: median(bound) },
    });
  }
}

async function cuts(findings: Findings, { slugs, paths, world }: Generated, context: () => Context) {
  const schools = world.schools * world.towns;
  const cut = (campaign: string) => () =>
    consolidate(context(), { campaign, at: paths.region, filter: 'accepted' });
  findings.add({
    bench: BENCH,
    name: `cut of ${schools} returns, p50`,
    unit: 'ms',
    limit: { atMost: 15 },
    values: await latencies(cut(slugs[0]!), { calls: 40 }), // nothing before it to compare with
  });
  findings.add({
    bench: BENCH,
    name: `the same beside the cut of the period before, p50`,
    unit: 'ms',
    values: await latencies(cut(slugs.at(-1)!), { calls: 40 }),
  });
}

/** From the commit of a submission until the sums of its municipality and of the country hold it. */
async function freshness(findings: Findings, world: Generated, context: () => Context) {
  const slices: number[][] = [];
  let errors = 0;
  for (let slice = 0; slice < 5; slice++) {
    const delays: number[] = [];
    const under = submitting(world, 100, delays).catch(() => errors++);
    const reading = setInterval(() => {
      consolidate(context(), { campaign: world.slugs.at(-1)!, at: world.paths.region }).catch(() => errors++);
    }, 50);
    await under;
    clearInterval(reading);
    slices.push(delays);
  }
  const of = (share: number) => slices.map((delays) => percentile(delays, share));
  findings.add({
    bench: BENCH,
    name: `a submission is in the sums, p50 at ${A_MINUTE} a minute`,
    unit: 'ms',
    values: of(0.5),
  });
  findings.add({
    bench: BENCH,
    name: `a submission is in the sums, p99 at ${A_MINUTE} a minute`,
    unit: 'ms',
    limit: { atMost: 500 },
    values: of(0.99),
    beside: { errors, submissions: slices.flat().length },
  });
}

async function submitting({ app, slugs, world }: Generated, count: number, delays: number[]) {
  const { rows } = await app.pool.query<{ id: number }>('select id from campaign where slug = $1', [
    slugs.at(-1),
  ]);
  const id = rows[0]!.id;
  const first = 2 + world.regions + world.regions * world.towns;
  const watched: Promise<void>[] = [];
  for (let at = 0; at < count; at++) {
    const school = first + ((at * 7_919) % (world.schools * world.towns)); // all in one region
    watched.push(submitAndWatch(app, id, school, delays));
    await sleep(60_000 / A_MINUTE);
  }
  await Promise.all(watched);
}

async function submitAndWatch(
  { pool }: Generated['app'],
  campaign: number,
  school: number,
  delays: number[],
) {
  // What the use case writes, without its checks: they come before the commit, and freshness counts from it.
  const { rows } = await pool.query<{ parent: number }>({
    name: 'bench-submit',
    text: `with u as (update return set rev = rev + 1, state = 2, updated_at = now()
        where campaign_id = $1 and org_id = $2 returning *),
      r as (insert into return_revision select u.campaign_id, u.org_id, u.rev, 1, now(), v.cells, v.has, v.na, '{}', '', $3
        from u join return_revision v on v.campaign_id = u.campaign_id and v.org_id = u.org_id and v.rev = 1)
      select parent_id as parent from u`,
    values: [campaign, school, randomUUID()],
  });
  const began = performance.now();
  foldSoon();
  // The fold that counts it takes its mark away, in the transaction that writes all sums above.
  const isMarked = async () => {
    const { rowCount } = await pool.query({
      name: 'bench-marked',
      text: 'select from consolidation_mark where campaign_id = $1 and node_id = $2 limit 1',
      values: [campaign, rows[0]!.parent],
    });
    return rowCount !== 0;
  };
  while (await isMarked()) {
    if (performance.now() - began > 30_000) throw new Error('a submission was not folded in 30 s');
    await sleep(5);
  }
  delays.push(performance.now() - began);
}

async function recomputed(findings: Findings, { app }: Generated) {
  const took: number[] = [];
  let returns = 0;
  for (let round = 0; round < 5; round++) {
    const began = performance.now();
    const found = await verifyConsolidations(app);
    took.push((performance.now() - began) / 1_000);
    returns = found.returns;
    if (found.difference || found.unsettled) throw new Error(`not clean: ${JSON.stringify(found)}`);
  }
  findings.add({
    bench: BENCH,
    name: `verify of ${returns} returns`,
    unit: 's',
    limit: { atMost: 5 },
    values: took.slice(1).length > 0 ? took.slice(1) : [median(took)],
  });
}
