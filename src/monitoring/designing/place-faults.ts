import { checkForm, type FormFault } from '../judging/index.ts';
import type { FormDefinition } from '../rules/index.ts';
import { EXPRESSIONS } from './rename.ts';

/** Where in the designer a fault is mended; `field` is the expression in which `character` counts. */
export type FaultPlace =
  | { part: 'form' }
  | { part: 'table'; table: string }
  | { part: 'column'; table: string; column: string; field?: (typeof EXPRESSIONS)[number] }
  | { part: 'check'; check: string };
export type PlacedFault = FormFault & { place: FaultPlace };

/** What is wrong with a form, each beside what it is about. */
export function placedFaults(form: FormDefinition): PlacedFault[] {
  return checkForm(form).map((fault) => ({ ...fault, place: placeOf(fault, form) }));
}

function placeOf(fault: FormFault, form: FormDefinition): FaultPlace {
  const [first = '', part, ...rest] = fault.at.split('.');
  const check = form.checks.find(({ code }) => fault.at === `checks.${code}`);
  if (check) return { part: 'check', check: check.code };
  const table = form.tables.find(({ code }) => code === first);
  if (!table) {
    // A circle is told of the cell where it was met: the way round begins with one.
    const [owner, ...cell] = String(fault.params.way ?? '')
      .split(' ')[0]!
      .split('.');
    const around = form.tables.find(({ code }) => code === owner);
    const column = around?.columns.find(({ code }) => code === cell.at(-1));
    if (around && column)
      return { part: 'column', table: around.code, column: column.code, field: 'formula' };
    return { part: 'form' };
  }
  const named = part === 'columns' ? (rest[0] ?? String(fault.params.code ?? '')) : String(cellColumn(fault));
  const column = table.columns.find(({ code }) => code === named);
  if (!column) return { part: 'table', table: table.code };
  const place = { part: 'column', table: table.code, column: column.code } as const;
  const written = EXPRESSIONS.filter((field) => column[field] !== undefined);
  if (!('character' in fault.params) || written.length === 0) return place;
  const field =
    written.length === 1 ? written[0]! : written.find((one) => tellsWith(one, fault, form, place));
  return field ? { ...place, field } : place;
}

const cellColumn = ({ code, at }: FormFault) =>
  code === 'monitoring.form-circle' ? at.split('.').at(-1) : '';

/** Whether the fault is still told when the column has this expression alone. */
function tellsWith(
  field: (typeof EXPRESSIONS)[number],
  fault: FormFault,
  form: FormDefinition,
  place: { table: string; column: string },
): boolean {
  const alone = {
    ...form,
    tables: form.tables.map((table) =>
      table.code !== place.table
        ? table
        : {
            ...table,
            columns: table.columns.map((column) => {
              if (column.code !== place.column) return column;
              const kept = { ...column };
              for (const other of EXPRESSIONS) if (other !== field) delete kept[other];
              return kept;
            }),
          },
    ),
  };
  return checkForm(alone).some(
    ({ at, code, params }) =>
      at === fault.at && code === fault.code && params.character === fault.params.character,
  );
}
