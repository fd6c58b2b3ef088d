// Tells values that stand for a secret from secrets: `sk-xxxx`, `<your-key>`, `${API_KEY}`, and what a mask leaves behind.
// Looks at the value alone. The sample keys of providers' documents are for documented.ts.

const words =
  /your[-_ ]|[-_ ]here\b|your(?:token|api|key|password|secret)|placeholder|redacted|change[-_]?me|replace[-_]?(?:me|with)|insert[-_]/i;

const wrappings = [
  /^<[^<>]{0,128}>$/, // <your-key>, and a pseudonym
  /^\[[A-Za-z0-9_. :-]{0,128}\]$/, // [your key], [REDACTED:aws-access-key], [HASH:…]
  /^\$?\{{1,2}[^{}]{0,128}\}{1,2}$/, // ${API_KEY}, {{ api_key }}, ${{ secrets.KEY }}
  /^\$\([^()]{0,128}\)$/, // $(cat key)
  /^\$(?:env:)?[A-Z_][A-Z0-9_]*$/, // $API_KEY
  /^\$[a-z_]+$/i, // $apiKey
  /^%[A-Za-z_][A-Za-z0-9_]*%$/, // %API_KEY%
  /^_{2}[A-Z][A-Z0-9_]{1,62}_{2}$/, // __API_KEY__
];

/** True when nobody could use the value. Linear: no pattern backtracks over more than its bounded length. */
export function isPlaceholder(value: Uint8Array): boolean {
  const text = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('utf8', 0, 512);
  return (
    [text, longestPart(text)].some(part => isFilledWithOne(part) || countsUp(part)) ||
    /^(.)\1{2,}$/su.test(text.replaceAll(/[-_. :/]/g, '')) ||
    words.test(text) ||
    wrappings.some(wrapping => wrapping.test(text))
  );
}

/** Of `T00000000/B00000000/XXXXXXXX…`, `SG.xxxx….yyyy…`, the part that would be the secret. */
function longestPart(text: string): string {
  const parts = text.split(/[/.:_-]/);
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

/** `0123456789abcdef0123…`, `abcdefghij1234567890…`, `12345678-1234-…`: in long values most characters follow the one before. */
function countsUp(text: string): boolean {
  const chars = text.replace(/^[a-z]{1,4}[-_]/, '').replaceAll('-', '');
  let ups = 0;
  for (let i = 1; i < chars.length; i++) if (chars.charCodeAt(i) === chars.charCodeAt(i - 1) + 1) ups++;
  return chars.length >= 16 && ups * 10 >= chars.length * 7;
}

/** `sk-xxxxxxxx`, `AKIA****************`, `ghp_...`: one character takes most of the value in a single run. */
function isFilledWithOne(text: string): boolean {
  let run = 0;
  let longest = 0;
  for (let i = 0; i < text.length; i++) {
    run = i > 0 && text[i] === text[i - 1] ? run + 1 : 1;
    if (run > longest) longest = run;
  }
  return longest >= 3 && longest * 2 >= text.length;
}
