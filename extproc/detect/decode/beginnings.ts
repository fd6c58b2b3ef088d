// How the matches of a pattern begin: sequences of byte sets that are rare enough to be looked for in their encoded form.
// Knows the pattern's tree; of encodings nothing.
import type { Limits } from '../../words/limits.ts';
import { membersOf } from '../engine/members.ts';
import type { ByteSet, Pattern } from '../engine/pattern.ts';
import { parsePattern } from '../engine/syntax.ts';

export type Beginning = readonly ByteSet[];

type ParseLimits = Pick<Limits, 'patternRepeatMax' | 'patternDepthMax'>;

/** What a beginning must tell at least, and from where on it is long enough to be told from chance at each place in a group. */
const bitsWanted = 32;
const bitsEnough = 38;
const bytesMax = 12;
/** Bytes of which a few are possible (both cases of a letter, `[rp]`) tell what a word or a prefix does; of these so much must stand in front. */
const fewMax = 4;
const fewBitsWanted = 22;
const fewWithin = 6;
/** Alternatives that are followed, so that no pattern of an installation's makes thousands. */
const alternativesMax = 64;

interface Path {
  readonly sets: readonly ByteSet[];
  /** Whether what follows the part may be appended. */
  readonly isWhole: boolean;
}

/** Gives those ways to begin that are rare; none for a pattern that begins with a broad class. */
export function beginningsOf(source: string, limits: ParseLimits): readonly Beginning[] {
  return pathsOf(parsePattern(source, limits))
    .map(({ sets }) => trimmed(sets))
    .filter(isRare);
}

function pathsOf(pattern: Pattern): readonly Path[] {
  switch (pattern.kind) {
    case 'byte':
      return [{ sets: [pattern.set], isWhole: true }];
    case 'character':
      // A character beyond ASCII has more bytes than this one.
      return membersOf(pattern.set).at(-1)! > 0x7f ? [{ sets: [], isWhole: false }] : [{ sets: [pattern.set], isWhole: true }];
    case 'edge':
      return [{ sets: [], isWhole: true }];
    case 'sequence':
      return pattern.parts.reduce<readonly Path[]>((paths, part) => joined(paths, () => pathsOf(part)), [nothing]);
    case 'choice':
      return bounded(pattern.options.flatMap(pathsOf));
    case 'repeat':
      return pathsOfRepeat(pattern);
  }
}

const nothing: Path = { sets: [], isWhole: true };

/** A few rounds more or less are ways of their own; of many only those that must be there are known. */
function pathsOfRepeat({ of, min, max }: Pattern & { kind: 'repeat' }): readonly Path[] {
  const inner = pathsOf(of);
  const rounds = (count: number): readonly Path[] =>
    Array.from({ length: Math.min(count, bytesMax) }).reduce((paths: readonly Path[]) => joined(paths, () => inner), [nothing]);
  if (max - min > 2) return rounds(min).map(ended);
  return bounded(Array.from({ length: max - min + 1 }, (_, more) => min + more).flatMap(rounds));
}

function joined(paths: readonly Path[], after: () => readonly Path[]): readonly Path[] {
  if (paths.every(path => !path.isWhole || isEnough(path.sets))) return paths;
  const next = after();
  return bounded(
    paths.flatMap(path => (path.isWhole && !isEnough(path.sets) ? next.map(after => append(path, after)) : [ended(path)])),
  );
}

function append(path: Path, { sets, isWhole }: Path): Path {
  return { sets: [...path.sets, ...sets], isWhole };
}

function ended({ sets }: Path): Path {
  return { sets, isWhole: false };
}

function bounded(paths: readonly Path[]): readonly Path[] {
  return paths.slice(0, alternativesMax);
}

function isEnough(sets: Beginning): boolean {
  return sets.length >= bytesMax || bitsOf(sets) >= bitsEnough;
}

function trimmed(sets: Beginning): Beginning {
  let length = Math.min(sets.length, bytesMax);
  while (length > 1 && bitsOf(sets.slice(0, length - 1)) >= bitsEnough) length -= 1;
  return sets.slice(0, length);
}

function isRare(sets: Beginning): boolean {
  return (
    bitsOf(sets) >= bitsWanted && bitsOf(sets.slice(0, fewWithin).filter(set => membersOf(set).length <= fewMax)) >= fewBitsWanted
  );
}

function bitsOf(sets: Beginning): number {
  return sets.reduce((sum, set) => sum + 8 - Math.log2(membersOf(set).length), 0);
}
