/** One table of a form over all schools. */
export const manySchools = {
  'monitoring.table-link': 'All schools in one table',
  'monitoring.table-title': 'All schools: {table}',
  'monitoring.table-lead':
    'Submitted returns are shown. A school’s draft is its own; by its words the coordinator enters it.',
  'monitoring.table-list-lead':
    'The rows that schools have put into the table, one below the other; a school may have several. They are only read here.',
  'monitoring.table-list-away': 'Does not concern the school: {why}',
  'monitoring.table-list-nothing': 'Nothing to report',
  'monitoring.table-tables': 'Table',
  'monitoring.table-rows': 'Row',
  'monitoring.table-school': 'School',
  'monitoring.table-draft': 'being filled in',
  'monitoring.table-away': 'n/a',
  'monitoring.table-empty': 'empty',
  'monitoring.table-none': 'This collection has no tables of figures',
  'monitoring.table-enter': 'Enter by its words',
  'monitoring.table-cell': '{organisation}: {column}',
  'monitoring.table-save': 'Save what was entered',
  'monitoring.table-saved': '{count} {count|return|returns} saved.',
  'monitoring.table-refused': 'Not saved',
  'monitoring.table-conflicts': '{count} {count|cell was|cells were} changed meanwhile',
  'monitoring.table-conflict': '{organisation}, {column}: there {theirs} ({by}), yours {yours}',
};
