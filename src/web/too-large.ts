import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuseEarly } from './refuse-early.ts';

/** Refuses a body by its announced size. */
export const tooLarge = (request: IncomingMessage, response: ServerResponse, limit: number) =>
  refuseEarly(request, response, 413, 'shell.body-too-large', {
    megabytes: Math.floor(limit / 1024 / 1024),
  });
