import { expect, test } from 'vitest';
import { behind, outside } from '../../../../extproc/detect/engine/context.ts';
import { Glance, glanceBytes } from '../../../../extproc/detect/engine/glance.ts';
import { compileSearches } from '../../../../extproc/detect/engine/searches.ts';
import { builtInDetectors } from '../../../../extproc/detect/registry.ts';
import { defaultLimits } from '../../../../extproc/words/limits.ts';
import { samples } from '../samples/all.ts';

const { scouting } = compileSearches(builtInDetectors, defaultLimits);

/** All of them make the automata of all detectors, which takes long. */
const some = samples.filter((_, index) => index % 16 === 0);

/** What the glance says of a place, when bytes[0, to) are known. */
function glanced(glance: Glance, bytes: Uint8Array, place: number, to: number): boolean {
  const before = place === 0 ? outside : behind[bytes[place - 1]!]!;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const state = glance.after((before << 8) | bytes[place]!, view.getInt32(place + 1));
  return glance.isVain(state, bytes, place + glanceBytes, to);
}

/** The same, asked of the automaton that scouts follow byte by byte. */
function followed(bytes: Uint8Array, place: number, to: number): boolean {
  let state = scouting.rootOf(place === 0 ? outside : behind[bytes[place - 1]!]!);
  for (let at = place; at < to; at += 1) {
    const entry = scouting.entryOf(state, bytes[at]!);
    if (entry === 0) return true;
    if (entry === -1) return false;
    state = entry > 0 ? scouting.stateAt(entry) : scouting.aloneAt(entry);
  }
  return false;
}

test.for([
  {
    name: 'a place of a secret, or of what is none, is glanced at as scouts would see it',
    kept: defaultLimits.triggerStatesKept,
  },
  { name: 'a glance that forgets its states again and again says the same', kept: 8 },
])('$name', ({ kept }) => {
  const glance = new Glance(scouting, kept);
  let places = 0;
  let vain = 0;
  for (const { hits, misses } of some) {
    for (const { text } of [...hits.slice(0, 1), ...misses.slice(0, 1)]) {
      const bytes = new Uint8Array(Buffer.from(text.slice(0, 60)));
      for (let place = 0; place + glanceBytes <= bytes.length; place += 1) {
        const seen = glanced(glance, bytes, place, bytes.length);
        if (seen !== followed(bytes, place, bytes.length)) expect.fail(`place ${place} of a sample is seen otherwise`);
        places += 1;
        if (seen) vain += 1;
      }
    }
  }
  expect(vain).toBeGreaterThan(places / 2);
  expect(places - vain).toBeGreaterThan(some.length / 2);
});
