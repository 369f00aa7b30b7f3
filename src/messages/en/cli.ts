export const cli = {
  'cli.help-return-check': 'what a return would be told; 1 if it could not be submitted',
  'cli.return-check-takes':
    'Name a campaign, an organisation and a file with the fields of the return: vekha return check 2021-q4 school-15 FILE.json',
  'cli.return-fields': 'JSON is needed: the name of a field and what is typed into it',
  'cli.return-can-be-submitted': 'Such a return can be submitted',
  'cli.return-cannot-be-submitted': 'Such a return cannot be submitted',
  'cli.help-check-files':
    'what the page of a return would say to a workbook, without a server; 1 if it cannot be submitted',
  'cli.check-takes':
    'Name a form and one workbook: vekha check FORM.json RETURN.xlsx; there may be several forms',
  'cli.check-day': 'The day “{text}” is not understood: write it as 25.12.2021',
  'cli.check-line': '{what}{at} {place}: {message}',
  'cli.check-at': ', sheet “{sheet}”, {address}.',
  'cli.check-error': 'Mend',
  'cli.check-warning': 'Explain',
  'cli.check-unfilled': 'Fill in',
  'cli.check-note': 'Workbook',
  'cli.check-unchecked':
    'The workbook has the forms {forms} too: they were not checked, name their files as well',
  'cli.check-alone':
    'The workbook says nothing of the organisation and earlier periods: checks that need them were not made. A workbook downloaded from Vekha carries them',
  'cli.help-form-list': 'the forms that may be asked, and drafts',
  'cli.help-form-show': 'a form as one JSON file',
  'cli.help-form-import': 'a form out of a file, as a draft',
  'cli.help-form-publish': 'publish a draft: that version never changes again',
  'cli.form-name': 'Name the code of a form: F2. vekha form list says which there are',
  'cli.form-draft': 'draft',
  'cli.form-draft-faults': 'draft, {count} {count|fault|faults}',
  'cli.form-imported': 'Draft of form {form}, version {version}. To publish it: vekha form publish {form}',
  'cli.form-published': 'Form {form} is published',
  'cli.usage': 'Vekha on the command line:',
  'cli.environment':
    'VEKHA_DATA: data folder (else data/main), DATABASE_URL: external database, VEKHA_LANG=ru: in Russian.',
  'cli.unknown-command': 'There is no command "{command}". The list: vekha --help',
  'cli.bad-option': 'Not understood: {what}',
  'cli.name-a-file': 'Name a file',
  'cli.no-file': 'There is no file "{file}"',
  'cli.database-gone': 'The database does not answer',
  'cli.help-demo': 'the example: 40 schools, order No. 282',
  'cli.help-serve': 'an installation of your own',
  'cli.help-backup': 'all rows and files into one archive',
  'cli.help-restore': 'an archive into an empty database',
  'cli.help-roadmap-read': 'what is read in the file of an order, without a database',
  'cli.help-deadline-read': 'what deadlines mean, one a line',
  'cli.deadline-period': 'Name the first and the last day of the roadmap: --from 2021-01-01 --to 2022-12-31',
  'cli.roadmap-order': 'Order № {number} of {date}',
  'cli.line': 'line {line}',
  'cli.backup-done': 'Kept {rows} {rows|row|rows}: {file}',
  'cli.restore-done': 'Restored {rows} {rows|row|rows} from {file}',
  'cli.backup-foreign': 'This is no archive of Vekha: nothing was changed',
  'cli.backup-damaged': 'The archive is damaged or incomplete: nothing was changed. Take another copy',
  'cli.backup-other-version':
    'The archive was made by another version of Vekha: restore it by that version, then update',
  'cli.restore-not-empty':
    'This database has data already: an archive is restored into an empty one. Nothing was changed',
  'cli.start-port-taken': 'Port {port} is taken. Name another: PORT=3001 npm start',
  'cli.start-port-wrong':
    'PORT={port} is no port. A port is a whole number from 1 to 65535, for example PORT=3001 npm start',
  'cli.start-port-forbidden':
    'No right to open port {port}: ports up to 1024 are opened by the administrator. Name another: PORT=3001 npm start',
  'cli.start-host-wrong':
    'This machine has no address {host}. Name one that it has: HOST=0.0.0.0 npm start, or leave HOST out',
  'cli.start-not-folder':
    '{folder} is a file and no folder, or lies in a file. Name a folder: VEKHA_DATA=/path npm start',
  'cli.start-no-rights':
    'No right to write in {folder}. Change its owner or name another: VEKHA_DATA=/path npm start',
  'cli.start-disk-full': 'The disk is full. Free some room and start again',
  'cli.start-database': 'The database did not start: {reason}',
  'cli.start-already':
    'Vekha already runs on {folder}: {address}. Stop it there or name another folder: VEKHA_DATA=/path',
  'cli.step-database': '  database: {seconds} s',
  'cli.step-migrations': '  tables: {seconds} s',
  'cli.step-example': '  example: {seconds} s',
  'cli.step-web': '  pages: {seconds} s',
  'cli.started': 'Vekha: {address}   ({seconds} s)',
  'cli.first-run': '  First run: open the address and enter the code  {code}',
  'cli.how-to-stop': 'Ctrl-C stops everything, the database too.',
  'cli.example-progress': '  example: {what}',
  'cli.help-verify': 'recompute the consolidation from the returns and compare',
  'cli.verify-done':
    'The consolidation is right: {campaigns} {campaigns|campaign|campaigns}, {returns} {returns|return|returns}',
  'cli.verify-differs':
    'Difference: campaign {campaign}, node {node}, {cell}: stored {stored}, by the returns {recomputed}',
  'cli.help-set-up': 'the first run without a browser',
  'cli.help-user-add': 'add a person; prints their code',
  'cli.help-token-add': 'a token for the API; prints it',
  'cli.option-missing': 'The option {option} is missing. The list: vekha --help',
  'cli.no-such-path':
    'There is no organisation at “{path}”. Is the installation empty? Then vekha set-up first',
  'cli.user-added': '{login} is added. Invitation code: {invitation}',
  'cli.set-up-done':
    'The installation is ready, the municipality’s path is {path}. Administrator {login}, invitation code: {invitation}',
  'cli.role-unknown': 'There is no role “{role}”. There are: {roles}',
  'cli.help-consolidate': 'the consolidation of a quarter as XLSX, e.g. vekha consolidate 2021-q3 …',
  'cli.help-consolidate-files': 'workbooks of a form into one, no server; FILE: workbooks or a folder',
  'cli.exit':
    'Exit code: 0, all is done; 1, nothing is; 2, consolidated, but not every file and cell was taken (0 with --partial).',
  'cli.help-report': 'the report of a quarter as DOCX',
  'cli.name-a-campaign': 'Name the quarter, for example 2021-q3',
  'cli.written': 'Written: {file}',
} as const;
