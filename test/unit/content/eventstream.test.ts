import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chunk, event, eventHeaders, frame, innerOf, message, messagesIn } from './messages.ts';
import { bytewise, type RunOptions, run } from './run.ts';

const converse: RunOptions = { format: 'eventstream', shape: 'bedrock', path: '/model/anthropic.claude-3/converse-stream' };
const invoke = (model: string): RunOptions => ({
  format: 'eventstream',
  shape: 'bedrock',
  path: `/model/${model}/invoke-with-response-stream`,
});
const text = (piece: string, contentBlockIndex = 0): Buffer =>
  event('contentBlockDelta', { contentBlockIndex, delta: { text: piece } });
const stop = (contentBlockIndex = 0): Buffer => event('contentBlockStop', { contentBlockIndex });
const end = event('messageStop', { stopReason: 'end_turn' });

function both(messages: readonly Buffer[], options: RunOptions) {
  const stream = Buffer.concat(messages);
  const whole = run([stream], options);
  const parts = run(bytewise(stream), options);
  expect({ ...parts, heldBackMax: 0, pieces: [] }).toEqual({ ...whole, heldBackMax: 0, pieces: [] });
  return whole;
}

const deltas = (bytes: Buffer): unknown[] => messagesIn(bytes).map(({ payload }) => JSON.parse(payload).delta);

describe('Converse', () => {
  test('a secret in two deltas is masked where it begins, and the checksums are true', () => {
    const { bytes, refusal, asked } = both([text('a KEY-AB'), text('CD1234 b'), stop(), end], converse);
    expect(refusal).toBeNull();
    expect(deltas(bytes).slice(0, 2)).toEqual([{ text: 'a [key:12]' }, { text: ' b' }]);
    expect(asked[0]).toContain('"delta.text"');
  });

  test('what is not edited leaves byte for byte, headers of any type and order included', () => {
    const odd = Buffer.concat([
      Buffer.from('\x0a:date-like\x08', 'latin1'),
      Buffer.alloc(8),
      Buffer.from('\x01a\x00\x01b\x01\x01c\x02\x05\x01d\x03\x00\x05', 'latin1'),
      Buffer.from('\x01e\x04\x00\x00\x00\x05\x01f\x05', 'latin1'),
      Buffer.alloc(8, 1),
      Buffer.from('\x01g\x06\x00\x02\xff\xfe\x01h\x09', 'latin1'),
      Buffer.alloc(16, 2),
      Buffer.from('\x0d:message-type\x07\x00\x05event\x0b:event-type\x07\x00\x11contentBlockDelta', 'latin1'),
      Buffer.from('\x0d:content-type\x07\x00\x10application/json', 'latin1'),
    ]);
    const payload = ' { "delta" :{"text": "plain \\u0041"},"contentBlockIndex": 0 } ';
    const stream = [frame(odd, Buffer.from(payload)), stop(), end];
    const { bytes, refusal } = both(stream, converse);
    expect(refusal).toBeNull();
    expect(bytes.equals(Buffer.concat(stream))).toBe(true);
  });

  test.for<{ name: string; more: object }>([
    { name: 'behind another key', more: { x: 1, contentBlockDelta: { contentBlockIndex: 0, delta: { text: 'CD1234' } } } },
    { name: 'behind another event', more: { x: {}, contentBlockDelta: { contentBlockIndex: 0, delta: { text: 'CD1234' } } } },
    { name: 'as a list', more: { contentBlockDelta: { contentBlockIndex: 0, delta: { text: ['CD1234'] } } } },
  ])('a delta of Nova’s that stands $name is refused: its clients would join it', ({ more }) => {
    const first = chunk({ contentBlockDelta: { contentBlockIndex: 0, delta: { text: 'KEY-AB' } } });
    const { refusal, bytes } = both([first, chunk(more)], invoke('amazon.nova-pro-v1:0'));
    expect([refusal, bytes.equals(first) || bytes.length === 0]).toEqual(['text_index', true]);
  });

  test('blocks side by side are texts of their own', () => {
    const { bytes } = both(
      [text('KEY-', 0), text('KEY-AB', 1), text('xyz', 0), text('CD1234', 1), stop(0), stop(1), end],
      converse,
    );
    expect(deltas(bytes).slice(0, 4)).toEqual([{ text: 'KEY-' }, { text: '[key:12]' }, { text: 'xyz' }, { text: '' }]);
  });

  test('a tool call waits until it is complete, and is judged as parsed arguments', () => {
    const start = event('contentBlockStart', {
      contentBlockIndex: 1,
      start: { toolUse: { toolUseId: 'tooluse_1', name: 'post' } },
    });
    const input = (piece: string) => event('contentBlockDelta', { contentBlockIndex: 1, delta: { toolUse: { input: piece } } });
    const { bytes, calls, pieces } = both([start, input('{"k":"KEY-'), input('ABCD1234"}'), stop(1), end], converse);
    expect(calls).toMatchObject([{ name: 'post', id: 'tooluse_1', arguments: { k: 'KEY-ABCD1234' }, argumentsValid: true }]);
    expect(deltas(bytes).slice(1, 3)).toEqual([{ toolUse: { input: '{"k":"[key:12]' } }, { toolUse: { input: '"}' } }]);
    expect(pieces.length).toBeGreaterThan(0);
  });

  test('thoughts are one text, and their signature another', () => {
    const thought = (reasoningContent: object) =>
      event('contentBlockDelta', { contentBlockIndex: 0, delta: { reasoningContent } });
    const { asked, refusal } = both([thought({ text: 'so KEY-AB' }), thought({ text: 'CD1234' }), stop(), end], {
      ...converse,
      rule: () => ({ kind: 'pass' }),
    });
    expect(refusal).toBeNull();
    expect(asked.some(each => each.includes('delta.reasoningContent.text') && each.includes('KEY-ABCD1234'))).toBe(true);
  });

  test('an exception is masked in its message, in its payload and in its header', () => {
    const exception = message({
      headers: { ':exception-type': 'throttlingException', ':content-type': 'application/json', ':message-type': 'exception' },
      payload: '{"message":"slow down, KEY-ABCD1234"}',
    });
    const error = message({
      headers: { ':error-code': 'x', ':error-message': 'no KEY-ABCD1234 here', ':message-type': 'error' },
      payload: '',
    });
    const { bytes } = both([exception, error], converse);
    const [first, second] = messagesIn(bytes);
    expect(first?.payload).toBe('{"message":"slow down, [key:12]"}');
    expect(second?.headers).toMatchObject({ ':error-message': 'no [key:12] here', ':error-code': 'x' });
  });

  test('usage is told, and the end is asked about before it leaves', () => {
    const used: unknown[] = [];
    const metadata = event('metadata', { usage: { inputTokens: 3, outputTokens: 4, totalTokens: 7 }, metrics: { latencyMs: 5 } });
    const { bytes, asked } = both([text('x'), stop(), end, metadata], converse);
    expect(used).toEqual([]);
    expect(messagesIn(bytes)).toHaveLength(4);
    const before = Buffer.concat([text('x'), stop()]).length;
    expect(asked.at(-1)).toBe(JSON.stringify(['ended', before]));
  });

  test('a stop lets nothing out of the message that it was about, nor behind it', () => {
    const messages = [text('one '), text('KEY-ABCD1234 '), text('two')];
    const { bytes } = both(messages, { ...converse, rule: () => ({ kind: 'stop' }) });
    expect(bytes.equals(messages[0]!)).toBe(true);
  });
});

