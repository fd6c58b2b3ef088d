// The door of this folder: a scanner that looks through encodings. Made of the engine's own, whose answers it leaves as they are where nothing
// is encoded.
import type { Limits } from '../../words/limits.ts';
import { type Decoding, decodings } from '../../words/plan.ts';
import { compileScanner, type ScannerLimits } from '../engine/scanner.ts';
import type { Detector, Scanner } from '../scan.ts';
import { BlockText } from './block-text.ts';
import { CharacterText } from './character-text.ts';
import { CharacterReader } from './characters.ts';
import { openersFor } from './openers.ts';

export type DecodingLimits = ScannerLimits & Pick<Limits, 'decodedLookBackBytesMax'>;

/** Encodings of blocks: bytes are regrouped, so that nothing of a secret can be read before it is undone. */
const blockDecodings: readonly Decoding[] = ['base64', 'hex'];

/**
 * Like compileScanner(), for texts in which what is looked for may be encoded. A secret in base64 or hexadecimal digits is found by a
 * beginning of its own (`ghp_`), character by character in any place; encoded twice it is found where characters of a block were encoded.
 * Throws for patterns as compileScanner() does. Names that are no decodings must have been refused before.
 */
export function compileDecodingScanner(
  detectors: readonly Detector[],
  names: readonly string[],
  limits: DecodingLimits,
): Scanner {
  const wanted = decodings.filter(decoding => names.includes(decoding));
  const blocks = wanted.filter(decoding => blockDecodings.includes(decoding));
  const characters = wanted.filter(decoding => !blockDecodings.includes(decoding));
  const scanner = blocks.length === 0 ? compileScanner(detectors, limits) : throughBlocks(detectors, blocks, limits);
  return characters.length === 0 ? scanner : throughCharacters(scanner, characters, limits.decodedLookBackBytesMax);
}

function throughBlocks(detectors: readonly Detector[], blocks: readonly Decoding[], limits: ScannerLimits): Scanner {
  const scanner = compileScanner([...detectors, ...openersFor(detectors, blocks, limits)], limits);
  return { detectors, open: () => new BlockText(() => scanner.open()) };
}

function throughCharacters(scanner: Scanner, characters: readonly Decoding[], lookBackBytes: number): Scanner {
  const reader = new CharacterReader(characters);
  return { detectors: scanner.detectors, open: () => new CharacterText(scanner, reader, lookBackBytes) };
}
