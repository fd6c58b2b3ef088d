// Laws of the binary event stream, of lists that come as streams and of forms, over bodies that nobody wrote by hand.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chunk, event, message, messagesIn } from '../unit/content/messages.ts';
import { type RunOptions, run } from '../unit/content/run.ts';
import { boundary, form, type Part } from '../unit/exchange/form.ts';
import { anyDocument, cuts, phrase, spelled } from './content-inputs.ts';

const runs = Number(process.env.PENSTOCK_PROPERTY_RUNS ?? 150);

const delta = fc.oneof(
  phrase.map(text => ({ text })),
  phrase.map(input => ({ toolUse: { input } })),
  phrase.map(text => ({ reasoningContent: { text } })),
);
const index = fc.constantFrom(0, 0, 1);
const converseEvent: fc.Arbitrary<Buffer> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        index,
        delta,
        phrase.map(text => text.length),
      )
      .map(([contentBlockIndex, each, padding]) =>
        event('contentBlockDelta', { contentBlockIndex, delta: each }, 'x'.repeat(padding)),
      ),
  },
  index.map(contentBlockIndex =>
    event('contentBlockStart', { contentBlockIndex, start: { toolUse: { toolUseId: 'tooluse_1', name: 'run' } } }),
  ),
  index.map(contentBlockIndex => event('contentBlockStop', { contentBlockIndex })),
  anyDocument.map(trace => event('metadata', { usage: { inputTokens: 1, outputTokens: 2 }, trace })),
  phrase.map(text => message({ headers: { ':message-type': 'error', ':error-code': '1', ':error-message': text }, payload: '' })),
  phrase.map(text =>
    message({
      headers: { ':message-type': 'exception', ':exception-type': 'validationException', ':content-type': 'application/json' },
      payload: JSON.stringify({ message: text }),
    }),
  ),
);
const converse = fc.array(converseEvent, { maxLength: 12 }).map(all => Buffer.concat(all));

const claude = fc.oneof(
  fc.tuple(index, phrase).map(([at, text]) => ({ type: 'content_block_delta', index: at, delta: { type: 'text_delta', text } })),
  fc
    .tuple(index, phrase)
    .map(([at, partial_json]) => ({ type: 'content_block_delta', index: at, delta: { type: 'input_json_delta', partial_json } })),
  index.map(at => ({ type: 'content_block_stop', index: at })),
);
const invoked = (inner: fc.Arbitrary<unknown>) =>
  fc
    .array(
      inner.chain(spelled).map(text => chunk(text)),
      { maxLength: 12 },
    )
    .map(all => Buffer.concat(all));

const candidate = phrase.map(text => ({ candidates: [{ content: { parts: [{ text }], role: 'model' }, index: 0 }] }));
const space = fc.constantFrom('', ' ', '\n', '\r\n');
const list = fc
  .tuple(fc.array(fc.oneof(candidate, candidate, anyDocument).chain(spelled), { maxLength: 6 }), space, space)
  .map(([elements, before, behind]) => Buffer.from(`${before}[${elements.join(`${before},${behind}`)}${behind}]${before}`));

const part: fc.Arbitrary<Part> = fc.oneof(
  phrase.map(content => ({ name: 'a', content })),
  phrase.map(content => ({ name: 'password', content })),
  phrase.map(content => ({ name: 'f', content, filename: 'a.txt', type: 'text/plain' })),
  anyDocument.chain(spelled).map(content => ({ name: 'f', content, filename: 'a.json', type: 'application/json' })),
);
const forms = fc.array(part, { minLength: 1, maxLength: 4 }).map(parts => Buffer.from(form(parts)));

