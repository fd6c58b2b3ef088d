// Characters beyond ASCII that hide a secret from whoever compares bytes: those that nobody sees, and those that look like letters, digits
// and marks of ASCII. By their bytes in UTF-8.

import type { Decoding } from '../../words/plan.ts';

export interface Fold {
  /** The character of ASCII that it looks like; -1 for one that nobody sees. */
  readonly byte: number;
  /** Whether it stands out anywhere. Others are ordinary letters and marks of other scripts and stand out beside ASCII only. */
  readonly standsOut: boolean;
}

export interface Folds {
  readonly of: ReadonlyMap<number, Fold>;
  /** By the first bytes of a character, as one number: whether one of them begins so. */
  readonly begins: ReadonlySet<number>;
  readonly byCodePoint: ReadonlyMap<number, Fold>;
}

/** Unicode's default ignorable code points, as far as fonts have them, and what directs or varies its neighbours. */
const invisible: readonly (readonly [number, number])[] = [
  ...([0x00ad, 0x034f, 0x061c, 0x3164, 0xfeff, 0xffa0] as const).map(one => [one, one] as const),
  ...([
    [0x115f, 0x1160],
    [0x17b4, 0x17b5],
    [0x180b, 0x180f],
    [0x200b, 0x200f],
    [0x202a, 0x202e],
    [0x2060, 0x206f],
  ] as const),
  ...([
    [0xfe00, 0xfe0f],
    [0xfff9, 0xfffb],
    [0x1d173, 0x1d17a],
    [0xe0000, 0xe01ef],
  ] as const),
];

/** Letters of living scripts, from Unicode's confusables (UTS 39). */
const twins: Readonly<Record<string, string>> = {
  аАαΑɑ: 'aAaAa',
  ВΒьЬ: 'BBbb',
  сСϲϹ: 'cCcC',
  ԁԀ: 'dd',
  еЕΕҽ: 'eEEe',
  ɡցԌ: 'ggG',
  һНΗհ: 'hHHh',
  іІιΙıӀӏ: 'iIiIiIl',
  јЈϳͿ: 'jJjJ',
  кКκΚ: 'kKkK',
  МΜ: 'MM',
  Νηոп: 'Nnnn',
  оОοΟσօՕ: 'oOoOooO',
  рРρΡ: 'pPpP',
  ԛԚզ: 'qQq',
  г: 'r',
  ѕЅՏ: 'sSS',
  ТΤτт: 'TTtt',
  υսՍи: 'uuUu',
  νѵѴ: 'vvV',
  ԝԜωա: 'wWww',
  хХχΧ: 'xXxX',
  уУγΥүҮ: 'yYyYyY',
  ΖՀ: 'Zh',
  Зб: '36',
  '\u02d7\u2010\u2011\u2012\u2212': '-----',
};

/** Forms of ASCII's own characters: fullwidth, mathematical, letter-like, circled, small. */
const forms: readonly (readonly [number, number])[] = [
  [0x2100, 0x214f],
  [0x2160, 0x217f],
  [0x24b6, 0x24e9],
  [0xfe4d, 0xfe6b],
  [0xff01, 0xff5e],
  [0x1d400, 0x1d7ff],
  [0x1f130, 0x1f149],
];

export function foldsOf(decodings: readonly Decoding[]): Folds {
  const byCodePoint = new Map<number, Fold>();
  if (decodings.includes('zero-width')) addInvisible(byCodePoint);
  if (decodings.includes('look-alikes')) addLookAlikes(byCodePoint);
  const of = new Map<number, Fold>();
  const begins = new Set<number>();
  for (const [codePoint, fold] of byCodePoint) {
    let bytes = 0;
    for (const byte of Buffer.from(String.fromCodePoint(codePoint))) {
      bytes = bytes * 256 + byte;
      begins.add(bytes);
    }
    of.set(bytes, fold);
  }
  return { of, begins, byCodePoint };
}

function addInvisible(folds: Map<number, Fold>): void {
  for (const [first, last] of invisible) {
    for (let codePoint = first; codePoint <= last; codePoint += 1) folds.set(codePoint, { byte: -1, standsOut: false });
  }
}

function addLookAlikes(folds: Map<number, Fold>): void {
  for (const [strange, plain] of Object.entries(twins)) {
    for (const [i, letter] of [...strange].entries()) {
      folds.set(letter.codePointAt(0)!, { byte: plain.charCodeAt(i), standsOut: false });
    }
  }
  for (const [first, last] of forms) {
    for (let codePoint = first; codePoint <= last; codePoint += 1) {
      const plain = String.fromCodePoint(codePoint).normalize('NFKC');
      // Fullwidth marks are ordinary in Chinese and Japanese.
      if (/^[!-~]$/.test(plain)) folds.set(codePoint, { byte: plain.charCodeAt(0), standsOut: /^\w$/.test(plain) });
    }
  }
}
