// Values from a form: `glpat-{64u:20}` is the prefix and twenty characters of base64url. So no file has a whole value, and each text
// has another one.
import { crc32 } from 'node:zlib';
import type { Chance } from './chance.ts';

export const lower = 'abcdefghijklmnopqrstuvwxyz';
export const upper = lower.toUpperCase();
export const digits = '0123456789';
const base62 = digits + upper + lower;

const alphabets: Readonly<Record<string, string>> = {
  '10': digits,
  '16': '0123456789abcdef',
  U16: '0123456789ABCDEF',
  '32': `${upper}234567`,
  l32: `${lower}234567`,
  '36': digits + lower,
  U36: digits + upper,
  '58': base62.replaceAll(/[0OIl]/g, ''),
  '62': base62,
  '64': `${base62}+/`,
  '64u': `${base62}-_`,
  a: lower,
  A: upper,
  aA: lower + upper,
  bech: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
};

/** A form's value: `{alphabet:length}`, `{alphabet:least-most}`, `{uuid}`, and `{a|b|c}` for one of these. */
export function filled(form: string, chance: Chance): string {
  return form.replaceAll(/\{([^{}]+)\}/g, (_, spec: string) => {
    if (spec === 'uuid') return uuid(chance);
    if (spec.includes('|')) return chance.pick(spec.split('|'));
    const [name, length] = spec.split(':') as [string, string];
    const [least, most] = length.split('-').map(Number) as [number, number?];
    const alphabet = alphabets[name];
    if (alphabet === undefined) throw new Error(`no alphabet is called ${name}`);
    return chance.run(alphabet, most === undefined ? least : chance.int(least, most));
  });
}

export function uuid(chance: Chance): string {
  const hex = chance.run('0123456789abcdef', 30);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-${chance.pick(['8', '9', 'a', 'b'])}${hex.slice(15, 18)}-${hex.slice(18, 30)}`;
}

/** Six characters of base62 over the CRC-32 of what stands before: GitHub's and npm's check. */
export function checkedByCrc(prefix: string, chance: Chance): string {
  const random = filled('{62:30}', chance);
  let rest = crc32(random);
  let check = '';
  for (; check.length < 6; rest = Math.floor(rest / 62)) check = base62[rest % 62] + check;
  return prefix + random + check;
}

/** Base64 of a text, for values that say something when they are decoded. */
export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

export function base64url(text: string): string {
  return Buffer.from(text).toString('base64url');
}
