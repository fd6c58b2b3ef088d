// Whatever sizes an original comes in, what is handed over is its layout, whole, with each kept segment once.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AccountReader } from '../../../extproc/proof/account.ts';
import type { Frame } from '../../../extproc/proof/layout.ts';
import { GatheredOriginal } from '../../../extproc/vault/gathered.ts';
import type { Segment } from '../../../extproc/words/evidence.ts';
import { fixedLimits } from '../../../extproc/words/limits.ts';

const batch = fixedLimits.sealBatchBytesMax;
const size = fc.oneof(
  fc.integer({ min: 0, max: 300 }),
  fc.integer({ min: batch - 300, max: batch + 10 }),
  fc.constant(3 * batch),
);
const segment: fc.Arbitrary<Segment> = fc.oneof(
  { weight: 3, arbitrary: size.map((length): Segment => ({ kind: 'kept', bytes: Buffer.alloc(length, length) })) },
  size.map(
    (length): Segment => ({
      kind: 'masked',
      original: Buffer.alloc(length, 1),
      delivered: Buffer.from('[x]'),
      group: 1,
      findings: [2],
    }),
  ),
);

test('an original in pieces of any size is handed over whole', () => {
  fc.assert(
    fc.property(fc.array(segment, { maxLength: 12 }), segments => {
      const { pieces, reserved } = gathered(segments);
      const reader = new AccountReader();
      const frames = pieces.flatMap(piece => reader.push(piece));
      const account = reader.end();
      expect(originalOf(frames)).toEqual(Buffer.concat(segments.map(bytesOf)));
      expect(account.segments.length).toBe(runsOf(segments));
      expect(reserved).toBe(pieces.reduce((sum, piece) => sum + piece.buffer.byteLength, 0));
    }),
    { numRuns: 150 },
  );
});

function gathered(segments: readonly Segment[]) {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let reserved = 0;
  const original = new GatheredOriginal(
    { version: 1, exchange: 'ex_01', side: 'response', policy: 'r1' },
    {
      isOpen: () => true,
      reserve: bytes => {
        reserved += bytes;
        return true;
      },
      piece: bytes => pieces.push(bytes),
      end: () => {},
      drop: () => {},
    },
  );
  for (const each of segments) original.add(each);
  original.end();
  return { pieces, reserved };
}

function bytesOf(segment: Segment): Uint8Array {
  return segment.kind === 'kept' ? segment.bytes : segment.original;
}

function originalOf(frames: readonly Frame[]): Buffer {
  return Buffer.concat(
    frames.flatMap(frame => (frame.kind === 'bytes' ? [frame.bytes] : frame.kind === 'masked' ? [frame.original] : [])),
  );
}

/** Kept ones that stand side by side are one. */
function runsOf(segments: readonly Segment[]): number {
  const there = segments.filter(one => one.kind === 'masked' || one.bytes.length > 0);
  return there.filter((one, at) => one.kind === 'masked' || there[at - 1]?.kind !== 'kept').length;
}
