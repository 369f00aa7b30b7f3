import { crc32, inflateRawSync } from 'node:zlib';
import { Failure } from '#platform/failure.ts';

/** A part of a workbook as its archive names it; `bytes` are still packed. */
export type Part = { name: string; method: number; bytes: Buffer; size: number; crc: number };

/** Of one part unpacked, and of all the parts that are read of one file. */
const LARGEST_PART = 24 * 1024 * 1024;
const LARGEST_TOGETHER = 40 * 1024 * 1024;
const MOST_PARTS = 2_000;
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const LONGEST_COMMENT = 65_557;

const damaged = () => new Failure('invalid', 'workbook.file-damaged');

/**
 * The parts of a workbook by their names in small letters, from its central directory; nothing is unpacked, and nothing
 * copied. @throws Failure `workbook.file-old`, `workbook.file-kind`, `workbook.file-damaged`, `workbook.file-bomb`
 */
export function partsOf(file: Buffer): Map<string, Part> {
  if (file.length > 3 && file.readUInt32BE(0) === 0xd0cf11e0)
    throw new Failure('invalid', 'workbook.file-old');
  if (file.length < 22 || file[0] !== 0x50 || file[1] !== 0x4b)
    throw new Failure('invalid', 'workbook.file-kind');
  let end = file.length - 22;
  const first = Math.max(0, file.length - LONGEST_COMMENT);
  while (end >= first && file.readUInt32LE(end) !== END) end--;
  if (end < first) throw damaged();
  const count = file.readUInt16LE(end + 10);
  if (count > MOST_PARTS) throw new Failure('too-large', 'workbook.file-bomb');
  const parts = new Map<string, Part>();
  let at = file.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || file.readUInt32LE(at) !== ENTRY) throw damaged();
    if (file.readUInt16LE(at + 8) & 1) throw new Failure('invalid', 'workbook.file-old');
    const nameLength = file.readUInt16LE(at + 28);
    const name = file.toString('utf8', at + 46, at + 46 + nameLength).toLowerCase();
    const packed = file.readUInt32LE(at + 20);
    const local = file.readUInt32LE(at + 42);
    if (local + 30 > file.length || file.readUInt32LE(local) !== LOCAL) throw damaged();
    const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    if (from + packed > file.length) throw damaged();
    parts.set(name, {
      name,
      method: file.readUInt16LE(at + 10),
      bytes: file.subarray(from, from + packed),
      size: file.readUInt32LE(at + 24),
      crc: file.readUInt32LE(at + 16),
    });
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return parts;
}

/** Unpacks the parts of one file; a part that lies about its size is cut off at its promise, and refused. */
export class Unpacker {
  #together = 0;

  unpack({ method, bytes, size, crc }: Part): Buffer {
    this.#together += size;
    if (size > LARGEST_PART || this.#together > LARGEST_TOGETHER)
      throw new Failure('too-large', 'workbook.file-bomb');
    const whole = method === 0 ? bytes : inflated(method, bytes, size);
    if (whole.length !== size || crc32(whole) !== crc) throw damaged();
    return whole;
  }
}

function inflated(method: number, bytes: Buffer, size: number): Buffer {
  if (method !== 8) throw damaged();
  try {
    // One piece, as large as promised: no joining of pieces.
    return inflateRawSync(bytes, { maxOutputLength: Math.max(1, size), chunkSize: Math.max(64, size + 1) });
  } catch {
    throw damaged();
  }
}

/** Whether two parts are the same: by the packed bytes, which need no unpacking. */
export const isSame = (one: Part, other: Part): boolean =>
  one.size === other.size && one.crc === other.crc && one.bytes.equals(other.bytes);

/** A part that outlives the buffer of its file. */
export const kept = (part: Part): Part => ({ ...part, bytes: Buffer.from(part.bytes) });
