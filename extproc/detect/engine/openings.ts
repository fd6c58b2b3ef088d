// The first bytes of what a pattern matches, as rows of sets: all that is asked of most places of a text.
// Says yes too often (edges inside are left out, long lists are made coarser), never no too often.

import { byteSet } from './characters.ts';
import type { ByteSet, Edge, Pattern } from './pattern.ts';

export interface Opening {
  /** By place; shorter than what was asked for where the pattern may be. */
  readonly sets: readonly ByteSet[];
  /** What must hold before the first byte. */
  readonly edge: Edge | null;
}

/** Openings that are alike are one object: many detectors begin alike, and many alternatives of one. */
interface Known extends Opening {
  /** Those that are longer by a set. */
  readonly longer: Map<ByteSet, Known>;
  /** By edge, of the one that is empty. */
  readonly behind: Map<Edge, Known>;
}

/** More would cost more to look through than they keep away. */
const openingsMax = 128;
/** Over it what was known is forgotten, and openings are alike only if they were found later. */
const knownMax = 65_536;

let made = 0;
let begin: readonly Known[] = [];
/** Of choices at the beginning of a pattern, by their depth: what detectors share and what is long in them. */
let choices = new WeakMap<Pattern, Map<number, readonly Known[]>>();

/** The first `depth` bytes of a pattern, each way in which it may begin. */
export function openingsOf(pattern: Pattern, depth: number): readonly Opening[] {
  if (begin.length === 0 || made > knownMax) {
    made = 0;
    begin = [know([], null)];
    choices = new WeakMap();
  }
  return extend(pattern, begin, depth);
}

function know(sets: readonly ByteSet[], edge: Edge | null): Known {
  made += 1;
  return { sets, edge, longer: new Map(), behind: new Map() };
}

/** What any of them begins with. */
export function firstBytesOf(openings: readonly Opening[]): ByteSet {
  return anyOf(new Set(openings.map(({ sets }) => sets[0]!)));
}

/** Bytes of a beginning. */
export const beginningBytes = 2;

/** The first bytes of openings, each way once. */
export function beginningsOf(openings: readonly Opening[]): readonly Opening[] {
  const byFirst = new Map<ByteSet, Opening[]>();
  for (const { sets, edge } of openings) {
    const alike = byFirst.get(sets[0]!) ?? [];
    byFirst.set(sets[0]!, alike);
    if (!alike.some(other => other.edge === edge && other.sets[1] === sets[1])) alike.push(beginning(sets, edge));
  }
  return [...byFirst.values()].flat();
}

/** Those that are alike are one object here too. */
const beginnings = new WeakMap<ByteSet, Opening[]>();

function beginning(sets: readonly ByteSet[], edge: Edge | null): Opening {
  const known = beginnings.get(sets[0]!) ?? [];
  beginnings.set(sets[0]!, known);
  let found = known.find(other => other.edge === edge && other.sets[1] === sets[1]);
  if (found === undefined) {
    found = { sets: sets.slice(0, beginningBytes), edge };
    known.push(found);
  }
  return found;
}

function extend(pattern: Pattern, openings: readonly Known[], depth: number): readonly Known[] {
  if (isFull(openings, depth)) return openings;
  switch (pattern.kind) {
    case 'byte':
      return openings.map(opening => longer(opening, pattern.set, depth));
    case 'character':
      return distinct(characterBehind(pattern.set, openings, depth));
    case 'edge':
      return openings.map(opening => behindEdge(opening, pattern.edge));
    case 'sequence':
      return throughAll(pattern.parts, openings, depth);
    case 'choice':
      return openings === begin ? choiceAtFirst(pattern, depth) : throughAny(pattern, openings, depth);
    case 'repeat':
      return distinct(repeated(pattern, openings, depth));
  }
}

function choiceAtFirst(pattern: Pattern & { kind: 'choice' }, depth: number): readonly Known[] {
  let byDepth = choices.get(pattern);
  if (byDepth === undefined) {
    byDepth = new Map();
    choices.set(pattern, byDepth);
  }
  let openings = byDepth.get(depth);
  if (openings === undefined) {
    openings = throughAny(pattern, begin, depth);
    byDepth.set(depth, openings);
  }
  return openings;
}

function throughAny({ options }: Pattern & { kind: 'choice' }, openings: readonly Known[], depth: number): readonly Known[] {
  return distinct(options.flatMap(option => extend(option, openings, depth)));
}

