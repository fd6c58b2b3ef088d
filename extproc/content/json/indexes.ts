// Indexes, by which documents say which text they are about: numbers of a list's elements, and nothing that clients read in two ways.

const shownBytes = 128;

/** By value: `0` and `0.0` are one text to the client. Null for what is no element of a list; from the end, `-1` is one of them. */
export function indexAt(doc: Buffer, start: number, end: number): number | null {
  const index = Number(doc.toString('latin1', start, end));
  return Number.isSafeInteger(index) && index >= 0 ? index : null;
}

/** A text that is the index of a list's element to some clients and to others none. */
export function looksLikeIndex(doc: Buffer, start: number, end: number): boolean {
  return /^(?:[\s\d.+-]|\\u00[23]\d)+$/.test(doc.toString('latin1', start, Math.min(end, start + shownBytes)));
}
