// What decodings find that the plain scan can't, what they replace of it, and what they must let be.
import { expect, test } from 'vitest';
import { compileDecodingScanner } from '../../../../extproc/detect/decode/scanner.ts';
import { builtInDetectors } from '../../../../extproc/detect/registry.ts';
import type { Scanner } from '../../../../extproc/detect/scan.ts';
import { defaultLimits } from '../../../../extproc/words/limits.ts';
import { type Decoding, decodings } from '../../../../extproc/words/plan.ts';
import { feed } from '../engine/scanning.ts';
import { lookalikes, run, uuid } from '../samples/sample.ts';

const secrets = builtInDetectors.filter(({ group }) => group === 'secrets');
const scanners = new Map<string, Scanner>();
const key = `AKIA${run('base32', 16, 3)}`;
const token = `glpat-${run('base62', 20, 2)}`;
const base64 = (text: string) => Buffer.from(text).toString('base64');

function scannerFor(names: readonly Decoding[]): Scanner {
  const name = names.join();
  const scanner = scanners.get(name) ?? compileDecodingScanner(secrets, names, defaultLimits);
  scanners.set(name, scanner);
  return scanner;
}

function mask(text: string, names: readonly Decoding[] = decodings): string {
  const bytes = Buffer.from(text);
  let masked = '';
  let at = 0;
  const found = feed(scannerFor(names).open(), bytes, 5).sort((a, b) => a.start - b.start);
  for (const { detector, start, end } of found) {
    if (start < at) continue;
    masked += `${bytes.toString('utf8', at, start)}[${detector.id}]`;
    at = end;
  }
  return masked + bytes.toString('utf8', at);
}

test.for<{ name: string; text: string; decode: Decoding; want: string }>([
  { name: 'a key in base64', decode: 'base64', text: `data: ${base64(key)}\n`, want: 'data: [aws-access-key]\n' },
  {
    name: 'a key in the middle of a file in base64 is replaced to the last digit that has a bit of it',
    decode: 'base64',
    text: base64(`aws_id=${key}\nregion=eu\n`),
    want: `${base64(`aws_id=${key}`).slice(0, 10)}[aws-access-key]${base64(`aws_id=${key}\nregion=eu\n`).slice(36)}`,
  },
  {
    name: 'a key that a line of base64 is broken in',
    decode: 'base64',
    text: `${base64(`${'-'.repeat(40)}${key}`).slice(0, 64)}\r\n${base64(`${'-'.repeat(40)}${key}`).slice(64)}\nbye`,
    want: `${base64('-'.repeat(40)).slice(0, 53)}[aws-access-key]\nbye`,
  },
  {
    name: 'a key in base64url in a path',
    decode: 'base64',
    text: `/a/${Buffer.from(`>?>${key}`).toString('base64url')}/b`,
    want: '/a/Pj8-[aws-access-key]/b',
  },
  {
    name: 'a key in hexadecimal digits',
    decode: 'hex',
    text: `0x${Buffer.from(key).toString('hex')},`,
    want: '0x[aws-access-key],',
  },
  { name: 'a token in a query', decode: 'url', text: `?t=${token.replace('-', '%2D')}&x=1`, want: '?t=[gitlab-pat]&x=1' },
  { name: 'the name before a password', decode: 'url', text: 'password%3Dhunter2Tr0ub&x', want: 'password%3D[password]&x' },
  {
    name: 'a token in HTML',
    decode: 'html',
    text: `<b>${token.replace('g', '&#103;').replace('-', '&hyphen;')}</b>`,
    want: '<b>[gitlab-pat]</b>',
  },
  {
    name: 'a token in a string of a program',
    decode: 'unicode',
    text: `"${token.replace('l', '\\u006c')}"`,
    want: '"[gitlab-pat]"',
  },
  {
    name: 'a mark that nobody sees, as an escape',
    decode: 'unicode',
    text: `"${token.replace('lp', 'l\\u200bp')}"`,
    want: `"${token.replace('lp', 'l\\u200bp')}"`,
  },
  {
    name: 'a mark that nobody sees',
    decode: 'zero-width',
    text: `key ${token.replace('lp', 'l\u200bp')}.`,
    want: 'key [gitlab-pat].',
  },
  {
    name: 'letters of another script',
    decode: 'look-alikes',
    text: `key ${token.replace('pa', 'ра')}.`,
    want: 'key [gitlab-pat].',
  },
])('$name is found in $decode, and only there', ({ text, decode, want }) => {
  expect(mask(text, [decode])).toBe(want);
  expect(
    mask(
      text,
      decodings.filter(name => name !== decode),
    ),
  ).toBe(text);
});

