// What people and programs write in front of a number to say what it is: `SSN: `, `"pesel": "`, `Steuer-ID lautet `, a table's heading.
// Knows how such words are spelled and what may stand between them and the number; nothing of numbers.

/** Between the words and the number: quotes, colons and the like. No comma, brace or line end: what stands behind those is another thing. */
const marks = '[ \\t:="\'#.()\\[\\]*|<>_`\\\\-]';
/** A letter of any script. Marks beyond ASCII, as a wide colon, count as letters. */
const letter = '[^\\x00-@\\[-`{-\\x7f]';
const near = `(?:${marks}{0,4}${letter}{1,14}){0,3}${marks}{0,6}`;
const close = `(?:${marks}{0,3}(?:(?i:numbers?|num|no|nr|is|was|ist|est|es)\\b|n[°º]|是|为|為|は|：)){0,2}${marks}{0,6}`;

/** No digit: a number there would be another one. Three bytes at most. */
const text = '[\\x00-\\t\\x0b-/:-\\x{d7ff}]';
const cell = '[|,;(\\t] ?["\']?';
/** Behind the rest of a line of headings, a line under it, and the cells in front of the value's; or in front of the values of SQL. */
const table = `${text}{0,24}(?:\\n[|: -]{1,40})?\\n${text}{0,20}${cell}|[^0-9()\\n]{0,20}\\) ?(?i:values) ?\\([^0-9()\\n]{0,20}["']`;

/** Up to three other words; or further on in the line or in a row of a table: for numbers whose check digit says the rest. */
export const freely = `(?:${near}|${text}{0,36}${cell}|${table})`;
/** Up to three other words; or a table. */
export const loosely = orInTable(near);
/** Marks and little words; or a table. For values that begin with letters, and those that other words would make another thing. */
export const closely = orInTable(close);

export function orInTable(between: string): string {
  return `(?:${between}|${table})`;
}

/** Bytes before a match that hold the words, where there are some. */
export const contextBytes = 64;

/** As much of each word is looked for as the shortest has. */
const shortBytes = 5;
/** A mark or the end of a heading. */
const shortEnding = `(?:${marks}|[,;\\n])`;

/**
 * Leads of these words and what may stand behind them. A blank in a word stands for a blank, `_`, `-` or nothing. Words in small letters
 * are taken in any case; one with a capital only as it is written, where the small ones mean something else (`SIN`, `EIN`). Short words
 * have a lead of their own: beside them `tel` would be looked for in `telling` and `num` in every number.
 */
export function leadsOf(words: readonly string[], between: string): readonly string[] {
  const short = words.filter(isShort);
  const long = words.filter(word => !isShort(word) && !isCovered(word, short, between !== closely));
  return [
    ...(short.length > 0 ? [`(?:${short.map(word => spelled(word, shortEnding)).join('|')})${between}`] : []),
    ...(long.length > 0 ? [`(?:${long.map(word => spelled(word, '(?:\\b|_)')).join('|')})${between}`] : []),
  ];
}

function isShort(word: string): boolean {
  return Buffer.byteLength(word.replaceAll(' ', '')) < shortBytes;
}

/** Whether a short word in it finds the same: twice would be two findings. */
function isCovered(word: string, short: readonly string[], isWide: boolean): boolean {
  return short.some(other => {
    if (word.endsWith(` ${other}`)) return true;
    const rest = word.startsWith(`${other} `) ? word.slice(other.length + 1) : null;
    return rest !== null && (isWide || /^(?:number|no|nr)$/.test(rest));
  });
}

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

/** `ending` is what ends a word of ASCII. */
function spelled(word: string, ending: string): string {
  const exact = hasCapital(word);
  const chars = [...word].map(char => (char === ' ' ? '[ _-]?' : exact ? escaped(char) : inBothCases(char)));
  const [first, last] = [isLetter(word.at(0)!) ? '(?:\\b|_)' : '', isLetter(word.at(-1)!) ? ending : ''];
  return `${first}(?${exact ? '-' : ''}i:${chars.join('')})${last}`;
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
