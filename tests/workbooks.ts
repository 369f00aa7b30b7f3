import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { findFields } from '../src/monitoring/workbook/index.ts';

/** A workbook's parts as text, to be edited as programs and people do. */
export type Parts = Record<string, string>;
export const partsOf = (bytes: Uint8Array): Parts =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
export const bookOf = (parts: Parts): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));

/** The part of a sheet by its name. */
export function sheetPart(parts: Parts, sheet: string): string {
  const book = parts['xl/workbook.xml']!;
  const escaped = sheet.replaceAll('&', '&amp;');
  const id = new RegExp(`<sheet name="${escaped}"[^>]*r:id="(\\w+)"`).exec(book)![1]!;
  const target = new RegExp(`Id="${id}"[^>]*Target="([^"]+)"|Target="([^"]+)"[^>]*Id="${id}"`).exec(
    parts['xl/_rels/workbook.xml.rels']!,
  )!;
  return `xl/${(target[1] ?? target[2]!).replace(/^\/?(xl\/)?/, '')}`;
}

/** Puts `inner` (`<v>4</v>`) with its attributes into a cell; the style stays unless `attributes` names another. */
export function putCell(parts: Parts, sheet: string, address: string, inner: string, attributes = ''): void {
  const part = sheetPart(parts, sheet);
  const cell = new RegExp(`<c r="${address}"([^>]*?)(?:/>|>.*?</c>)`, 's');
  const text = parts[part]!;
  const found = cell.exec(text);
  if (!found) throw new Error(`no cell ${address} on ${sheet}`);
  const style = /\bs="\d+"/.test(attributes) ? '' : (/ s="\d+"/.exec(found[1]!)?.[0] ?? '');
  parts[part] = text.replace(cell, () => `<c r="${address}"${style} ${attributes}>${inner}</c>`);
}

export const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What somebody types: a number as a number, all else as text. */
export function typeInto(bytes: Uint8Array, values: Readonly<Record<string, string | number>>): Uint8Array {
  const parts = partsOf(bytes);
  const places = new Map(findFields(bytes).fields.map((one) => [one.field, one]));
  for (const [field, value] of Object.entries(values)) {
    const place = places.get(field);
    if (!place) throw new Error(`the workbook has no ${field}`);
    if (typeof value === 'number') putCell(parts, place.sheet, place.address, `<v>${value}</v>`);
    else if (value === '') putCell(parts, place.sheet, place.address, '');
    else
      putCell(
        parts,
        place.sheet,
        place.address,
        `<is><t xml:space="preserve">${escapeXml(value)}</t></is>`,
        't="inlineStr"',
      );
  }
  return bookOf(parts);
}
