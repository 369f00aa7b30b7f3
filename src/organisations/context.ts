import type { App } from '#platform/app.ts';
import { byApiTokens, bySession, keptToken, MOST_TOKENS } from '#platform/sessions.ts';
import { together } from '#platform/together.ts';
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

type Acting = { known: Known; actor: Actor; zone: string };

/** The same by a session's cookie, with whose it is; nothing where it is nobody's. */
export async function actorBySession(app: Pick<App, 'db'>, token: string): Promise<Acting | undefined> {
  const [known] = await knownBy(app.db, bySession(token));
  return known && { known, ...acting(known) };
}

const byToken = new WeakMap<App['db'], (kept: string) => Promise<Known | undefined>>();

/**
 * The same by the token in a request's `authorization`. Requests of one moment ask in one statement; it begins after
 * they came, so a token that was revoked before opens nothing.
 */
export async function actorByToken(
  app: Pick<App, 'db'>,
  header: string | undefined,
): Promise<Acting | undefined> {
  const kept = keptToken(header);
  if (!kept) return undefined;
  let ask = byToken.get(app.db);
  if (!ask) byToken.set(app.db, (ask = askTogether(app.db)));
  const known = await ask(kept);
  return known && { known, ...acting(known) };
}

const askTogether = (db: App['db']) =>
  together(
    async (many: readonly string[]) => {
      const found = await knownBy(db, byApiTokens([...new Set(many)]));
      const byKept = new Map(found.map((known) => [known.kept, known]));
      return many.map((kept) => byKept.get(kept));
    },
    { most: MOST_TOKENS, atOnce: 2 },
  );

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
    vault: app.vault,
    now: app.clock.now(),
    zone,
    gate: { asked: false },
    trail: { written: false },
    live: app.live,
    afterwards: [],
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
