// Texts that an attacker would send to slow a detector down, made from the detector's own patterns: a family for each detector, so
// that a new one is held to the same bounds without anybody thinking of it. All are repetitions that may be as long as one likes.
import type { Detector } from '../../extproc/detect/scan.ts';
import { type Dice, diceOf } from './dice.ts';
import { bodyOf, runBefore, sampleOf } from './sample-of.ts';
import { spellOf } from './spell.ts';

export interface HostileText {
  /** What is done to the detector, for people. */
  readonly name: string;
  /** A text of at least so many bytes; the same on each call, and a longer one begins like a shorter one. */
  readonly text: (bytes: number) => Buffer;
}

/** Near misses, candidates and matches of the detector, one after the other. */
export function hostileFor(detector: Detector): readonly HostileText[] {
  const roll = diceOf(1);
  const { lead, back, pattern } = detector;
  const first = spellOf(lead ?? pattern, roll, 'least');
  const least = bodyOf(detector, roll, 'least');
  const long = bodyOf(detector, roll, 'most');
  const found = sampleOf(detector, roll);
  const texts: (HostileText | null)[] = [
    ...[1, 2, 3, 4, 6, 8].map(bytes => repeated(`first ${bytes} bytes`, first.subarray(0, bytes))),
    repeated('all but the last byte', least.subarray(0, -1)),
    repeated('all but the last byte, then a space', ended(least.subarray(0, -1), ' ')),
    repeated('all but the last byte, then a line', ended(least.subarray(0, -1), '\n')),
    repeated('the longest that it may be, but for the last byte', long.subarray(0, -1)),
    repeated('the longest that it may be, then a space', ended(long, ' ')),
    repeated('half of it', least.subarray(0, Math.ceil(least.length / 2))),
    repeated('shortest matches, one right behind the other', least),
    repeated('shortest matches with a space between', ended(least, ' ')),
    ...(found === null ? [] : [repeated('matches', found.text), repeated('matches on lines', ended(found.text, '\n'))]),
    ...[-1, Math.floor(least.length / 2), 1].map(at =>
      repeated(`the same byte again and again, that of place ${at}`, least.subarray(at).subarray(0, 1)),
    ),
    ...leadsAlone(detector, roll),
    ...(back === undefined ? [] : [repeated('the longest run before it', ended(runBefore(back, roll, 'most'), ' '))]),
    ...(back === undefined
      ? []
      : [repeated('one byte before it, and it', Buffer.concat([runBefore(back, roll, 'least'), least]))]),
    mixed('its parts in any order', detector),
    mixed('its parts in any order, without a space', detector, ''),
  ];
  return texts.filter(text => text !== null);
}

/** A lead without a value is what costs nothing to write. */
function leadsAlone({ lead, pattern }: Detector, roll: Dice): (HostileText | null)[] {
  if (lead === undefined) return [];
  const one = spellOf(lead, roll, 'least');
  const long = spellOf(lead, roll, 'most');
  const value = spellOf(pattern, roll, 'most');
  return [
    repeated('leads without a value', one),
    repeated('leads without a value, spaces between', ended(one, ' ')),
    repeated('long leads without a value', long.subarray(0, 256)),
    repeated('a lead and a value that goes on', Buffer.concat([one, value.subarray(0, 240)])),
  ];
}

function ended(bytes: Uint8Array, end: string): Buffer {
  return Buffer.concat([bytes, Buffer.from(end)]);
}

function repeated(name: string, unit: Uint8Array): HostileText | null {
  if (unit.length === 0) return null;
  return { name, text: bytes => Buffer.concat(Array.from({ length: Math.ceil(bytes / unit.length) }, () => unit)) };
}

/** No period for anything to get used to: each time cut and put together anew. */
function mixed(name: string, detector: Detector, between = ' '): HostileText {
  return {
    name,
    text: bytes => {
      const roll = diceOf(7);
      const parts: Buffer[] = [];
      for (let size = 0; size < bytes; ) {
        const body = bodyOf(detector, roll, roll(4) === 0 ? 'some' : 'least');
        const part = ended(body.subarray(0, 1 + roll(body.length)), roll(3) === 0 ? between : '');
        parts.push(part);
        size += part.length;
      }
      return Buffer.concat(parts);
    },
  };
}
