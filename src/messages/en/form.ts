import type { form as ru } from '../ru/form.ts';
import type { Same } from '../words.ts';

export const form: Same<typeof ru> = {
  'form.title-missing': 'Enter a title.',
  'form.code-letters':
    'A code is written in small Latin letters, digits, hyphens and underscores, and begins with a letter: mentors_trained.',
  'form.form-code-letters': 'A form’s code is capital Latin letters and digits, a letter first: F4.',
  'form.scale-range': 'There may be 0 to 4 digits after the point.',
  'form.holds-missing': 'Enter what must be true: for example, trained <= mentors.',
  'form.sentence-missing': 'Enter what the school will read when the condition is broken.',
  'form.check-place': 'Name one place where the check is shown: a column of the table, or a cell.',
  'form.file-large': 'The file is larger than {kilobytes} KB: it is no form of Vekha.',
  'form.file-deep': 'Brackets in the file are nested deeper than {most}: no form is.',
  'form.file-not-json':
    'The file cannot be read as JSON. Take the one that Vekha gave by “Download the form”.',
  'form.file-kind': 'This is no form of Vekha. Take the file that Vekha gave by “Download the form”.',
  'form.file-field': '“{at}” in the file does not fit: a form has no such thing, or it is too long.',
  'form.file-cells': 'The table has more than 5000 cells: split it in two.',
  'form.part-gone': 'This part of the form is gone: somebody has taken it out. Reload the page.',
  'form.code-taken-here': 'This code is taken here. Give another.',
  'form.code-published': 'The form’s code does not change any more: past returns know it by this code.',
  'form.code-taken': 'The code {form} belongs to another form of this installation. Give another.',
  'form.not-found': 'There is no such form, or it is not your municipality’s.',
  'form.draft-exists':
    'The next version of form {form} has been begun already: open it in the list of drafts.',
  'form.changed-meanwhile':
    'The form was changed in another window: {who}. Open it again; what you entered here is below.',
  'form.has-faults':
    'It cannot be published: {count} {count|place|places} in the form {count|does|do} not fit. They are listed below.',
  'form.table-taken':
    'Form {form} has a table with the code “{table}” (“{title}”) too: a campaign could not ask both. Give the table another code.',
  'form.check-taken': 'Form {form} has the check “{check}” too. Remove it and enter it anew.',
  'form.following-unconfirmed': 'Look at which series go on and which break off, and confirm it.',
  'form.layout-none': 'The workbook has no table: a row of headings needs two filled cells at least.',
  'form.layout-not-xlsx':
    'This is no Excel workbook in the .xlsx format. Open it in Excel or LibreOffice and save it as .xlsx.',
  'form.layout-columns-left': 'There are more than 60 columns: the last {count} {count|was|were} not taken.',
  'form.layout-rows-left': 'There are more than 300 rows: the last {count} {count|was|were} not taken.',
  'form.layout-formula-left':
    'The formula in {cell} was not taken: {formula}. Enter it in the column yourself.',
};
