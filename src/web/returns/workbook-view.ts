import { dayIn, writeDate, writeTime } from '#calendar';
import { type Locale, tie, type Words } from '#messages';
import { fieldWordsOf, type ReadWorkbook, sayIssue, valuesIn } from '#monitoring';
import { blocks } from '#monitoring/rules';

type Reader = { say: Words; locale: Locale; today: string; zone: string };
export type WorkbookLine = { where: string; said: string };

/** What a workbook would change, in the reader's words; the changes themselves go with the form that confirms them. */
export function viewOfWorkbook(read: ReadWorkbook, fileName: string, { say, locale, today, zone }: Reader) {
  const { background, places, fields } = read;
  const { duties } = background;
  const valueOf = valuesIn(background, fields, locale, read.organisations);
  const placeOf = (field: string) => {
    const place = places[field] ?? places[field.replace(/^(na\.|why\.[^@]*@)/, '')];
    return place ? say('workbook.place', place) : '';
  };
  const wordsOf = (field: string) => fieldWordsOf(field, read.form, duties, locale);
  const issues = [...read.judged.executions, ...(read.judged.verdict?.issues ?? [])].filter(blocks);
  const wrong = issues.filter(({ severity }) => severity !== 'unfilled');
  const madeAt = new Date(read.made);
  const made = Number.isNaN(madeAt.getTime())
    ? read.made
    : `${writeDate(dayIn(madeAt, zone), locale, today)}, ${writeTime(madeAt, zone)}`;
  return {
    fileName,
    made: locale === 'ru' ? tie(made) : made,
    base: read.base,
    mapped: read.mapped,
    changes: read.changes.map(({ field, was, now, conflict }) => ({
      field,
      where: placeOf(field),
      what: wordsOf(field),
      was: valueOf(field, was),
      now: valueOf(field, now),
      ...(conflict ? { by: conflict.by } : {}),
    })),
    posted: JSON.stringify(
      Object.fromEntries(read.changes.map(({ field, was, now }) => [field, { value: now, was }])),
    ),
    plain: read.changes.filter(({ conflict }) => !conflict).length,
    conflicts: read.changes.filter(({ conflict }) => conflict).length,
    wrong: wrong.map((issue): WorkbookLine & { severity: 'error' | 'warning' } => {
      const { place, said } = sayIssue(issue, read.form, duties, locale);
      return {
        where: placeOf(issue.at),
        said: say('workbook.place-is', { place, said }),
        severity: issue.severity === 'error' ? 'error' : 'warning',
      };
    }),
    unfilled: issues.length - wrong.length,
    left: linesOf(false),
    notes: linesOf(true),
  };

  function linesOf(taken: boolean): WorkbookLine[] {
    return read.notes
      .filter((note) => note.taken === taken)
      .map(({ field, place, code, params }) => ({
        where: place ? say('workbook.place', place) : '',
        said: say('workbook.place-is', { place: wordsOf(field), said: say.code(code, params) }),
      }));
  }
}
export type WorkbookView = ReturnType<typeof viewOfWorkbook>;
