import { Findings } from './measure.ts';

/** `npm run bench [NAME …]`: each benchmark prints a line of JSON a finding, and all of them a table at the end. */
type Bench = { run(findings: Findings): Promise<void> };
const BENCHES: Record<string, () => Promise<Bench>> = {
  submission: () => import('./submission.ts'),
  consolidation: () => import('./consolidation.ts'),
  pages: () => import('./pages.ts'),
  roadmap: () => import('./roadmap.ts'),
  'roadmap-page': () => import('./roadmap-page.ts'),
  'roadmap-import': () => import('./roadmap-import.ts'),
  'return-page': () => import('./return-page.ts'),
  judging: () => import('./judging.ts'),
  calendar: () => import('./calendar.ts'),
  workbooks: () => import('./workbooks.ts'),
};

const wanted = process.argv.slice(2).filter((one) => !one.startsWith('--'));
const unknown = wanted.filter((one) => !(one in BENCHES));
if (unknown.length > 0) {
  process.stderr.write(`bench: no ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}\n`);
  process.exit(1);
}
const findings = new Findings();
for (const [name, load] of Object.entries(BENCHES))
  if (wanted.length === 0 || wanted.includes(name)) await (await load()).run(findings);
process.exitCode = findings.end();
