// How characters are written by ASCII characters: in URLs, in strings of programs, in HTML. Reads one of them from bytes that may not be
// all there yet. Which characters are then worth a second look is characters.ts's business.

/** What stands at the beginning of some bytes: `none` of these, one of which more has to be seen, or a character of so many bytes. */
export type Escape = 'none' | 'more' | { readonly length: number; readonly codePoint: number };

export type EscapeReader = (bytes: Uint8Array, at: number, end: number) => Escape;

/** RFC 3986, section 2.1. What it gives is a byte, above 0x7f one of a character. */
export const readPercent: EscapeReader = (bytes, at, end) => hexadecimal(bytes, at + 1, end, 2, 1);

/** Backslashes of strings in strings, one behind the other. */
const backslashesMax = 4;

/** `\xXX`, `\uXXXX`, `\UXXXXXXXX`, `\u{X…}`: what C, Java, JavaScript, Python, Go, Rust and JSON have. */
export const readBackslash: EscapeReader = (bytes, at, end) => {
  let letter = at + 1;
  while (letter < end && bytes[letter] === 0x5c && letter - at < backslashesMax) letter += 1;
  if (letter >= end) return 'more';
  const before = letter + 1 - at;
  switch (bytes[letter]) {
    case 0x78:
      return hexadecimal(bytes, letter + 1, end, 2, before);
    case 0x55:
      return hexadecimal(bytes, letter + 1, end, 8, before);
    case 0x75:
      if (letter + 1 >= end) return 'more';
      return bytes[letter + 1] === 0x7b
        ? enclosed(bytes, letter + 2, end, 16, 0x7d, before + 1)
        : hexadecimal(bytes, letter + 1, end, 4, before);
    default:
      return 'none';
  }
};

/** References of HTML by number, and by the names that ASCII's characters (and some that nobody sees) have there. */
export const readReference: EscapeReader = (bytes, at, end) => {
  if (at + 1 >= end) return 'more';
  if (bytes[at + 1] !== 0x23) return named(bytes, at, end);
  if (at + 2 >= end) return 'more';
  const isHex = (bytes[at + 2]! | 0x20) === 0x78;
  return isHex ? enclosed(bytes, at + 3, end, 16, 0x3b, 3) : enclosed(bytes, at + 2, end, 10, 0x3b, 2);
};

function hexadecimal(bytes: Uint8Array, at: number, end: number, digits: number, before: number): Escape {
  let codePoint = 0;
  for (let i = 0; i < digits; i += 1) {
    if (at + i >= end) return 'more';
    const value = digit(bytes[at + i]!);
    if (value < 0) return 'none';
    codePoint = codePoint * 16 + value;
  }
  return character(codePoint, before + digits);
}

/** Leading zeros included. */
const digitsMax = 8;

function enclosed(bytes: Uint8Array, at: number, end: number, base: 10 | 16, closing: number, before: number): Escape {
  let codePoint = 0;
  for (let i = 0; i <= digitsMax; i += 1) {
    if (at + i >= end) return 'more';
    const byte = bytes[at + i]!;
    if (byte === closing && i > 0) return character(codePoint, before + i + 1);
    const value = digit(byte);
    if (value < 0 || value >= base) return 'none';
    codePoint = codePoint * base + value;
  }
  return 'none';
}

function character(codePoint: number, length: number): Escape {
  return codePoint <= 0x10ffff ? { length, codePoint } : 'none';
}

function digit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

const names: Readonly<Record<string, string>> = {
  ...{
    Tab: '\t',
    NewLine: '\n',
    nbsp: ' ',
    excl: '!',
    quot: '"',
    QUOT: '"',
    num: '#',
    dollar: '$',
    percnt: '%',
    amp: '&',
    AMP: '&',
    apos: "'",
  },
  ...{
    lpar: '(',
    rpar: ')',
    ast: '*',
    midast: '*',
    plus: '+',
    comma: ',',
    period: '.',
    sol: '/',
    colon: ':',
    semi: ';',
    lt: '<',
    LT: '<',
  },
  ...{
    equals: '=',
    gt: '>',
    GT: '>',
    quest: '?',
    commat: '@',
    lsqb: '[',
    lbrack: '[',
    bsol: '\\',
    rsqb: ']',
    rbrack: ']',
    Hat: '^',
  },
  ...{ lowbar: '_', UnderBar: '_', grave: '`', lcub: '{', lbrace: '{', verbar: '|', vert: '|', rcub: '}', rbrace: '}' },
  ...{
    hyphen: '-',
    dash: '-',
    shy: '\u{ad}',
    zwj: '\u{200d}',
    zwnj: '\u{200c}',
    ZeroWidthSpace: '\u{200b}',
    NoBreak: '\u{2060}',
  },
};

/** Names by themselves, and all that one can begin with. */
const nameAt = new Map<string, number>();
for (const name of Object.keys(names)) {
  for (let length = 1; length <= name.length; length += 1) nameAt.set(name.slice(0, length), -1);
}
for (const [name, text] of Object.entries(names)) nameAt.set(name, text.codePointAt(0)!);

function named(bytes: Uint8Array, at: number, end: number): Escape {
  let name = '';
  for (let i = at + 1; i < end; i += 1) {
    if (bytes[i] === 0x3b) {
      const codePoint = nameAt.get(name) ?? -1;
      return codePoint < 0 ? 'none' : { length: i + 1 - at, codePoint };
    }
    name += String.fromCharCode(bytes[i]!);
    if (!nameAt.has(name)) return 'none';
  }
  return 'more';
}