describe('InvokeModel', () => {
  const anthropic = [
    { type: 'message_start', message: { id: 'msg_1', role: 'assistant', content: [] } },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'a KEY-AB' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'CD1234 b' } },
    { type: 'content_block_stop', index: 0 },
    { type: 'message_stop', 'amazon-bedrock-invocationMetrics': { inputTokenCount: 1, outputTokenCount: 2 } },
  ];

  test('the events of Anthropic are read as its own, and written in base64 again', () => {
    const { bytes, refusal } = both(
      anthropic.map(each => chunk(each)),
      invoke('anthropic.claude-3-5-sonnet-20240620-v1%3A0'),
    );
    expect(refusal).toBeNull();
    const inner = messagesIn(bytes).map(each => JSON.parse(innerOf(each)));
    expect(inner[2].delta.text + inner[3].delta.text).toBe('a [key:12] b');
    expect(inner.slice(0, 2)).toEqual(anthropic.slice(0, 2));
    expect(messagesIn(bytes).map(({ payload }) => JSON.parse(payload).p)).toEqual(anthropic.map(() => 'abc'));
  });

  test('Nova speaks the words of Converse', () => {
    const stream = [
      { messageStart: { role: 'assistant' } },
      { contentBlockDelta: { delta: { text: 'a KEY-AB' }, contentBlockIndex: 0 } },
      { contentBlockDelta: { delta: { text: 'CD1234 b' }, contentBlockIndex: 0 } },
      { contentBlockStop: { contentBlockIndex: 0 } },
      { messageStop: { stopReason: 'end_turn' } },
      { metadata: { usage: { inputTokens: 1, outputTokens: 2 } } },
    ];
    const { bytes, refusal, complete } = both(
      stream.map(each => chunk(each)),
      invoke('us.amazon.nova-pro-v1%3A0'),
    );
    expect([refusal, complete]).toEqual([null, true]);
    const inner = messagesIn(bytes).map(each => JSON.parse(innerOf(each)));
    expect(inner[1].contentBlockDelta.delta.text + inner[2].contentBlockDelta.delta.text).toBe('a [key:12] b');
  });

  test.for([
    {
      model: 'meta.llama3-70b-instruct-v1%3A0',
      piece: (generation: string) => ({ generation, prompt_token_count: null, stop_reason: null }),
    },
    { model: 'mistral.mistral-7b-instruct-v0%3A2', piece: (text: string) => ({ outputs: [{ text, stop_reason: null }] }) },
    { model: 'cohere.command-text-v14', piece: (text: string) => ({ is_finished: false, text }) },
    { model: 'amazon.titan-text-express-v1', piece: (outputText: string) => ({ outputText, index: 0, completionReason: null }) },
    { model: 'openai.gpt-oss-120b-1%3A0', piece: (content: string) => ({ choices: [{ index: 0, delta: { content } }] }) },
    { model: 'somebody.else-v1', piece: (words: string) => ({ words }) },
  ])('a secret in two events of $model is masked', ({ model, piece }) => {
    const { bytes, refusal } = both([chunk(piece('a KEY-AB')), chunk(piece('CD1234 b')), chunk(piece('.'))], invoke(model));
    expect(refusal).toBeNull();
    const said = messagesIn(bytes)
      .map(each => innerOf(each))
      .join('');
    expect(said).not.toContain('KEY-');
    expect(said).toContain('a [key:12]');
    expect(said).toContain('" b"');
  });
});

