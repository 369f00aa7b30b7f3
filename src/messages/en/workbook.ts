/** A return as a workbook: what stands in it, what comes of sending it back. */
export const workbook = {
  'workbook.word': 'Excel workbook',
  'workbook.sheet-about': 'About',
  'workbook.sheet-explanations': 'Explanations',
  'workbook.sheet-execution': 'Activities',
  'workbook.organisation': 'Organisation',
  'workbook.period': 'Period',
  'workbook.form': 'Form',
  'workbook.form-version': '{title} ({code}, version {version})',
  'workbook.due': 'Due by',
  'workbook.made': 'Downloaded',
  'workbook.how': 'How to fill it in',
  'workbook.how-cells':
    'Fill in the white and blue cells. Hatched and grey ones are not filled in; totals add up by themselves.',
  'workbook.how-zero': 'If there was none, enter 0: an empty cell is not a zero.',
  'workbook.how-na':
    'If a cell does not concern you, enter "n/a: reason" and answer "Yes" when the program asks.',
  'workbook.how-free':
    'Sheets may be renamed, rows and columns inserted: cells are found by their names. There is no need to change the sheet "About".',
  'workbook.how-files': 'Attach files on the page of the return: a workbook does not carry them.',
  'workbook.where': 'Where to send it',
  'workbook.where-page':
    'Open your return in Vekha, link "Excel workbook", and upload the file: what will change is shown before it is saved.',
  'workbook.where-mail':
    'If you cannot sign in, mail the file to the coordinator, who will upload it for you.',
  'workbook.returned': 'Sent back',
  'workbook.returned-note': '{count} {count|remark|remarks}: in the cells with a red frame, as a note',
  'workbook.remark-whole': 'Remark on the whole return',
  'workbook.remark-by': 'Remark ({by}): {text}',
  'workbook.before': 'Last period',
  'workbook.nothing': 'Nothing to report (enter "yes")',
  'workbook.confirmed': 'The numbers of the profile are right (enter "yes")',
  'workbook.yes': 'yes',
  'workbook.no': 'no',
  'workbook.row': 'Row',
  'workbook.activity': 'Activity',
  'workbook.term': 'Due',
  'workbook.document': 'Document asked for',
  'workbook.last-answer': 'Last time',
  'workbook.explain-place': 'Where',
  'workbook.explain-what': 'What is unusual',
  'workbook.explain-why': 'Your explanation',
  'workbook.confirmed-field': 'The numbers of the profile are right',
  'workbook.na-field': '{cell}: why it does not apply',
  'workbook.why-field': '{cell}: explanation',
  'workbook.none-field': '{table}: nothing to report',
  'workbook.no-such-file-here': 'files: on the page',
  'workbook.prompt-whole': 'A whole number from {min} to {max}',
  'workbook.prompt-decimal': 'A number from {min} to {max}, at most {scale} decimals',
  'workbook.prompt-share': 'Per cent from {min} to {max}: 12.5 means 12.5%',
  'workbook.prompt-text': 'Text, at most {longest} {longest|character|characters}',
  'workbook.prompt-date': 'A day: 14.10.2021',
  'workbook.prompt-choice': 'Choose from the list',
  'workbook.prompt-yes-no': 'yes or no',
  'workbook.prompt-flag': 'yes if so; otherwise leave it empty',
  'workbook.prompt-link': 'A link that starts with https://',
  'workbook.prompt-organisation': 'An organisation as Vekha calls it',
  'workbook.prompt-before': 'Last period: {value}',
  'workbook.wrong-number':
    'A number is expected here ({what}). If the cell does not concern you, enter "n/a: reason" and answer "Yes".',
  'workbook.wrong': 'Expected here: {what}.',

  'workbook.not-ours':
    'This is no workbook of Vekha: it lacks the signature that tells the organisation and the period. Download the workbook on the page of the return and copy the numbers into it.',
  'workbook.file-kind':
    'This is no XLSX workbook. In Excel and LibreOffice: "Save as", type "Excel workbook (.xlsx)".',
  'workbook.file-old':
    'The workbook is of the old kind (.xls) or has a password. Remove the password and save it as "Excel workbook (.xlsx)".',
  'workbook.file-damaged': 'The file is damaged: the workbook could not be read. Open it and save it again.',
  'workbook.file-bomb': 'The workbook is too large: it holds more than a return can. Download it again.',
  'workbook.file-too-large':
    'The file is larger than {megabytes} MB, which no return is. Download the workbook again.',
  'workbook.file-missing': 'Choose the file of the workbook.',
  'workbook.reading-too-long':
    'The workbook could not be read within {seconds} {seconds|second|seconds}. Download it again and copy the numbers.',
  'workbook.reading-busy': 'Too many workbooks are being read. Try again in a minute.',
  'workbook.other-format':
    'The workbook was made by another version of the program (kind {format}). Download it again and copy the numbers.',
  'workbook.signature':
    'The signature of the workbook does not match: what it says of organisation, period or cells was changed, or it comes from another installation. Download it again and copy the numbers.',
  'workbook.other-organisation':
    'This is the workbook of another organisation ({theirs}), and the return is that of {own}. Upload it where it belongs.',
  'workbook.other-municipality':
    'This is the workbook of another municipality ({theirs}): there is no place for it in this campaign.',
  'workbook.other-period':
    'This is the workbook for {theirs}, and the return is for {own}. Download the workbook for this period and copy the numbers into it.',
  'workbook.other-form':
    'The workbook was made for form {theirs}, and the return asks form {own}. Download it again and copy the numbers.',
  'workbook.formula-unknown':
    'the formula {formula} was saved without its value. Open the workbook, let it calculate and save it, or enter the number',
  'workbook.cell-error': '{typed} in place of a value. Enter the number itself',
  'workbook.choice-unknown': '"{typed}" is not in the list. Choose an answer from the list',
  'workbook.number-as-date': 'the number was read as the day {day}',
  'workbook.date-for-number':
    'the program has made a date, {day}, of the number. Enter the number again, with the cell format "General"',
  'workbook.computed-here': 'a formula without its value was computed: {value}',
  'workbook.sought': 'the name of the cell is gone; it was found by the headings of its row and column',
  'workbook.lost':
    'the cell was not found: its row or column was deleted. What the return already says stays',
  'workbook.row-added': 'an inserted row was taken as row {row}',
  'workbook.list-full': 'the row was not taken: the table can have at most {most} {most|row|rows}',
  'workbook.not-asked': 'the cell is no longer asked; the value "{typed}" was not taken',
  'workbook.mapped':
    'The workbook was made for version {theirs} of the form; its values were carried over to {own}.',

  'workbook.title': 'The return as an Excel workbook',
  'workbook.lead':
    'Download the form, fill it in without a network in Excel or LibreOffice and upload it here. The checks are those of the page.',
  'workbook.download': 'Download the workbook',
  'workbook.download-note': 'It already has all that the return says, and the numbers of last period.',
  'workbook.download-returned': 'The remarks stand in the cells.',
  'workbook.upload': 'Upload a filled one',
  'workbook.upload-file': 'File of the workbook (.xlsx)',
  'workbook.upload-show': 'Show what will change',
  'workbook.read-only': 'The return cannot be changed now: the workbook can only be downloaded.',
  'workbook.refused': 'The workbook was not taken',
  'workbook.step-download': 'Download',
  'workbook.link': 'Fill in as an Excel workbook without a network',
  'workbook.back': 'Back to the return',
  'workbook.preview-title': '{count} {count|cell will change|cells will change}',
  'workbook.preview-none': 'The workbook says what the return already says',
  'workbook.preview-none-lead':
    'Nothing will change. If you expected otherwise, see whether it is the right workbook.',
  'workbook.preview-file': 'File {name}, downloaded {made}.',
  'workbook.place': 'Sheet "{sheet}", cell {address}',
  'workbook.place-is': '{place}: {said}',
  'workbook.changes': 'What will change',
  'workbook.changes-where': 'Cell',
  'workbook.changes-what': 'What it is',
  'workbook.changes-was': 'Was',
  'workbook.changes-will': 'Will be',
  'workbook.changes-empty': 'empty',
  'workbook.changes-theirs':
    'Something else was typed on the page after the download ({by}). Take the workbook’s',
  'workbook.conflicts':
    '{count} {count|cell was|cells were} changed on the page while the workbook was filled in. Mark where the workbook is right.',
  'workbook.wrong-title':
    'After the upload {count} {count|place stands|places stand} in the way of submitting',
  'workbook.not-taken': 'Not taken from the workbook',
  'workbook.notes': 'Worth a look',
  'workbook.unfilled-rest': 'Not yet filled in: {count} {count|cell|cells}.',
  'workbook.take': 'Save {count} {count|change|changes}',
  'workbook.take-note': 'The return is not submitted by this: you can submit it after checking.',
  'workbook.another': 'Choose another file',
  'workbook.taken': 'Saved from the workbook: {count} {count|cell|cells}',
  'workbook.taken-none': 'Nothing was saved: mark where the workbook is right, or choose another file.',
  'workbook.taken-conflicts':
    '{count} {count|cell was|cells were} changed by somebody else just now and stay as they are.',

  'workbook.many-title': 'Workbooks of schools',
  'workbook.many-lead':
    'Schools sent their workbooks by mail? Upload them together: each finds its return by itself. The school sees what was entered and can correct it.',
  'workbook.many-files': 'Workbooks (.xlsx) or an archive of them (.zip)',
  'workbook.many-hint': 'at most {most} {most|workbook|workbooks} and {megabytes} MB at once',
  'workbook.many-why': 'Why you enter them',
  'workbook.many-why-hint': 'for example, the school mailed its workbook on 20 December; the school sees it',
  'workbook.many-why-missing': 'Say why you enter the numbers: the school sees it.',
  'workbook.many-take': 'Enter the workbooks',
  'workbook.many-too-many': 'There are more than {most} {most|workbook|workbooks}. Upload them in parts.',
  'workbook.many-none': 'There is no XLSX workbook in the archive.',
  'workbook.many-twice':
    'A workbook of this organisation has been taken from this upload already. Leave one in the archive.',
  'workbook.many-link': 'Enter workbooks of schools',
  'workbook.batch-title': '{taken} of {all} {all|workbook|workbooks} entered',
  'workbook.batch-made': '{when}, {by}',
  'workbook.batch-made-mail': '{when}, from the mailbox',
  'workbook.batches': 'Entered before',
  'workbook.batch-file': 'File',
  'workbook.batch-letter': 'Letter',
  'workbook.batch-form': 'Form',
  'workbook.batch-organisation': 'Organisation',
  'workbook.batch-taken': 'Entered',
  'workbook.batch-said': 'What was not entered, and why',
  'workbook.batch-numbers': '{count} {count|cell|cells}',
  'workbook.batch-same': 'the same as before',
  'workbook.batch-refused': 'not entered',
  'workbook.batch-all': 'everything was entered',
  'workbook.batch-conflict':
    'the school typed something else, which stays: "{theirs}", in the workbook "{yours}"',
  'workbook.batch-blocks':
    '{count} {count|place stands|places stand} in the way of submitting: the school will see them',
  'workbook.back-campaign': 'Back to the campaign',
  'workbook.batch-csv': 'Download the table (CSV)',
  'workbook.batch-missing': 'There is no such upload.',
  'workbook.no-return': 'The organisation {organisation} has no return in this campaign.',
  'workbook.entered-by-mail':
    'Figures ({count}) of your workbook were entered: {why}. Check them and submit the return.',
  'workbook.entered-for':
    'The coordinator entered the numbers of your workbook ({count}): {why}. Check them and submit the return.',
};
