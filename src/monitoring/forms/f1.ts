import type { ExecutionForm } from '../rules/execution-form.ts';

/** «Исполнение мероприятий Дорожной карты» */
export const f1: ExecutionForm = {
  code: 'F1',
  version: 1,
  title: { ru: 'Исполнение мероприятий Дорожной карты', en: 'Execution of the roadmap’s activities' },
  hint: {
    ru: 'Мероприятия, у которых срок в этом периоде, идёт или уже прошёл. Отметьте состояние каждого; остальные поля появятся сами.',
    en: 'Activities that are due in this period, running or overdue. Mark the state of each; the other fields appear by themselves.',
  },
  states: {
    done: { ru: 'Выполнено', en: 'Done' },
    running: { ru: 'Выполняется', en: 'In work' },
    'not-done': { ru: 'Не выполнено', en: 'Not done' },
    'not-applicable': { ru: 'Не применимо', en: 'Not applicable' },
  },
  reasons: {
    staff: { ru: 'Кадры', en: 'Staff' },
    'organiser-dates': { ru: 'Сроки организатора', en: 'The organiser’s dates' },
    funding: { ru: 'Финансирование', en: 'Funding' },
    epidemic: { ru: 'Эпидситуация', en: 'Epidemic situation' },
    other: { ru: 'Иное', en: 'Other' },
  },
  fields: {
    state: { title: { ru: 'Состояние', en: 'State' } },
    doneOn: {
      title: { ru: 'Дата исполнения', en: 'Done on' },
      hint: { ru: 'например, 14.10.2021', en: 'for example, 14.10.2021' },
    },
    participants: {
      title: { ru: 'Участников, чел.', en: 'Participants' },
      hint: { ru: 'за период', en: 'for the period' },
    },
    document: {
      title: { ru: 'Реквизиты документа', en: 'Document' },
      hint: {
        ru: 'вид, дата и номер; или приложите файл, или дайте ссылку',
        en: 'kind, date and number; or attach a file, or give a link',
      },
    },
    link: {
      title: { ru: 'Ссылка', en: 'Link' },
      hint: {
        ru: 'начинается с https://, открывается у всех',
        en: 'starts with https://, opens for everybody',
      },
    },
    files: { title: { ru: 'Файлы', en: 'Files' } },
    reasonKind: { title: { ru: 'Причина', en: 'Reason' } },
    reason: {
      title: { ru: 'Что помешало', en: 'What stood in the way' },
      hint: {
        ru: 'одной-двумя фразами, это попадёт в справку',
        en: 'in a sentence or two; it goes into the report',
      },
    },
    newTerm: {
      title: { ru: 'Новый срок', en: 'New date' },
      hint: { ru: 'после конца периода', en: 'after the end of the period' },
    },
    comment: {
      title: { ru: 'Результат, кратко', en: 'Result in brief' },
      hint: { ru: 'можно не заполнять', en: 'may be left empty' },
    },
  },
  titles: {
    running: {
      comment: {
        title: { ru: 'Что уже сделано', en: 'What has been done so far' },
        hint: { ru: 'коротко; можно не заполнять', en: 'briefly; may be left empty' },
      },
    },
    'not-applicable': {
      reason: { title: { ru: 'Почему мероприятие вас не касается', en: 'Why it does not concern you' } },
    },
  },
};
