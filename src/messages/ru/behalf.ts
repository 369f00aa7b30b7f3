/** Entering an organisation's figures by its words. */
export const behalf = {
  'returns.told-by-missing': 'Напишите, с чьих слов вносите: должность, например «директор»',
  'returns.enter-why-missing': 'Напишите, почему школа не вносит сама',
  'returns.behalf-unsaid':
    'Сначала напишите, с чьих слов и почему вы вносите: до этого менять отчёт школы нельзя.',
  'returns.submitted-by-yourself':
    'Этот отчёт сдала сама организация. Чтобы изменить его, попросите координатора вернуть его на доработку.',
  'returns.notice-entered-for':
    'Координатор вносит ваши числа за {period} со слов: {toldBy} ({why}). Проверьте и поправьте',
  'monitoring.enter-link': 'Внести со слов школы',
  'monitoring.enter-title': 'Внести за школу: {organisation}',
  'monitoring.enter-lead':
    'Если школа диктует числа по телефону, внесите их здесь. У каждого такого числа останется пометка, а школа получит сообщение и сможет поправить, пока отчёт не принят.',
  'monitoring.enter-told-by': 'С чьих слов',
  'monitoring.enter-told-by-hint': 'Должность: «директор», «заместитель директора», «куратор»',
  'monitoring.enter-why': 'Почему не вносит сама',
  'monitoring.enter-why-hint': 'Например: «в школе два дня нет интернета»',
  'monitoring.enter-button': 'Открыть отчёт школы',
  'monitoring.enter-back': 'Не вносить',
  'monitoring.enter-refused': 'Отчёт не открыт',
  'monitoring.enter-standing': 'Уже сказано {when}: со слов — {toldBy}, {why}.',
  'monitoring.enter-go': 'Продолжить заполнение',
  'monitoring.step-entered-for': 'Вносит координатор со слов: {toldBy} ({why})',
  'monitoring.step-reopen': 'Организация исправляет внесённое за неё',
  'monitoring.review-behalf': 'Внесено координатором со слов: {toldBy} ({why}).',
  'monitoring.review-behalf-some':
    '{count|Внесён|Внесены|Внесены} координатором {count} {count|ответ|ответа|ответов} со слов: {toldBy} ({why}).',
  'monitoring.review-behalf-submitted': 'Сдано координатором со слов: {toldBy} ({why}).',
  'sheet.behalf-enters':
    'Вы вносите за школу со слов: {toldBy} ({why}). Каждое изменение помечено, школе отправлено сообщение.',
  'sheet.behalf-told':
    '{by} вносит ваши числа со слов: {toldBy} ({why}). Внесено полей: {fields}. Проверьте и поправьте.',
  'sheet.behalf-begin': 'Вы можете внести числа за школу с её слов: сначала скажите, с чьих.',
  'receipt.behalf': 'Со слов',
  'receipt.behalf-all': 'Внесено координатором со слов: {toldBy} ({why})',
  'receipt.behalf-some':
    'Координатором {count|внесён|внесены|внесены} {count} {count|ответ|ответа|ответов} со слов: {toldBy} ({why})',
  'receipt.behalf-submitted': 'Внесено и сдано координатором со слов: {toldBy} ({why})',
  'receipt.correct-title': 'Отчёт сдал за вас координатор',
  'receipt.correct-note':
    'Если что-то записано неверно, откройте отчёт и сдайте его заново. Это можно, пока отчёт не принят.',
  'receipt.correct': 'Исправить отчёт',
  'receipt.correct-refused': 'Отчёт не открыт',
  'monitoring.consolidation-away': 'не применимо: {reason}',
  'monitoring.consolidation-nothing': 'сообщать нечего',
  'monitoring.review-table-nothing': '«{table}»: сообщать нечего',
  'monitoring.review-table-away': '«{table}»: не применимо — {reason}',
} as const;
