import type { FormDefinition } from '../rules/index.ts';
import { checkSteps } from './check-steps.ts';
import { columnSteps } from './column-steps.ts';
import { asForm } from './schema.ts';
import type { Around, Change, Steps } from './step.ts';
import { tableSteps } from './table-steps.ts';

const STEPS: Steps<Change['do']> = { ...tableSteps, ...columnSteps, ...checkSteps };

/**
 * The form after a step.
 * @throws Failure `form.part-gone`, `form.code-taken-here`, `form.code-published`, and those of the schema
 */
export function changed(form: FormDefinition, change: Change, around: Around): FormDefinition {
  const after = STEPS[change.do](form, change as never, around);
  return asForm(JSON.parse(JSON.stringify(after)));
}
