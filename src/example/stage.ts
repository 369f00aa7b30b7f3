import type { App } from '#platform/app.ts';
import { actorOf, contextFor } from '#organisations';
import type { Context } from '#platform/use-case.ts';

/** Who acts in the example, and when: use cases are called as these people would call them. */
export type Stage = { at(login: string, instant: string): Promise<Context> };

/** `instant` is local time in the municipality: `2021-06-14T10:20`. */
export function stageOf(app: App, accounts: ReadonlyMap<string, { id: number; name: string }>): Stage {
  const known = new Map<string, ReturnType<typeof actorOf>>();
  return {
    async at(login, instant) {
      const account = accounts.get(login);
      if (!account) throw new Error(`the example has no ${login}`);
      let acting = known.get(login);
      if (!acting) known.set(login, (acting = actorOf(app, { accountId: account.id, name: account.name })));
      const { actor, zone } = await acting;
      return { ...contextFor(app, actor, zone), now: new Date(`${instant}:00+05:00`) };
    },
  };
}
