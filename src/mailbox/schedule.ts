import { contextFor, organisationById } from '#organisations';
import type { App } from '#platform/app.ts';
import { log } from '#platform/log.ts';
import { mailboxActor } from './locate-mailbox.ts';
import { readMailbox } from './read-mailbox.ts';
import { mailboxesOnSchedule } from './sql/mailboxes.ts';

export const EVERY_MINUTES = 5;

/** Reads every mailbox that has been set, every few minutes until the application closes; where there is none, nothing. */
export function startReadingMail(app: App): void {
  const stop = new AbortController();
  const look = async () => {
    for (const { ownerId } of await mailboxesOnSchedule(app.db)) {
      if (stop.signal.aborted) return;
      const municipality = await organisationById(app.db, ownerId);
      if (!municipality) continue;
      await readMailbox(contextFor(app, mailboxActor(municipality)), municipality, {
        stop: stop.signal,
      });
    }
  };
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= look()
      .catch((error: unknown) => log('warning', 'mail', { reason: String(error) }))
      .finally(() => (running = undefined));
  }, EVERY_MINUTES * 60_000);
  app.onClose(async () => {
    clearInterval(timer);
    stop.abort();
    await running;
  });
}
