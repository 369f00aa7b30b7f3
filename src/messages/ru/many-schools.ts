/** One table of a form over all schools. */
export const manySchools = {
  'monitoring.table-link': 'Все школы в одной таблице',
  'monitoring.table-title': 'Все школы: {table}',
  'monitoring.table-lead':
    'Показаны сданные отчёты. Черновик школы виден только ей; со слов школы его вносит координатор.',
  'monitoring.table-list-lead':
    'Строки, которые школы внесли в таблицу, одна под другой; школа могла внести несколько. Здесь их только читают.',
  'monitoring.table-list-away': 'Не относится к школе: {why}',
  'monitoring.table-list-nothing': 'Нечего сообщить',
  'monitoring.table-tables': 'Таблица',
  'monitoring.table-rows': 'Строка',
  'monitoring.table-school': 'Школа',
  'monitoring.table-draft': 'заполняет школа',
  'monitoring.table-away': 'не прим.',
  'monitoring.table-empty': 'пусто',
  'monitoring.table-none': 'В этом сборе нет таблиц с числами',
  'monitoring.table-enter': 'Внести со слов',
  'monitoring.table-cell': '{organisation}: {column}',
  'monitoring.table-save': 'Сохранить внесённое',
  'monitoring.table-saved': '{count|Сохранён|Сохранены|Сохранены} {count} {count|отчёт|отчёта|отчётов}.',
  'monitoring.table-refused': 'Не сохранено',
  'monitoring.table-conflicts': '{count} {count|ячейку|ячейки|ячеек} тем временем изменили',
  'monitoring.table-conflict': '{organisation}, {column}: там {theirs} ({by}), у вас {yours}',
} as const;
