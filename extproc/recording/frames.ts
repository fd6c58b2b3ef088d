// How a recording's pieces are laid out before they are packed: one after the other, each with its side, its time and its length. Pure.
import type { Side } from '../words/finding.ts';

/** A piece as it left: `atMs` since the exchange began. */
export interface Piece {
  readonly side: Side;
  readonly atMs: number;
  readonly bytes: Uint8Array;
}

/** What stands before a piece's bytes: side, milliseconds, length. */
export const frameHeadBytes = 9;

const timeMax = 0xffff_ffff;

/** Writes a piece at a place with room for it. Gives the place behind it. */
export function writeFrame(into: Buffer, at: number, { side, atMs, bytes }: Piece): number {
  into[at] = side === 'request' ? 0 : 1;
  into.writeUInt32BE(Math.max(0, Math.min(timeMax, Math.trunc(atMs) || 0)), at + 1);
  into.writeUInt32BE(bytes.length, at + 5);
  into.set(bytes, at + frameHeadBytes);
  return at + frameHeadBytes + bytes.length;
}

/** Takes only what writeFrame() wrote: seals are checked before. The bytes are those given, not copied. */
export function readFrames(frames: Buffer): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < frames.length; ) {
    const start = at + frameHeadBytes;
    const end = start + frames.readUInt32BE(at + 5);
    pieces.push({
      side: frames[at] === 0 ? 'request' : 'response',
      atMs: frames.readUInt32BE(at + 1),
      bytes: frames.subarray(start, end),
    });
    at = end;
  }
  return pieces;
}
