/**
 * The version for weak sight lives in the address, `?v=150.wide.white-on-black`: no cookie, no script, and a link keeps it.
 * @see ГОСТ Р 52872-2019
 */
export const SIZES = ['100', '150', '200'];
export const SPACINGS = ['normal', 'wide', 'widest'];
export const SCHEMES = [
  'normal',
  'black-on-white',
  'white-on-black',
  'blue-on-sky',
  'brown-on-beige',
  'green-on-brown',
];

export type Vision = { size: string; spacing: string; scheme: string; images: boolean };

export function readVision(value: string | null): Vision | undefined {
  if (!value) return undefined;
  const parts = value.split('.');
  const one = (list: string[]) => parts.find((part) => list.includes(part)) ?? list[0]!;
  return {
    size: one(SIZES),
    spacing: one(SPACINGS),
    scheme: one(SCHEMES),
    images: !parts.includes('no-images'),
  };
}

/** Attributes of `<html>`; only words from the lists above reach the page. */
export function visionAttributes(value: string | null): string {
  const vision = readVision(value);
  if (!vision) return '';
  const { size, spacing, scheme, images } = vision;
  return [
    `data-size="${size}"`,
    spacing === 'normal' ? '' : `data-spacing="${spacing}"`,
    scheme === 'normal' ? '' : `data-scheme="${scheme}"`,
    images ? '' : 'data-images="off"',
  ]
    .filter(Boolean)
    .join(' ');
}

/** The same choice as it stands in an address; nothing where all is as usual. */
export function writeVision({ size, spacing, scheme, images }: Vision): string {
  const words = [
    size,
    spacing === 'normal' ? '' : spacing,
    scheme === 'normal' ? '' : scheme,
    images ? '' : 'no-images',
  ].filter(Boolean);
  return words.length === 1 && size === '100' ? '' : words.join('.');
}
