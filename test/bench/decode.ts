// What it costs to look through encodings: on text with nothing encoded in it, and on text in which everything is. All detectors that ship.
// CPU time of this process, the best of several rounds that take turns: other work on the machine then disturbs least, and all alike.
import { compileDecodingScanner } from '../../extproc/detect/decode/scanner.ts';
import { builtInDetectors } from '../../extproc/detect/registry.ts';
import type { Scanner } from '../../extproc/detect/scan.ts';
import { defaultLimits } from '../../extproc/words/limits.ts';
import { type Decoding, decodings } from '../../extproc/words/plan.ts';
import { cpuMillisOf } from './cpu-time.ts';
import { read, readPiece } from './scan-reading.ts';
import { tokens, written } from './scan-texts.ts';

export interface DecodeNumbers {
  /** By decoding, `none` and `all`: MB/s on prose and code with nothing encoded. */
  readonly cleanMegabytesPerSecond: Readonly<Record<string, number>>;
  /** Likewise, on text that is written in that encoding from its first character to its last; `none` on the same as `all`. */
  readonly encodedMegabytesPerSecond: Readonly<Record<string, number>>;
  /** Likewise, bytes that are kept back on average after each token of clean text, and at most. */
  readonly holdBackBytes: Readonly<Record<string, { readonly mean: number; readonly max: number }>>;
}

const rounds = 8;

/** How all of a text is written. */
const writers: Readonly<Record<Decoding, (text: Buffer) => string>> = {
  base64: text => text.toString('base64'),
  hex: text => text.toString('hex'),
  html: text => text.toString('latin1').replaceAll(/./gs, char => `&#${char.charCodeAt(0)};`),
  'look-alikes': text => text.toString('latin1').replaceAll(/[!-~]/g, char => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
  unicode: text => text.toString('latin1').replaceAll(/./gs, char => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`),
  url: text => encodeURIComponent(text.toString('latin1')),
  'zero-width': text => text.toString('latin1').replaceAll(/./gs, '$&\u200b'),
};

export function benchDecode(): DecodeNumbers {
  const choices: readonly (readonly [string, readonly Decoding[]])[] = [
    ['none', []],
    ...decodings.map(decoding => [decoding, [decoding]] as const),
    ['all', decodings],
  ];
  const scanners = choices.map(([name, names]) => ({
    name,
    scanner: compileDecodingScanner(builtInDetectors, names, defaultLimits),
  }));
  const clean = written(1 << 19);
  const encoded = new Map(
    decodings.map(decoding => [decoding as string, Buffer.from(writers[decoding](clean.subarray(0, 1 << 14)))]),
  );
  return {
    cleanMegabytesPerSecond: rates(scanners, () => clean),
    encodedMegabytesPerSecond: rates(scanners, name => encoded.get(name) ?? encoded.get('url')!),
    holdBackBytes: Object.fromEntries(
      scanners.map(({ name, scanner }) => [name, holdBack(scanner, tokens(clean.subarray(0, 1 << 17)))]),
    ),
  };
}

type Named = { readonly name: string; readonly scanner: Scanner };

function rates(scanners: readonly Named[], textFor: (name: string) => Buffer): Record<string, number> {
  const least = new Map<string, number>();
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, scanner } of scanners) {
      const text = textFor(name);
      least.set(name, Math.min(least.get(name) ?? Infinity, cpuMillisOf(() => read(scanner, text)) / text.length));
    }
  }
  return Object.fromEntries([...least].map(([name, millisAByte]) => [name, 1e-3 / millisAByte]));
}

function holdBack(scanner: Scanner, pieces: readonly Buffer[]): { mean: number; max: number } {
  const scan = scanner.open();
  const kept = pieces.map(piece => {
    readPiece(scan, piece);
    return scan.position - scan.safe;
  });
  return { mean: kept.reduce((sum, bytes) => sum + bytes, 0) / kept.length, max: Math.max(...kept) };
}

if (import.meta.main) console.log(benchDecode());
