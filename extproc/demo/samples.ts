// Made-up secrets and people for the demonstration. They have the form of real ones, so that the detectors find them, and no such
// value stands in any file: each is made from a seed when the program runs, the same every time.
import { createHash } from 'node:crypto';

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const mixed = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export interface Samples {
  readonly awsKeyId: string;
  readonly awsSecret: string;
  readonly apiKey: string;
  readonly password: string;
  readonly email: string;
  readonly card: string;
  /** What a leaked file looks like when it is packed to be sent away. */
  readonly blob: string;
}

export function samples(seed = 'penstock demonstration'): Samples {
  return {
    awsKeyId: `${'AK'}${'IA'}${letters(seed, 'aws id', 16, upper)}`,
    awsSecret: letters(seed, 'aws secret', 40, mixed),
    apiKey: `${'sk'}-${'proj'}-${letters(seed, 'api key', 40, mixed)}`,
    password: letters(seed, 'password', 18, mixed),
    email: `${'jane.doe'}@${'northwind-traders.net'}`,
    card: grouped(withLuhnDigit(`45${letters(seed, 'card', 13, '0123456789')}`)),
    blob: bytes(seed, 'blob', 6 * 1024).toString('base64'),
  };
}

function letters(seed: string, use: string, length: number, alphabet: string): string {
  return Array.from(bytes(seed, use, length), byte => alphabet[byte % alphabet.length]).join('');
}

function bytes(seed: string, use: string, length: number): Buffer {
  return createHash('shake256', { outputLength: length }).update(`${seed}\0${use}`).digest();
}

/** The digit that makes the number pass the check of ISO/IEC 7812-1 (Luhn). */
function withLuhnDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

function grouped(digits: string): string {
  return digits.replaceAll(/(\d{4})(?=\d)/g, '$1 ');
}
