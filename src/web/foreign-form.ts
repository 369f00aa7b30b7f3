import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuseEarly } from './refuse-early.ts';

const CHANGES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
/** What a form of any site can send without asking; nothing said is as good as these. */
const FORM = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;

/**
 * A token of the API is sent by a program, never by another site's form. A program that has no body to send often names
 * no type of it, and would be taken for a form.
 */
export function takeForProgram({ headers }: IncomingMessage): void {
  if (headers.authorization) headers['content-type'] ??= 'application/json';
}

/** Whether another site sends this form in somebody's name. SvelteKit asks the same after us, in English. */
export function isForeignForm({ method, headers }: IncomingMessage): boolean {
  if (!CHANGES.has(method ?? '')) return false;
  if (headers['content-type'] && !FORM.test(headers['content-type'])) return false;
  return headers.origin !== `${headers['x-vekha-protocol']}://${headers.host}`;
}

export const refuseForeignForm = (request: IncomingMessage, response: ServerResponse) =>
  refuseEarly(request, response, 403, 'shell.foreign-form');
