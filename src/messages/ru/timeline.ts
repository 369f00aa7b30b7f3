/** The timeline as a picture and as PDF, and the load before it falls. */
export const timeline = {
  'timeline.no-roadmap': 'Дорожная карта ещё не утверждена: рисовать и печатать нечего',
  'timeline.after': 'после',
  'timeline.after-broken': 'начинается раньше, чем кончится {codes}',
  'timeline.key-link': 'одно после другого; красный пунктир: начинается раньше, чем кончится первое',
  'timeline.chart-pdf': 'Скачать PDF',
  'timeline.chart-svg': 'Скачать SVG',
  'timeline.chart-file': 'Дорожная карта на шкале времени',
  'timeline.chart-lead': 'Утверждена приказом от {date} № {number}, версия {version}. Состояние на {today}.',
  'timeline.chart-description':
    'Шкала времени с {from} по {to}, сегодня {today}. {count} {count|мероприятие|мероприятия|мероприятий} по разделам: у каждого название, исполнители, срок по приказу, состояние словами и полоса срока.',
  'timeline.chart-page': 'страница',
} as const;
