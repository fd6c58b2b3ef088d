// A tape takes down what it is given and nothing else, and never more than there is room for.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frameHeadBytes, type Piece, readFrames } from '../../../extproc/recording/frames.ts';
import { RecordingTape, type Taken, type TapeOutlet } from '../../../extproc/recording/tape.ts';
import type { Side } from '../../../extproc/words/finding.ts';
import { defaultLimits, type Limits } from '../../../extproc/words/limits.ts';
import { endOf } from './scene.ts';

interface Seen {
  readonly outlet: TapeOutlet;
  readonly pieces: Piece[];
  readonly parts: number[];
  taken: Taken | null;
  held: number;
}

function outlet(bytesMax = Number.POSITIVE_INFINITY): Seen {
  const part = (number: number, memory: Buffer, used: number): void => {
    seen.parts.push(number);
    seen.pieces.push(...readFrames(Buffer.from(memory.subarray(0, used))));
    seen.held -= memory.length;
    // Whoever has the memory may do with it what it wants.
    memory.fill(0xff);
  };
  const seen: Seen = {
    pieces: [],
    parts: [],
    taken: null,
    held: 0,
    outlet: {
      take(bytes) {
        if (seen.held + bytes > bytesMax) return false;
        seen.held += bytes;
        return true;
      },
      part,
      end(number, memory, used, _told, taken) {
        part(number, memory, used);
        seen.taken = taken;
      },
    },
  };
  return seen;
}

const both = { request: true, response: true };
const limitsOf = (limits: Partial<Limits>): Limits => ({ ...defaultLimits, ...limits });
const joined = (pieces: readonly Piece[], side: Side): Buffer =>
  Buffer.concat(pieces.filter(piece => piece.side === side).map(({ bytes }) => bytes));

const given = fc.array(
  fc.record({
    side: fc.constantFrom<Side>('request', 'response'),
    bytes: fc.uint8Array({ maxLength: 9_000 }),
    atMs: fc.nat({ max: 2 ** 32 - 1 }),
  }),
  { maxLength: 30 },
);

test('what comes out, joined, is what was given, however large the pieces and the parts', () => {
  fc.assert(
    fc.property(given, fc.integer({ min: 1, max: 20_000 }), (pieces, recordingPartBytesMax) => {
      const seen = outlet();
      const tape = new RecordingTape(both, seen.outlet, limitsOf({ recordingPartBytesMax }));
      for (const { side, bytes, atMs } of pieces) {
        const lent = Uint8Array.from(bytes);
        tape.delivered(side, lent, atMs);
        lent.fill(0);
      }
      tape.end(endOf());
      for (const side of ['request', 'response'] as const) expect(joined(seen.pieces, side)).toEqual(joined(pieces, side));
      const filled = pieces.filter(({ bytes }) => bytes.length > 0);
      expect(seen.pieces.map(({ atMs }) => atMs).filter((ms, at, all) => ms !== all[at - 1])).toEqual(
        filled.map(({ atMs }) => atMs).filter((ms, at, all) => ms !== all[at - 1]),
      );
      expect(seen.parts).toEqual(seen.parts.map((_, at) => at));
      expect(seen.taken).toMatchObject({ pieces: filled.length, isCut: false });
      expect(seen.held).toBe(0);
    }),
  );
});

test('where there is not enough room, it is a beginning of what was given, and says so', () => {
  fc.assert(
    fc.property(given, fc.nat({ max: 60_000 }), fc.nat({ max: 40_000 }), fc.nat({ max: 20 }), (pieces, memory, bytes, count) => {
      const seen = outlet(memory);
      const limits = limitsOf({ recordingBytesMax: bytes, recordingPiecesMax: count, recordingPartBytesMax: 8_192 });
      const tape = new RecordingTape(both, seen.outlet, limits);
      for (const { side, bytes: some, atMs } of pieces) tape.delivered(side, some, atMs);
      tape.end(endOf());
      const [all, out] = [pieces, seen.pieces].map(some => joined(some as Piece[], 'response'));
      expect(all!.subarray(0, out!.length)).toEqual(out);
      const isAll =
        joined(seen.pieces, 'request').length + out!.length === pieces.reduce((sum, one) => sum + one.bytes.length, 0);
      expect(seen.taken?.isCut).toBe(!isAll);
      expect(seen.held).toBe(0);
    }),
  );
});

describe('it keeps', () => {
  const write = (records: Readonly<Record<Side, boolean>>): Seen => {
    const seen = outlet();
    const tape = new RecordingTape(records, seen.outlet, defaultLimits);
    tape.delivered('request', Buffer.from('up'), 0);
    tape.original('response', { kind: 'kept', bytes: Buffer.from('never') });
    tape.original('response', {
      kind: 'masked',
      original: Buffer.from('secret'),
      delivered: Buffer.from('[…]'),
      group: 1,
      findings: [1],
    });
    tape.delivered('response', Buffer.from('down'), 1);
    tape.end(endOf());
    tape.delivered('response', Buffer.from('late'), 2);
    tape.end(endOf());
    return seen;
  };
  test.for([
    { name: 'both sides, of originals nothing, and nothing after the end', records: both, want: 'updown' },
    { name: 'no request where none is wanted', records: { request: false, response: true }, want: 'down' },
    { name: 'no response where none is wanted', records: { request: true, response: false }, want: 'up' },
  ])('$name', ({ records, want }) => {
    const { pieces, parts } = write(records);
    expect(Buffer.concat(pieces.map(({ bytes }) => bytes)).toString()).toBe(want);
    expect(parts).toEqual([0]);
  });
});

test.for([-5, Number.NaN, 2 ** 40, 1.7])('an odd time costs no piece: %s', atMs => {
  const seen = outlet();
  const tape = new RecordingTape(both, seen.outlet, defaultLimits);
  tape.delivered('response', Buffer.from('x'), atMs);
  tape.end(endOf());
  expect(seen.pieces).toHaveLength(1);
});

test('a part is never larger than it may be', () => {
  const seen = outlet();
  const sizes: number[] = [];
  const { part } = seen.outlet;
  const tape = new RecordingTape(
    both,
    {
      ...seen.outlet,
      part(number, memory, used) {
        sizes.push(memory.length);
        part(number, memory, used);
      },
    },
    limitsOf({ recordingPartBytesMax: 10_000 }),
  );
  tape.delivered('response', Buffer.alloc(100_000, 1), 0);
  tape.end(endOf());
  expect(Math.max(...sizes)).toBeLessThanOrEqual(10_000);
  expect(sizes.length).toBe(Math.floor(100_000 / (10_000 - frameHeadBytes)));
});
