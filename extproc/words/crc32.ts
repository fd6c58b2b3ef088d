// CRC-32 as zlib, gzip, Amazon's event stream and GitHub's tokens have it (ISO 3309, reflected polynomial EDB88320). Rooms that are pure may
// not ask zlib for it.

const polynomial = 0xedb88320;

/** What a byte does to the remainder, in four tables: of the byte that comes first of four, and of those behind it. */
const tables = [firstTable()];
for (let at = 1; at < 4; at++) tables.push(tables[at - 1]!.map(value => (value >>> 8) ^ tables[0]![value & 0xff]!));
const [table0, table1, table2, table3] = tables as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];

/** Gives the checksum of the bytes from `from` up to `to`. */
export function crc32(bytes: Uint8Array, from: number, to: number): number {
  let rest = 0xffffffff;
  let at = from;
  for (; at + 4 <= to; at += 4) {
    rest ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    rest = table3[rest & 0xff]! ^ table2[(rest >>> 8) & 0xff]! ^ table1[(rest >>> 16) & 0xff]! ^ table0[rest >>> 24]!;
  }
  for (; at < to; at++) rest = (rest >>> 8) ^ table0[(rest ^ bytes[at]!) & 0xff]!;
  return ~rest >>> 0;
}

function firstTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
    return value >>> 0;
  });
}
