import { readFileSync } from 'node:fs';
import type { FormDefinition } from '#monitoring/rules';
import { readAnyForm } from '#monitoring/scanning';
import { Failure } from '#platform/failure.ts';
import { fromCaller } from './from-caller.ts';

/** A form out of a file: as the office gives it, or as it comes with the program. @throws Failure `cli.no-file`, `form.file-…` */
export function formFrom(file: string): FormDefinition {
  let text: string;
  try {
    text = readFileSync(fromCaller(file), 'utf8');
  } catch {
    throw new Failure('not-found', 'cli.no-file', { file });
  }
  return readAnyForm(text);
}
