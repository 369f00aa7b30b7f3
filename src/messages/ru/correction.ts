/** Corrections of an approved roadmap: a draft, its changes with reasons, the order that approves it, versions. */
export const correction = {
  // Refusals.
  'correction.not-found': 'Такого черновика корректировки нет, или он не для вашей роли',
  'correction.approved': 'Эта корректировка уже утверждена. Чтобы изменить ещё что-то, начните новую',
  'correction.thrown-away': 'Этот черновик удалён. Начните новый',
  'correction.changed-meanwhile':
    'Пока страница была открыта, черновик изменил кто-то ещё. Ниже он свежий: посмотрите и повторите своё',
  'correction.open': 'Корректировка уже готовится: продолжите её. Второго черновика не бывает',
  'correction.approved-meanwhile':
    'Пока вы готовили корректировку, утверждена версия {version} по приказу № {number} от {date}. Ваш черновик сделан из прежней: удалите его и начните новый из действующей версии',
  'correction.nothing-changed': 'В черновике нет ни одного изменения: утверждать нечего',
  'correction.none-approved': 'Сначала утвердите Дорожную карту: корректировка делается из неё',
  'correction.section-unknown': 'Такого раздела нет. Выберите раздел из списка',
  'correction.link-circle':
    'Так нельзя: второе мероприятие само ждёт первого, и ни одно не смогло бы начаться',
  'correction.not-withdrawn': 'Это мероприятие не исключено',
  'correction.proposal-unknown': 'Такого предложения уже нет: обновите страницу',
  'correction.proposal-outdated': 'Срок в черновике уже изменён. Исправьте его на странице мероприятия',
  'correction.until-before-start': 'Новый срок кончается раньше, чем начинается',
  'correction.deadline-in-doubt': '{code}: срок можно понять по-разному, выберите как',
  'correction.version-not-found': 'Такой версии Дорожной карты нет',
  'correction.parent-unknown': 'Такого мероприятия нет в региональной Дорожной карте',
  'correction.notice':
    'Дорожная карта изменена приказом № {number}: у вас {count|изменилось|изменились|изменилось} {count} {count|обязательство|обязательства|обязательств}',
} as const;
