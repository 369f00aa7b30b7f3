/**
 * What a column of a roadmap holds. `stage` spans the activities of a section downwards, `until` is the end of a deadline
 * whose two days have columns of their own, `helpers` are co-executors apart from the executor; `note` is read by nobody.
 */
export const COLUMNS = [
  'number',
  'stage',
  'title',
  'deadline',
  'until',
  'responsible',
  'helpers',
  'document',
  'result',
  'note',
] as const;
export type Column = (typeof COLUMNS)[number];
/** Which cell holds what. */
export type Columns = Partial<Record<Column, number>>;
/** What a person said of headings that no rule knows, by `headingKey`. */
export type Known = Readonly<Record<string, Column>>;

/**
 * How the titles of columns begin, the more telling first: «Результат. Вид документа» is a document, «Ответственный
 * исполнитель» no «Исполнение». @see the headings met in roadmaps of the same model
 */
const TITLES: [Column, RegExp][] = [
  ['number', /^(?:№|n|no|nn|пп|п\/п|номер)[№n.\s/\\пp]*$/u],
  [
    'document',
    /вид документ|форма отч[её]тн|подтвержд|отч[её]тный документ|^документ|форма представления|форма завершения|вид отч[её]тн/u,
  ],
  [
    'deadline',
    /^(?:плановы[йе] |календарн\p{L}+ |конечн\p{L}+ )?срок|^период|^дата|^даты|^время|^график|срок[иа]? (?:реализ|исполн|провед|выполн)/u,
  ],
  ['helpers', /^соисполнител|^участник/u],
  ['responsible', /ответственн|исполнител|^организатор/u],
  ['note', /примечан|отметк|^статус|^финансир|^источник/u],
  ['result', /результат|^эффект|^показател/u],
  ['stage', /^(?:наименовани\p{L} |название )?(?:этап|раздел|блок)/u],
  ['title', /мероприяти|содержание|^наименование|^действи|^виды? (?:деятельности|работ)|^направлени|^задач/u],
];

/** Headings that differ only in case, ё, marks and blanks are one. */
export const headingKey = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[*_«»"]/g, '')
    .replace(/(\p{L})-\s+(?=\p{Ll})/gu, '$1')
    .replace(/\s+/g, ' ')
    .trim();

/** What a heading says by itself, without the others beside it. */
export const readOne = (heading: string): Column | undefined =>
  TITLES.find(([, pattern]) => pattern.test(headingKey(heading)))?.[0];

/** The columns of a heading row, or nothing if the row is none: two of its cells at least must name a column. */
export function readHeading(cells: readonly string[], known: Known = {}): Columns | undefined {
  if (cells.some((cell) => cell.length > 120)) return undefined;
  const columns: Columns = {};
  const taken = new Set<number>();
  cells.forEach((cell, at) => {
    const said = known[headingKey(cell)] ?? known[`#${at + 1}`];
    if (!said) return;
    taken.add(at);
    if (said !== 'note') columns[said] ??= at;
  });
  let both: number | undefined;
  cells.forEach((cell, at) => {
    const name = headingKey(cell);
    if (!name || taken.has(at)) return;
    const found = TITLES.find(([column, pattern]) => columns[column] === undefined && pattern.test(name));
    if (found) columns[found[0]] = at;
    // «Результат. Вид документа» is both.
    if (found?.[0] === 'document' && /результат/u.test(name)) both = at;
  });
  if (both !== undefined) columns.result ??= both;
  if (columns.title === undefined && columns.stage !== undefined) {
    columns.title = columns.stage;
    delete columns.stage;
  }
  // Helpers alone are those who carry the activity out: «Участники».
  if (columns.responsible === undefined && columns.helpers !== undefined) {
    columns.responsible = columns.helpers;
    delete columns.helpers;
  }
  const telling = Object.keys(columns).filter((column) => column !== 'number' && column !== 'note');
  return columns.title !== undefined && telling.length >= 2 ? columns : undefined;
}

/** The row of column numbers under a heading: 1, 2, 3, 4. */
export function isNumbering(cells: readonly string[]): boolean {
  const filled = cells.filter(Boolean);
  return filled.length >= 3 && filled.every((cell, at) => Number(cell) === Number(filled[0]) + at);
}

/** The second row of a heading whose «Сроки» stand over «начало» and «окончание»: the columns of both, `beside` others. */
export function readBounds(
  cells: readonly string[],
  beside = false,
): Pick<Columns, 'deadline' | 'until'> | undefined {
  const names = cells.map((cell) => cell.toLowerCase().trim());
  const deadline = names.findIndex((name) => /^(?:начал|с$|дата начал)/u.test(name));
  const until = names.findIndex((name) => /^(?:окончан|заверш|конец|по$|до$|дата окончан)/u.test(name));
  const others = names.filter((name, at) => name && at !== deadline && at !== until);
  return deadline >= 0 && until >= 0 && (beside || !others.length) ? { deadline, until } : undefined;
}
