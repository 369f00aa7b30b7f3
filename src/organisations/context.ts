import type { App } from '#platform/app.ts';
import type { Proof } from '#platform/sessions.ts';
import { type Actor, type Context, STRANGER } from '#platform/use-case.ts';
import { rootOrganisations } from './sql/organisations.ts';
import type { Role } from './access.ts';
import { grantsOf, type Known, knownBy } from './sql/people.ts';

const DEFAULT_ZONE = 'Asia/Yekaterinburg';

/** Who an account is and where its days end. */
export async function actorOf(
  app: Pick<App, 'db'>,
  account: { accountId: number; name: string },
): Promise<{ actor: Actor; zone: string }> {
  return acting({ ...account, grants: await grantsOf(app.db, account.accountId) });
}

/** The same by a cookie or a token, with whose it is; nothing where it is nobody's. */
export async function actorBy(
  app: Pick<App, 'db'>,
  proof: Proof,
): Promise<{ known: Known; actor: Actor; zone: string } | undefined> {
  const known = await knownBy(app.db, proof);
  return known && { known, ...acting(known) };
}

const acting = ({ accountId, name, grants }: Pick<Known, 'accountId' | 'name' | 'grants'>) => ({
  actor: { accountId, name, grants },
  zone: grants.find(({ zone }) => zone)?.zone ?? DEFAULT_ZONE,
});

/** What a use case needs to know of its caller, for one request. */
export function contextFor(app: App, actor: Actor = STRANGER, zone = DEFAULT_ZONE): Context {
  return {
    db: app.db,
    run: app.run,
    actor,
    now: app.clock.now(),
    zone,
    gate: { asked: false },
    trail: { written: false },
  };
}

/**
 * Whoever has the database has everything: the command line acts in a role over all that there is. The trail names no
 * account.
 */
export async function operatorContext(app: App, role: Role = 'administrator'): Promise<Context> {
  const roots = await rootOrganisations(app.db);
  const grants = roots.map(({ id, path, shortName }) => ({
    role,
    organisationId: id,
    at: path,
    name: shortName,
  }));
  return contextFor(app, { accountId: null, name: '', grants });
}
