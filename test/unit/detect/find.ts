// Runs detectors over one text with the engine, in one piece.
import { compileScanner } from '../../../extproc/detect/engine/scanner.ts';
import { builtInDetectors } from '../../../extproc/detect/registry.ts';
import type { Detector, Match, Scanner } from '../../../extproc/detect/scan.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';

const scanners = new Map<string, Scanner>();

/** Values that one built-in detector finds; those of a committed match go on to where the text no longer belongs to it. */
export function findIn(id: string, text: string): string[] {
  return valuesOf(matchesOf(scannerOf(id), text), text);
}

/** Where the scan stood when it told of each match, reading byte by byte. */
export function riskEnds(id: string, text: string): number[] {
  const bytes = Buffer.from(text);
  const scan = scannerOf(id).open();
  const ends: number[] = [];
  for (let at = 0; at < bytes.length; at++) {
    scan.advance(bytes.subarray(0, at + 1), at);
    for (const _ of scan.take()) ends.push(at + 1);
  }
  return ends;
}

function scannerOf(id: string): Scanner {
  let scanner = scanners.get(id);
  if (scanner === undefined) {
    const detectors = builtInDetectors.filter(detector => detector.id === id);
    scanner = compileScanner(detectors, defaultLimits);
    scanners.set(id, scanner);
  }
  return scanner;
}

export function findWith(detectors: readonly Detector[], text: string): string[] {
  return valuesOf(matchesOf(compileScanner(detectors, defaultLimits), text), text);
}

export function matchesOf(scanner: Scanner, text: string | Uint8Array): readonly Match[] {
  const bytes = Buffer.from(text as string);
  const scan = scanner.open();
  const matches: Match[] = [];
  for (let at = 0; at < bytes.length; ) {
    at = scan.advance(bytes, at);
    matches.push(...scan.take());
  }
  scan.finish();
  matches.push(...scan.take());
  return matches;
}

function valuesOf(matches: readonly Match[], text: string): string[] {
  const bytes = Buffer.from(text);
  return matches.map(({ start, end }) => bytes.subarray(start, Math.min(end, bytes.length)).toString());
}
