// Laws of held answers: what leaves before people are asked and after they spoke does not depend on cuts, and is what would have left anyway.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Effect } from '../../extproc/exchange/events.ts';
import type { PolicyInput } from '../../extproc/policy/input.ts';
import type { Decision } from '../../extproc/words/decision.ts';
import { fakeDesk } from '../unit/exchange/desk.ts';
import { held, maskAll, open, request, responseHead, type Setting } from '../unit/exchange/scene.ts';
import { cuts, jsonText, markdownText, ndjsonText, sseText } from './content-inputs.ts';

const notice = 'a review is under way';
const comment = `: ${notice}\n\n`;

interface Ended {
  readonly before: string;
  readonly whileHeld: string;
  readonly after: string;
  /** What people were shown; null where nothing was held. */
  readonly shown: string | null;
  readonly questions: readonly string[];
}

/** Sends a body in these pieces, releases what is held, and tells what left when. `holdAt`: the question that is answered by a hold; never: -1. */
function answered(pieces: readonly Buffer[], type: string, holdAt: number, stream: boolean): Ended {
  let asked = 0;
  const decide = (input: PolicyInput): Decision => {
    const holds = input.response !== null && asked++ === holdAt ? [{ ...held.holds[0]!, notice }] : [];
    return { ...maskAll(input), holds };
  };
  const desk = fakeDesk();
  const setting: Setting = { decide, desk, connection: { api: 'generic' } };
  const scene = open(setting);
  scene.feed(...request(stream ? { stream: true } : {}), responseHead({ 'content-type': type }));
  const left = { before: '', whileHeld: '', after: '' };
  let when: keyof typeof left = 'before';
  const take = (effects: readonly Effect[]) => {
    for (const effect of effects) {
      if (effect.kind === 'hold_open') when = 'whileHeld';
      if (effect.kind === 'send' && effect.answer.kind === 'response_body')
        left[when] += Buffer.from(effect.answer.body).toString('latin1');
    }
  };
  pieces.forEach((body, at) => {
    take(scene.feed({ kind: 'response_body', body, endOfStream: at === pieces.length - 1 }));
  });
  const content = desk.holds[0]?.content ?? null;
  if (content !== null) desk.hold.release();
  when = 'after';
  take(scene.settle());
  const questions = scene.asked.map(({ point, finding }) => `${point} ${finding}`);
  return { ...left, shown: content === null ? null : Buffer.from(content.body).toString('latin1'), questions };
}

const bodies: readonly {
  readonly name: string;
  readonly input: fc.Arbitrary<string>;
  readonly type: string;
  readonly stream: boolean;
}[] = [
  { name: 'events', input: sseText('generic'), type: 'text/event-stream', stream: true },
  { name: 'lines', input: ndjsonText, type: 'application/x-ndjson', stream: false },
  { name: 'text', input: markdownText, type: 'text/plain', stream: false },
  { name: 'JSON', input: jsonText, type: 'application/json', stream: false },
];

describe.for(bodies)('of $name', ({ input, type, stream }) => {
  const cutUp = (cut: (bytes: Buffer) => Buffer[], text: string): readonly Buffer[] => {
    const pieces = cut(Buffer.from(text));
    return pieces.length === 0 ? [Buffer.alloc(0)] : pieces;
  };
  const holdAt = fc.integer({ min: 0, max: 4 });

  test('any cut lets the same bytes out before people are asked, shows them the same, and asks policies the same', () => {
    let helds = 0;
    fc.assert(
      fc.property(input, cuts, holdAt, (text, cut, at) => {
        const whole = answered([Buffer.from(text)], type, at, stream);
        const parts = answered(cutUp(cut, text), type, at, stream);
        if (whole.shown !== null) helds++;
        expect([parts.shown, parts.questions]).toEqual([whole.shown, whole.questions]);
        // Of what is blocked while it is held, a client that had a comment learns by an event, another one by a status.
        if (whole.shown !== null) expect([parts.before, parts.after.length]).toEqual([whole.before, whole.after.length]);
      }),
      { numRuns: 150 },
    );
    expect(helds).toBeGreaterThan(20);
  });

  test('nothing but comments leaves until people release it; all together is what would have left had nobody held it', () => {
    fc.assert(
      fc.property(input, cuts, holdAt, (text, cut, at) => {
        const pieces = cutUp(cut, text);
        const free = answered(pieces, type, -1, stream);
        const { before, whileHeld, after, shown } = answered(pieces, type, at, stream);
        if (shown === null) return;
        expect(whileHeld.replaceAll(comment, '')).toBe('');
        // A byte order mark counts at the beginning only, where a comment stands now.
        expect(after).toBe(whileHeld !== '' && before === '' ? shown.replace(/^\xef\xbb\xbf/, '') : shown);
        expect(before + shown).toBe(free.before);
      }),
      { numRuns: 150 },
    );
  });
});
