/** Campaigns, returns, their review. */
export const returns = {
  'returns.not-found': 'Такого отчёта нет, или он не для вашей роли',
  'returns.quarter-unknown': '«{quarter}» — не квартал. Квартал пишется так: 2021-q4',
  'returns.due-day-unknown': 'Такого дня нет в календаре',
  'returns.due-day-early': 'Срок сдачи раньше начала квартала: выберите день позже',
  'returns.form-unknown': 'Формы «{form}» среди утверждённых нет. Выберите форму из списка.',
  'returns.forms-clash':
    'Таблица «{table}» есть и в форме {one}, и в форме {other}: их ячейки называются одинаково. Откройте одну из форм и дайте таблице другой код.',
  'returns.no-roadmap':
    'Дорожная карта не утверждена, форма 1 останется пустой. Утвердите карту или подтвердите, что открываете без неё',
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
  'returns.not-submitted': 'Отчёт сейчас не на проверке: его уже приняли или вернули, или он ещё не сдан',
  'returns.remark-empty': 'Напишите, что исправить',
  'returns.remark-sent': 'Школа уже видит это замечание: убрать его нельзя, но можно принять отчёт',
  'returns.remark-settled': 'Отчёт принят, на это замечание отвечать уже не нужно',
  'returns.no-remarks': 'Напишите хотя бы одно замечание: школе нужно знать, что исправить',
  'returns.nothing-marked': 'Отметьте хотя бы один отчёт',
  'returns.notice-sent-back':
    'Отчёт за {period} возвращён: {remarks} {remarks|замечание|замечания|замечаний}. Исправьте и сдайте снова',
  'returns.notice-accepted': 'Отчёт за {period} принят',
  'returns.notice-reply': '{organisation}: ответ на замечание к отчёту за {period}',
  'returns.notice-reminder': 'Напоминание: отчёт за {period} нужно сдать до {dueOn}',
  'returns.file-empty': 'Файл пуст: проверьте, тот ли это файл',
  'returns.file-too-large': 'Файл больше {megabytes} МБ. Сожмите его или дайте ссылку',
  'returns.file-kind': 'Такой файл приложить нельзя. Подойдут PDF, DOCX, XLSX, ODT, JPG, PNG или ZIP',
  'returns.too-many-files': 'К одному мероприятию прикладывают не больше {most} {most|файла|файлов|файлов}',
} as const;
