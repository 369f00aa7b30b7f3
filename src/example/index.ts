import type { App } from '#platform/app.ts';
import { isSetUp } from '#organisations';
import { loadExample, STAFF } from './load.ts';
import { QUARTERS } from './quarters.ts';

export { loadExample, STAFF };
/** What the loading tells, in order: the order's number, then each quarter. */
export const EXAMPLE_STEPS = ['282', ...QUARTERS.map(({ slug }) => slug)];
export type ExampleAccount = { role: string; login: string; password: string };

/** The example's password, printed at every start: it runs on this computer's own address, and its data are no one's. */
const PASSWORD = 'vekha-282-demo';

/** Loads the example into an empty database; gives the accounts to sign in with. */
export async function ensureExample(
  app: App,
  progress: (what: string) => void = () => {},
): Promise<ExampleAccount[]> {
  if (!(await isSetUp(app.db))) await loadExample(app, { password: PASSWORD, progress });
  return STAFF.filter(({ shown }) => shown).map(({ role, login }) => ({ role, login, password: PASSWORD }));
}
