import { cellCode, type FormDefinition, isNumber, partsOf } from '../rules/index.ts';
import { compiledForm } from './compiled.ts';

/**
 * The entered numbers of the period before, or of a year ago, that a form asks for, in reading order: those of a total or of a computed cell
 * are those that it rests on. `form` is laid out.
 */
export function earlierCells(form: FormDefinition, when: 'before' | 'year-ago' = 'before'): string[] {
  const { checks, formulas, conditions } = compiledForm(form);
  const computed = new Map(formulas.map((formula) => [formula.at, formula]));
  const found = new Set<string>();
  const seen = new Set<string>();
  const add = (cell: string): void => {
    if (seen.has(cell)) return;
    seen.add(cell);
    const rests = computed.get(cell)?.operands.filter(({ from }) => from === 'now');
    for (const one of rests?.map((operand) => operand.cell) ?? rowsBehind(form, cell)) add(one);
    found.add(cell);
  };
  for (const { operands } of [...checks, ...formulas, ...conditions])
    for (const { cell, from } of operands) if (from === when) add(cell);
  return form.tables.flatMap((table) =>
    table.rows.flatMap((row) =>
      table.columns
        .filter((column) => isNumber(column) && !column.formula)
        .map(({ code }) => cellCode(table.code, row.code, code))
        .filter((cell) => found.has(cell)),
    ),
  );
}

/** The rows that a total, or the largest row, stands for. */
function rowsBehind(form: FormDefinition, cell: string): string[] {
  const [code, row, column] = cell.split('.');
  const table = form.tables.find((one) => one.code === code);
  if (!table || column === undefined || table.rows.some((one) => one.code === row)) return [];
  return partsOf(table).map((one) => cellCode(table.code, one.code, column));
}
