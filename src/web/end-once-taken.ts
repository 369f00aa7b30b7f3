import type { IncomingMessage, ServerResponse } from 'node:http';

const LONGEST_MS = 30_000;

/**
 * Answers whoever may still be sending. All of the answer goes out at once; the connection is closed when the rest has been
 * taken and thrown away. Closed while they send, it is a broken one to them, and a browser says so in place of our sentence.
 * `connection: close` must be among the headers of one who has not sent all.
 */
export function endOnceTaken(
  request: IncomingMessage,
  response: ServerResponse,
  body: string | Uint8Array = '',
) {
  if (request.complete) return void response.end(body);
  response.write(body);
  const end = () => void response.end();
  request.once('end', end).once('close', end).resume();
  setTimeout(end, LONGEST_MS).unref(); // not for ever
}
