// Checksums of keys that people copy by hand: base58check, bech32 and the strkeys of Stellar. Knows no single key.
import { hash } from 'node:crypto';

const alphabet58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const alphabet32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const rfc4648 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Quadratic in the length, so only so long texts are read. */
const base58CharsMax = 128;

/** Whether the last four bytes are those of the rest's double SHA-256. */
export function hasBase58Check(text: string): boolean {
  const bytes = bytesOfBase58(text);
  if (bytes === null || bytes.length < 5) return false;
  const check = sha256(sha256(bytes.subarray(0, -4))).subarray(0, 4);
  return check.equals(bytes.subarray(-4));
}

/** Bech32 and bech32m (BIP-173, BIP-350). Upper and lower case aren't mixed. */
export function hasBech32Check(text: string): boolean {
  const lower = text.toLowerCase();
  const one = lower.lastIndexOf('1');
  if (one < 1 || (text !== lower && text !== text.toUpperCase())) return false;
  const prefix = [...lower.slice(0, one)].map(char => char.charCodeAt(0));
  const values = [...lower.slice(one + 1)].map(char => alphabet32.indexOf(char));
  if (values.includes(-1)) return false;
  const check = polymod([...prefix.map(code => code >> 5), 0, ...prefix.map(code => code & 31), ...values]);
  return check === 1 || check === 0x2bc830a3;
}

/** CRC-16/XMODEM, the low byte first, behind the rest (SEP-23). */
export function hasStellarCheck(text: string): boolean {
  const bytes = bytesOfBase32(text);
  if (bytes === null || bytes.length < 3) return false;
  return crc16(bytes.subarray(0, -2)) === bytes.readUInt16LE(bytes.length - 2);
}

function bytesOfBase58(text: string): Buffer | null {
  if (text.length > base58CharsMax) return null;
  // The number, its lowest byte first.
  const number = new Uint8Array(text.length);
  let length = 0;
  for (const char of text) {
    let carry = alphabet58.indexOf(char);
    if (carry < 0) return null;
    for (let i = 0; i < length || carry > 0; i += 1) {
      carry += number[i]! * 58;
      number[i] = carry;
      carry >>>= 8;
      if (i >= length) length = i + 1;
    }
  }
  const zeros = /^1*/.exec(text)![0].length;
  return Buffer.concat([Buffer.alloc(zeros), number.subarray(0, length).reverse()]);
}

function bytesOfBase32(text: string): Buffer | null {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const char of text) {
    const digit = rfc4648.indexOf(char);
    if (digit < 0) return null;
    held = ((held << 5) | digit) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
  }
  return Buffer.from(bytes);
}

function sha256(bytes: Uint8Array): Buffer {
  return hash('sha256', bytes, 'buffer');
}

function polymod(values: readonly number[]): number {
  const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
  let check = 1;
  for (const value of values) {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    generators.forEach((generator, bit) => {
      if ((top >>> bit) & 1) check ^= generator;
    });
  }
  return check >>> 0;
}

function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc;
}
