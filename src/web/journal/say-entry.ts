import { isValidDay, writeDate } from '#calendar';
import type { Words } from '#messages';
import { f1, forms } from '#monitoring';
import { type ExecutionField, readFieldName, readFiles } from '#monitoring/rules';
import { labelsOf } from '#web/returns/labels.ts';
import { saidQuarter } from '#web/said.ts';
import { type Change, changes } from './changes.ts';

type Entry = { action: string; subject: string; before: unknown; after: unknown };
export type SaidChange = { name: string; before: string; after: string };
/** `activities`: the code of the activity that each obligation is of. */
export type Reader = { say: Words; activities: ReadonlyMap<number, string> };

/** An entry in the reader's words; a name that has none is left as it was written. */
export function sayEntry(entry: Entry, reader: Reader): { sentence: string; changes: SaidChange[] } {
  const { say } = reader;
  const did = sayAction(say, entry.action);
  const subject = saySubject(say, entry.subject);
  return {
    sentence: subject ? say('journal.sentence', { did, subject }) : did,
    changes: changes(entry.before, entry.after).map((change) => sayChange(entry.action, change, reader)),
  };
}

/** What an action of the journal is called. */
export const sayAction = (say: Words, action: string): string =>
  named(say, `journal.did-${action.replaceAll('.', '-')}`) ?? action;

/** The obligations that the entries name, to be asked for their activities at once. */
export function obligationsIn(entries: readonly Pick<Entry, 'before' | 'after'>[]): number[] {
  const fields = entries.flatMap(({ before, after }) => [before, after].flatMap(fieldsIn));
  return [...new Set(fields.flatMap((field) => obligationOf(field) ?? []))];
}

const fieldsIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, one]) =>
        name === 'field' && typeof one === 'string' ? one : name,
      )
    : [];
function obligationOf(field: string): number | undefined {
  const read = readFieldName(field);
  return read?.kind === 'execution' ? read.obligation : undefined;
}

function named(say: Words, key: string): string | undefined {
  const found = say.code(key);
  return found === key ? undefined : found;
}

/** `return 2021-q4/school-15` is of a quarter; the organisation has its own column, and so has a person by number. */
function saySubject(say: Words, subject: string): string {
  const quarter = (slug: string) => saidQuarter(slug, say.locale);
  const [kind, first = '', ...rest] = subject.split(/[ ,]+/);
  const more = rest.at(-1) ?? '';
  if (kind === 'return') return quarter(first.split('/')[0]!);
  if (kind === 'campaign') return quarter(first);
  if (kind === 'report')
    return rest.length > 0
      ? say('journal.report-of', { number: first, quarter: quarter(more) })
      : say('journal.report', { number: first });
  if (kind === 'roadmap' && first === 'import') return say('journal.import', { number: more });
  if (kind === 'roadmap' && first === 'draft') return say('journal.draft', { number: more });
  if (kind === 'roadmap') return say('journal.version', { number: more });
  if (kind === 'form') return more ? say('journal.form', { code: first, version: more }) : first;
  if (kind === 'letter') return say('journal.number', { number: first });
  if (kind === 'mailbox' || (kind === 'account' && /^\d+$/.test(first))) return '';
  return kind === 'account' || kind === 'organisation' || kind === 'activity' ? first : subject;
}

function sayChange(action: string, { at, before, after }: Change, reader: Reader): SaidChange {
  const field = at.at(-1) ?? '';
  const ofReturn = at.length === 1 ? returnField(field, reader) : undefined;
  const value = (one: unknown) => sayValue(field, one, reader);
  return {
    name: ofReturn ?? at.map((name) => fieldName(reader.say, action, name, at)).join(', '),
    before: value(before),
    after: value(after),
  };
}

function fieldName(say: Words, action: string, name: string, at: readonly string[]): string {
  if (/^\d+$/.test(name)) return say('journal.number', { number: name });
  return (
    (at[0] === 'profile' && name !== 'profile' ? named(say, `organisations.profile-${name}`) : undefined) ??
    named(say, `journal.field-${action.replaceAll('.', '-')}-${name}`) ??
    named(say, `journal.field-${name}`) ??
    name
  );
}

/** A field of a return by the titles of its form; nothing for what is no such field. */
function returnField(field: string, { say, activities }: Reader): string | undefined {
  const read = readFieldName(field);
  if (read?.kind === 'confirmed') return say('journal.confirmed');
  if (read?.kind === 'cell') return cellName(say, read.cell);
  if (read?.kind === 'execution') {
    const code =
      activities.get(read.obligation) ?? say('journal.number', { number: String(read.obligation) });
    return say('journal.duty', { code, field: f1.fields[read.field].title[say.locale] });
  }
  if (read?.kind === 'not-applicable') return placed(say, 'journal.not-applicable', read.cell);
  if (read?.kind === 'why') return placed(say, 'journal.why', read.warning.split('@').at(-1)!);
  return undefined;
}

const placed = (say: Words, key: 'journal.not-applicable' | 'journal.why', cell: string) =>
  say(key, { place: cellName(say, cell) ?? cell });

function cellName(say: Words, cell: string): string | undefined {
  // Of a cell that several versions of a form have, the newest says what it is called.
  const label = forms.map((form) => labelsOf(form, say.locale)[cell]).findLast(Boolean);
  if (!label) return undefined;
  const { row, column } = label;
  const table = cell.slice(1, cell.indexOf('.'));
  return row ? say('journal.cell', { table, row, column }) : say('journal.cell-alone', { table, column });
}

function sayValue(field: string, value: unknown, reader: Reader): string {
  const { say } = reader;
  if (value === undefined || value === null || value === '') return '';
  if (typeof value === 'boolean') return say(value ? 'access.yes' : 'access.no');
  if (Array.isArray(value)) return value.map((one) => sayValue(field, one, reader)).join(', ');
  if (typeof value === 'object') return JSON.stringify(value);
  const text = String(value);
  return valueOfReturn(field, text, reader) ?? wordFor(say, field, text) ?? written(say, text);
}

function valueOfReturn(field: string, value: string, { say, activities }: Reader): string | undefined {
  if (field === 'field') return returnField(value, { say, activities });
  const read = readFieldName(field);
  if (read?.kind === 'confirmed') return say(value === '1' ? 'access.yes' : 'access.no');
  return read?.kind === 'execution' ? answerWord(say, read.field, value) : undefined;
}

function answerWord(say: Words, field: ExecutionField, value: string): string | undefined {
  if (field === 'files') return say('journal.files', { count: readFiles(value).length });
  const words: Record<string, { ru: string; en: string }> =
    field === 'state' ? f1.states : field === 'reasonKind' ? f1.reasons : {};
  return words[value]?.[say.locale];
}

/** What is kept as a code: a role, a kind of organisation, a state. */
const wordFor = (say: Words, field: string, value: string) =>
  (field === 'role' ? named(say, `access.role-${value}`) : undefined) ??
  (field === 'kind' ? named(say, `organisations.kind-${value}`) : undefined) ??
  named(say, `journal.value-${field}-${value}`);

const written = (say: Words, value: string) =>
  isValidDay(value) ? writeDate(value, say.locale) : saidQuarter(value, say.locale);
