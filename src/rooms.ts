import { startReadingMail } from '#mailbox';
import { startFold, startRaising } from '#monitoring';
import type { App } from '#platform/app.ts';

/** What rooms run beside the requests. */
export async function startRooms(app: App): Promise<void> {
  startFold(app);
  startRaising(app);
  startReadingMail(app);
}
