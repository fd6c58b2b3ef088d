// Makes tables of detectors: everything is found out as it is without tables, and written down. Knows the layout by tables.ts, which reads it.
import type { Detector } from '../scan.ts';
import type { Opening } from './openings.ts';
import type { ByteSet } from './pattern.ts';
import { compileSearch, openingBytes, type Search } from './search.ts';
import { fill, type ScannerLimits } from './searches.ts';
import { Sieve } from './sieve.ts';
import {
  digestBytes,
  digestOf,
  edges,
  type Heading,
  headingAt,
  keyOf,
  type Measure,
  nodesMax,
  none,
  openingNumbers,
  type Parts,
  partNames,
  partsStart,
  programNumbers,
  refusing,
} from './tables.ts';

type Pairs = readonly (readonly [detector: Detector, opener: Detector | null])[];

export interface Wanted {
  /** Detectors that are often looked for together: a sieve for each group. */
  readonly groups: readonly (readonly Detector[])[];
  /** By encoding: a detector, and what notices it there. */
  readonly openers: { readonly [encoding: string]: Pairs };
  /** Digest of the sources. */
  readonly sources: string;
}

/** No tables may be in use. */
export function writeTables({ groups, openers, sources }: Wanted, limits: ScannerLimits): Buffer {
  const detectors = new Map(groups.flat().map(detector => [keyOf(detector), detector]));
  const searches = [...detectors.values()].map((detector, entry) => compileSearch(detector, entry, limits));
  const entryOf = new Map([...detectors.keys()].map((key, entry) => [key, entry]));
  const sieved = groups.map(group => [...new Set(group.map(detector => entryOf.get(keyOf(detector))!))]);
  const sieves = Buffer.concat(sieved.map(entries => sieveOf(entries.map(entry => searches[entry]!))));
  const parts: Parts = { ...rowsOf(searches), sieves };
  const heading: Heading = {
    sources,
    limits: Object.fromEntries(refusing.map(name => [name, limits[name]])) as Heading['limits'],
    keys: [...detectors.keys()],
    openers: Object.fromEntries(Object.entries(openers).map(([encoding, pairs]) => [encoding, openersOf(pairs, entryOf)])),
    sieved,
    parts: Object.fromEntries(partNames.map(name => [name, parts[name].byteLength])) as Heading['parts'],
  };
  return laidOut(heading, parts);
}

function laidOut(heading: Heading, parts: Parts): Buffer {
  const json = Buffer.from(JSON.stringify(heading));
  const head = Buffer.alloc(partsStart(json.length));
  head.writeUInt32LE(json.length, digestBytes);
  json.copy(head, headingAt);
  const bytes = Buffer.concat([
    head,
    ...partNames.map(name => new Uint8Array(parts[name].buffer, parts[name].byteOffset, parts[name].byteLength)),
  ]);
  digestOf(bytes).copy(bytes);
  return bytes;
}

function sieveOf(searches: readonly Search[]): Uint8Array {
  const sieve = new Sieve(openingBytes);
  fill(sieve, searches);
  return sieve.bytes();
}

function openersOf(pairs: Pairs, entryOf: ReadonlyMap<string, number>): (number | null)[] {
  const openers: (number | null)[] = [];
  for (const [detector, opener] of pairs) openers[entryOf.get(keyOf(detector))!] = opener && entryOf.get(keyOf(opener))!;
  // A hole is null in JSON, and would say that nothing notices what nobody asked about.
  return Array.from(openers, opener => (opener === undefined ? none : opener));
}

function rowsOf(searches: readonly Search[]): Omit<Parts, 'sieves'> {
  const sets = new Numbers<ByteSet>(set => Buffer.from(set).toString('latin1'));
  const openings = new Numbers<readonly number[]>(row => row.join());
  const lists: number[] = [];
  const listed = (list: readonly number[]): number[] => {
    for (const number of list) lists.push(number);
    return [lists.length - list.length, list.length];
  };
  const numbered = (list: readonly Opening[]) => listed(list.map(opening => openings.of(rowOf(opening, sets))));
  const entries = searches.flatMap(search => [
    ...(search.measures.lead === null ? [0, 0, none] : numbersOf(search.measures.lead)),
    ...numbersOf(search.measures.pattern),
    ...numbered(search.beginnings),
    ...numbered(search.openings),
  ]);
  const nodes: number[] = [];
  const programs = searches.flatMap(({ scent: { program } }) => {
    const { start, ordered, kinds, next, what, branches, sets: own } = program.nodes;
    if (Math.max(kinds.length, branches.length) > nodesMax) return Array.from({ length: programNumbers }, () => none);
    const from = nodes.length;
    for (const numbers of [kinds, next, what, branches]) for (const number of numbers) nodes.push(number);
    const { of, count } = program.classes();
    const ofSets = listed(own.map(set => sets.of(set)));
    return [start, ordered ? 1 : 0, from, kinds.length, branches.length, ...ofSets, sets.of(of), count];
  });
  return {
    entries: Int32Array.from(entries),
    lists: Int32Array.from(lists),
    openings: Int32Array.from(openings.all.flat()),
    programs: Int32Array.from(programs),
    sets: Buffer.concat(sets.all),
    nodes: Uint16Array.from(nodes),
  };
}

function rowOf({ edge, sets }: Opening, numbers: Numbers<ByteSet>): readonly number[] {
  const row = [edges.indexOf(edge), ...sets.map(set => numbers.of(set))];
  return [...row, ...Array.from({ length: openingNumbers - row.length }, () => none)];
}

function numbersOf({ extent: { min, max }, states }: Measure): number[] {
  return [min, max === Infinity ? none : max, states];
}

/** Numbers things in the order in which they come, those that are equal alike. */
class Numbers<T> {
  readonly all: T[] = [];
  readonly #known = new Map<string, number>();
  readonly #keyOf: (thing: T) => string;

  constructor(keyOf: (thing: T) => string) {
    this.#keyOf = keyOf;
  }

  of(thing: T): number {
    const key = this.#keyOf(thing);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, this.all.length);
    return this.all.push(thing) - 1;
  }
}