describe('is refused', () => {
  const good = text('hello');
  const changed = (at: number, by = 1): Buffer => {
    const bytes = Buffer.from(good);
    bytes[at < 0 ? bytes.length + at : at]! ^= by;
    return bytes;
  };
  const withPayload = (payload: string, type = 'contentBlockDelta') => message({ headers: eventHeaders(type), payload });
  const withHeaders = (headers: Record<string, string>) => message({ headers, payload: '{}' });
  test.for<{ name: string; bytes: Buffer; code: string; options?: RunOptions }>([
    { name: 'a wrong checksum at the end', bytes: changed(-1), code: 'eventstream_message' },
    { name: 'a wrong checksum of the prelude', bytes: changed(8), code: 'eventstream_message' },
    { name: 'a length that is not the one of the prelude’s checksum', bytes: changed(3), code: 'eventstream_message' },
    { name: 'a payload that was changed', bytes: changed(-20), code: 'eventstream_message' },
    { name: 'a message that is cut off', bytes: good.subarray(0, -1), code: 'eventstream_cut' },
    { name: 'a prelude that is cut off', bytes: good.subarray(0, 5), code: 'eventstream_cut' },
    { name: 'something behind the last message', bytes: Buffer.concat([good, Buffer.from('{}')]), code: 'eventstream_cut' },
    { name: 'no message at all', bytes: Buffer.from('{"message":"an error that is no stream"}'), code: 'eventstream_message' },
    {
      name: 'a message over the limit',
      bytes: good,
      options: { ...converse, limits: { eventStreamMessageBytesMax: 100 } },
      code: 'eventstream_message_too_large',
    },
    {
      name: 'headers over the limit',
      bytes: good,
      options: { ...converse, limits: { eventStreamHeaderBytesMax: 20 } },
      code: 'eventstream_message_too_large',
    },
    { name: 'a message that does not say what it is', bytes: withHeaders({ ':event-type': 'x' }), code: 'eventstream_message' },
    { name: 'an event without a name', bytes: withHeaders({ ':message-type': 'event' }), code: 'eventstream_message' },
    {
      name: 'an event whose name is none',
      bytes: withHeaders({ ...eventHeaders('x","delta":"'), ':message-type': 'event' }),
      code: 'eventstream_message',
    },
    {
      name: 'a secret for a name',
      bytes: withHeaders(eventHeaders('KEY-ABCD1234')),
      code: 'eventstream_message',
    },
    {
      name: 'a payload that is not said to be JSON',
      bytes: withHeaders({ ...eventHeaders('contentBlockDelta'), ':content-type': 'text/plain' }),
      code: 'response_content_type',
    },
    {
      name: 'a header twice',
      bytes: frame(Buffer.from('\x01a\x00\x01a\x00', 'latin1'), Buffer.alloc(0)),
      code: 'eventstream_message',
    },
    {
      name: 'a header of no type',
      bytes: frame(Buffer.from('\x01a\x0a', 'latin1'), Buffer.alloc(0)),
      code: 'eventstream_message',
    },
    {
      name: 'a header that is cut off',
      bytes: frame(Buffer.from('\x01a\x07\x00\x09x', 'latin1'), Buffer.alloc(0)),
      code: 'eventstream_message',
    },
    { name: 'a payload that is no object', bytes: withPayload('[1]'), code: 'invalid_json' },
    { name: 'a payload with something behind it', bytes: withPayload('{}{}'), code: 'invalid_json' },
    { name: 'a type of its own beside its name', bytes: withPayload('{"type":"contentBlockStop"}'), code: 'duplicate_keys' },
    { name: 'a delta of no block', bytes: withPayload('{"delta":{"text":"x"}}'), code: 'text_index' },
    {
      name: 'bytes that are no UTF-8',
      bytes: frame(headersOf('metadata'), Buffer.from('{"a":"\xff"}', 'latin1')),
      code: 'invalid_utf8',
    },
  ])('$name', ({ bytes, code, options }) => {
    expect(both([bytes], options ?? converse).refusal).toBe(code);
    expect(both([good, bytes], options ?? converse).refusal).toBe(code);
  });

  const inner = Buffer.from('{"generation":"x"}').toString('base64');
  test.for([
    { name: 'without base64', payload: '{"p":"a"}', code: 'eventstream_chunk' },
    { name: 'with something beside it', payload: `{"bytes":"${inner}","text":"KEY-ABCD1234"}`, code: 'eventstream_chunk' },
    { name: 'with bytes of bytes', payload: `{"a":{"bytes":"${inner}"}}`, code: 'eventstream_chunk' },
    { name: 'with padding that says something', payload: `{"bytes":"${inner}","p":"KEY-ABCD1234 "}`, code: 'eventstream_chunk' },
    { name: 'in base64 without its end', payload: `{"bytes":"${inner.replaceAll('=', '')}A"}`, code: 'eventstream_chunk' },
    { name: 'in base64 with spaces', payload: `{"bytes":"${inner.slice(0, 8)} ${inner.slice(8)}"}`, code: 'eventstream_chunk' },
    { name: 'in base64 of URLs', payload: '{"bytes":"eyJhIjoi_-8="}', code: 'eventstream_chunk' },
    { name: 'in an escaped spelling', payload: `{"bytes":"\\u0065${inner.slice(1)}"}`, code: 'eventstream_chunk' },
    { name: 'twice', payload: `{"bytes":"${inner}","bytes":"${inner}"}`, code: 'duplicate_keys' },
    { name: 'in a list', payload: `["${inner}"]`, code: 'eventstream_chunk' },
    { name: 'that is no JSON', payload: `{"bytes":"${Buffer.from('KEY-').toString('base64')}"}`, code: 'invalid_json' },
  ])('a chunk $name', ({ payload, code }) => {
    const bytes = message({ headers: eventHeaders('chunk'), payload });
    expect(both([bytes], invoke('meta.llama3')).refusal).toBe(code);
  });
});

test('however it is cut and damaged, what leaves are messages with true checksums', () => {
  const stream = Buffer.concat([text('a KEY-AB'), text('CD1234'), chunk({ generation: 'KEY-ABCD1234' }), stop(), end]);
  fc.assert(
    fc.property(fc.nat(stream.length - 1), fc.nat(255), fc.array(fc.nat(stream.length)), (at, byte, places) => {
      const damaged = Buffer.from(stream);
      damaged[at] = byte;
      const ends = [...new Set([0, ...places, stream.length])].sort((a, b) => a - b);
      const chunks = ends.slice(1).map((to, i) => damaged.subarray(ends[i], to));
      const { bytes, refusal } = run(chunks, converse);
      expect(messagesIn(bytes).length).toBeGreaterThanOrEqual(0);
      if (!damaged.equals(stream)) expect(refusal).not.toBeNull();
    }),
    { numRuns: 300 },
  );
});

function headersOf(type: string): Buffer {
  const bytes = message({ headers: eventHeaders(type), payload: '' });
  return bytes.subarray(12, -4);
}
