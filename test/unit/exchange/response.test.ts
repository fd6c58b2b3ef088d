import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ExchangeEvent } from '../../../extproc/exchange/events.ts';
import {
  allow,
  answersOf,
  blocked,
  bodyOf,
  delta,
  endsWell,
  headersRemoved,
  headersSet,
  held,
  immediateOf,
  key,
  open,
  request,
  responseBody,
  responseHead,
  type Setting,
  sseHead,
  streamRequest,
} from './scene.ts';

const chat = (content: string) =>
  JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }] });

describe('an answer in one piece', () => {
  test('waits whole, and leaves masked with the length that is true', () => {
    const scene = open();
    scene.feed(...request());
    const body = chat(`it is ${key}.`);
    expect(scene.feed(responseHead({ 'content-length': String(body.length), etag: 'x', 'set-cookie': 'c' }))).toEqual([]);
    expect(scene.feed(responseBody(body.slice(0, 40)))).toEqual([]);
    const effects = scene.feed(responseBody(body.slice(40)), responseBody('', true));
    expect(bodyOf(effects)).toBe(chat('it is [REDACTED:aws-access-key].'));
    expect(headersSet(effects, 'response_headers')).toMatchObject({
      'content-length': String(bodyOf(effects).length),
      'x-penstock-decision': 'mask',
      'x-penstock-exchange': scene.records[0]!.exchange,
      'cache-control': 'no-store',
    });
    expect(headersRemoved(effects, 'response_headers')).toEqual(expect.arrayContaining(['content-length', 'etag', 'set-cookie']));
    expect(endsWell(effects)).toBe(true);
    expect(scene.records).toMatchObject([
      { decision: 'mask', ending: 'delivered', findings: [{ detector: 'aws-access-key', action: 'mask' }] },
    ]);
  });

  test('that has nothing to mask leaves byte for byte', () => {
    const scene = open();
    const body = ' {"a" : [1.0e2, "\\u0041"],\n"b":null} ';
    scene.feed(...request(), responseHead());
    const effects = scene.feed(responseBody(body, true));
    expect(bodyOf(effects)).toBe(body);
    expect(headersSet(effects, 'response_headers')['x-penstock-decision']).toBe('allow');
  });

  const refusals: (Setting & { name: string; head?: Record<string, string>; body?: string; code: string })[] = [
    {
      name: 'with a finding that the policy blocks',
      decide: input => (input.point === 'finding' ? blocked : allow),
      body: chat(key),
      code: 'no',
    },
    {
      name: 'that the policy blocks at its end',
      decide: input => (input.point === 'response_end' ? blocked : allow),
      body: chat('x'),
      code: 'no',
    },
    {
      name: 'that the policy wants held',
      decide: input => (input.point === 'response_end' ? held : allow),
      body: chat('x'),
      code: 'hold_unavailable',
    },
    { name: 'over the limit', limits: { jsonBodyBytesMax: 20 }, body: chat('a long one'), code: 'response_too_large' },
    { name: 'of invalid JSON', body: '{"a":', code: 'invalid_json' },
    { name: 'of invalid UTF-8', body: '{"a":"\xff"}', code: 'invalid_utf8' },
    { name: 'with a key twice', body: '{"a":1,"a":2}', code: 'duplicate_keys' },
    {
      name: 'as a stream, for a client that parses JSON',
      head: { 'content-type': 'text/event-stream' },
      body: delta('x'),
      code: 'response_content_type',
    },
    {
      name: 'with more findings than one exchange may have',
      limits: { findingsMax: 1 },
      body: chat(`${key} jane@corp.example`),
      code: 'too_many_findings',
    },
    { name: 'with a secret in a header that is no text', head: { 'x-debug': `\xff ${key}` }, code: 'response_header' },
    { name: 'that is a fragment', head: { ':status': '206' }, body: '{}', code: 'response_partial' },
  ];
  test.for(refusals)('$name is a real error instead', ({ head, body, code, ...setting }) => {
    const scene = open(setting);
    scene.feed(...request());
    const bytes = Buffer.from(body ?? '{}', 'latin1');
    const effects = scene.feed(responseHead(head), { kind: 'response_body', body: bytes, endOfStream: true });
    expect(immediateOf(effects)?.text).toContain(`penstock_${code}`);
    expect(answersOf(effects)).toHaveLength(1);
    expect(endsWell(effects)).toBe(true);
  });
});