const bedrock = { format: 'eventstream', shape: 'bedrock' } as const;
const kinds: readonly { readonly name: string; readonly input: fc.Arbitrary<Buffer>; readonly options: RunOptions }[] = [
  { name: 'events of Converse', input: converse, options: { ...bedrock, path: '/model/m/converse-stream' } },
  {
    name: 'events of Anthropic in chunks',
    input: invoked(claude),
    options: { ...bedrock, path: '/model/anthropic.c/invoke-with-response-stream' },
  },
  {
    name: 'events of any model in chunks',
    input: invoked(anyDocument),
    options: { ...bedrock, path: '/model/m/invoke-with-response-stream' },
  },
  {
    name: 'events under small limits',
    input: converse,
    options: {
      ...bedrock,
      path: '/model/m/converse-stream',
      limits: { eventStreamMessageBytesMax: 260, heldBackBytesMax: 500, toolCallBytesMax: 40, channelsMax: 3 },
    },
  },
  { name: 'a list', input: list, options: { format: 'array', shape: 'gemini' } },
  {
    name: 'a list under small limits',
    input: list,
    options: { format: 'array', shape: 'gemini', limits: { arrayElementBytesMax: 200 } },
  },
  { name: 'a form', input: forms, options: { format: 'form', shape: 'openai', side: 'request', boundary } },
];

describe.for(kinds)('$name', ({ input, options }) => {
  test('any cut gives the same bytes and the same questions, each after the same bytes', () => {
    let hits = 0;
    fc.assert(
      fc.property(input, cuts, (bytes, cut) => {
        const whole = run([bytes], options);
        hits += whole.hits.length;
        expect(told(run(cut(bytes), options))).toEqual(told(whole));
      }),
      { numRuns: runs },
    );
    expect(hits).toBeGreaterThan(20);
  });

  test('any cut of a body that is stopped lets the same bytes out', () => {
    fc.assert(
      fc.property(input, cuts, fc.integer({ min: 0, max: 4 }), (bytes, cut, nth) => {
        const stopping = (): RunOptions => {
          let count = 0;
          return {
            ...options,
            rule: hit => (count++ < nth ? { kind: 'mask', text: `<${hit.detector.id}>`, opaque: 'x' } : { kind: 'stop' }),
          };
        };
        expect(told(run(cut(bytes), stopping()))).toEqual(told(run([bytes], stopping())));
      }),
      { numRuns: runs },
    );
  });

  test('a damaged body is never thrown at, and its cut does not matter either', () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.uint8Array({ maxLength: 2 })), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(input, damage, cuts, (bytes, places, cut) => {
        const damaged = places.reduce((all, [at, count, other]) => {
          const start = at % (all.length + 1);
          return Buffer.concat([all.subarray(0, start), other, all.subarray(start + count)]);
        }, bytes);
        expect(told(run(cut(damaged), options))).toEqual(told(run([damaged], options)));
      }),
      { numRuns: runs },
    );
  });

  test('what is let pass leaves byte for byte', () => {
    fc.assert(
      fc.property(input, cuts, (bytes, cut) => {
        const got = run(cut(bytes), { ...options, rule: () => ({ kind: 'pass' }) });
        if (got.refusal === null) expect(got.bytes.equals(bytes)).toBe(true);
        else expect(bytes.subarray(0, got.bytes.length).equals(got.bytes)).toBe(true);
      }),
      { numRuns: runs },
    );
  });

  test('what was masked is as well-formed as what came', () => {
    fc.assert(
      fc.property(input, bytes => {
        const got = run([bytes], options);
        if (options.format === 'eventstream') {
          const [before, after] = [messagesIn(bytes), messagesIn(got.bytes)];
          if (got.refusal === null) expect(after.length).toBe(before.length);
          for (const { payload } of after) if (payload !== '') JSON.parse(payload);
        } else if (options.format === 'array' && got.refusal === null) {
          expect(JSON.parse(got.output)).toHaveLength((JSON.parse(bytes.toString()) as unknown[]).length);
        }
        // A mask may be longer than what it hides, and so pass a limit.
        if (got.refusal === null && options.limits === undefined) expect(run([got.bytes], options).refusal).toBeNull();
      }),
      { numRuns: runs },
    );
  });
});

function told({ bytes, asked, refusal, complete }: ReturnType<typeof run>): object {
  return { bytes: bytes.toString('latin1'), asked, refusal, complete };
}
