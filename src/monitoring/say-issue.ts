import { type Locale, words } from '#messages';
import { type Catalogue, type Say, speaker } from '#messages/words';
import { f1 } from './forms/index.ts';
import {
  cellCode,
  columnWords,
  type ExecutionField,
  type FormDefinition,
  type Issue,
  readFieldName,
  rowsOf,
  sentencesOf,
} from './rules/index.ts';

const speakers = new WeakMap<FormDefinition, Partial<Record<Locale, Say<Catalogue>>>>();
function speakerOf(form: FormDefinition, locale: Locale): Say<Catalogue> {
  const known = speakers.get(form) ?? {};
  speakers.set(form, known);
  return (known[locale] ??= speaker(locale, sentencesOf(form, locale)));
}

const labels = new WeakMap<FormDefinition, Partial<Record<Locale, Map<string, string>>>>();
function labelsOf(form: FormDefinition, locale: Locale): Map<string, string> {
  const known = labels.get(form) ?? {};
  labels.set(form, known);
  return (known[locale] ??= new Map(
    form.tables.flatMap((table) => [
      [table.code, table.title[locale]] as const,
      ...rowsOf(table).flatMap(({ code, title }) =>
        table.columns.map((column) => {
          const words = columnWords(column, locale);
          return [
            cellCode(table.code, code, column.code),
            code === '' ? words : `${title[locale]}: ${words}`,
          ] as const;
        }),
      ),
    ]),
  ));
}

/** What a field is called in words: «иная форма: Наставники, всего, чел.», «III.7: Дата исполнения». */
export function fieldWordsOf(
  field: string,
  form: FormDefinition | undefined,
  duties: readonly { id: number; code: string }[],
  locale: Locale,
): string {
  const read = readFieldName(field);
  if (read?.kind === 'execution') {
    const duty = duties.find(({ id }) => id === read.obligation);
    const title = f1.fields[read.field as ExecutionField].title[locale];
    return duty ? `${duty.code}: ${title}` : title;
  }
  const say = words(locale);
  if (read?.kind === 'confirmed') return say('workbook.confirmed-field');
  const cell = field.replace(/^(?:na\.|none\.|why\.[^@]*@)/, '');
  const label = (form && labelsOf(form, locale).get(cell)) ?? cell;
  if (read?.kind === 'not-applicable') return say('workbook.na-field', { cell: label });
  if (read?.kind === 'why') return say('workbook.why-field', { cell: label });
  return read?.kind === 'nothing' ? say('workbook.none-field', { table: label }) : label;
}

/** An issue in words, and where it is. */
export function sayIssue(
  { at, code, params }: Pick<Issue, 'at' | 'code' | 'params'>,
  form: FormDefinition | undefined,
  duties: readonly { id: number; code: string }[],
  locale: Locale,
): { place: string; said: string } {
  const isCheck = form?.checks.some((check) => check.code === code) ?? false;
  const said = (isCheck ? speakerOf(form!, locale) : words(locale)).code(code, params);
  return { place: fieldWordsOf(at, form, duties, locale), said };
}
