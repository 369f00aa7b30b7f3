import type { Table } from '#monitoring/rules';
import type { Book } from './book.svelte.ts';
import type { Draft } from './draft.svelte.ts';
import type { Rich } from './rich/index.ts';
import Sheet from './Sheet.svelte';

/** What stands on the page before the script that it needs: words, lists, what is said of a whole table. */
export type AsleepPart = { part: 'Sheet' | 'TableAnswers'; book: Book; table: Table };

export const componentOf = (part: AsleepPart['part'], rich: Rich) =>
  part === 'Sheet' ? Sheet : rich.TableAnswers;

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
const FIELDS = 'input[name], select[name], textarea[name]';

/** What is typed into a plain form goes into the draft as if its script were there; a button is pressed when it is. */
export function listenWhileAsleep(
  target: HTMLElement,
  draft: Draft,
  press: (button: HTMLButtonElement) => void,
): () => void {
  const typed = ({ target: field }: Event) => {
    if (field instanceof HTMLElement && field.matches(FIELDS)) take(field as Field, draft);
  };
  const pressed = (event: Event) => {
    const button = event.target instanceof Element && event.target.closest('button');
    if (!button) return;
    event.preventDefault();
    press(button);
  };
  for (const field of target.querySelectorAll<Field>(FIELDS)) take(field, draft);
  target.addEventListener('input', typed);
  target.addEventListener('click', pressed);
  return () => {
    target.removeEventListener('input', typed);
    target.removeEventListener('click', pressed);
  };
}

function take(field: Field, draft: Draft): void {
  if (field instanceof HTMLSelectElement) {
    if (![...field.options].every((option) => option.selected === option.defaultSelected))
      draft.type(field.name, field.value);
  } else if (field.type === 'checkbox') {
    const { checked, defaultChecked, value } = field as HTMLInputElement;
    if (checked !== defaultChecked) draft.type(field.name, checked ? value : '');
  } else if (field.type !== 'hidden' && field.type !== 'file' && field.value !== field.defaultValue)
    draft.type(field.name, field.value);
}
