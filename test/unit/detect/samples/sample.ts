// The form of the sample tables. Secrets are put together from parts, so that no whole one stands in any file.

export interface Hit {
  readonly name: string;
  readonly text: string;
  /** What must be found, and nothing else. */
  readonly value: string;
}

export interface NearMiss {
  /** Why it is no finding. */
  readonly reason: string;
  readonly text: string;
}

export interface Samples {
  readonly detector: string;
  readonly hits: readonly Hit[];
  readonly misses: readonly NearMiss[];
}

/** `value` in the middle of a text. */
export function hit(name: string, before: string, value: string, after = ''): Hit {
  return { name, text: before + value + after, value };
}

/** A hit that is one whole text. */
export function whole(name: string, value: string): Hit {
  return hit(name, '', value);
}

export function miss(reason: string, text: string): NearMiss {
  return { reason, text };
}

const alphabets = {
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  lower: 'abcdefghijklmnopqrstuvwxyz',
  digits: '0123456789',
  hex: '0123456789abcdef',
  base32: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  base62: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  base64: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  bech32: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
  lower36: '0123456789abcdefghijklmnopqrstuvwxyz',
} as const;

/** So many characters without a pattern, the same on each run. */
export function run(alphabet: keyof typeof alphabets, length: number, seed = 1): string {
  const chars = alphabets[alphabet];
  let state = seed * 2654435761;
  let text = '';
  while (text.length < length) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    text += chars[(state >>> 16) % chars.length];
  }
  return text;
}

/** Another one for each seed. */
export function uuid(seed: number): string {
  const digits = run('hex', 32, seed + 100);
  return [8, 13, 18, 23].reduce((text, at) => `${text.slice(0, at)}-${text.slice(at)}`, digits);
}

/** A git commit, a UUID, digests and so on: what often stands in texts and looks like a key. */
export const lookalikes = {
  gitSha: run('hex', 40, 7),
  uuid: '7f1c2a9e-4b3d-4e5f-8a6b-0c1d2e3f4a5b',
  sha256: run('hex', 64, 8),
  integrity: `sha512-${run('base64', 86, 9)}==`,
  dataUri: `data:image/png;base64,iVBORw0KGgo${run('base64', 600, 10)}==`,
  version: 'v1.22.333-beta.4+build.567',
  timestamp: '2026-03-04T05:06:07.890Z',
  epoch: '1772600767890',
} as const;
