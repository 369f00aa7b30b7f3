import { faultRounds } from './fault-rounds.ts';

/** `npm run faults [ROUNDS]`: what was acknowledged and lost must be 0, and the stored sums right. */
const rounds = Number(process.argv[2] ?? 50);
const { acknowledged, lost, difference, recovery } = await faultRounds({
  rounds,
  folder: 'data/faults',
  told: (line) => process.stdout.write(`${line}\n`),
});
const sorted = recovery.toSorted((a, b) => a - b);
const middle = sorted[sorted.length >> 1] ?? 0;
process.stdout.write(
  `\n${JSON.stringify({ rounds, acknowledged, lost: lost.length, difference, recoveryMs: { median: Math.round(middle), longest: Math.round(sorted.at(-1) ?? 0) } })}\n`,
);
process.exitCode = lost.length > 0 || difference ? 1 : 0;
