// Looks ahead whether a candidate is worth its bookkeeping: most triggers lead nowhere, as some bytes more show.
// Only says no where following the candidate byte by byte would find nothing and leave nothing behind.
import { ahead, behind } from './context.ts';
import type { Doomed } from './doomed.ts';
import { accepts } from './run.ts';
import type { Search } from './search.ts';

/** Bytes behind the trigger that are looked at. A bound on work that may be done twice. */
export const foresightBytes = 32;

/**
 * Number of bytes from bytes[begin] on after which a candidate that begins there is gone without a match; 0 when it may find something
 * or lives on at the end of what can be seen. Needs bytes[begin - 1], which stands at place base + begin - 1 of the text. Starts that
 * text would wait for meanwhile are added to `doomed`.
 */
export function doomOf(search: Search, bytes: Uint8Array, begin: number, base: number, doomed: Doomed): number {
  const limit = Math.min(bytes.length, begin + search.triggerLength + foresightBytes);
  return search.lead === null
    ? doomOfPattern(search, bytes, begin, limit, base, doomed)
    : doomOfLead(search, bytes, begin, limit, base, doomed);
}

function doomOfPattern(search: Search, bytes: Uint8Array, begin: number, limit: number, base: number, doomed: Doomed): number {
  const { pattern, commit } = search;
  let state = pattern.start(behind[bytes[begin - 1]!]!);
  // A pattern that lives so long as to be committed has found something, even if it dies later.
  const last = Math.min(limit, begin + commit);
  for (let index = begin; index < last; index += 1) {
    const byte = bytes[index]!;
    if (state.acceptsBefore !== 0 && accepts(state, ahead[byte]!)) return 0;
    state = pattern.next(state, byte);
    if (!state.isLast) continue;
    if (state.complete) return 0;
    doomed.add(search.index, base + begin, base + index + 1, base + begin);
    return index + 1 - begin;
  }
  return 0;
}

function doomOfLead(search: Search, bytes: Uint8Array, begin: number, limit: number, base: number, doomed: Doomed): number {
  const { pattern, commit } = search;
  const lead = search.lead!;
  let leadState = lead.start(behind[bytes[begin - 1]!]!);
  let state = pattern.dead;
  let start = begin;
  for (let index = begin; index < limit; index += 1) {
    const byte = bytes[index]!;
    if (leadState.acceptsBefore !== 0 && accepts(leadState, ahead[byte]!)) {
      // The longer lead takes the earlier start back.
      if (state !== pattern.dead) doomed.add(search.index, base + start, base + index + 1, base + begin);
      state = pattern.start(behind[bytes[index - 1]!]!);
      start = index;
    }
    leadState = lead.next(leadState, byte);
    if (state !== pattern.dead) {
      if (state.acceptsBefore !== 0 && accepts(state, ahead[byte]!)) return 0;
      state = pattern.next(state, byte);
      if (state.complete || (state !== pattern.dead && index + 1 - start >= commit)) return 0;
      if (state === pattern.dead) doomed.add(search.index, base + start, base + index + 1, base + begin);
    }
    if (leadState === lead.dead && state === pattern.dead) return index + 1 - begin;
  }
  return 0;
}