function throughAll(parts: readonly Pattern[], openings: readonly Known[], depth: number): readonly Known[] {
  let behind = openings;
  for (const part of parts) {
    if (isFull(behind, depth)) break;
    behind = extend(part, behind, depth);
  }
  return behind;
}

/** Nothing that follows could make one of them longer. */
function isFull(openings: readonly Opening[], depth: number): boolean {
  for (const { sets } of openings) if (sets.length < depth) return false;
  return true;
}

function longer(opening: Known, set: ByteSet, depth: number): Known {
  if (opening.sets.length >= depth) return opening;
  let known = opening.longer.get(set);
  if (known === undefined) {
    known = know([...opening.sets, set], opening.edge);
    opening.longer.set(set, known);
  }
  return known;
}

function behindEdge(opening: Known, edge: Edge): Known {
  if (opening.sets.length > 0 || opening.edge !== null) return opening;
  let known = opening.behind.get(edge);
  if (known === undefined) {
    known = know([], edge);
    opening.behind.set(edge, known);
  }
  return known;
}

/** Behind the first byte of a longer character anything may come: few texts have it where it matters. */
function characterBehind(set: ByteSet, openings: readonly Known[], depth: number): Known[] {
  const { single, first } = halvesOf(set);
  const out = single === null ? [] : openings.map(opening => longer(opening, single, depth));
  if (first === null) return out;
  for (const opening of openings) {
    let known = longer(opening, first, depth);
    while (known.sets.length < depth) known = longer(known, anything, depth);
    out.push(known);
  }
  return out;
}

const anything = byteSet(() => true);

const halves = new WeakMap<ByteSet, { readonly single: ByteSet | null; readonly first: ByteSet | null }>();

/** Bytes that are a character by themselves, and those that begin one. */
function halvesOf(set: ByteSet): {
  readonly single: ByteSet | null;
  readonly first: ByteSet | null;
} {
  let known = halves.get(set);
  if (known === undefined) {
    const single = byteSet(byte => byte < 0x80 && set[byte] === 1);
    const first = byteSet(byte => byte >= 0x80 && set[byte] === 1);
    known = {
      single: single.includes(1) ? single : null,
      first: first.includes(1) ? first : null,
    };
    halves.set(set, known);
  }
  return known;
}

function repeated({ of, min, max }: Pattern & { kind: 'repeat' }, openings: readonly Known[], depth: number): Known[] {
  const out: Known[] = [];
  let behind = openings;
  for (let round = 0; ; round += 1) {
    if (round >= min) out.push(...behind);
    else out.push(...behind.filter(({ sets }) => sets.length >= depth));
    behind = behind.filter(({ sets }) => sets.length < depth);
    // Rounds that take no byte don't bring more the second time.
    if (round === max || round > min + depth || behind.length === 0) return out;
    behind = extend(of, behind, depth);
  }
}

function distinct(openings: readonly Known[]): readonly Known[] {
  const left = [...new Set(openings)];
  return left.length > openingsMax ? coarser(left) : left;
}

/** One for all that begin with the same set and are as long. */
function coarser(openings: readonly Known[]): readonly Known[] {
  const groups = new Map<ByteSet | null, Known[][]>();
  for (const opening of openings) {
    const first = opening.sets[0] ?? null;
    const byLength = groups.get(first) ?? [];
    groups.set(first, byLength);
    byLength[opening.sets.length] ??= [];
    byLength[opening.sets.length]!.push(opening);
  }
  return [...groups.values()].flatMap(byLength => byLength.map(unionOf));
}

function unionOf(openings: readonly Known[]): Known {
  const depth = openings[0]!.sets.length;
  let known = begin[0]!;
  for (let at = 0; at < depth; at += 1) known = longer(known, union(openings, at), depth);
  return known;
}

/** By what is in them: equal sets are one set, so that openings can be told apart by their sets. */
const unions = new Map<string, ByteSet>();
const unionsMax = 1024;

function union(openings: readonly Known[], at: number): ByteSet {
  const sets = new Set(openings.map(({ sets }) => sets[at]!));
  if (sets.size === 1) return openings[0]!.sets[at]!;
  const all = anyOf(sets);
  const key = Buffer.from(all.buffer).toString('latin1');
  const known = unions.get(key);
  if (known !== undefined) return known;
  if (unions.size >= unionsMax) unions.clear();
  unions.set(key, all);
  return all;
}

function anyOf(sets: ReadonlySet<ByteSet>): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(256);
  for (const set of sets) for (let byte = 0; byte < 256; byte += 1) all[byte]! |= set[byte]!;
  return all;
}
