// What all texts of one scanner share, made of its detectors.
import type { Limits } from '../../words/limits.ts';
import type { Detector } from '../scan.ts';
import { firstBytesOf } from './openings.ts';
import type { ByteSet } from './pattern.ts';
import { Scouting, type ScoutingLimits } from './scouting.ts';
import { compileSearch, isSame, type LookBack, openingBytes, type Search, type SearchLimits } from './search.ts';
import { Sieve } from './sieve.ts';
import { tablesUnder } from './tables.ts';

export type ScannerLimits = Pick<Limits, keyof SearchLimits | keyof ScoutingLimits>;

/** Fewer bytes than this in all are a detector's that looks at most places of a text. */
const shortBytesMin = 3;

export interface ShortSearch {
  readonly search: Search;
  /** What it may begin with. */
  readonly first: ByteSet;
}

export interface Searches {
  /** By index of the detector. */
  readonly all: readonly Search[];
  readonly sieve: Sieve;
  readonly scouting: Scouting;
  /** A scout may have done its part after so many bytes, and no sooner. */
  readonly sightMin: number;
  /** It has after so many. */
  readonly sightMax: number;
  /** Those that are shorter than what a scout sets out with. */
  readonly short: readonly ShortSearch[];
  /** Distinct look-backs of detectors that text waits for. */
  readonly backs: readonly LookBack[];
  /** Numbers of those whose runs begin as early as any other's. */
  readonly furthestBacks: readonly number[];
  /** Number of a search's look-back among them. */
  readonly backOf: (search: Search) => number;
  /** Bytes behind the text's end that a new candidate may ask for. */
  readonly reach: number;
}

/** Throws ERR_PATTERN_SYNTAX or ERR_PATTERN_SIZE with the id of the detector that is to blame. */
export function compileSearches(detectors: readonly Detector[], limits: ScannerLimits): Searches {
  const all = detectors.map((detector, index) => compileSearch(detector, index, limits));
  const backs = distinctBacks(all);
  const width = widthFor(all);
  const sieve = sieveFor(all, width, limits);
  const backOf = ({ back }: Search) => backs.findIndex(other => back !== null && isSame(back, other));
  const scouting = new Scouting(all, width, backOf, limits);
  const sights = all.map(({ sight }) => sight);
  const sightMax = Math.max(0, ...sights);
  const short = all
    .filter(({ bytesMin }) => bytesMin < width)
    .map(search => ({ search, first: firstBytesOf(search.beginnings) }));
  return {
    all,
    sieve,
    scouting,
    sightMin: Math.min(...sights),
    sightMax,
    short,
    backs,
    furthestBacks: furthestOf(backs),
    backOf,
    reach: sightMax + reachOf(all),
  };
}

/** Bytes after which a scout sets out. What is a little shorter is told a little later; what is much shorter makes all work harder. */
function widthFor(searches: readonly Search[]): number {
  const shortest = Math.min(...searches.map(({ bytesMin }) => bytesMin));
  return shortest < shortBytesMin ? shortest : openingBytes;
}

/** What the tables have a sieve for is taken from there. */
function sieveFor(searches: readonly Search[], width: number, limits: ScannerLimits): Sieve {
  const sieve = new Sieve(width);
  const tables = width === openingBytes ? tablesUnder(limits) : null;
  const { sieves, left } = tables?.sievesFor(new Set(searches.flatMap(({ entry }) => entry ?? []))) ?? nothingSieved;
  for (const ready of sieves) sieve.addAll(ready);
  fill(sieve, tables === null ? searches : searches.filter(({ entry }) => entry === null || left.has(entry)));
  return sieve;
}

const nothingSieved = { sieves: [], left: new Set<number>() };

/** Openings that are alike are added once, however many detectors have them. */
export function fill(sieve: Sieve, searches: readonly Search[]): void {
  const { waited = [], others = [] } = Object.groupBy(searches, search =>
    isWaitedFor(search, sieve.width) ? 'waited' : 'others',
  );
  for (const opening of new Set(waited.flatMap(({ openings }) => openings))) sieve.add(opening, true);
  for (const opening of new Set(others.flatMap(({ openings }) => openings))) sieve.add(opening, false);
}

/** Whether text may wait for it before a scout has set out. */
function isWaitedFor({ detector, leadBytesMin }: Search, width: number): boolean {
  return detector.signal !== true && leadBytesMin < width - 1;
}

function distinctBacks(searches: readonly Search[]): readonly LookBack[] {
  const distinct: LookBack[] = [];
  for (const { back, detector } of searches) {
    if (back !== null && detector.signal !== true && !distinct.some(other => isSame(back, other))) distinct.push(back);
  }
  return distinct;
}

function furthestOf(backs: readonly LookBack[]): readonly number[] {
  const covers = (a: LookBack, b: LookBack) => a.max >= b.max && b.set.every((has, byte) => has <= a.set[byte]!);
  const isCovered = (back: LookBack, at: number) =>
    backs.some((other, i) => i !== at && covers(other, back) && (i < at || !covers(back, other)));
  return [...backs.keys()].filter(at => !isCovered(backs[at]!, at));
}

/** A new candidate asks for the run before it, and for the byte before that or as much as its last check is shown. */
function reachOf(searches: readonly Search[]): number {
  return 1 + Math.max(0, ...searches.map(search => (search.back?.max ?? 0) + search.context));
}
