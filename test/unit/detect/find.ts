// Runs detectors over one text with the engine, in one piece.
import { compileScanner } from '../../../extproc/detect/engine/scanner.ts';
import { builtInDetectors } from '../../../extproc/detect/registry.ts';
import type { Detector, Match, Scanner } from '../../../extproc/detect/scan.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';

const scanners = new Map<string, Scanner>();

/** Values that one built-in detector finds; those of a committed match go on to where the text no longer belongs to it. */
export function findIn(id: string, text: string): string[] {
  let scanner = scanners.get(id);
  if (scanner === undefined) {
    scanner = compileScanner(
      builtInDetectors.filter(detector => detector.id === id),
      defaultLimits,
    );
    scanners.set(id, scanner);
  }
  return valuesOf(matchesOf(scanner, text), text);
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
