import path from 'node:path';
import type { Words } from '#messages';
import {
  type Answer,
  cellCode,
  columnWords,
  consolidatedForm,
  type Figure,
  type FormDefinition,
  layoutOf,
  rowsOf,
} from '#monitoring/rules';
import type { FilesConsolidated, TakenFile } from '#monitoring/scanning';
import { StreamedXlsx, type StreamedCell } from '#platform/streamed-xlsx.ts';
import { remarksOf } from './remarks-of.ts';

const bold = (value: string): StreamedCell => ({ value, look: 'bold' });
const inWords = (value: string): StreamedCell => ({ value, look: 'words' });

/** A consolidation of files as a workbook: a row a file is written when the file has been read, so that none is kept. */
export class FilesWorkbook {
  readonly #out: StreamedXlsx;
  readonly #form: FormDefinition;
  readonly #say: Words;
  /** Scales of the positions, in their order. */
  readonly #units: readonly number[];

  constructor(file: string, form: FormDefinition, say: Words) {
    this.#out = new StreamedXlsx(file);
    this.#form = form;
    this.#say = say;
    const layout = layoutOf(form);
    this.#units = layout.map(({ scale }) => 10 ** scale);
    this.#out.sheet(say('scan.sheet-files'), {
      widths: [34, 22, ...layout.map(() => 11)],
      frozen: { rows: 2, columns: 2 },
    });
    const titles = titlesOf(form, say);
    this.#out.row([
      bold(say('scan.head-file')),
      bold(say('scan.head-organisation')),
      ...layout.map(({ cell }) => bold(titles(cell))),
    ]);
    this.#out.row([null, null, ...layout.map(({ cell }) => cell)]);
  }

  file({ file, organisation }: TakenFile, answers: readonly Answer[]): void {
    const cells = answers.map((answer, at): StreamedCell =>
      typeof answer === 'number'
        ? answer / this.#units[at]!
        : answer === null
          ? null
          : this.#say('scan.not-applicable'),
    );
    this.#out.row([path.basename(file), organisation, ...cells]);
  }

  end(done: FilesConsolidated, remarks: readonly TakenFile[]): void {
    this.#totals(done);
    const say = this.#say;
    this.#out.sheet(say('scan.sheet-refused'), { widths: [50, 100], frozen: { rows: 1, columns: 0 } });
    this.#out.row([bold(say('scan.head-file')), bold(say('scan.head-why'))]);
    for (const { file, code, params } of done.refused)
      this.#out.row([path.basename(file), inWords(say.code(code, params))]);
    this.#out.sheet(say('scan.sheet-cells'), { widths: [150], frozen: { rows: 1, columns: 0 } });
    this.#out.row([bold(say('scan.head-why'))]);
    for (const one of remarks)
      for (const line of remarksOf({ ...one, file: path.basename(one.file) })) this.#out.row([inWords(line)]);
    this.#out.end([1, 0, 2, 3]);
  }

  abandon(): void {
    this.#out.abandon();
  }

  #totals({ figures, indicators, taken, refused, campaign }: FilesConsolidated): void {
    const [say, out, form] = [this.#say, this.#out, consolidatedForm(this.#form)];
    out.sheet(say('scan.sheet-totals'), {
      widths: [40, ...Array.from({ length: 24 }, () => 13)],
      frozen: { rows: 0, columns: 1 },
    });
    out.row([bold(say('scan.title', { form: form.title[say.locale] }))]);
    const period = campaign ?? say('scan.campaign-unknown');
    out.row([say('scan.lead', { taken, refused: refused.length, campaign: period })]);
    const written = (figure: Figure | undefined): StreamedCell =>
      !figure ? null : figure.of === 0 ? say('scan.not-applicable') : (figure.value ?? say('scan.no-data'));
    const covered = (figure: Figure | undefined): StreamedCell =>
      figure ? `${figure.given} / ${figure.of}` : null;
    for (const table of form.tables) {
      out.row([]);
      out.row([bold(table.title[say.locale])]);
      out.row([
        bold(table.rowsTitle?.[say.locale] ?? say('scan.head-row')),
        ...table.columns.map((column) => bold(columnWords(column, say.locale, ': '))),
      ]);
      const rows = rowsOf(table);
      for (const row of rows) {
        const there = table.columns.map(({ code }) => figures[cellCode(table.code, row.code, code)]);
        out.row([inWords(row.title[say.locale]), ...there.map(written)]);
        out.row([say('scan.head-covered'), ...there.map(covered)]);
      }
    }
    if (indicators.length === 0) return;
    out.row([]);
    out.row(
      (
        [
          'scan.head-indicator',
          'scan.head-part',
          'scan.head-whole',
          'scan.head-share',
          'scan.head-covered',
        ] as const
      ).map((key) => bold(say(key))),
    );
    for (const { code, part, whole, percent, given, of } of indicators)
      out.row([code, part, whole, percent, `${given} / ${of}`]);
  }
}

/** What a position is called: row and column, and which answer is counted. */
function titlesOf(form: FormDefinition, say: Words): (cell: string) => string {
  const titles = new Map<string, string>();
  const options = new Map<string, string>();
  for (const table of form.tables)
    for (const column of table.columns) {
      const title = columnWords(column, say.locale, ': ');
      for (const row of table.rows)
        titles.set(
          cellCode(table.code, row.code, column.code),
          row.code === '' ? title : `${row.title[say.locale]}. ${title}`,
        );
      titles.set(`${table.code} ${column.code}`, title);
      titles.set(table.code, table.title[say.locale]);
      for (const { code, title: option } of column.options ?? []) options.set(code, option[say.locale]);
    }
  return (cell) => {
    const [of = '', what] = cell.split(':', 2);
    if (what === undefined) return titles.get(of) ?? cell;
    if (what === 'rows')
      return say('scan.counted', { title: titles.get(of) ?? of, option: say('scan.counted-rows') });
    const [, column, option] = /^(?:sum|of)\.([^.]+)(?:\.(.+))?$/.exec(what) ?? [];
    const title = titles.get(column === undefined ? of : `${of} ${column}`) ?? of;
    const which = column === undefined ? what : option;
    return which === undefined ? title : say('scan.counted', { title, option: options.get(which) ?? which });
  };
}
