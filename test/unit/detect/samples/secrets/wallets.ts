import { createHash } from 'node:crypto';
import { called } from '../called.ts';
import { formed } from '../formed.ts';
import { hit, lookalikes, miss, run, type Samples } from '../sample.ts';

const alphabet58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const alphabet32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const random = (bytes: number, seed: number) => Buffer.from(run('hex', bytes * 2, seed), 'hex');
const base58 = (length: number, seed: number) =>
  run('base62', length * 2, seed)
    .replaceAll(/[0OIl]/g, '')
    .slice(0, length);
const words = (count: number, between = ' ') =>
  Array.from({ length: count }, (_, i) => run('lower', 3 + ((i * 7) % 6), i + 1)).join(between);

function base58Check(...parts: readonly (Uint8Array | readonly number[])[]): string {
  const payload = Buffer.concat(parts.map(part => Buffer.from(part)));
  const bytes = Buffer.concat([payload, sha256(sha256(payload)).subarray(0, 4)]);
  let text = '';
  for (let number = BigInt(`0x${bytes.toString('hex')}`); number > 0n; number /= 58n)
    text = alphabet58[Number(number % 58n)] + text;
  return text;
}

/** BIP-173, from its polynomial rather than from the detector's code. */
function bech32(prefix: string, seed: number, length: number): string {
  const digits = [...run('hex', length * 2, seed)]
    .slice(0, length)
    .map((char, i) => (Number.parseInt(char, 16) * 2 + (i % 2)) % 32);
  const polymod = (values: readonly number[]) =>
    values.reduce((check, value) => {
      const next = ((check & 0x1ffffff) << 5) ^ value;
      return [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3].reduce(
        (sum, generator, bit) => ((check >> (25 + bit)) & 1 ? sum ^ generator : sum),
        next,
      );
    }, 1);
  const codes = [...prefix].map(char => char.charCodeAt(0));
  const check = polymod([...codes.map(code => code >> 5), 0, ...codes.map(code => code & 31), ...digits, 0, 0, 0, 0, 0, 0]) ^ 1;
  const all = [...digits, ...[0, 1, 2, 3, 4, 5].map(i => (check >> (5 * (5 - i))) & 31)];
  return `${prefix}1${all.map(digit => alphabet32[digit]).join('')}`;
}

function stellar(seed: number): string {
  const payload = Buffer.concat([Buffer.from([18 << 3]), random(32, seed)]);
  let crc = 0;
  for (const byte of payload) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  const bits = [...payload, crc & 0xff, crc >> 8].map(byte => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map(five => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five, 2)]).join('');
}

const wif = (seed: number) => base58Check([0x80], random(32, seed), seed % 2 === 0 ? [] : [1]);

export const walletSamples: readonly Samples[] = [
  formed(
    'bitcoin-private-key',
    wif,
    40,
    miss('a letter that was changed', `${wif(1).slice(0, -1)}${wif(1).endsWith('x') ? 'y' : 'x'}`),
    miss('base58 that only looks alike', `5J${base58(49, 3)}`),
  ),
  formed(
    'bip32-private-key',
    seed => `xprv9s21ZrQH143K${base58(95, seed)}`,
    50,
    miss('the public key', `xpub661MyMwAqRbc${base58(96, 1)}`),
  ),
  formed(
    'bip38-private-key',
    seed => base58Check([0x01, 0x42, 0xc0], random(36, seed)),
    40,
    miss('base58 that only looks alike', `6P${base58(56, 3)}`),
  ),
  called('ethereum-private-key', 'PRIVATE_KEY', `0x${run('hex', 64)}`),
  {
    detector: 'solana-private-key',
    hits: [
      hit('in base58', 'SOLANA_PRIVATE_KEY=', base58(88, 1), '\n'),
      hit('as bytes', 'const secretKey = [', `${Array.from({ length: 64 }, (_, i) => (i * 37) % 256).join(', ')}]`, ';'),
      hit('as bytes in a file', '{"keypair": [', `${Array.from({ length: 64 }, (_, i) => (i * 91) % 256).join(',')}]`, '}'),
    ],
    misses: [
      miss('a signature without the name', base58(88, 1)),
      miss('other numbers', `histogram = [${'12, 14, '.repeat(40)}1]`),
    ],
  },
  formed(
    'stellar-secret-key',
    stellar,
    40,
    miss('a letter that was changed', `${stellar(1).slice(0, -1)}A`),
    miss('capitals', 'S'.repeat(56)),
  ),
  {
    detector: 'ripple-seed',
    hits: [
      hit('of the newer kind', 'wallet = from(', `sEd${base58(28, 1)}`, ')'),
      hit('by its name', '"seed": "', `sn${base58(27, 2)}`, '"'),
    ],
    misses: [miss('a seed of chance', 'seed = 1234'), miss('a word', 'seed: sunflower and more')],
  },
  formed('tezos-secret-key', seed => `edsk${base58(50, seed)}`, 40, miss('the public key', `edpk${base58(50, 1)}`)),
  formed('near-private-key', seed => `ed25519:${base58(88, seed)}`, 60, miss('the public key', `ed25519:${base58(44, 1)}`)),
  formed(
    'sui-private-key',
    seed => bech32('suiprivkey', seed, 52),
    40,
    miss('a wrong check', `suiprivkey1${'q'.repeat(30)}${'p'.repeat(28)}`),
  ),
  formed('nostr-private-key', seed => bech32('nsec', seed, 52), 40, miss('the public key', bech32('npub', 1, 52))),
  formed('cardano-private-key', seed => bech32('ed25519e_sk', seed, 100), 40, miss('an address', bech32('addr', 1, 98))),
  formed('aptos-private-key', seed => `ed25519-priv-0x${run('hex', 64, seed)}`, 40, miss('an address', `0x${run('hex', 64)}`)),
  formed('lnd-macaroon', seed => `0201036c6e6402${run('hex', 200, seed)}`, 40, miss('a digest', lookalikes.sha256)),
  {
    detector: 'seed-phrase',
    hits: [
      hit('in a file', 'MNEMONIC="', words(12), '"'),
      hit('of 24 words', 'seed phrase: ', words(24), '\n'),
      hit('in code', "const mnemonic = '", words(12), "';"),
      hit('with commas', 'Recovery phrase: ', words(12, ', '), '.'),
      hit('in prose', 'my wallet seed phrase is ', words(12), '. Thanks'),
    ],
    misses: [
      miss('prose', 'Your seed phrase: write it down on a sheet of paper and never show it to anyone who asks for it.'),
      miss('prose about it', 'a recovery phrase is a list of 12 or 24 words'),
      miss('few words', 'mnemonic: one two three four five'),
      miss('one word again and again', `mnemonic = "${'word '.repeat(11)}word"`),
    ],
  },
];
