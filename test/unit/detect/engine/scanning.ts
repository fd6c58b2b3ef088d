// Runs a detector or several over a text for the tables of this folder.
import { compileScanner } from '../../../../extproc/detect/engine/scanner.ts';
import type { Detector, Match, TextScan } from '../../../../extproc/detect/scan.ts';
import { defaultLimits } from '../../../../extproc/words/limits.ts';

export function detector(pattern: string, extras: Partial<Detector> = {}): Detector {
  return { id: 'it', group: 'g', class: 'c', severity: 'low', confidence: 1, title: 'it', pattern, ...extras };
}

/** The matched texts, in order of confirmation, of a text that comes in pieces of so many bytes. */
export function found(detectors: Detector | readonly Detector[], text: string, bytesAPiece = 1 << 20): string[] {
  const bytes = Buffer.from(text);
  const matches = feed(compileScanner([detectors].flat(), defaultLimits).open(), bytes, bytesAPiece);
  return matches.map(({ start, end }) => bytes.subarray(start, end).toString());
}

/** Feeds a text to its end and takes all matches. */
export function feed(scan: TextScan, bytes: Uint8Array, bytesAPiece = 1 << 20): Match[] {
  const matches: Match[] = [];
  for (let from = 0; from < bytes.length; from += bytesAPiece) {
    const piece = bytes.subarray(from, from + bytesAPiece);
    for (let at = 0; at < piece.length; ) {
      at = scan.advance(piece, at);
      matches.push(...scan.take());
    }
  }
  scan.finish();
  matches.push(...scan.take());
  return matches;
}
