import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { constants, crc32, deflateRawSync } from 'node:zlib';

/** `bold` and `words` (wrapped) are all the looks there are. */
export type StreamedCell = string | number | null | { value: string | number | null; look: 'bold' | 'words' };

const CHUNK = 1 << 18;
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const KIND = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const LOOKS = { bold: 1, words: 2 } as const;

type Entry = { name: string; at: number; crc: number; packed: number; size: number };

/**
 * A workbook written row by row into a file, so that it may be larger than memory. One sheet is written after another;
 * `order` says how they are shown. The file is there only when all of it is.
 */
export class StreamedXlsx {
  readonly #file: string;
  readonly #half: string;
  readonly #handle: number;
  readonly #entries: Entry[] = [];
  readonly #sheets: string[] = [];
  #at = 0;
  #entry: Entry | undefined;
  #text = '';
  #row = 0;

  constructor(file: string) {
    this.#file = file;
    this.#half = `${file}.part`;
    this.#handle = openSync(this.#half, 'w');
  }

  /** Begins a sheet; `widths` in characters, `frozen` rows and columns stay in sight. */
  sheet(
    name: string,
    { widths, frozen }: { widths: readonly number[]; frozen: { rows: number; columns: number } },
  ): void {
    this.#endSheet();
    this.#sheets.push(name);
    this.#row = 0;
    this.#begin(`xl/worksheets/sheet${this.#sheets.length}.xml`);
    const { rows, columns } = frozen;
    const split = `${columns > 0 ? ` xSplit="${columns}"` : ''}${rows > 0 ? ` ySplit="${rows}"` : ''}`;
    const pane = columns > 0 ? (rows > 0 ? 'bottomRight' : 'topRight') : 'bottomLeft';
    const view = split
      ? `<sheetView workbookViewId="0"><pane${split} topLeftCell="${letters(columns + 1)}${rows + 1}" activePane="${pane}" state="frozen"/></sheetView>`
      : '<sheetView workbookViewId="0"/>';
    const cols = widths.map(
      (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
    );
    this.#write(
      `${XML}<worksheet xmlns="${MAIN}"><sheetViews>${view}</sheetViews><cols>${cols.join('')}</cols><sheetData>`,
    );
  }

  row(cells: readonly StreamedCell[]): void {
    const row = ++this.#row;
    let text = `<row r="${row}">`;
    for (let at = 0; at < cells.length; at++) {
      const cell = cells[at];
      const [value, style] =
        typeof cell === 'object' && cell ? [cell.value, ` s="${LOOKS[cell.look]}"`] : [cell, ''];
      if (value == null) continue;
      text +=
        typeof value === 'number'
          ? `<c r="${letters(at + 1)}${row}"${style}><v>${value}</v></c>`
          : `<c r="${letters(at + 1)}${row}"${style} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
    }
    this.#write(`${text}</row>`);
  }

  /** Ends the file. `order` lists the sheets by number, from 0, as they are shown. */
  end(order: readonly number[]): void {
    this.#endSheet();
    const numbers = this.#sheets.map((_, at) => at + 1);
    this.#part(
      '[Content_Types].xml',
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${KIND}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${KIND}.styles+xml"/>${numbers.map((at) => `<Override PartName="/xl/worksheets/sheet${at}.xml" ContentType="${KIND}.worksheet+xml"/>`).join('')}</Types>`,
    );
    this.#part(
      '_rels/.rels',
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    );
    this.#part(
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${order.map((at) => `<sheet name="${escaped(this.#sheets[at] ?? '')}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    );
    this.#part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${PACKAGE}/relationships">${numbers.map((at) => `<Relationship Id="rId${at}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${at}.xml"/>`).join('')}<Relationship Id="rId${numbers.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    );
    const font = '<sz val="10"/><name val="Arial"/>';
    this.#part(
      'xl/styles.xml',
      `<styleSheet xmlns="${MAIN}"><fonts count="2"><font>${font}</font><font><b/>${font}</font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`,
    );
    this.#directory();
    closeSync(this.#handle);
    renameSync(this.#half, this.#file);
  }

  /** Leaves nothing behind. */
  abandon(): void {
    closeSync(this.#handle);
    rmSync(this.#half, { force: true });
  }

  #part(name: string, text: string): void {
    this.#begin(name);
    this.#write(XML + text);
    this.#finish();
  }

  #endSheet(): void {
    if (!this.#entry) return;
    this.#write('</sheetData></worksheet>');
    this.#finish();
  }

  #begin(name: string): void {
    this.#entry = { name, at: this.#at, crc: 0, packed: 0, size: 0 };
    this.#put(localHeader(this.#entry));
  }

  #write(text: string): void {
    this.#text += text;
    if (this.#text.length >= CHUNK) this.#flush(constants.Z_SYNC_FLUSH);
  }

  // Pieces that end at a whole byte can be joined: together they are one stream.
  #flush(finishFlush: number): void {
    const entry = this.#entry!;
    const bytes = Buffer.from(this.#text, 'utf8');
    this.#text = '';
    const packed = deflateRawSync(bytes, { level: 1, finishFlush });
    entry.crc = crc32(bytes, entry.crc);
    entry.size += bytes.length;
    entry.packed += packed.length;
    this.#put(packed);
  }

  #finish(): void {
    this.#flush(constants.Z_FINISH);
    const entry = this.#entry!;
    writeAll(this.#handle, localHeader(entry), entry.at);
    this.#entries.push(entry);
    this.#entry = undefined;
  }

  #put(bytes: Buffer): void {
    writeAll(this.#handle, bytes, this.#at);
    this.#at += bytes.length;
  }

  #directory(): void {
    const from = this.#at;
    for (const entry of this.#entries) {
      const name = Buffer.from(entry.name);
      const head = Buffer.alloc(46);
      head.writeUInt32LE(0x02014b50, 0);
      head.writeUInt16LE(20, 4);
      localHeader(entry).copy(head, 6, 4, 30);
      head.writeUInt32LE(entry.at, 42);
      this.#put(Buffer.concat([head, name]));
    }
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.#entries.length, 8);
    end.writeUInt16LE(this.#entries.length, 10);
    end.writeUInt32LE(this.#at - from, 12);
    end.writeUInt32LE(from, 16);
    this.#put(end);
  }
}

function writeAll(handle: number, bytes: Buffer, at: number): void {
  for (let done = 0; done < bytes.length;)
    done += writeSync(handle, bytes, done, bytes.length - done, at + done);
}

function localHeader({ name, crc, packed, size }: Entry): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(0x0800, 6); // names in UTF-8
  head.writeUInt16LE(8, 8);
  head.writeUInt16LE(0x21, 12); // 1 January 1980: the same content makes the same file
  head.writeUInt32LE(crc, 14);
  head.writeUInt32LE(packed, 18);
  head.writeUInt32LE(size, 22);
  head.writeUInt16LE(Buffer.byteLength(name), 26);
  return Buffer.concat([head, Buffer.from(name)]);
}

const known: string[] = [];
/** `A`, `Z`, `AA`. */
function letters(column: number): string {
  if (known[column] !== undefined) return known[column];
  let [text, left] = ['', column];
  for (; left > 0; left = Math.floor((left - 1) / 26))
    text = String.fromCharCode(65 + ((left - 1) % 26)) + text;
  return (known[column] = text);
}

const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g; // eslint-disable-line no-control-regex
const escaped = (text: string): string =>
  text
    .replace(NO_XML, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
