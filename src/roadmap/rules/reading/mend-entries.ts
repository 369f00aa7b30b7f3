import { mendLetters, type Mend } from '#calendar';
import type { Warning } from '../roadmap.ts';
import type { Column } from './columns.ts';
import type { Entry, RecordRow } from './records.ts';

/** Letters of a wrong alphabet and a bracket closed too early, mended and reported row by row. */
export function mendEntries(entries: readonly Entry[]): { entries: Entry[]; warnings: Warning[] } {
  const warnings: Warning[] = [];
  let section = '';
  const mended = entries.map((entry): Entry => {
    if (entry.kind === 'note') return entry;
    if (entry.kind === 'section') {
      const { text, mends } = mendLetters(entry.title);
      section = entry.numeral || text;
      warnings.push(...reported(mends, { line: entry.line, section }));
      return { ...entry, title: text };
    }
    const cells = Object.entries(entry.cells).map(([column, text]) => [column, mendLetters(text)] as const);
    const where = { line: entry.firstLine, section, activity: entry.cells.number ?? '' };
    warnings.push(
      ...reported(
        cells.flatMap(([, { mends }]) => mends),
        where,
      ),
    );
    const texts: RecordRow['cells'] = Object.fromEntries(cells.map(([column, { text }]) => [column, text]));
    const closed = bracketMended(texts, entry);
    if (closed)
      warnings.push({
        code: 'roadmap.bracket-mended',
        severity: 'note',
        params: { text: closed.text },
        where,
      });
    return { ...entry, cells: closed ? { ...texts, [closed.column]: closed.text } : texts };
  });
  return { entries: mended, warnings };
}

function reported(mends: Mend[], where: Warning['where']): Warning[] {
  const once = mends.filter(({ from }, at) => mends.findIndex((mend) => mend.from === from) === at);
  if (!once.length) return [];
  const params = { from: once.map(({ from }) => from).join(', '), to: once.map(({ to }) => to).join(', ') };
  return [{ code: 'roadmap.letters-mended', severity: 'note', params, where }];
}

/** «№ 90 (СПО)» | «ООШ № 17), …»: recognition closed the bracket at the end of the page, and it closes again below. */
function bracketMended(
  cells: RecordRow['cells'],
  { joined }: RecordRow,
): { column: Column; text: string } | undefined {
  for (const column of Object.keys(joined) as Column[]) {
    const text = cells[column] ?? '';
    const count = (letter: string) => text.split(letter).length - 1;
    if (count(')') !== count('(') + 1) continue;
    const [first = '', second = ''] = joined[column] ?? [];
    // The parts are as written; mending letters leaves their length as it is only letter by letter.
    const at = mendLetters(first).text.length - 1;
    if (first.endsWith(')') && /^[^(]*\)/.test(second) && text[at] === ')')
      return { column, text: text.slice(0, at) + text.slice(at + 1) };
  }
  return undefined;
}
