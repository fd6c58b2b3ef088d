// A stand-in of the same length and character classes as a value, for programs that check the form.
// It tells nothing of the value beyond its form: each character is drawn from a keyed stream of digits.
import { createHash } from 'node:crypto';

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const lower = upper.toLowerCase();
const digits = '0123456789';

/** Gives text of as many characters as `value`; marks and spaces stay where they are, characters beyond ASCII become `x`. */
export function fakeLike(value: Uint8Array, seed: Uint8Array): string {
  const draw = numbers(seed);
  let text = '';
  for (const byte of value) {
    if ((byte & 0xc0) === 0x80) continue;
    text += fakeChar(byte, draw);
  }
  return text;
}

function fakeChar(byte: number, draw: () => number): string {
  const char = String.fromCharCode(byte);
  if (byte >= 0x80) return 'x';
  const alphabet = digits.includes(char) ? digits : upper.includes(char) ? upper : lower.includes(char) ? lower : null;
  return alphabet === null ? char : alphabet[draw() % alphabet.length]!;
}

/** 32-bit numbers of SHA-256 in counter mode; the remainder's bias (under 2^-26) does not matter here. */
function numbers(seed: Uint8Array): () => number {
  let block = Buffer.alloc(0);
  let at = 0;
  let counter = 0;
  return () => {
    if (at === block.length) {
      block = createHash('sha256').update(seed).update(String(counter++)).digest();
      at = 0;
    }
    at += 4;
    return block.readUInt32BE(at - 4);
  };
}
