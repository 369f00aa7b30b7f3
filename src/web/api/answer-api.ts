import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App } from '#platform/app.ts';
import { isForeignForm, refuseForeignForm, takeForProgram } from '../foreign-form.ts';
import { isForApi, respond } from './respond.ts';

/**
 * Answers what is for the API on Node's own request and response, before SvelteKit, which a program needs nothing of
 * and which took twice as long as the work (docs/decisions/0015-api-before-sveltekit.md).
 * @returns whether it was for the API
 */
export function answerApi(app: App, request: IncomingMessage, response: ServerResponse): boolean {
  if (!isForApi(request)) return false;
  takeForProgram(request);
  if (isForeignForm(request)) refuseForeignForm(request, response);
  else void respond(app, request, response);
  return true;
}
