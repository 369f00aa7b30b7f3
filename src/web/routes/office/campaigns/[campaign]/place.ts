import type { Words } from '#messages';
import type { FormDefinition } from '#monitoring/rules';
import { labelsOf, placeTitles } from '#web/returns/labels.ts';

/** What a place of a campaign's forms is called: a cell, a table, a column of a list, an activity («f1 II.5»), or the form as a whole. */
export function placeNamed(form: FormDefinition | undefined, place: string, say: Words): string {
  if (place === '') return say('monitoring.place-whole');
  if (place.startsWith('f1 ')) return say('monitoring.place-activity', { code: place.slice(3) });
  return placeTitles(form, say.locale).get(place) ?? place;
}

/** The cells of a form by its tables, to choose one from a list. */
export function cellChoices(form: FormDefinition, say: Words) {
  const labels = labelsOf(form, say.locale);
  return form.tables.map((table) => ({
    title: table.title[say.locale],
    cells: Object.entries(labels)
      .filter(([cell]) => cell.startsWith(`${table.code}.`))
      .map(([cell, { full }]) => ({ cell, title: full })),
  }));
}
