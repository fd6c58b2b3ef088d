// ULIDs with a prefix: sortable by time, 80 bits of chance. Crockford's base 32. Source: the ULID specification.

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export type IdPrefix = 'ex' | 'se' | 'ho' | 'gr' | 're';

/** Gives `ex_01J…`: 48 bits of `nowMs` and the 10 bytes of chance given. */
export function ulid(prefix: IdPrefix, nowMs: number, chance: Uint8Array): string {
  let time = '';
  for (let rest = nowMs, i = 0; i < 10; i++) {
    time = alphabet[rest % 32]! + time;
    rest = Math.floor(rest / 32);
  }
  return `${prefix}_${time}${base32(chance.subarray(0, 10))}`;
}

/** Crockford's base 32 of whole bytes, highest bits first, without padding. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let pending = 0;
  for (const byte of bytes) {
    pending = (pending << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += alphabet[(pending >>> (bits - 5)) & 31];
    pending &= (1 << bits) - 1;
  }
  return bits > 0 ? text + alphabet[(pending << (5 - bits)) & 31] : text;
}
