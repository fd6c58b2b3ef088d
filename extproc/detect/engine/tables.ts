// What was found out of patterns ahead of time: how long they are, how they begin, and what a sieve lets through for many of them. A pattern that
// is in the tables is read when a text first asks for its automaton, and not before.
// Knows how tables stand in bytes; tables-writing.ts makes them. Opens no file. Tables are believed when the digest of all their bytes is right and
// they were made by the same sources under the same limits; what they say of a pattern is found by its text, never by a name.
import { hash } from 'node:crypto';
import type { Limits } from '../../words/limits.ts';
import type { Detector } from '../scan.ts';
import type { Opening } from './openings.ts';
import type { Edge, Extent } from './pattern.ts';
import type { Nodes } from './program.ts';

/** By which patterns may be refused. */
export type TablesLimits = Pick<Limits, (typeof refusing)[number]>;
export const refusing = ['patternRepeatMax', 'patternDepthMax', 'patternStatesMax', 'leadBytesMax'] as const;

export interface Heading {
  /** Digest of the sources that made them. */
  readonly sources: string;
  readonly limits: TablesLimits;
  /** By entry. */
  readonly keys: readonly string[];
  /** By encoding and entry: the entry of what notices it there; null where nothing does, `none` where that was not asked. */
  readonly openers: { readonly [encoding: string]: readonly (number | null)[] };
  /** The entries that each sieve is of. */
  readonly sieved: readonly (readonly number[])[];
  /** Bytes of each part. */
  readonly parts: { readonly [name in keyof Parts]: number };
}

/** Rows of numbers; `none` stands for Infinity and for what is not there. */
export interface Parts {
  /** Of lead and pattern: bytes at least and at most, states; then where the lists of beginnings and openings begin, and how long they are. */
  readonly entries: Int32Array;
  /** Numbers of openings. */
  readonly lists: Int32Array;
  /** An edge and sets. */
  readonly openings: Int32Array;
  /**
   * Of an entry's lead and pattern as one: start, whether it is ordered, where its nodes begin, how many they and their branches are, where
   * the list of its sets begins and how long it is, which set has its columns, and how many they are.
   */
  readonly programs: Int32Array;
  readonly sets: Uint8Array;
  readonly sieves: Uint8Array;
  /** A program's kinds, what is behind its nodes, what they are, and its branches. */
  readonly nodes: Uint16Array;
}

/** Tables are their digest, the length of the heading, the heading as JSON, and the parts from the next multiple of four on. */
export const digestBytes = 32;
export const headingAt = digestBytes + 4;
export const partNames = ['entries', 'lists', 'openings', 'programs', 'sets', 'sieves', 'nodes'] as const;
export const entryNumbers = 10;
export const openingNumbers = 6;
export const programNumbers = 9;
/** More than a node can tell: such a program is not written. */
export const nodesMax = 0xffff;
export const none = -1;
export const edges: readonly (Edge | null)[] = [null, 'word_edge', 'word_inside', 'text_begin', 'text_end'];
const setBytes = 256;

export interface Measure {
  readonly extent: Extent;
  /** Nodes of its program. */
  readonly states: number;
}

/** What is known of one detector. */
export interface Facts {
  readonly entry: number;
  /** Of the lead, where there is one. */
  readonly lead: Measure | null;
  readonly pattern: Measure;
  readonly beginnings: readonly Opening[];
  /** Hardly ever asked for where there is a sieve. */
  readonly openings: () => readonly Opening[];
  /** Program of lead and pattern as one; null where it was too large to be written. */
  readonly scent: () => Nodes | null;
}

/** Tells all of a detector that the tables speak of. */
export function keyOf({ lead = '', back, pattern, signal = false }: Detector): string {
  return `${signal ? 'signal' : ''}\0${back === undefined ? '' : 'back'}\0${lead}\0${pattern}`;
}

function patternOf(key: string): string {
  return key.slice(key.lastIndexOf('\0') + 1);
}

export function partsStart(heading: number): number {
  return (headingAt + heading + 3) & ~3;
}

export function digestOf(bytes: Uint8Array): Buffer {
  return hash('sha256', bytes.subarray(digestBytes), 'buffer');
}

/** Gives null for what is damaged or was made by other sources. */
export function readTables(bytes: Buffer, sources: string): Tables | null {
  if (bytes.length < headingAt || !digestOf(bytes).equals(bytes.subarray(0, digestBytes))) return null;
  const length = bytes.readUInt32LE(digestBytes);
  const heading: Heading = JSON.parse(bytes.toString('utf8', headingAt, headingAt + length));
  return heading.sources === sources ? new Tables(heading, bytes.subarray(partsStart(length))) : null;
}

let inUse: Tables | null = null;

/** For all that is compiled from now on; null for none. */
export function useTables(tables: Tables | null): void {
  inUse = tables;
}

/** Those in use, where they were made under these limits. */
export function tablesUnder(limits: TablesLimits): Tables | null {
  return inUse?.isUnder(limits) === true ? inUse : null;
}

export class Tables {
  readonly #heading: Heading;
  readonly #parts: Parts;
  readonly #entryOf: ReadonlyMap<string, number>;
  readonly #openings: Opening[] = [];
  readonly #sets: Uint8Array[] = [];

