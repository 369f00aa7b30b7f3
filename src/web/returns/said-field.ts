import type { Words } from '#messages';
import {
  CONFIRMED,
  type ExecutionField,
  type ExecutionForm,
  executionField,
  readFiles,
  readValue,
  writeValue,
} from '#monitoring/rules';
import type { Book } from './book.svelte.ts';
import type { DutyView, FileView } from './view.ts';

/** What a page of a return has fields of: the tables of a form, or activities. */
export type About = { book: Book } | { duties: readonly DutyView[]; form: ExecutionForm };
/** What fields and their values are called, where people read them apart from the page. */
export type SaidFields = { labelOf(field: string): string; wordOf(field: string, value: string): string };

export function saidFields(about: About, say: Words): SaidFields {
  const { labelOf, wordOf } = 'book' in about ? ofTables(about.book, say) : ofActivities(about, say);
  return {
    labelOf: (field) => labelOf(field) ?? say('sheet.field-elsewhere'),
    wordOf: (field, value) => (value.trim() === '' ? say('sheet.conflict-empty') : wordOf(field, value)),
  };
}

type Maybe = { labelOf(field: string): string | undefined; wordOf: SaidFields['wordOf'] };

function ofTables(book: Book, say: Words): Maybe {
  const placeOf = (at: string) =>
    book.labels[at]?.full ?? book.form.tables.find(({ code }) => code === at)?.title[say.locale];
  return {
    labelOf(field) {
      if (field === CONFIRMED) return say('sheet.confirm-known');
      const [kind, at] = apart(field);
      const place = placeOf(at);
      if (place === undefined || kind === '') return place;
      if (kind === 'none') return `${place}: ${say('sheet.none')}`;
      return kind === 'why'
        ? say('sheet.why-label', { cell: place })
        : say('sheet.na-label', { cell: place });
    },
    wordOf(field, value) {
      const [kind, at] = apart(field);
      if (field === CONFIRMED || kind === 'none') return say(value === '1' ? 'sheet.yes' : 'sheet.no');
      const column = kind === '' && book.labels[at] ? book.columnOf(at) : undefined;
      if (!column) return value;
      if (column.type === 'file') return filesNamed(value, book.sheet.files, say);
      if (column.type === 'organisation')
        return book.sheet.organisations.find(({ code }) => code === value)?.name ?? value;
      const read = readValue(value, column);
      return read.kind === 'text' ? writeValue(column, read.text, say.locale) : value;
    },
  };
}

/** A field's kind and the cell or table that it is about: `why.check@t1.x` explains a question at `t1.x`. */
function apart(field: string): readonly ['' | 'na' | 'none' | 'why', string] {
  for (const kind of ['na', 'none', 'why'] as const)
    if (field.startsWith(`${kind}.`))
      return [kind, field.slice(kind === 'why' ? field.indexOf('@') + 1 : kind.length + 1)];
  return ['', field];
}

function ofActivities({ duties, form }: Extract<About, { form: unknown }>, say: Words): Maybe {
  const { locale } = say;
  const partsOf = (field: string) => ({
    duty: duties.find(({ id }) => field.startsWith(executionField(id, '' as ExecutionField))),
    name: field.slice(field.lastIndexOf('.') + 1) as ExecutionField,
  });
  return {
    labelOf(field) {
      const { duty, name } = partsOf(field);
      const title = name === 'files' ? say('sheet.evidence') : form.fields[name]?.title[locale];
      return duty && title && `${duty.number}: ${title}`;
    },
    wordOf(field, value) {
      const { duty, name } = partsOf(field);
      if (name === 'files') return filesNamed(value, duty?.files ?? [], say);
      const words: Readonly<Record<string, { ru: string; en: string } | undefined>> =
        name === 'state' ? form.states : name === 'reasonKind' ? form.reasons : {};
      return words[value]?.[locale] ?? value;
    },
  };
}

/** A file that came since the page was opened is not known by name here. */
const filesNamed = (value: string, files: readonly FileView[], say: Words): string =>
  readFiles(value)
    .map((id) => files.find((file) => file.id === id)?.name ?? say('sheet.file-new'))
    .join(', ');
