import { written } from './docx-numbering.ts';
import { type Attributes, parseXml } from './xml.ts';

type Level = { format: string; prefix: string; suffix: string; start: number; shown: number };
/** Lists by the name of their style and level, and how paragraphs of a style are set. */
export type OdtStyles = { lists: Map<string, Map<number, Level>>; align: Map<string, string> };

const FORMATS: Record<string, string> = {
  '1': 'decimal',
  I: 'upperRoman',
  i: 'lowerRoman',
  A: 'upperLetter',
  a: 'lowerLetter',
  'А, Б, .., Аа, Аб, ... (ru)': 'russianUpper',
  'а, б, .., аа, аб, ... (ru)': 'russianLower',
};

/** Reads the styles of `styles.xml` and of the content itself, whose own ones go before. */
export function readStyles(files: readonly (Uint8Array | undefined)[]): OdtStyles {
  const styles: OdtStyles = { lists: new Map(), align: new Map() };
  const parents = new Map<string, string>();
  let list: Map<number, Level> | undefined;
  let style = '';
  for (const bytes of files)
    if (bytes)
      parseXml(bytes, {
        open(name, attributes) {
          if (name === 'text:list-style') {
            list = new Map();
            styles.lists.set(attributes['style:name'] ?? '', list);
          } else if (name === 'text:list-level-style-number')
            list?.set(levelAt(attributes), levelOf(attributes));
          else if (name === 'text:list-level-style-bullet')
            list?.set(levelAt(attributes), { ...levelOf(attributes), format: 'bullet' });
          else if (name === 'style:style' && attributes['style:family'] === 'paragraph') {
            style = attributes['style:name'] ?? '';
            parents.set(style, attributes['style:parent-style-name'] ?? '');
          } else if (name === 'style:paragraph-properties' && style && attributes['fo:text-align'])
            styles.align.set(style, attributes['fo:text-align']);
        },
        close(name) {
          if (name === 'text:list-style') list = undefined;
          if (name === 'style:style') style = '';
        },
      });
  for (const [name, parent] of parents)
    if (!styles.align.has(name) && styles.align.has(parent))
      styles.align.set(name, styles.align.get(parent)!);
  return styles;
}

const levelAt = (attributes: Attributes) => Number(attributes['text:level'] ?? 1);
const levelOf = (attributes: Attributes): Level => ({
  format: FORMATS[attributes['style:num-format'] ?? ''] ?? '',
  prefix: attributes['style:num-prefix'] ?? '',
  suffix: attributes['style:num-suffix'] ?? '',
  start: Number(attributes['text:start-value'] ?? 1),
  shown: Number(attributes['text:display-levels'] ?? 1),
});

type OpenList = { style: string; counts: (number | undefined)[]; id: string };

/** Counts the items of lists as they open; a list may go on from another. */
export class Numbers {
  private readonly open: OpenList[] = [];
  private readonly closed = new Map<string, OpenList>();
  private last: OpenList | undefined;
  private waiting = false;
  private readonly styles: OdtStyles;
  constructor(styles: OdtStyles) {
    this.styles = styles;
  }

  openList(attributes: Attributes): void {
    const outer = this.open.at(-1);
    const style = attributes['text:style-name'] ?? outer?.style ?? '';
    const id = attributes['xml:id'] ?? '';
    const before =
      this.closed.get(attributes['text:continue-list'] ?? '') ??
      (attributes['text:continue-numbering'] === 'true' && this.last?.style === style
        ? this.last
        : undefined);
    this.open.push({ style, id, counts: outer?.counts ?? before?.counts ?? [] });
  }

  closeList(): void {
    const list = this.open.pop();
    if (!list || this.open.length) return;
    this.last = list;
    if (list.id) this.closed.set(list.id, list);
  }

  openItem(attributes: Attributes): void {
    const list = this.open.at(-1);
    if (!list) return;
    const at = this.open.length;
    const level = this.styles.lists.get(list.style)?.get(at);
    const start = attributes['text:start-value'];
    list.counts[at] = start === undefined ? (list.counts[at] ?? (level?.start ?? 1) - 1) + 1 : Number(start);
    list.counts.length = at + 1;
    this.waiting = true;
  }

  /** The number of the item that has just opened; its further paragraphs have none. */
  label(): string {
    const list = this.open.at(-1);
    if (!list || !this.waiting) return '';
    this.waiting = false;
    const at = this.open.length;
    const levels = this.styles.lists.get(list.style);
    const level = levels?.get(at);
    if (!level?.format) return '';
    if (level.format === 'bullet') return '–';
    const from = Math.max(1, at - level.shown + 1);
    const numbers = Array.from({ length: at - from + 1 }, (_, step) =>
      written(list.counts[from + step] ?? 1, levels?.get(from + step)?.format || 'decimal'),
    );
    return `${level.prefix}${numbers.join('.')}${level.suffix}`;
  }
}
