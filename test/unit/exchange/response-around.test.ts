// What stands around an answer's body: heads and trailers, Envoy's own answers, what a session has used.
import { describe, expect, test } from 'vitest';
import type { ExchangeEvent } from '../../../extproc/exchange/events.ts';
import {
  answersOf,
  bodyOf,
  delta,
  endsWell,
  headersRemoved,
  headersSet,
  key,
  maskAll,
  open,
  request,
  requestHead,
  responseBody,
  responseHead,
  sseHead,
  streamRequest,
} from './scene.ts';

describe('around an answer', () => {
  test('a head without a body passes, and has no length', () => {
    const scene = open({ connection: { allow: ['HEAD /v1/models'] } });
    scene.feed(requestHead({ ':method': 'HEAD', ':path': '/v1/models' }, true));
    const effects = scene.feed(responseHead({ 'content-length': '99' }, true));
    expect(answersOf(effects)).toHaveLength(1);
    expect(headersRemoved(effects, 'response_headers')).toContain('content-length');
    expect(endsWell(effects)).toBe(true);
  });

  test('a header that carries a secret is masked', () => {
    const scene = open();
    scene.feed(...request());
    const effects = scene.feed(responseHead({ 'x-debug': `key=${key};` }), responseBody('{}', true));
    expect(headersSet(effects, 'response_headers')['x-debug']).toBe('key=[REDACTED:aws-access-key];');
    expect(scene.records).toMatchObject([{ findings: [{ channel: 'headers/x-debug' }] }]);
  });

  test('a trailer that carries a secret is masked, and the body before it leaves without a length', () => {
    const scene = open();
    scene.feed(...request(), responseHead());
    const effects = scene.feed(responseBody('{"a":1}'), { kind: 'response_trailers', trailers: [['x-debug', key]] });
    expect(answersOf(effects).map(answer => answer.kind)).toEqual(['response_headers', 'response_body', 'response_trailers']);
    const last = answersOf(effects).at(-1)!;
    // What a head must not carry must not come behind the body either.
    expect('mutation' in last && last.mutation.remove).toEqual(expect.arrayContaining(['set-cookie', 'x-penstock-decision']));
    expect(answersOf(effects).at(-1)).toMatchObject({ mutation: { set: [['x-debug', '[REDACTED:aws-access-key]']] } });
    expect(headersSet(effects, 'response_headers')['content-length']).toBeUndefined();
  });

  test('a decoder is asked for before the first byte of a compressed body', () => {
    const scene = open();
    scene.feed(...request());
    expect(scene.feed(responseHead({ 'content-encoding': 'gzip' }))).toEqual([
      { kind: 'decode', side: 'response', coding: 'gzip' },
    ]);
  });

  test("Envoy's own answer to a request that never came passes, with nobody in its record", () => {
    const scene = open();
    const effects = scene.feed(
      responseHead({ ':status': '400', 'content-type': 'text/plain' }),
      responseBody('Bad Request', true),
    );
    expect(bodyOf(effects)).toBe('Bad Request');
    expect(endsWell(effects)).toBe(true);
    expect(scene.records).toMatchObject([
      { principal: null, grant: null, decision: 'block', block: 'unexpected_response', ending: 'delivered' },
    ]);
  });

  test('an answer that long is none of Envoy’s own', () => {
    const scene = open();
    const effects = scene.feed(responseHead({ ':status': '400' }), responseBody('x'.repeat(70_000), true));
    expect(answersOf(effects).at(-1)?.kind).toBe('immediate');
  });

  test.for([
    { name: 'a client that left', event: { kind: 'cancelled' } as const, ending: 'cancelled', kinds: [] },
    { name: 'a stream that was half closed', event: { kind: 'half_closed' } as const, ending: 'failed', kinds: ['fail'] },
    {
      name: 'a wait that was too long',
      event: { kind: 'deadline', which: 'idle' } as const,
      ending: 'blocked',
      kinds: ['send', 'finish'],
    },
    {
      name: 'a body that could not be decoded',
      event: { kind: 'undecodable', side: 'response', why: 'bomb' } as const,
      ending: 'blocked',
      kinds: ['send', 'finish'],
    },
  ])('$name ends the exchange, once, on record', ({ event, ending, kinds }) => {
    const scene = open();
    scene.feed(...request(), responseHead(), responseBody('{"a"'));
    expect(scene.feed(event).map(effect => effect.kind)).toEqual(kinds);
    expect(scene.feed(event, responseBody(':1}', true))).toEqual([]);
    expect(scene.records).toMatchObject([{ ending }]);
  });
});

describe('what a session has used is told to policies in its next exchange', () => {
  const used = (answer: ExchangeEvent[], asking: ExchangeEvent[]) => {
    const scene = open();
    scene.feed(...asking, ...answer);
    scene.another().feed(...request());
    return scene.asked.at(-1)?.usage?.session;
  };

  test('with the tokens that a document says', () => {
    const body = JSON.stringify({ choices: [], usage: { prompt_tokens: 3, completion_tokens: 9, total_tokens: 12 } });
    expect(used([responseHead(), responseBody(body, true)], request())).toMatchObject({ requests: 1, tokens: 12, findings: 0 });
  });

  test('with the largest sums that a stream says', () => {
    const event = (usage: object) => `data: ${JSON.stringify({ type: 'message_delta', usage })}\n\n`;
    const body = event({ input_tokens: 5, output_tokens: 1 }) + event({ output_tokens: 8 });
    expect(used([sseHead(), responseBody(body, true)], streamRequest())).toMatchObject({ tokens: 13 });
  });

  test('with none for what is no count', () => {
    const body = '{"usage":{"total_tokens":1e99,"input_tokens":-4,"output_tokens":"7"}}';
    expect(used([responseHead(), responseBody(body, true)], request())).toMatchObject({ tokens: 0 });
  });
});

test('no record and no policy input holds a value that was found', () => {
  const scene = open({ decide: maskAll });
  scene.feed(...streamRequest(), sseHead());
  const place = `{"${key}":{"x":"${key} "}}`;
  scene.feed(responseBody(delta(`${key} `)), responseBody(`data: ${place}\n\n`), responseBody('', true));
  expect(scene.records[0]?.findings.length).toBeGreaterThan(1);
  expect(JSON.stringify(scene.records)).not.toContain(key.slice(4, 14));
  expect(JSON.stringify(scene.asked)).not.toContain(key.slice(4, 14));
});
