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
    'Отчёт за {period} возвращён: {remarks} {remarks|замечание|замечания|замечаний}. Исправьте и сдайте снова до {dueOn}',
  'returns.notice-accepted': 'Отчёт за {period} принят',
  'returns.notice-reply': '{organisation}: ответ на замечание к отчёту за {period}',
  'returns.notice-reminder': 'Напоминание: отчёт за {period} нужно сдать до {dueOn}',
  'returns.file-empty': 'Файл пуст: проверьте, тот ли это файл',
  'returns.file-too-large': 'Файл больше {megabytes} МБ. Сожмите его или дайте ссылку',
  'returns.file-kind': 'Такой файл приложить нельзя. Подойдут PDF, DOCX, XLSX, ODT, JPG, PNG или ZIP',
  'returns.too-many-files': 'К одному мероприятию прикладывают не больше {most} {most|файла|файлов|файлов}',
  'returns.mend-by-early': 'Этот день уже прошёл: выберите сегодняшний или более поздний',
  'returns.opened-by-reviewer':
    'Отчёт уже открыли на проверке: {by}. Забрать его нельзя, но можно попросить вернуть',
  'returns.reviewer-unknown': 'Такого проверяющего у муниципалитета нет. Выберите из списка',
  'returns.no-reviewers': 'Отметьте хотя бы одного проверяющего',
  'returns.review-days': 'Впишите число рабочих дней от 1 до 60',
  'returns.ready-many': 'Готовых замечаний уже {most}. Уберите то, которым не пользуетесь',
  'returns.not-handed-in': '{organisation}: отчёт не сдан или возвращён, уточнять в нём пока нечего',
  'returns.value-answered': 'На этот вопрос уже ответили. Обновите страницу',
  'returns.correction-not-ready':
    'Одно это число исправить нельзя: с ним не сходятся ещё {count} {count|место|места|мест}. Исправьте их вместе или напишите словами, что верно',
  'returns.notice-ask-back': '{organisation}: просит вернуть отчёт за {period}. {why}',
  'returns.notice-unreviewed':
    '{organisation}: отчёт за {period} не проверен дольше {days} рабочих {days|дня|дней|дней}',
  'returns.notice-value-asked':
    'Координатор уточняет число в отчёте за {period}. Отчёт не возвращён: ответьте на вопрос',
  'returns.notice-value-answered': '{organisation}: ответ об уточняемом числе в отчёте за {period}',
  'returns.notice-value-corrected': '{organisation}: уточняемое число в отчёте за {period} исправлено',
  'returns.notice-cell-asked': '{organisation}: вопрос о форме мониторинга за {period}',
  'returns.notice-cell-answered': 'На ваш вопрос о форме мониторинга за {period} ответили',
} as const;
