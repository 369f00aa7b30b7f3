import type { Change, editImport } from '#roadmap';

/** What a form of this page says, as a change of the import. */
type Input = Parameters<typeof editImport>[1]['change'];
type Assignment = NonNullable<Extract<Change, { what: 'group' }>['assignment']>;

const text = (form: FormData, name: string) => String(form.get(name) ?? '');

export function answerOf(form: FormData): Input {
  const value = form.has('start') ? `${text(form, 'start')}/${text(form, 'end')}` : text(form, 'value');
  return { what: 'answer', question: text(form, 'question'), choice: text(form, 'choice'), value };
}

export function activityOf(form: FormData): Input {
  const places = [...form.keys()].flatMap((name) => /^to-(\d+)$/.exec(name)?.[1] ?? []);
  return {
    what: 'activity',
    activity: text(form, 'activity'),
    title: text(form, 'title'),
    shortTitle: text(form, 'shortTitle'),
    deadline: text(form, 'deadline'),
    document: text(form, 'document'),
    result: text(form, 'result'),
    derived: form.has('derived'),
    assignments: Object.fromEntries(places.map((place) => [place, assignmentOf(form, place)])),
  };
}

/** Only what a person has chosen otherwise: the rest is read by the rules, and is not to be remembered. */
export function columnsOf(form: FormData): Input {
  const places = [...form.keys()].flatMap((name) => /^column-(\d+)$/.exec(name)?.[1] ?? []);
  const said = places
    .filter((at) => text(form, `column-${at}`) !== text(form, `was-${at}`))
    .map((at) => [text(form, `key-${at}`), text(form, `column-${at}`) || 'note']);
  return { what: 'columns', columns: Object.fromEntries(said) };
}

export const groupOf = (form: FormData): Input => ({
  what: 'group',
  group: text(form, 'group'),
  assignment: assignmentOf(form, '0'),
});

/** `as-group` and `proposed` put back what holds without a person's word. */
export function assignmentOf(form: FormData, place: string): Assignment | null {
  const to = text(form, `to-${place}`);
  if (to === 'chosen')
    return { to, organisations: form.getAll(`organisation-${place}`).map(Number).filter(Boolean) };
  const known = (['schools', 'supported', 'authority', 'centre', 'nobody'] as const).find(
    (one) => one === to,
  );
  return known ? { to: known } : null;
}
