// The first bytes of what a pattern matches, as rows of sets: all that is asked of most places of a text.
// Says yes too often (edges inside are left out, long lists are made coarser), never no too often.

import { byteSet } from './characters.ts';
import { ahead, type Behind, holds } from './context.ts';
import type { ByteSet, Edge, Pattern } from './pattern.ts';

export interface Opening {
  /** By place; shorter than what was asked for where the pattern may be. */
  readonly sets: readonly ByteSet[];
  /** What must hold before the first byte. */
  readonly edge: Edge | null;
}

/** More would cost more to look through than they keep away. */
const openingsMax = 128;
/** Fewer are not worth the search for those that are alike. */
const distinctFrom = 12;

/** The first `depth` bytes of a pattern, each way in which it may begin. */
export function openingsOf(pattern: Pattern, depth: number): readonly Opening[] {
  return extend(pattern, [{ sets: [], edge: null }], depth);
}

/** Whether one may have begun with these bytes behind `before`, as far as first bytes tell. */
export function mayBegin(openings: readonly Opening[], before: Behind, bytes: readonly number[]): boolean {
  for (const { sets, edge } of openings) {
    let at = 0;
    while (at < bytes.length && (at >= sets.length || sets[at]![bytes[at]!] === 1)) at += 1;
    if (at === bytes.length && (edge === null || holds(edge, before, ahead[bytes[0]!]!))) return true;
  }
  return false;
}

function extend(pattern: Pattern, openings: readonly Opening[], depth: number): readonly Opening[] {
  if (isFull(openings, depth)) return openings;
  switch (pattern.kind) {
    case 'byte':
      return openings.map(opening => longer(opening, pattern.set, depth));
    case 'character':
      return distinct(characterBehind(pattern.set, openings, depth));
    case 'edge':
      return openings.map(({ sets, edge }) => ({
        sets,
        edge: sets.length === 0 ? (edge ?? pattern.edge) : edge,
      }));
    case 'sequence':
      return throughAll(pattern.parts, openings, depth);
    case 'choice':
      return distinct(pattern.options.flatMap(option => extend(option, openings, depth)));
    case 'repeat':
      return distinct(repeated(pattern, openings, depth));
  }
}

function throughAll(parts: readonly Pattern[], openings: readonly Opening[], depth: number): readonly Opening[] {
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

function longer({ sets, edge }: Opening, set: ByteSet, depth: number): Opening {
  return { sets: sets.length < depth ? [...sets, set] : sets, edge };
}

/** Behind the first byte of a longer character anything may come: few texts have it where it matters. */
function characterBehind(set: ByteSet, openings: readonly Opening[], depth: number): Opening[] {
  const { single, first } = halvesOf(set);
  const out = single === null ? [] : openings.map(opening => longer(opening, single, depth));
  if (first === null) return out;
  for (const opening of openings) {
    const { sets, edge } = longer(opening, first, depth);
    out.push({
      sets: [...sets, ...Array.from({ length: depth - sets.length }, () => anything)],
      edge,
    });
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

function repeated({ of, min, max }: Pattern & { kind: 'repeat' }, openings: readonly Opening[], depth: number): Opening[] {
  const out: Opening[] = [];
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

let setsSeen = 0;
const setIds = new WeakMap<ByteSet, number>();

function idOf(set: ByteSet): number {
  let id = setIds.get(set);
  if (id === undefined) {
    id = setsSeen;
    setsSeen += 1;
    setIds.set(set, id);
  }
  return id;
}

function distinct(openings: readonly Opening[]): readonly Opening[] {
  if (openings.length < distinctFrom) return openings;
  const byKey = new Map<string, Opening>();
  for (const opening of openings) byKey.set(`${opening.edge}${opening.sets.map(idOf).join()}`, opening);
  const left = [...byKey.values()];
  return left.length > openingsMax ? coarser(left) : left;
}

/** One for all that begin with the same set and are as long. */
function coarser(openings: readonly Opening[]): readonly Opening[] {
  const groups = Map.groupBy(openings, ({ sets }) => `${sets.length}:${sets[0] === undefined ? '' : idOf(sets[0])}`);
  return [...groups.values()].map(group => ({
    sets: group[0]!.sets.map((_, at) => union(group.map(({ sets }) => sets[at]!))),
    edge: null,
  }));
}

/** By what is in them: equal sets are one set, so that openings can be told apart by their sets. */
const unions = new Map<string, ByteSet>();
const unionsMax = 1024;

function union(sets: readonly ByteSet[]): ByteSet {
  const different = new Set(sets);
  if (different.size === 1) return sets[0]!;
  const all = new Uint8Array(256);
  for (const set of different) for (let byte = 0; byte < 256; byte += 1) all[byte]! |= set[byte]!;
  const key = all.join('');
  const known = unions.get(key);
  if (known !== undefined) return known;
  if (unions.size >= unionsMax) unions.clear();
  unions.set(key, all);
  return all;
}
