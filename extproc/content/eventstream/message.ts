// One message of Amazon's binary event stream (application/vnd.amazon.eventstream): a prelude with two lengths and its checksum, a block of
// headers, a payload, a checksum over all of it. Reads the headers and writes messages anew; knows nothing of payloads.
// The format is that of smithy.io/2.0/aws/amazon-eventstream.html; a message that bends it in any way is not read.
import { crc32 } from '../../words/crc32.ts';

export const preludeBytes = 12;
const checksumBytes = 4;
/** A message of no headers and no payload. */
const messageBytesMin = preludeBytes + checksumBytes;

export interface Prelude {
  readonly totalBytes: number;
  readonly headerBytes: number;
}

/** Null when the checksum is wrong or the lengths can't be. */
export function preludeOf(bytes: Buffer): Prelude | null {
  if (crc32(bytes, 0, 8) !== bytes.readUInt32BE(8)) return null;
  const totalBytes = bytes.readUInt32BE(0);
  const headerBytes = bytes.readUInt32BE(4);
  return headerBytes + messageBytesMin <= totalBytes ? { totalBytes, headerBytes } : null;
}

/** Whether the checksum at the end is that of the message. */
export function isIntact(message: Buffer): boolean {
  const end = message.length - checksumBytes;
  return crc32(message, 0, end) === message.readUInt32BE(end);
}

export interface Parts {
  readonly headers: Buffer;
  readonly payload: Buffer;
}

/** Takes a message apart; only for what preludeOf() and isIntact() accepted. */
export function partsOf(message: Buffer): Parts {
  const headersEnd = preludeBytes + message.readUInt32BE(4);
  return {
    headers: message.subarray(preludeBytes, headersEnd),
    payload: message.subarray(headersEnd, message.length - checksumBytes),
  };
}

/** Writes a message: lengths and both checksums are worked out. */
export function messageOf({ headers, payload }: Parts): Buffer {
  const total = messageBytesMin + headers.length + payload.length;
  const message = Buffer.allocUnsafe(total);
  message.writeUInt32BE(total, 0);
  message.writeUInt32BE(headers.length, 4);
  message.writeUInt32BE(crc32(message, 0, 8), 8);
  message.set(headers, preludeBytes);
  message.set(payload, preludeBytes + headers.length);
  message.writeUInt32BE(crc32(message, 0, total - checksumBytes), total - checksumBytes);
  return message;
}

export interface Header {
  readonly name: string;
  readonly type: number;
  readonly value: Buffer;
}

export const stringType = 7;
export const bytesType = 6;
/** Sizes of the values of the other types, by type: true, false, byte, short, integer, long, (bytes, string,) timestamp, UUID. */
const fixedSizes: readonly (number | null)[] = [0, 0, 1, 2, 4, 8, null, null, 8, 16];
const printable = /^[\x21-\x7e]+$/;

/** Null when the block can't be read, or says a thing twice. */
export function headersOf(block: Buffer): readonly Header[] | null {
  const headers: Header[] = [];
  const names = new Set<string>();
  for (let at = 0; at < block.length; ) {
    const nameEnd = at + 1 + block[at]!;
    if (nameEnd >= block.length) return null;
    const name = block.toString('latin1', at + 1, nameEnd);
    const type = block[nameEnd]!;
    const hasLength = type === stringType || type === bytesType;
    const start = nameEnd + (hasLength ? 3 : 1);
    if (start > block.length) return null;
    const size = hasLength ? block.readUInt16BE(nameEnd + 1) : fixedSizes[type];
    if (size === undefined || size === null || start + size > block.length) return null;
    if (!printable.test(name) || names.has(name)) return null;
    names.add(name);
    headers.push({ name, type, value: block.subarray(start, start + size) });
    at = start + size;
  }
  return headers;
}

/** Writes a block of headers. Values of variable size must be at most 65535 bytes. */
export function headerBlock(headers: readonly Header[]): Buffer {
  const parts: Uint8Array[] = [];
  for (const { name, type, value } of headers) {
    const hasLength = type === stringType || type === bytesType;
    parts.push(Buffer.of(name.length), Buffer.from(name, 'latin1'), Buffer.of(type));
    if (hasLength) parts.push(Buffer.of(value.length >>> 8, value.length & 0xff));
    parts.push(value);
  }
  return Buffer.concat(parts);
}

/** A header whose value is a string. */
export function textHeader(name: string, value: string): Header {
  return { name, type: stringType, value: Buffer.from(value) };
}
