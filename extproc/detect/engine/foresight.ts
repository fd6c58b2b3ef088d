// Looks ahead whether a candidate is worth its bookkeeping: most triggers lead nowhere, as some bytes more show.
// Only says no where following the candidate byte by byte would find nothing and leave nothing behind.
import { ahead, behind } from './context.ts';
import { accepts } from './run.ts';
import type { Search } from './search.ts';

/** Bytes behind the trigger that are looked at. A bound on work that may be done twice. */
export const foresightBytes = 32;

/** A start that text would wait for meanwhile, and the index behind the byte that ends it. */
type Waits = (from: number, until: number) => void;

/**
 * Number of bytes from bytes[begin] on after which a candidate that begins there is gone without a match; 0 when it may find something
 * or lives on at the end of what can be seen. Needs bytes[begin - 1].
 */
export function doomOf(search: Search, bytes: Uint8Array, begin: number, waits: Waits): number {
  const limit = Math.min(bytes.length, begin + search.triggerLength + foresightBytes);
  return search.lead === null
    ? doomOfPattern(search, bytes, begin, limit, waits)
    : doomOfLead(search, bytes, begin, limit, waits);
}

function doomOfPattern(search: Search, bytes: Uint8Array, begin: number, limit: number, waits: Waits): number {
  const { pattern, commit } = search;
  let state = pattern.start(behind[bytes[begin - 1]!]!);
  // A pattern that lives so long as to be committed has found something, even if it dies later.
  for (let index = begin; index < limit && index - begin < commit; index += 1) {
    const byte = bytes[index]!;
    if (state.acceptsBefore !== 0 && accepts(state, ahead[byte]!)) return 0;
    state = pattern.next(state, byte);
    if (state.complete) return 0;
    if (state !== pattern.dead) continue;
    waits(begin, index + 1);
    return index + 1 - begin;
  }
  return 0;
}

function doomOfLead(search: Search, bytes: Uint8Array, begin: number, limit: number, waits: Waits): number {
  const { pattern, commit } = search;
  const lead = search.lead!;
  let leadState = lead.start(behind[bytes[begin - 1]!]!);
  let state = pattern.dead;
  let start = begin;
  for (let index = begin; index < limit; index += 1) {
    const byte = bytes[index]!;
    if (leadState.acceptsBefore !== 0 && accepts(leadState, ahead[byte]!)) {
      // The longer lead takes the earlier start back.
      if (state !== pattern.dead) waits(start, index + 1);
      state = pattern.start(behind[bytes[index - 1]!]!);
      start = index;
    }
    leadState = lead.next(leadState, byte);
    if (state !== pattern.dead) {
      if (state.acceptsBefore !== 0 && accepts(state, ahead[byte]!)) return 0;
      state = pattern.next(state, byte);
      if (state.complete || (state !== pattern.dead && index + 1 - start >= commit)) return 0;
      if (state === pattern.dead) waits(start, index + 1);
    }
    if (leadState === lead.dead && state === pattern.dead) return index + 1 - begin;
  }
  return 0;
}
