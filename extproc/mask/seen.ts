// Where values were masked in a text, by how masks look (replacement.ts): for people who look at what was delivered. What a model wrote may look the same.

/** Placeholders, hashes, pseudonyms. */
const masks = /\[REDACTED:([A-Za-z0-9_.-]+)\]|\[HASH:[0-9a-f]{12}\]|<([A-Z][A-Z0-9_]*)_[0-9A-Z]{4}>/g;

export interface SeenMask {
  /** In UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly detector: string;
}

/** In their order; as many as are asked for. */
export function masksIn(text: string, masksMax: number): readonly SeenMask[] {
  const seen: SeenMask[] = [];
  for (const match of text.matchAll(masks)) {
    if (seen.length >= masksMax) break;
    const detector = match[1] ?? match[2]?.toLowerCase().replaceAll('_', '-') ?? 'hash';
    seen.push({ start: match.index, end: match.index + match[0].length, detector });
  }
  return seen;
}
