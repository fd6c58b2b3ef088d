// The checksum that GitHub and npm put at the end of their tokens: six characters of base 62, the CRC-32 of what stands between the
// prefix and them. Says nothing of tokens that are older, or longer.
import { textOf } from './define.ts';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const checksumChars = 6;

/** Whether `ghp_…` or `npm_…` ends as those who issue them let it end. */
export function endsWithChecksum(value: Uint8Array): boolean {
  const text = textOf(value);
  const body = text.slice(text.indexOf('_') + 1);
  return body.endsWith(inBase62(crc32(body.slice(0, -checksumChars))));
}

function inBase62(number: number): string {
  let text = '';
  for (let rest = number; rest > 0; rest = Math.floor(rest / digits.length)) text = digits[rest % digits.length] + text;
  return text.padStart(checksumChars, '0');
}

/** CRC-32 as in zlib. Bit by bit: texts have a few dozen characters, and few of them come here. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let i = 0; i < text.length; i += 1) {
    crc ^= text.charCodeAt(i);
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
