import { exportForm } from '#monitoring';
import { fileResponse } from '#web/file.ts';
import { numberIn } from '#web/paths.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
  const { name, text } = await exportForm(locals.context, { draft: numberIn(params.id) });
  return fileResponse({ name, bytes: new TextEncoder().encode(text) }, 'application/json');
};
