// Reads texts with a scanner as the program does: in pieces, taking matches as they are told.
import type { Scanner, TextScan } from '../../extproc/detect/scan.ts';

const pieceBytes = 64 << 10;

/** Gives the number of matches, so that no run can be left out. */
export function read(scanner: Scanner, text: Uint8Array): number {
  const scan = scanner.open();
  let matches = 0;
  for (let from = 0; from < text.length; from += pieceBytes) matches += readPiece(scan, text.subarray(from, from + pieceBytes));
  scan.finish();
  return matches + scan.take().length;
}

export function readPiece(scan: TextScan, piece: Uint8Array): number {
  let matches = 0;
  for (let at = 0; at < piece.length; ) {
    at = scan.advance(piece, at);
    matches += scan.take().length;
  }
  return matches;
}
