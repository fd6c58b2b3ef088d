import { crc32 as zlibs } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32 } from '../../../extproc/words/crc32.ts';

test('a checksum is the one that zlib computes, of any part of any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.nat(8), (bytes, from) => {
      const start = Math.min(from, bytes.length);
      expect(crc32(bytes, start, bytes.length)).toBe(zlibs(bytes.subarray(start)));
    }),
  );
});
