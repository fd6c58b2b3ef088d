// Writes texts in the encodings that a scanner can look through, by other means than those that read them.
import type { Decoding } from '../../../../extproc/words/plan.ts';

/** By encoding: ways to write a secret so that it can't be read as it is. */
export const writers: Readonly<Record<Decoding, readonly ((secret: string) => string)[]>> = {
  base64: [0, 1, 2, 3, 4].flatMap(before => [
    secret => Buffer.from(`${'x y '.repeat(2).slice(0, before)} ${secret}`).toString('base64'),
    secret => Buffer.from(`${'key:'.slice(0, before)} ${secret} and more`).toString('base64url'),
  ]),
  hex: [secret => Buffer.from(secret).toString('hex'), secret => Buffer.from(`a ${secret}\n`).toString('hex').toUpperCase()],
  url: [
    secret => everyCharacter(secret, char => `%${hexOf(char, 2)}`),
    secret => someCharacters(secret, char => `%${hexOf(char, 2).toUpperCase()}`),
  ],
  html: [
    secret => everyCharacter(secret, char => `&#${char.codePointAt(0)};`),
    secret => someCharacters(secret, char => `&#x${hexOf(char, 4)};`),
  ],
  unicode: [
    secret => everyCharacter(secret, char => `\\u${hexOf(char, 4)}`),
    secret => someCharacters(secret, char => `\\x${hexOf(char, 2)}`),
    secret => someCharacters(secret, char => `\\u{${hexOf(char, 1)}}`),
    secret => someCharacters(secret, char => `\\\\u${hexOf(char, 4)}`),
    secret => someCharacters(secret, char => `\\U${hexOf(char, 8)}`),
  ],
  'zero-width': ['\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u202e', '\ufe0f'].map(
    mark => (secret: string) => someCharacters(secret, char => `${char}${mark}`),
  ),
  'look-alikes': [
    secret => everyCharacter(secret, char => (/[!-~]/.test(char) ? String.fromCodePoint(char.codePointAt(0)! + 0xfee0) : char)),
    secret => everyCharacter(secret, char => cyrillic[char] ?? char),
    secret =>
      everyCharacter(secret, char => (/[a-z]/.test(char) ? String.fromCodePoint(0x1d5ba + char.charCodeAt(0) - 0x61) : char)),
  ],
};

const cyrillic: Readonly<Record<string, string>> = {
  a: 'а',
  A: 'А',
  e: 'е',
  o: 'о',
  p: 'р',
  c: 'с',
  x: 'х',
  K: 'К',
  T: 'Т',
  i: 'і',
};

function everyCharacter(text: string, write: (char: string) => string): string {
  return [...text].map(write).join('');
}

/** Every third, from the second on. */
function someCharacters(text: string, write: (char: string) => string): string {
  return [...text].map((char, i) => (i % 3 === 1 ? write(char) : char)).join('');
}

function hexOf(char: string, digits: number): string {
  return char.codePointAt(0)!.toString(16).padStart(digits, '0');
}
