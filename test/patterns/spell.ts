// Writes texts that a pattern matches, by walking the pattern's tree. Knows bytes and repeats; edges it leaves to chance, so that what
// it writes has to be tried before it is believed.
import type { ByteSet, Pattern } from '../../extproc/detect/engine/pattern.ts';
import { parsePattern } from '../../extproc/detect/engine/syntax.ts';
import { defaultLimits } from '../../extproc/words/limits.ts';
import { type Dice, oneOf } from './dice.ts';

/** How many rounds a repeat takes: as few as it may, some more, or as many as it may up to a bound. */
export type Rounds = 'least' | 'some' | 'most';

const someMore = 3;
const mostRounds = 300;
/** Repeats in repeats would go on for ever: from here on all are as short as they may be. */
const longBytes = 1_000;
const characters = ['é', 'ß', '€', '中', '😀'].map(text => Buffer.from(text));

/** Bytes that the pattern matches, its edges left out of account. */
export function spellOf(source: string, roll: Dice, rounds: Rounds = 'some'): Buffer {
  const bytes: number[] = [];
  spell(treeOf(source), roll, rounds, bytes);
  return Buffer.from(bytes);
}

const trees = new Map<string, Pattern>();

function treeOf(source: string): Pattern {
  let tree = trees.get(source);
  if (tree === undefined) {
    tree = parsePattern(source, defaultLimits);
    trees.set(source, tree);
  }
  return tree;
}

function spell(pattern: Pattern, roll: Dice, rounds: Rounds, out: number[]): void {
  switch (pattern.kind) {
    case 'byte':
      out.push(oneOf(roll, membersOf(pattern.set)));
      return;
    case 'character': {
      const ascii = membersOf(pattern.set).filter(byte => byte < 0x80);
      const beyond = characters.filter(([first]) => pattern.set[first!] === 1);
      if (ascii.length === 0 || (beyond.length > 0 && roll(20) === 0)) out.push(...oneOf(roll, beyond));
      else out.push(oneOf(roll, ascii));
      return;
    }
    case 'edge':
      return;
    case 'sequence':
      for (const part of pattern.parts) spell(part, roll, rounds, out);
      return;
    case 'choice':
      spell(oneOf(roll, pattern.options), roll, rounds, out);
      return;
    case 'repeat': {
      const { of, min } = pattern;
      const max = Math.max(min, Math.min(pattern.max, rounds === 'most' ? Math.max(min, mostRounds) : min + someMore));
      const count = rounds === 'least' ? min : rounds === 'most' ? max : min + roll(max - min + 1);
      for (let round = 0; round < count && (round < min || out.length < longBytes); round += 1)
        spell(of, roll, out.length < longBytes ? rounds : 'least', out);
    }
  }
}

const members = new WeakMap<ByteSet, readonly number[]>();

/** Bytes of a set, those that one can see first of all. */
export function membersOf(set: ByteSet): readonly number[] {
  let known = members.get(set);
  if (known === undefined) {
    const all = Array.from(set, (has, byte) => (has === 1 ? byte : -1)).filter(byte => byte >= 0);
    const seen = all.filter(byte => byte > 0x20 && byte < 0x7f);
    known = seen.length > 0 ? seen : all;
    members.set(set, known);
  }
  return known;
}
