// The checksum that GitHub and npm put at the end of their tokens: six characters of base 62, the CRC-32 of what stands between the
// prefix and them. Says nothing of tokens that are older, or longer.
import { crc32 } from '../../words/crc32.ts';
import { textOf } from './define.ts';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const checksumChars = 6;
const underscore = 0x5f;

/** Whether `ghp_…` or `npm_…` ends as those who issue them let it end. */
export function endsWithChecksum(value: Uint8Array): boolean {
  const checksum = crc32(value, value.indexOf(underscore) + 1, value.length - checksumChars);
  return textOf(value).endsWith(inBase62(checksum));
}

function inBase62(number: number): string {
  let text = '';
  for (let rest = number; rest > 0; rest = Math.floor(rest / digits.length)) text = digits[rest % digits.length] + text;
  return text.padStart(checksumChars, '0');
}
