import { fail } from '@sveltejs/kit';
import type { Locale } from '#messages';
import { words } from '#messages';
import { Failure, type Issue, STATUS } from '#platform/failure.ts';

/** A refusal as a page shows it: its sentence, and one for each field. */
export type Refused = {
  refused: string;
  code: string;
  at: Record<string, string>;
  typed: Record<string, string>;
};

export const sentence = (locale: Locale, { code, params }: Pick<Issue, 'code' | 'params'>) =>
  words(locale).code(code, params);

/**
 * Runs a use case for a form. A `Failure` comes back to the same form with its sentence, the fields' sentences and what
 * was typed, so nothing is lost; anything else is a bug and goes on to `handleError`.
 */
export async function attempt<T>(locale: Locale, form: FormData, run: () => Promise<T>) {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const at = Object.fromEntries(error.issues.map((issue) => [issue.at, sentence(locale, issue)]));
    return fail(STATUS[error.kind], {
      refused: sentence(locale, error),
      code: error.code,
      at,
      typed: typedIn(form),
    });
  }
}

function typedIn(form: FormData): Record<string, string> {
  const entries = [...form.entries()].filter(
    ([name, value]) => typeof value === 'string' && !/password/i.test(name),
  );
  return Object.fromEntries(entries) as Record<string, string>;
}