describe('a stream', () => {
  const events = [
    delta('The key '),
    delta(`is ${key.slice(0, 7)}`),
    delta(key.slice(7)),
    delta(' indeed'),
    delta('', { finish_reason: 'stop' }),
    'data: [DONE]\n\n',
  ];

  test('leaves as it becomes final, its head with its first bytes', () => {
    const scene = open();
    scene.feed(...streamRequest());
    expect(scene.feed(sseHead())).toEqual([]);
    const effects = scene.feed(...events.map(event => responseBody(event)), responseBody('', true));
    expect(answersOf(effects)[0]?.kind).toBe('response_headers');
    expect(bodyOf(effects)).not.toContain(key.slice(0, 7));
    expect(bodyOf(effects)).toContain('[REDACTED:aws-access-key]');
    expect(bodyOf(effects).split('\n\n')).toHaveLength(events.length + 1);
    expect(headersSet(effects, 'response_headers')['content-length']).toBeUndefined();
    expect(endsWell(effects)).toBe(true);
  });

  test('leaves the same bytes however it was cut', () => {
    const whole = Buffer.from(events.join(''));
    const run = (pieces: readonly Buffer[], setting: Setting = {}): string => {
      const scene = open(setting);
      scene.feed(...streamRequest(), sseHead());
      const arrivals: ExchangeEvent[] = pieces.map(body => ({ kind: 'response_body', body, endOfStream: false }));
      return bodyOf(scene.feed(...arrivals, responseBody('', true)));
    };
    const settings: Setting[] = [
      {},
      { decide: input => (input.point === 'finding' ? blocked : allow) },
      { decide: input => (input.point === 'response_end' ? blocked : allow) },
    ];
    for (const setting of settings) {
      const want = run([whole], setting);
      fc.assert(
        fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), sizes => {
          const pieces: Buffer[] = [];
          for (let at = 0, i = 0; at < whole.length; i++) {
            const size = sizes[i % sizes.length]!;
            pieces.push(whole.subarray(at, at + size));
            at += size;
          }
          expect(run(pieces, setting)).toBe(want);
        }),
        { numRuns: 40 },
      );
    }
  });

  test('that is blocked before its first byte is a real error', () => {
    const scene = open({ decide: input => (input.point === 'finding' ? blocked : allow) });
    scene.feed(...streamRequest(), sseHead());
    const effects = scene.feed(responseBody(delta(`${key} `)));
    expect(immediateOf(effects)?.status).toBe(403);
  });

  test('that is blocked later ends with an error event and a clean end', () => {
    const scene = open({ decide: input => (input.point === 'finding' ? blocked : allow) });
    scene.feed(...streamRequest(), sseHead(), responseBody(delta('Hello there, ')));
    const effects = scene.feed(responseBody(delta(`${key} `)));
    expect(bodyOf(effects)).toContain('penstock_no');
    expect(bodyOf(effects)).not.toContain(key);
    expect(answersOf(effects).at(-1)).toMatchObject({ kind: 'response_body', endOfStream: true });
    expect(endsWell(effects)).toBe(true);
    expect(scene.feed(responseBody(delta('more')))).toEqual([]);
  });

  test('that is blocked at its end does not say before that it is complete', () => {
    const scene = open({ decide: input => (input.point === 'response_end' ? blocked : allow) });
    scene.feed(...streamRequest(), sseHead());
    const body = bodyOf(
      scene.feed(responseBody(delta('Hello there, friend. ')), responseBody('data: [DONE]\n\n'), responseBody('', true)),
    );
    expect(body).toContain('Hello');
    expect(body.indexOf('penstock_no')).toBeGreaterThan(0);
    expect(body.indexOf('[DONE]')).toBeGreaterThan(body.indexOf('penstock_no'));
  });

  test('that tells an answer which was not asked for is blocked: a client joins it with the first, and a secret may be cut over both', () => {
    const both = (index: number, content: string) => delta(content).replace('"index":0', `"index":${index}`);
    const run = (n: object) => {
      const scene = open();
      scene.feed(...request({ model: 'm', stream: true, messages: [], ...n }), sseHead());
      const effects = scene.feed(
        responseBody(both(0, key.slice(0, 9))),
        responseBody(both(1, `${key.slice(9)} `)),
        responseBody('', true),
      );
      return { block: scene.records[0]?.block, text: bodyOf(effects) };
    };
    expect(run({}).block).toBe('text_index');
    expect(run({ n: 1 }).text).not.toContain(key.slice(9));
    expect(run({ n: 2 }).block).toBeNull();
  });

  test('waits whole where the plan wants it buffered', () => {
    const scene = open({ plan: { mode: 'buffer' } });
    scene.feed(...streamRequest(), sseHead());
    expect(scene.feed(...events.map(event => responseBody(event)))).toEqual([]);
    expect(bodyOf(scene.feed(responseBody('', true)))).toContain('[REDACTED:aws-access-key]');
  });
});
