// How much of a text is shown at once. A browser that is given a hundred thousand pieces stands still, and whoever wrote the text may want that.

const charsMax = 100_000;
const piecesMax = 4_000;

/** Up to where a text that is shown from `start` on is shown at first. Never inside of a pair of surrogates, and always further than it begins. Linear. */
export function portionEnd(text: string, start: number): number {
  const last = Math.min(text.length, start + charsMax);
  let pieces = 0;
  for (let at = start; at < last; at++) if (mayBegin(text.charCodeAt(at)) && ++pieces >= piecesMax) return whole(text, at + 1);
  return whole(text, last);
}

/** Not inside of a pair. Half of one that stands alone takes nothing of the next character with it. */
function whole(text: string, at: number): number {
  const [before, behind] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return before >= 0xd800 && before <= 0xdbff && behind >= 0xdc00 && behind <= 0xdfff ? at + 1 : at;
}

/** What may begin a piece of its own: an end of a line, a mark of Markdown, a character that may hide. A rough look, at which most letters cost nothing. */
function mayBegin(code: number): boolean {
  if (code < 0x80) return code < 0x20 || code === 0x2a || code === 0x60 || code === 0x7f;
  return code <= 0xad || (code >= 0x2000 && code <= 0x206f) || (code >= 0xd800 && code <= 0xf8ff) || code >= 0xfe00;
}
