// What one message may cost: a stall of the process would stop everybody, so only the exchange that is slow is stopped.
import { expect, test } from 'vitest';
import { defaultLimits } from '../../../extproc/words/limits.ts';
import {
  bodyOf,
  delta,
  immediateOf,
  key,
  maskAll,
  open,
  request,
  responseBody,
  responseHead,
  sseHead,
  streamRequest,
} from './scene.ts';

/** Each question takes so long. */
function slowly(ms: number) {
  let nowMs = 0;
  return {
    monotonicMs: () => nowMs,
    decide: (input: Parameters<typeof maskAll>[0]) => {
      nowMs += ms;
      return maskAll(input);
    },
  };
}

test('an answer in which the same secret stands very often is blocked before it stalls the process', () => {
  const scene = open(slowly(10));
  const document = JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', content: `${key} `.repeat(5000) } }] });
  const effects = scene.feed(...request(), responseHead(), responseBody(document, true));
  expect(immediateOf(effects)?.text).toContain('penstock_inspection_late');
  expect(scene.asked.length).toBeLessThan((2 * defaultLimits.turnMsMax) / 10);
  expect(scene.records[0]?.block).toBe('inspection_late');
});

test('what takes long because others have the processor is not late', () => {
  const scene = open({ ...slowly(10), workedMs: () => 5 });
  const document = JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', content: `${key} `.repeat(200) } }] });
  scene.feed(...request(), responseHead(), responseBody(document, true));
  expect(scene.records[0]?.block).toBe(null);
});

test('messages have a turn each: a long stream may take longer than one turn in all', () => {
  const scene = open(slowly(100));
  const effects = scene.feed(...streamRequest(), sseHead());
  const pieces = Array.from({ length: 40 }, () => scene.feed(responseBody(delta(`${key} `)))).flat();
  expect(bodyOf([...effects, ...pieces]).match(/REDACTED/g)?.length).toBe(40);
});
