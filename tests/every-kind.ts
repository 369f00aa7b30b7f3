import { createHash } from 'node:crypto';
import type { App } from '#platform/app.ts';
import { type Canonical, canonicalText, type Column, type FormDefinition } from '#monitoring/rules';

const text = (ru: string) => ({ ru, en: ru });
const column = (code: string, title: string, type: Column['type'], more: Partial<Column> = {}): Column => ({
  code,
  title: text(title),
  unit: text(''),
  type,
  scale: type === 'decimal' || type === 'share' ? 1 : 0,
  over: 'period',
  ...more,
});

/** A form with one of every kind of table and cell. */
export const everyKind: FormDefinition = {
  code: 'F9',
  version: 1,
  title: text('Практики наставничества'),
  hint: text('Что провели за квартал и с каким итогом.'),
  tables: [
    {
      code: 'a',
      kind: 'fixed',
      title: text('Занятия по направлениям'),
      rowsTitle: text('Направление'),
      rows: [
        { code: 'x', title: text('Техническое творчество') },
        { code: 'y', title: text('Волонтёрство') },
      ],
      columns: [
        column('part', 'участвовали', 'whole', {
          group: [text('Ученики'), text('10–19 лет')],
          unit: text('чел.'),
        }),
        column('whole', 'всего', 'whole', {
          group: [text('Ученики'), text('10–19 лет')],
          unit: text('чел.'),
          hint: text('Все ученики 10–19 лет, занятые в направлении'),
        }),
        column('rate', 'доля, %', 'share', {
          group: [text('Ученики')],
          formula: 'share(part, whole)',
          consolidates: { how: 'recompute' },
        }),
        column('held', 'проведено', 'yes-no'),
        column('how', 'как', 'choice', {
          options: [
            { code: 'near', title: text('очно') },
            { code: 'far', title: text('заочно') },
          ],
          shownIf: 'held',
        }),
        column('why', 'почему нет', 'text', { requiredIf: '!held', longest: 200 }),
        column('score', 'оценка', 'decimal', { consolidates: { how: 'weighted', by: 'whole' }, max: 10 }),
      ],
      closed: [],
      total: { code: 'total', title: text('Итого') },
    },
    {
      code: 'b',
      kind: 'list',
      title: text('Практики'),
      rows: [],
      columns: [
        column('name', 'Название', 'text', { hint: text('Так, как она названа в программе') }),
        column('site', 'Страница', 'link', { optional: true }),
        column('base', 'На базе', 'organisation', { optional: true }),
        column('order', 'Приказ', 'file', { optional: true }),
        column('hours', 'Часов', 'decimal'),
      ],
      closed: [],
    },
    {
      code: 'c',
      kind: 'roadmap',
      title: text('Мероприятия'),
      rows: [],
      columns: [column('people', 'Участников', 'whole'), column('on', 'Дата', 'date', { optional: true })],
      closed: [],
    },
    {
      code: 'd',
      kind: 'fixed',
      title: text('О школе'),
      rows: [{ code: '', title: text('') }],
      columns: [column('pupils', 'Учеников', 'whole', { prefill: 'org.pupils_total' })],
      closed: [],
    },
  ],
  checks: [
    {
      code: 'f9.part',
      severity: 'error',
      each: 'row',
      table: 'a',
      at: 'part',
      holds: 'part <= whole',
      text: text('Участвовали {part}, а всего {whole}: часть не бывает больше целого'),
      short: text('участников больше, чем учеников'),
    },
  ],
  computed: [],
};

/** Publishes a form, so that a campaign can ask it. */
export async function publish(app: App, form: FormDefinition, ownerId: number): Promise<string> {
  const sha256 = createHash('sha256')
    .update(canonicalText(form as unknown as Canonical))
    .digest('hex');
  await app.pool.query(
    `insert into form (code, version, definition, sha256, published_at, owner_id) values ($1, $2, $3, $4, now(), $5)
     on conflict do nothing`,
    [form.code, form.version, JSON.stringify(form), sha256, ownerId],
  );
  return `${form.code} ${form.version}`;
}
