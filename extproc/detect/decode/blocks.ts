// Base64 and hexadecimal digits, as streams of bits: which bytes are digits, what they stand for, and what a beginning of plain bytes looks
// like in them. A beginning may stand at any place among the bytes that are encoded, so it has as many looks as a group has bytes.

import { membersOf } from '../engine/members.ts';
import type { Beginning } from './beginnings.ts';

export interface BlockEncoding {
  readonly bitsADigit: number;
  /** Digits after which bytes and digits begin together again. */
  readonly digitsAGroup: number;
  /** By byte: what the digit stands for; -1 for what is none. */
  readonly values: Int8Array;
  /** By value: the digits that stand for it. */
  readonly spellings: readonly string[];
  /** Whether `=` may stand behind the last digit. */
  readonly isPadded: boolean;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** RFC 4648, sections 4 and 5: both alphabets are read as one. */
export const base64: BlockEncoding = blockEncoding(6, 4, true, [...`${letters}${letters.toLowerCase()}0123456789`, '+-', '/_']);

/** RFC 4648, section 8, in either case. */
export const hex: BlockEncoding = blockEncoding(4, 2, false, [...'0123456789', 'aA', 'bB', 'cC', 'dD', 'eE', 'fF']);

function blockEncoding(bitsADigit: number, digitsAGroup: number, isPadded: boolean, spellings: readonly string[]): BlockEncoding {
  const values = new Int8Array(256).fill(-1);
  for (const [value, digits] of spellings.entries()) for (const digit of digits) values[digit.charCodeAt(0)] = value;
  return { bitsADigit, digitsAGroup, values, spellings, isPadded };
}

/** So many bits of digits are looked for: shorter would be begun by chance, longer makes a larger automaton. */
const bitsLookedFor = 36;

/** Patterns for the digits of a beginning, one for each place of its first byte in a group. Only whole digits are looked for. */
export function encodedBeginnings(beginning: Beginning, encoding: BlockEncoding): readonly string[] {
  const bytesAGroup = (encoding.digitsAGroup * encoding.bitsADigit) / 8;
  return Array.from({ length: bytesAGroup }, (_, before) => {
    const offset = (encoding.bitsADigit - ((before * 8) % encoding.bitsADigit)) % encoding.bitsADigit;
    const digits = Math.floor(Math.min(beginning.length * 8 - offset, bitsLookedFor + 5) / encoding.bitsADigit);
    return Array.from({ length: digits }, (_, i) => digitAt(beginning, offset + i * encoding.bitsADigit, encoding)).join('');
  });
}

/** A class of the digits that may stand for the bits from `bit` on, each byte on its own: more than can be, never less. */
function digitAt(beginning: Beginning, bit: number, { bitsADigit, spellings }: BlockEncoding): string {
  const first = Math.floor(bit / 8);
  const low = 16 - (bit % 8) - bitsADigit;
  const mask = (1 << bitsADigit) - 1;
  // Each byte's part of the digit for itself first: two broad classes have thousands of pairs, and few parts.
  const highs = new Set(membersOf(beginning[first]!).map(byte => ((byte << 8) >> low) & mask));
  const lows = new Set(low >= 8 ? [0] : membersOf(beginning[first + 1]!).map(byte => byte >> low));
  const values = new Set([...highs].flatMap(high => [...lows].map(part => high | part)));
  const digits = [...values].flatMap(value => [...spellings[value]!]);
  return digits.length === 1 && digits[0] !== '+' ? digits[0]! : `[${digits.map(escaped).join('')}]`;
}

function escaped(digit: string): string {
  return digit === '-' ? '\\-' : digit;
}
