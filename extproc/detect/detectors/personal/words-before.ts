// What people and programs write in front of a number to say what it is: `SSN: `, `"pesel": "`, `Steuer-ID lautet `.
// Knows how such words are spelled and what may stand between them and the number; nothing of numbers.

/** Between the words and the number: quotes, colons and the like. No comma, brace or line end: what stands behind those is another thing. */
const marks = '[ \\t:="\'#.()\\[\\]*|<>_`\\\\-]';
/** A letter of any script. Marks beyond ASCII, as a wide colon, count as letters. */
const letter = '[^\\x00-@\\[-`{-\\x7f]';
const gap = `(?:${marks}{0,4}${letter}{1,14}){0,3}${marks}{0,6}`;

/** Bytes before a match that hold the words, where there are some. */
export const contextBytes = 64;

/**
 * Leads of these words, up to three others and the marks around them. A blank in a word stands for a blank, `_`, `-` or nothing. Words in
 * small letters are taken in any case; one with a capital only as it is written, where the small ones mean something else (`SIN`, `EIN`).
 * Short words have a lead of their own: as much of each word is looked for as the shortest has, and `tel` would find `telling` and `num`
 * every number.
 */
export function leadsOf(words: readonly string[], between = gap): readonly string[] {
  const short = words.filter(isShort);
  const long = words.filter(word => !isShort(word) && !isCovered(word, short, between === gap));
  return [
    ...(short.length > 0 ? [`(?:${short.map(spelled).join('|')})${marks}${between}`] : []),
    ...(long.length > 0 ? [`(?:${long.map(spelled).join('|')})${between}`] : []),
  ];
}

function isShort(word: string): boolean {
  return Buffer.byteLength(word.replaceAll(' ', '')) < shortBytes;
}

/** Whether a short word in it finds the same: twice would be two findings. */
function isCovered(word: string, short: readonly string[], isGapWide: boolean): boolean {
  return short.some(other => {
    if (word.endsWith(` ${other}`)) return true;
    const rest = word.startsWith(`${other} `) ? word.slice(other.length + 1) : null;
    return rest !== null && (isGapWide || /^(?:number|no|nr)$/.test(rest));
  });
}

const shortBytes = 5;

/** What may stand between a word and its value, where words in between would make it another thing. */
export const closely = `(?:${marks}{0,3}(?:(?i:numbers?|num|no|nr|is|was|ist|est|es)\\b|n[°º]|是|为|為|は|：)){0,2}${marks}{0,6}`;

/** Whether one of the words stands in the bytes before a match. */
export function wordsBefore(words: readonly string[]): (before: Uint8Array) => boolean {
  const capital = words.filter(hasCapital);
  const small = words.filter(word => !hasCapital(word));
  const forms = [formOf(capital, 'u'), formOf(small, 'iu')].filter(form => form !== null);
  return before => {
    const text = Buffer.from(before.buffer, before.byteOffset, before.byteLength).toString();
    return forms.some(form => form.test(text));
  };
}

function spelled(word: string): string {
  const exact = hasCapital(word);
  const chars = [...word].map(char => (char === ' ' ? '[ _-]?' : exact ? escaped(char) : inBothCases(char)));
  const edge = '(?:\\b|_)';
  return `${isLetter(word.at(0)!) ? edge : ''}(?${exact ? '-' : ''}i:${chars.join('')})${isLetter(word.at(-1)!) ? edge : ''}`;
}

function formOf(words: readonly string[], flags: string): RegExp | null {
  if (words.length === 0) return null;
  const forms = words.map(word => [...word].map(char => (char === ' ' ? '[ _\\-]?' : escaped(char))).join(''));
  // Scripts without blanks between words have no edges to ask for.
  const edged = forms.map(
    (form, i) =>
      `${isLetter(words[i]!.at(0)!) ? '(?<![A-Za-z0-9])' : ''}${form}${isLetter(words[i]!.at(-1)!) ? '(?![A-Za-z0-9])' : ''}`,
  );
  return new RegExp(edged.join('|'), flags);
}

function hasCapital(word: string): boolean {
  return word !== word.toLowerCase();
}

/** The engine folds the case of ASCII only. */
function inBothCases(char: string): string {
  const upper = char.toUpperCase();
  if (isAscii(char) || upper === char) return escaped(char);
  return [...upper].length > 1 ? `(?-i:${char})` : `(?-i:[${char}${upper}])`;
}

function isLetter(char: string): boolean {
  return /[A-Za-z0-9]/.test(char);
}

function isAscii(char: string): boolean {
  return char.charCodeAt(0) < 0x80;
}

function escaped(char: string): string {
  return /[.()/]/.test(char) ? `\\${char}` : char;
}
