import type { Consolidation } from '#monitoring';
import { cellCode } from '#monitoring/rules';
import type { FrozenForm, FrozenIndicator, FrozenShare } from './rules/frozen.ts';

type Titled<T> = Omit<T, 'title'> & { title: { ru: string; en: string } };
const BY_FORM = 't1';

/**
 * The rows of the table by form of mentoring: its forms, their total, people counted once. A cell that the form closes
 * is left out; one that nobody has filled in is null.
 */
export function formsOf({ form, figures }: Pick<Consolidation, 'form' | 'figures'>): Titled<FrozenForm>[] {
  const table = form.tables.find(({ code }) => code === BY_FORM);
  if (!table) return [];
  const [entered, apart] = [table.rows.filter((row) => !row.apart), table.rows.filter((row) => row.apart)];
  return [...entered, ...(table.total ? [table.total] : []), ...apart].map(({ code, title }) => ({
    code,
    title,
    values: Object.fromEntries(
      table.columns.flatMap((column) => {
        const figure = figures[cellCode(table.code, code, column.code)];
        return figure ? [[column.code, figure.value]] : [];
      }),
    ),
  }));
}

type Figure = Consolidation['indicators'][number];
const shareIn = (one: Figure | Figure['before']): FrozenShare | null =>
  one && one.part !== null && one.whole !== null
    ? { part: one.part, whole: one.whole, covered: one.given, of: one.of }
    : null;

export const indicatorsOf = ({ indicators }: Pick<Consolidation, 'indicators'>): Titled<FrozenIndicator>[] =>
  indicators.map((one) => ({
    code: one.code,
    title: one.title,
    plan: one.planned,
    now: shareIn(one),
    before: shareIn(one.before),
  }));
