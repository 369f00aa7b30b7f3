/** Campaigns, returns, their review. */
export const returns = {
  'returns.not-found': 'Такого отчёта нет, или он не для вашей роли',
  'returns.quarter-unknown': '«{quarter}» — не квартал. Квартал пишется так: 2021-q4',
  'returns.due-day-unknown': 'Такого дня нет в календаре',
  'returns.due-day-early': 'Срок сдачи раньше начала квартала: выберите день позже',
  'returns.campaign-exists': 'За этот квартал мониторинг уже открыт',
  'returns.campaign-closed':
    'Мониторинг закрыт: сохранить или сдать отчёт уже нельзя. Обратитесь к координатору',
  'returns.already-submitted':
    'Отчёт уже сдан. Чтобы изменить его, попросите координатора вернуть отчёт на доработку',
  'returns.changed-meanwhile':
    'Пока страница была открыта, отчёт изменили. Посмотрите, что изменилось, и повторите',
  'returns.differs': 'В сданном отчёте «{theirs}», у вас «{yours}»',
  'returns.not-ready':
    'Сдать пока нельзя: ошибок {errors}, вопросов без ответа {questions}, не заполнено {unfilled}',
  'returns.unknown-fields': 'Не сохранено: в запросе есть поля, которых в этом отчёте нет',
  'returns.unknown-field': 'Поля «{field}» в этом отчёте нет',
  'returns.unknown-choice': 'Такого ответа, «{typed}», в списке нет',
  'returns.value-too-long': 'Слишком длинно: помещается 2000 знаков',
  'returns.too-many-fields': 'Слишком много полей за один раз: не больше 2000',
  'returns.file-unknown': 'Такого файла нет среди приложенных',
  'returns.notice-opened': 'Открыт мониторинг за {period}: сдайте отчёт до {dueOn}',
} as const;
