import { f1 } from '../forms/index.ts';
import { type ExecutionField, executionField } from '../rules/index.ts';
import type { Around, BookDuty } from './book-content.ts';
import type { BookCell, BookSheet } from './book.ts';
import { cell, entry } from './entry-cell.ts';
import { EXECUTION_TYPES, executionFieldsFor } from './field-types.ts';

/** F1: a row an obligation. */
export function executionSheet(name: string, duties: readonly BookDuty[], around: Around): BookSheet {
  const { say, locale } = around;
  const fields = Object.keys(EXECUTION_TYPES) as ExecutionField[];
  const title = (field: ExecutionField) => f1.fields[field].title[locale];
  const facts = [
    say('workbook.row'),
    say('workbook.activity'),
    say('workbook.term'),
    say('workbook.document'),
    say('workbook.last-answer'),
  ];
  return {
    name,
    widths: [8, 40, 18, 24, 16, 15, 13, 11, 26, 24, 16, 28, 13, 28],
    rows: [
      [cell(f1.title[locale], 'title')],
      [cell(f1.hint[locale], 'words', { columns: facts.length + fields.length })],
      [],
      [...facts, ...fields.map(title)].map((text) => cell(text, 'heading')),
      ...duties.map((duty): (BookCell | undefined)[] => {
        const own = executionFieldsFor(duty.isEvent);
        return [
          ...[duty.code, duty.title, duty.due, duty.document, duty.last].map((text) => cell(text, 'name')),
          ...fields.map((field) => {
            const code = executionField(duty.obligation, field);
            if (!own.includes(field)) return cell(null, 'closed');
            const hint = f1.fields[field].hint?.[locale];
            return entry(code, EXECUTION_TYPES[field]!, around, {
              rowTitle: duty.code,
              columnTitle: title(field),
              title: `${duty.code}: ${title(field)}`,
              ...(hint ? { hint } : {}),
            });
          }),
        ];
      }),
    ],
    frozen: { rows: 4, columns: 2 },
    repeated: [4, 4],
    landscape: true,
  };
}
