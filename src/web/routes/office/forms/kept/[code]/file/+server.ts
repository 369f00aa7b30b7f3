import { exportForm } from '#monitoring';
import { fileResponse } from '#web/file.ts';
import { numberIn } from '#web/paths.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, url }) => {
  const version = url.searchParams.get('version');
  const { name, text } = await exportForm(locals.context, {
    code: params.code,
    ...(version ? { version: numberIn(version) } : {}),
  });
  return fileResponse({ name, bytes: new TextEncoder().encode(text) }, 'application/json');
};
