// What a trace tells beside the bytes, which every run looks at: which places belong together, and what did not leave.
import { expect, test } from 'vitest';
import { openTransformer } from '../../../extproc/content/open.ts';
import type { Ruling } from '../../../extproc/content/transform.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';
import { plan, scanner } from './run.ts';
import { Traced } from './traced.ts';

const delta = (content: string): string => `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`;

function traced(input: string, format: 'sse' | 'json' | 'text', rule: (nth: number) => Ruling) {
  const traced = new Traced();
  let hits = 0;
  const transformer = openTransformer({
    format,
    shape: 'openai',
    path: '',
    scanner,
    plan,
    limits: defaultLimits,
    side: 'response',
    trace: traced.trace,
    inspector: { hit: () => rule(++hits), toolCall: () => ({ kind: 'pass' }), ended: () => 'go' },
    emit: () => {},
  });
  if (transformer.push(Buffer.from(input)) === null) transformer.end();
  return traced;
}

const masks = (nth: number): Ruling => ({ kind: 'mask', text: '[x]', opaque: '[x]', finding: nth });

function maskedIn({ segments }: Traced) {
  return segments.flatMap(segment => {
    if (segment.kind === 'kept') return [];
    const { original, delivered, group, findings } = segment;
    return [[Buffer.from(original).toString(), Buffer.from(delivered).toString(), group, findings]];
  });
}

test('a secret over several events is one group, and its mask stands in the first', () => {
  expect(maskedIn(traced(delta('a KEY-AB') + delta('CD12') + delta('34, KEY-WXYZ9876'), 'sse', masks))).toEqual([
    ['KEY-AB', '[x]', 1, [1]],
    ['CD12', '', 1, [1]],
    ['34', '', 1, [1]],
    ['KEY-WXYZ9876', '[x]', 2, [2]],
  ]);
});

test('secrets in one another are one place, for both findings', () => {
  const both = maskedIn(traced('KKEY-ABCD1234EF.', 'text', masks));
  expect(both).toHaveLength(1);
  // The leftmost leads.
  expect(both[0]![3]).toEqual([2, 1]);
});

test('what a stop kept back is told as withheld, once the end is', () => {
  const stopped = traced(delta('kept') + delta('KEY-ABCD1234') + delta('more'), 'sse', () => ({ kind: 'stop' }));
  expect(maskedIn(stopped)).toEqual([]);
  stopped.trace.end('withheld');
  expect(maskedIn(stopped)).toEqual([[delta('KEY-ABCD1234') + delta('more'), '', 1, []]]);
});

test('what passes unread is told as kept', () => {
  const broken = traced('{"a":', 'json', masks);
  broken.trace.end('passed');
  expect(broken.segments).toEqual([{ kind: 'kept', bytes: Buffer.from('{"a":') }]);
});
