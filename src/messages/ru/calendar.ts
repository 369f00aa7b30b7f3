/** A person's due dates as a calendar that other programs subscribe to. */
export const calendar = {
  'calendar.not-found': 'Такого календаря нет: адрес заменён или закрыт. Новый можно завести в профиле',
  'calendar.too-often': 'Календарь спрашивают слишком часто. Попробуйте через десять минут',
  'calendar.name': 'Веха: сроки',
  'calendar.term': 'Срок: {term} (в приказе: {written})',
  'calendar.document': 'Подтверждает: {document}',
  'calendar.organisations': 'Организаций: {count}',
  'calendar.campaign': 'Мониторинг: последний день сдачи отчётов, {period}',
  'calendar.return': 'Сдать отчёт мониторинга, {period}',
  'calendar.campaign-says': 'Последний день, когда отчёт за этот период сдан вовремя: {period}.',
  'calendar.head': 'Календарь сроков',
  'calendar.link': 'Календарь .ics',
  'calendar.hint':
    'Адрес для календаря в телефоне или на компьютере: сроки ваших мероприятий и мониторинга появятся там сами и сдвинутся, когда их сдвинет корректировка. Входить не нужно, поэтому никому его не передавайте.',
  'calendar.none': 'Адреса пока нет.',
  'calendar.since': 'Адрес есть с {date}. Сам адрес мы не храним: если он потерян, замените его.',
  'calendar.made': 'Адрес вашего календаря. Скопируйте его сейчас: больше он не покажется.',
  'calendar.made-how': 'В календаре выберите «Подписаться по адресу» или «Добавить по URL» и вставьте его.',
  'calendar.make': 'Завести адрес',
  'calendar.renew': 'Заменить адрес',
  'calendar.renew-hint': 'Прежний перестанет работать сразу.',
  'calendar.end': 'Закрыть календарь',
} as const;