  constructor(heading: Heading, bytes: Uint8Array) {
    this.#heading = heading;
    this.#parts = partsOf(heading, bytes);
    this.#entryOf = new Map(heading.keys.map((key, entry) => [key, entry]));
  }

  isUnder(limits: TablesLimits): boolean {
    return refusing.every(name => limits[name] === this.#heading.limits[name]);
  }

  factsOf(detector: Detector): Facts | null {
    const entry = this.#entryOf.get(keyOf(detector));
    if (entry === undefined) return null;
    const row = this.#parts.entries.subarray(entry * entryNumbers, (entry + 1) * entryNumbers);
    const pattern = measureOf(row, 3);
    const lead = row[2] === none ? null : measureOf(row, 0);
    return {
      entry,
      lead,
      pattern,
      beginnings: this.#list(row[6]!, row[7]!),
      openings: () => this.#list(row[8]!, row[9]!),
      scent: () => this.#program(entry, lead === null ? pattern.extent : sumOf(lead.extent, pattern.extent)),
    };
  }

  /** Pattern of what notices a detector's pattern in an encoding; null where nothing does, undefined where that is not known. */
  openerOf(detector: Detector, encoding: string): string | null | undefined {
    const entry = this.#entryOf.get(keyOf(detector));
    const opener = entry === undefined ? undefined : this.#heading.openers[encoding]?.[entry];
    if (opener === null) return null;
    return opener === undefined || opener === none ? undefined : patternOf(this.#heading.keys[opener]!);
  }

  /** Sieves of entries that are all among these; and which entries that leaves. */
  sievesFor(entries: ReadonlySet<number>): { readonly sieves: readonly Uint8Array[]; readonly left: ReadonlySet<number> } {
    const { sieved } = this.#heading;
    const { sieves } = this.#parts;
    const left = new Set(entries);
    const length = sieves.length / sieved.length;
    const found = sieved.flatMap((of, number) => {
      if (!of.every(entry => entries.has(entry))) return [];
      for (const entry of of) left.delete(entry);
      return [sieves.subarray(number * length, (number + 1) * length)];
    });
    return { sieves: found, left };
  }

  #list(from: number, count: number): readonly Opening[] {
    return Array.from(this.#parts.lists.subarray(from, from + count), number => this.#opening(number));
  }

  /** Those that are alike are one object. */
  #opening(number: number): Opening {
    let opening = this.#openings[number];
    if (opening === undefined) {
      const [edge, ...sets] = this.#parts.openings.subarray(number * openingNumbers, (number + 1) * openingNumbers);
      opening = { edge: edges[edge!]!, sets: sets.filter(set => set !== none).map(set => this.#set(set)) };
      this.#openings[number] = opening;
    }
    return opening;
  }

  #program(entry: number, extent: Extent): Nodes | null {
    const row = this.#parts.programs.subarray(entry * programNumbers, (entry + 1) * programNumbers);
    const [start, ordered, from, size, branches, setsFrom, sets, columns, count] = row as unknown as readonly number[];
    if (start === none) return null;
    const numbers = (part: number, length: number) =>
      this.#parts.nodes.subarray(from! + part * size!, from! + part * size! + length);
    return {
      start: start!,
      extent,
      ordered: ordered === 1,
      kinds: new Uint8Array(numbers(0, size!)),
      next: new Int32Array(numbers(1, size!)),
      what: new Int32Array(numbers(2, size!)),
      branches: new Int32Array(numbers(3, branches!)),
      sets: Array.from(this.#parts.lists.subarray(setsFrom!, setsFrom! + sets!), set => this.#set(set)),
      classes: { of: this.#set(columns!), count: count! },
    };
  }

  #set(number: number): Uint8Array {
    this.#sets[number] ??= this.#parts.sets.subarray(number * setBytes, (number + 1) * setBytes);
    return this.#sets[number];
  }
}

/** In the order in which they stand there, which is that of their names. */
function partsOf({ parts }: Heading, bytes: Uint8Array): Parts {
  // In memory of their own: numbers must stand at multiples of four.
  const { buffer } = new Uint8Array(bytes);
  let end = 0;
  const next = (name: keyof Parts) => {
    const from = end;
    end += parts[name];
    return new Uint8Array(buffer, from, parts[name]);
  };
  const numbers = (name: keyof Parts) => {
    const { byteOffset, byteLength } = next(name);
    return new Int32Array(buffer, byteOffset, byteLength / 4);
  };
  return {
    entries: numbers('entries'),
    lists: numbers('lists'),
    openings: numbers('openings'),
    programs: numbers('programs'),
    sets: next('sets'),
    sieves: next('sieves'),
    nodes: new Uint16Array(buffer, end, parts.nodes / 2),
  };
}

function sumOf(a: Extent, b: Extent): Extent {
  return { min: a.min + b.min, max: a.max + b.max };
}

function measureOf(row: Int32Array, at: number): Measure {
  const max = row[at + 1]!;
  return { extent: { min: row[at]!, max: max === none ? Infinity : max }, states: row[at + 2]! };
}
