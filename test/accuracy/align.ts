// Works out from a text and what left of it which part of it each mark replaced.

export interface Place {
  readonly start: number;
  readonly end: number;
}

const sign = /\uE100(\d+)\uE101/g;

/** The strings of a document in order, keys among them; numbers and the like as they are written. */
export function leavesOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  if (value !== null && typeof value === 'object')
    return Object.entries(value).flatMap(([key, inner]) => [key, ...leavesOf(inner)]);
  return [String(value)];
}

/**
 * Where each mark's value stood, by the mark's number; offsets go through all strings, one character between two.
 * Of what was replaced without a mark, the numbers are negative. `known` gives a value's
 * length away where it is known.
 */
export function aligned(
  before: readonly string[],
  after: readonly string[],
  known: (index: number) => string | null,
): ReadonlyMap<number, Place> {
  if (before.length !== after.length) throw new Error('what left has another number of strings');
  const places = new Map<number, Place>();
  let offset = 0;
  before.forEach((text, i) => {
    alignOne(text, after[i]!, offset, known, places);
    offset += text.length + 1;
  });
  return places;
}

function alignOne(
  text: string,
  left: string,
  offset: number,
  known: (index: number) => string | null,
  places: Map<number, Place>,
): void {
  // A number or a truth has become 0 or false, which has no room for a mark.
  if (!left.includes('\uE100') && left !== text) {
    places.set(-1 - places.size, { start: offset, end: offset + text.length });
    return;
  }
  const pieces = left.split(sign); // text, number, text, number, …, text
  if (!text.startsWith(pieces[0]!)) throw new Error('what left is not the text with marks in it');
  let at = pieces[0]!.length;
  for (let i = 1; i < pieces.length; ) {
    const numbers = [Number(pieces[i])];
    // Marks that touch: all of them cover all of it.
    while (pieces[i + 1] === '' && i + 2 < pieces.length) {
      i += 2;
      numbers.push(Number(pieces[i]));
    }
    const next = pieces[i + 1]!;
    const length = numbers.reduce((sum, number) => sum + (known(number)?.length ?? 1), 0);
    const isLast = i + 2 >= pieces.length;
    const end = isLast
      ? text.length - next.length
      : text.startsWith(next, at + length)
        ? at + length
        : text.indexOf(next, at + 1);
    if (end < at || !text.startsWith(next, end)) throw new Error('what left is not the text with marks in it');
    for (const number of numbers) places.set(number, { start: offset + at, end: offset + end });
    at = end + next.length;
    i += 2;
  }
}
