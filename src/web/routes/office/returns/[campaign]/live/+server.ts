import { returnRoom } from '#monitoring';
import type { LiveMessage } from '#platform/live.ts';
import { Failure, STATUS } from '#platform/failure.ts';
import { readStanding } from '#web/returns/read-changes.ts';
import { whichReturn } from '#web/returns/reader.ts';
import type { RequestHandler } from './$types';

const HEARTBEAT = 25_000;
/** Whoever stays longer asks anew, and is looked at anew. */
const LONGEST = 10 * 60_000;
const encoder = new TextEncoder();
const CLIENT = /^[\w-]{1,40}$/;

/** Who else works in this return, and what they save, as it happens. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const { actor } = locals.context;
  const id = url.searchParams.get('client') ?? '';
  const { accountId } = actor;
  let room: string;
  try {
    room = await returnRoom(locals.context, whichReturn(params, url));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return new Response(null, { status: STATUS[error.kind] });
  }
  if (accountId === null || !CLIENT.test(id)) return new Response(null, { status: 204 });
  const role = locals.say.code(`access.role-${actor.grants[0]?.role ?? ''}`);
  let leave: (() => void) | undefined;
  let timers: NodeJS.Timeout[] = [];
  const stop = () => {
    for (const timer of timers) clearTimeout(timer);
    leave?.();
    leave = undefined;
  };
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => {
        try {
          controller.enqueue(encoder.encode(text));
        } catch {
          stop(); // the reader has gone
        }
      };
      const end = () => {
        stop();
        try {
          controller.close();
        } catch {
          // it has gone by itself
        }
      };
      write('retry: 5000\n\n');
      leave = locals.app.live.join(room, {
        id,
        accountId,
        name: actor.name,
        role,
        cell: '',
        send: (message: LiveMessage) => write(`data: ${JSON.stringify(message)}\n\n`),
        end,
      });
      if (!leave) return end();
      timers = [setInterval(() => write(':\n\n'), HEARTBEAT), setTimeout(end, LONGEST)];
      for (const timer of timers) timer.unref();
    },
    cancel: stop,
  });
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  });
};

/** The cell on which somebody stands. */
export const POST: RequestHandler = async ({ locals, params, url, request }) => {
  try {
    const { client, cell } = await readStanding(request, url);
    const room = await returnRoom(locals.context, whichReturn(params, url));
    locals.app.live.move(room, client, locals.context.actor.accountId ?? 0, cell);
    return new Response(null, { status: 204 });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return new Response(null, { status: STATUS[error.kind] });
  }
};