test.for([
  { name: 'base64 in a URL', text: `?c=${base64(`xx ${token}`).replaceAll('=', '%3D')}&`, want: '?c=eHgg[gitlab-pat]%3D&' },
  { name: 'base64 with a digit as a reference', text: base64(`xx ${token}`).replace('t', '&#116;'), want: 'eHgg[gitlab-pat]' },
  { name: 'a mark that nobody sees, as an escape', text: `"${token.replace('lp', 'l\\u200bp')}"`, want: '"[gitlab-pat]"' },
  { name: 'two marks and a strange letter', text: token.replace('lpa', 'l\u200b\u2060pа'), want: '[gitlab-pat]' },
])('encoded in two ways at once: $name', ({ text, want }) => {
  expect(mask(text)).toBe(want);
});

test('a token that was told by its beginning goes on behind an encoded character, however long it is', () => {
  const jwt = `${Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url')}.${run('base62', 1500)}.${run('base62', 43, 5)}`;
  for (const at of [20, 63, 64, 65, 200, 1400]) {
    for (const mark of ['\u200b', '\u00ad']) {
      const text = `Take ${jwt.slice(0, at)}${mark}${jwt.slice(at)} and go.`;
      expect(mask(text).replace(/(?:\[jwt\])+/, '[jwt]')).toBe('Take [jwt] and go.');
    }
  }
});

test.for([
  { reason: 'a picture in a data URI', text: lookalikes.dataUri },
  { reason: 'an integrity hash', text: `"integrity": "${lookalikes.integrity}"` },
  { reason: 'digests', text: `${lookalikes.sha256} ${lookalikes.gitSha} ${uuid(4)}` },
  {
    reason: 'a certificate in base64',
    text: base64(`-----BEGIN CERTIFICATE-----\n${run('base64', 400)}\n-----END CERTIFICATE-----\n`),
  },
  {
    reason: 'a public key in base64',
    text: base64(`-----BEGIN PUBLIC KEY-----\n${run('base64', 200)}\n-----END PUBLIC KEY-----\n`),
  },
  { reason: 'a placeholder in base64', text: base64(`GITHUB_TOKEN=ghp_${'x'.repeat(36)}`) },
  {
    reason: 'a query with spaces and letters of others',
    text: 'https://example.org/?q=caf%C3%A9%20au%20lait%20%26%20more&lang=de%2Dch',
  },
  {
    reason: 'a family of four, and a flag',
    text: 'Thanks 👨\u200d👩\u200d👧\u200d👦 and 🏳\ufe0f\u200d🌈! Number 1\ufe0f\u20e3 is ☀\ufe0f.',
  },
  { reason: 'Russian', text: 'Ключ от API-шлюза лежит в сейфе, а пароль — у администратора: он его помнит.' },
  { reason: 'Greek', text: 'Το κλειδί του API βρίσκεται στο χρηματοκιβώτιο, και ο κωδικός το ξέρει ο διαχειριστής.' },
  { reason: 'fullwidth digits of a date', text: '２０２６年１１月２４日（火）のＡＰＩ：' },
  {
    reason: 'a page full of references',
    text: '<p>Tom &amp; Jerry &lt;3&nbsp;&copy;&nbsp;2026 &#8212; &quot;fun&quot; &amp; more&hellip;</p>'.repeat(4),
  },
  { reason: 'a path of Windows', text: 'C:\\Users\\x64\\u\\UserData\\xampp' },
  { reason: 'percentages', text: '100% of 25%50 and 5%, or %d%% and %s' },
  {
    reason: 'words of three letters and more in base64 by chance',
    text: 'The quick brown fox jumps over the lazy dog QUTJ Z2h X3h aGVsbG8gd29ybGQ=',
  },
])('is let be: $reason', ({ text }) => {
  expect(mask(text)).toBe(text);
});

test('characters that begin like encoded ones wait no longer than it takes to tell', () => {
  const scan = scannerFor(['html', 'unicode', 'url', 'zero-width', 'look-alikes']).open();
  const kept = [...Buffer.from('A % of B, Q&A, C:\\dir and 50%. “So” – naïve!')].map(byte => {
    scan.advance(Uint8Array.of(byte), 0);
    return scan.position - scan.safe;
  });
  expect(Math.max(...kept)).toBeLessThanOrEqual(8);
});

test('openers hold no word of prose back', () => {
  const [plain, decoded] = [scannerFor([]).open(), scannerFor(['base64', 'hex']).open()];
  for (const byte of Buffer.from(
    'Please restart the server, then send me the logs of the last 24 hours, or 1234 lines of them.',
  )) {
    plain.advance(Uint8Array.of(byte), 0);
    decoded.advance(Uint8Array.of(byte), 0);
    expect(decoded.position - decoded.safe - (plain.position - plain.safe)).toBeLessThanOrEqual(4);
  }
});
