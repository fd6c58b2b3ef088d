// Tells values that stand for a secret from secrets: `sk-xxxx`, `<your-key>`, `${API_KEY}`, and what a mask leaves behind.
// Looks at the value alone, and is asked for every value: loops over its bytes, and few patterns. The sample keys of providers' documents are for documented.ts.

/** Longer values are judged by their beginning. */
const bytesMax = 512;

const words =
  /your[-_ ]|[-_ ]here\b|your(?:token|api|key|password|secret)|placeholder|redacted|change[-_]?me|replace[-_]?(?:me|with)|insert[-_]/i;
/** Three letters of each of those words: few keys have one of these, and the rest need not be searched. */
const beginnings = new Set(
  ['you', 'her', 'pla', 'red', 'cha', 'rep', 'ins'].map(letters => Buffer.from(letters).readUIntBE(0, 3)),
);
const isBeginning = Uint8Array.from({ length: 256 }, (_, byte) => ([...beginnings].some(three => three >>> 16 === byte) ? 1 : 0));

/** By the first character of what is wrapped. */
const wrappings: { readonly [first: string]: RegExp } = {
  '<': /^<[^<>]{0,128}>$/, // <your-key>, and a pseudonym
  '[': /^\[[A-Za-z0-9_. :-]{0,128}\]$/, // [your key], [REDACTED:aws-access-key], [HASH:…]
  '{': /^\{{1,2}[^{}]{0,128}\}{1,2}$/, // {{ api_key }}
  // ${API_KEY}, ${{ secrets.KEY }}, $(cat key), $API_KEY, $apiKey
  $: /^\$(?:\{{1,2}[^{}]{0,128}\}{1,2}|\([^()]{0,128}\)|(?:env:)?[A-Z_][A-Z0-9_]*|[a-zA-Z_]+)$/,
  '%': /^%[A-Za-z_][A-Za-z0-9_]*%$/, // %API_KEY%
  _: /^_{2}[A-Z][A-Z0-9_]{1,62}_{2}$/, // __API_KEY__
};

/** True when nobody could use the value. Linear: no pattern backtracks over more than its bounded length. */
export function isPlaceholder(value: Uint8Array): boolean {
  const shown = value.length > bytesMax ? value.subarray(0, bytesMax) : value;
  if (!isAscii(shown)) return isPlaceholderText(decoded(shown));
  if (isFilled(shown)) return true;
  const wrapping = wrappings[String.fromCharCode(shown[0] ?? 0)];
  return (wrapping?.test(decoded(shown)) ?? false) || (mayHaveWord(shown) && words.test(decoded(shown)));
}

function isAscii(value: Uint8Array): boolean {
  for (let i = 0; i < value.length; i += 1) if (value[i]! >= 0x80) return false;
  return true;
}

function decoded(value: Uint8Array): string {
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString();
}

function isPlaceholderText(text: string): boolean {
  return (
    isFilled(Uint16Array.from(text, (_, i) => text.charCodeAt(i))) ||
    words.test(text) ||
    /^(.)\1{2,}$/su.test(text.replaceAll(/[-_. :/]/g, '')) ||
    (wrappings[text[0] ?? '']?.test(text) ?? false)
  );
}

function mayHaveWord(codes: Uint8Array): boolean {
  let three = 0;
  for (let i = 0; i < codes.length; i += 1) {
    three = ((three << 8) | codes[i]! | 0x20) & 0xffffff;
    if (isBeginning[three >>> 16] === 1 && beginnings.has(three)) return true;
  }
  return false;
}

type Codes = Uint8Array | Uint16Array;

/** Of `T00000000/B00000000/XXXXXXXX…`, `SG.xxxx….yyyy…`, the longest part would be the secret. */
function isFilled(codes: Codes): boolean {
  if (isOfOneRun(codes, 0, codes.length) || countsUp(codes, prefixOf(codes), codes.length) || isOfOneKind(codes)) return true;
  const { from, to } = longestPart(codes);
  return to - from < codes.length && (isOfOneRun(codes, from, to) || countsUp(codes, from, to));
}

/** `sk-xxxxxxxx`, `AKIA****************`, `ghp_...`: one character takes most of it in a single run. */
function isOfOneRun(codes: Codes, from: number, to: number): boolean {
  let run = 0;
  let longest = 0;
  for (let i = from; i < to; i += 1) {
    run = i > from && codes[i] === codes[i - 1] ? run + 1 : 1;
    if (run > longest) longest = run;
  }
  return longest >= 3 && longest * 2 >= to - from;
}

const dash = 0x2d;

/** `0123456789abcdef0123…`, `abcdefghij1234567890…`, `12345678-1234-…`: in long values most characters follow the one before. */
function countsUp(codes: Codes, from: number, to: number): boolean {
  let count = 0;
  let ups = 0;
  let last = -1;
  for (let i = from; i < to; i += 1) {
    const code = codes[i]!;
    if (code === dash) continue;
    if (count > 0 && code === last + 1) ups += 1;
    count += 1;
    last = code;
  }
  return count >= 16 && ups * 10 >= count * 7;
}

/** `sk_…`: what counts up begins behind it. */
function prefixOf(codes: Codes): number {
  let at = 0;
  while (at < 4 && at < codes.length && codes[at]! >= 0x61 && codes[at]! <= 0x7a) at += 1;
  return at > 0 && (codes[at] === dash || codes[at] === 0x5f) ? at + 1 : 0;
}

/** `xxx-xxx`, `0000 0000`. */
function isOfOneKind(codes: Codes): boolean {
  let only = -1;
  let count = 0;
  for (let i = 0; i < codes.length; i += 1) {
    const code = codes[i]!;
    if (code === 0x20 || isSeparator(code)) continue;
    if (count > 0 && code !== only) return false;
    only = code;
    count += 1;
  }
  return count >= 3;
}

/** `/`, `.`, `:`, `_` and `-`: what parts a token's fields. */
function isSeparator(code: number): boolean {
  return (code >= dash && code <= 0x2f) || code === 0x3a || code === 0x5f;
}

/** Of several that are as long, the first. */
function longestPart(codes: Codes): { readonly from: number; readonly to: number } {
  let from = 0;
  let to = 0;
  for (let begin = 0, i = 0; i <= codes.length; i += 1) {
    if (i < codes.length && !isSeparator(codes[i]!)) continue;
    if (i - begin > to - from) {
      from = begin;
      to = i;
    }
    begin = i + 1;
  }
  return { from, to };
}
