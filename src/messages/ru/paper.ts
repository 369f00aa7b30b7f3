/** The sentences of orders and of the roadmap as a paper. They are official papers of a Russian authority: both catalogues have them in Russian. */
export const paper = {
  'reports.paper-order': 'ПРИКАЗ',
  'reports.paper-draft': 'ПРОЕКТ',
  'reports.paper-date-blank': '____________________',
  'reports.paper-number': '№ {number}',
  'reports.paper-number-blank': '№ __________',
  'reports.paper-place': 'место издания',
  'reports.paper-commands': 'ПРИКАЗЫВАЮ:',
  'reports.paper-position': 'Руководитель',
  'reports.paper-signature': 'подпись',
  'reports.paper-name': 'инициалы, фамилия',
  'reports.paper-executor': 'Исполнитель: муниципальный координатор',
  'reports.paper-distribution': 'Разослать: {list}.',
  'reports.paper-annex': 'Приложение',
  'reports.paper-annex-to': 'к приказу {order}',
  'reports.paper-approved': 'УТВЕРЖДЕНА',
  'reports.paper-approved-by': 'приказом {order}',
  'reports.paper-by-order': 'от {date} № {number}',
  'reports.paper-by-order-blank': 'от ______________ № ________',
  'reports.paper-as-changed': 'в редакции {n|приказа|приказов|приказов} {orders}',
  'reports.paper-section': '{numeral}. {title}',
  'reports.paper-column-number': '№ п/п',
  // The order that approves a roadmap, where its own text is not known.
  'reports.paper-why-approve':
    'В целях организации наставничества и исполнения мероприятий в установленные сроки',
  'reports.paper-point-approve': '1. Утвердить прилагаемую Дорожную карту (приложение).',
  'reports.paper-point-carry-out':
    '2. Исполнителям, указанным в Дорожной карте, обеспечить исполнение её мероприятий в установленные сроки.',
  'reports.paper-point-control': '3. Контроль за исполнением настоящего приказа оставляю за собой.',
  // The order of correction.
  'reports.paper-why-monitoring': 'По результатам мониторинга исполнения Дорожной карты',
  'reports.paper-why-correct': 'В связи с изменением мероприятий и сроков их исполнения',
  'reports.paper-point-change':
    '1. Внести в Дорожную карту, утверждённую приказом от {date} № {number} «{title}» (далее — Дорожная карта), следующие изменения:',
  'reports.paper-point-change-again':
    '1. Внести в Дорожную карту, утверждённую приказом от {date} № {number} «{title}», {changed} (далее — Дорожная карта), следующие изменения:',
  'reports.paper-no-changes': '(изменений нет)',
  'reports.paper-because': '(основание: {reason})',
  'reports.paper-point-follow':
    '2. Исполнителям, указанным в Дорожной карте, исполнять её мероприятия с учётом внесённых изменений.',
  // What the files are called.
  'reports.paper-file-order': 'Приказ № {number} от {date}',
  'reports.paper-file-roadmap': 'Дорожная карта, версия {version}',
  'reports.paper-file-draft-first': 'Проект приказа об утверждении Дорожной карты',
  'reports.paper-subject-approve': 'Об утверждении Дорожной карты «{title}»',
  'reports.paper-file-draft-order': 'Проект приказа о корректировке',
  'reports.paper-file-draft-roadmap': 'Проект Дорожной карты, версия {version}',
} as const;
