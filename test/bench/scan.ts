// How fast the detection engine is, and how little it keeps back. All detectors that ship, and those of a few field names.
// CPU time of this process, the best of several runs: other work on the machine then disturbs least.
import { compileScanner } from '../../extproc/detect/engine/scanner.ts';
import { fieldDetectors } from '../../extproc/detect/fields.ts';
import { builtInDetectors } from '../../extproc/detect/registry.ts';
import type { Scanner, TextScan } from '../../extproc/detect/scan.ts';
import { defaultLimits } from '../../extproc/words/limits.ts';
import { hostileUnits, tokens, written } from './scan-texts.ts';

export interface ScanNumbers {
  readonly detectors: number;
  /** From detectors to a scanner that can read. */
  readonly compileMs: number;
  /** The first 16 KiB that a new scanner reads, on top of what they cost later. */
  readonly warmUpMs: number;
  /** MB/s on text in pieces of 64 KiB: without secrets, with one in 4 KiB, with one in 100 bytes. */
  readonly megabytesPerSecond: { readonly clean: number; readonly sparse: number; readonly dense: number };
  /** The worst of the hostile texts. */
  readonly hostile: { readonly megabytesPerSecond: number; readonly unit: string };
  /** One token of about four bytes, with `advance`, `take` and `safe`. */
  readonly nanosPerToken: number;
  /** One string of 24 bytes, with `reset`, `advance`, `finish` and `take`. */
  readonly nanosPerShortString: number;
  /** Bytes kept back after each token of text that has a secret in 1 KiB. */
  readonly holdBackBytes: { readonly p50: number; readonly p99: number; readonly max: number };
}

const detectors = [...builtInDetectors, ...fieldDetectors(['api_key', 'password', 'secret', 'token'])];

export function benchScan(): ScanNumbers {
  const compileMs = best(3, () => compileScanner([...detectors], { ...defaultLimits }));
  const scanner = compileScanner(detectors, defaultLimits);
  const clean = written(1 << 20);
  const first = clean.subarray(0, 16 << 10);
  const warmUpMs = best(1, () => read(scanner, first)) - best(5, () => read(scanner, first));
  const pieces = tokens(clean.subarray(0, 1 << 18));
  return {
    detectors: detectors.length,
    compileMs,
    warmUpMs,
    megabytesPerSecond: {
      clean: rate(scanner, clean),
      sparse: rate(scanner, written(1 << 20, 4096)),
      dense: rate(scanner, written(1 << 20, 100)),
    },
    hostile: worst(scanner),
    nanosPerToken: (best(20, () => readTokens(scanner.open(), pieces)) * 1e6) / pieces.length,
    nanosPerShortString: nanosPerShortString(scanner),
    holdBackBytes: holdBack(scanner),
  };
}

function rate(scanner: Scanner, text: Buffer, runs = 20): number {
  return text.length / 1000 / best(runs, () => read(scanner, text));
}

function worst(scanner: Scanner): ScanNumbers['hostile'] {
  const rates = hostileUnits.map(unit => ({
    unit,
    megabytesPerSecond: rate(scanner, Buffer.from(unit.repeat((1 << 16) / unit.length)), 5),
  }));
  return rates.sort((a, b) => a.megabytesPerSecond - b.megabytesPerSecond)[0]!;
}

/** Gives the number of matches, so that no run can be left out. */
function read(scanner: Scanner, text: Buffer): number {
  const scan = scanner.open();
  let matches = 0;
  for (let from = 0; from < text.length; from += 1 << 16) {
    const piece = text.subarray(from, from + (1 << 16));
    for (let at = 0; at < piece.length; ) {
      at = scan.advance(piece, at);
      matches += scan.take().length;
    }
  }
  scan.finish();
  return matches + scan.take().length;
}

function readTokens(scan: TextScan, pieces: readonly Buffer[], seen: (keptBack: number) => void = () => {}): void {
  for (const piece of pieces) {
    for (let at = 0; at < piece.length; ) {
      at = scan.advance(piece, at);
      scan.take();
    }
    seen(scan.position - scan.safe);
  }
}

function nanosPerShortString(scanner: Scanner): number {
  const scan = scanner.open();
  const text = written(1 << 16);
  const strings = Array.from({ length: text.length / 24 }, (_, i) => text.subarray(i * 24, i * 24 + 24));
  const ms = best(20, () => {
    for (const string of strings) {
      scan.reset();
      for (let at = 0; at < string.length; ) at = scan.advance(string, at);
      scan.finish();
      scan.take();
    }
  });
  return (ms * 1e6) / strings.length;
}

function holdBack(scanner: Scanner): ScanNumbers['holdBackBytes'] {
  const kept: number[] = [];
  readTokens(scanner.open(), tokens(written(1 << 19, 1024)), bytes => kept.push(bytes));
  kept.sort((a, b) => a - b);
  const at = (share: number): number => kept[Math.floor((kept.length - 1) * share)]!;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

/** Milliseconds of CPU. */
function best(runs: number, work: () => unknown): number {
  let least = Infinity;
  for (let i = 0; i < runs; i += 1) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

if (import.meta.main) console.log(benchScan());
