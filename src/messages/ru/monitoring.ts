export const monitoring = {
  'monitoring.number-took': 'Взято {taken} из «{typed}».',
  'monitoring.number-nothing':
    '«{typed}» может значить и ноль, и «не заполнено». Если не было, поставьте 0; если вас это не касается, отметьте «не применимо».',
  'monitoring.number-text': '«{typed}» — не число. Впишите число цифрами, пояснение оставьте для поля рядом.',
  'monitoring.number-percent': 'Здесь нужно количество, а не проценты: вместо «{typed}» впишите, сколько.',
  'monitoring.number-two': 'В «{typed}» больше одного числа. Впишите одно.',
  'monitoring.number-multiplier': 'Впишите число целиком, цифрами: не «{typed}», а со всеми нулями.',
  'monitoring.number-negative': '«{typed}» меньше нуля. Здесь может быть только ноль или больше.',
  'monitoring.number-fraction': 'Здесь нужно целое число, а не «{typed}».',
  'monitoring.number-scale':
    'В «{typed}» слишком много знаков после запятой: здесь не больше {scale} {scale|знака|знаков|знаков}.',
  'monitoring.number-max': '«{typed}» — слишком много: здесь не больше {max}. Проверьте, нет ли лишних цифр.',
  'monitoring.cell-empty': 'Не заполнено. Если не было, поставьте 0.',
  'monitoring.cell-closed': 'Эта ячейка закрыта: «{typed}» здесь не нужно, уберите.',
  'monitoring.cell-unknown': 'Ячейки «{cell}» в этой форме нет.',
  'monitoring.reason-missing': 'Напишите, почему это вас не касается: одной фразы достаточно.',
  'monitoring.form-code-twice': 'Код «{code}» встречается дважды. Дайте второму другой код.',
  'monitoring.form-code-bad':
    'Код «{code}» не подходит: нужны строчные латинские буквы, цифры, дефис и подчёркивание, и не слова prev, value, total, largest, sameYear.',
  'monitoring.form-scale-bad':
    'В графе «{code}» знаков после запятой {scale}: у целых их 0, у дробных не больше 4.',
  'monitoring.form-cell-unknown':
    'Ячейки «{cell}» в форме нет (знак {character} в условии; 0 — не в условии).',
  'monitoring.form-expression': 'Условие не читается с {character}-го знака: {fault}.',
  'monitoring.form-sentence-value': 'В предложении стоит {name}, а в условии такого числа нет.',
  'monitoring.state-missing': 'Отметьте состояние.',
  'monitoring.was-done':
    'В прошлом отчёте было «выполнено», и координатор это принял. Верните «выполнено» или попросите координатора открыть мероприятие снова.',
  'monitoring.done-on-missing': 'Впишите дату исполнения.',
  'monitoring.date-unreadable': '«{typed}» — не дата. Впишите день, месяц и год: 14.10.2021.',
  'monitoring.done-on-ahead': 'Эта дата ещё не наступила. Если мероприятие впереди, отметьте «выполняется».',
  'monitoring.done-before-term':
    'Дата раньше срока мероприятия. Если так и есть, напишите об этом в поле «Результат, кратко».',
  'monitoring.done-after-term':
    'Дата позже срока мероприятия. Если так и есть, напишите об этом в поле «Результат, кратко».',
  'monitoring.evidence-missing':
    'Назовите документ, приложите файл или дайте ссылку: «выполнено» нужно подтвердить.',
  'monitoring.link-not-https': 'Ссылка должна начинаться с https:// и вести на страницу или файл.',
  'monitoring.reason-kind-missing': 'Выберите причину.',
  'monitoring.not-done-reason-missing': 'Напишите, что помешало: одной-двух фраз достаточно.',
  'monitoring.new-term-early': 'Новый срок должен быть после конца отчётного периода.',
  'monitoring.text-long':
    'Здесь {length} {length|знак|знака|знаков}, а помещается не больше {most}. Сократите или приложите файл.',
  'monitoring.consolidation-unknown': 'Свода за такой период нет: выберите другой.',
  'monitoring.consolidation-none': 'Мониторинг ещё не открывали, сводить нечего.',
} as const;
