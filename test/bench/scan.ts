// How fast the detection engine is, and how little it keeps back. All detectors that ship, and those of a few field names.
import { compileScanner } from '../../extproc/detect/engine/scanner.ts';
import { fieldDetectors } from '../../extproc/detect/fields.ts';
import { builtInDetectors } from '../../extproc/detect/registry.ts';
import type { Scanner, TextScan } from '../../extproc/detect/scan.ts';
import { defaultLimits } from '../../extproc/words/limits.ts';
import { bestMillisOf as best } from './cpu-time.ts';
import { benchHostile, type HostileNumbers } from './scan-hostile.ts';
import { read, readPiece } from './scan-reading.ts';
import { tokens, written } from './scan-texts.ts';

export interface ScanNumbers {
  readonly detectors: number;
  /** From detectors to a scanner that can read. */
  readonly compileMs: number;
  /** The first 16 KiB that a new scanner reads, on top of what they cost later. */
  readonly warmUpMs: number;
  /**
   * MB/s on text in pieces of 64 KiB: without secrets, with one in 4 KiB, with one in 400 bytes (of ten usual kinds), and with one in 400
   * bytes of all kinds in turn, which no cache holds.
   */
  readonly megabytesPerSecond: {
    readonly clean: number;
    readonly sparse: number;
    readonly dense: number;
    readonly denseOfAll: number;
  };
  readonly hostile: HostileNumbers;
  /** One token of about four bytes, with `advance`, `take` and `safe`. */
  readonly nanosPerToken: number;
  /** One string of 24 bytes, with `reset`, `advance`, `finish` and `take`. */
  readonly nanosPerShortString: number;
  /** Bytes kept back after each token of text that has a secret in 1 KiB, tokens aside after which a match waits that is found. */
  readonly holdBackBytes: HoldBack;
  /** The same with those. */
  readonly holdBackBytesFound: HoldBack;
  /** The same where there is none. */
  readonly holdBackBytesClean: HoldBack;
}

interface HoldBack {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

const usualKinds = [
  ...['aws-access-key', 'email', 'github-pat', 'payment-card', 'openai-api-key'],
  ...['slack-bot-token', 'iban', 'jwt', 'stripe-access-token', 'gcp-api-key'],
];

/** Of each so many detectors, one is attacked; all of them take minutes. */
const oneOfHostile = Number(process.env.PENSTOCK_BENCH_HOSTILE_ONE_OF ?? 8);

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
      dense: rate(scanner, written(1 << 20, 400, usualKinds)),
      denseOfAll: rate(scanner, written(1 << 20, 400), 5),
    },
    nanosPerToken: (best(20, () => readTokens(scanner.open(), pieces)) * 1e6) / pieces.length,
    nanosPerShortString: nanosPerShortString(scanner),
    holdBackBytes: holdBack(scanner, written(1 << 19, 1024), false),
    holdBackBytesFound: holdBack(scanner, written(1 << 19, 1024)),
    holdBackBytesClean: holdBack(scanner, written(1 << 19)),
    hostile: benchHostile(scanner, oneOfHostile),
  };
}

function rate(scanner: Scanner, text: Buffer, runs = 20): number {
  return text.length / 1000 / best(runs, () => read(scanner, text));
}

/** What is asked for after each token, as the program does; gives the sum, so that it can't be left out. */
function readTokens(scan: TextScan, pieces: readonly Buffer[]): number {
  let sum = 0;
  for (const piece of pieces) {
    readPiece(scan, piece);
    sum += scan.safe;
  }
  return sum;
}

function nanosPerShortString(scanner: Scanner): number {
  const scan = scanner.open();
  const text = written(1 << 16);
  const strings = Array.from({ length: text.length / 24 }, (_, i) => text.subarray(i * 24, i * 24 + 24));
  const ms = best(20, () => {
    for (const string of strings) {
      scan.reset();
      readPiece(scan, string);
      scan.finish();
      scan.take();
    }
  });
  return (ms * 1e6) / strings.length;
}

function holdBack(scanner: Scanner, text: Buffer, alsoFound = true): HoldBack {
  const scan = scanner.open();
  const starts = new Set<number>();
  const after: { readonly safe: number; readonly kept: number }[] = [];
  for (const piece of tokens(text)) {
    for (let at = 0; at < piece.length; ) {
      at = scan.advance(piece, at);
      for (const { start } of scan.take()) starts.add(start);
    }
    after.push({ safe: scan.safe, kept: scan.position - scan.safe });
  }
  const kept = after.filter(({ safe }) => alsoFound || !starts.has(safe)).map(one => one.kept);
  kept.sort((a, b) => a - b);
  const at = (share: number): number => kept[Math.floor((kept.length - 1) * share)]!;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

if (import.meta.main) console.dir(benchScan(), { depth: 5 });
