// Around a held answer: other formats, heads, trailers, limits, rules that come later, clients that come back.
import { describe, expect, test } from 'vitest';
import type { PolicyInput } from '../../../extproc/policy/input.ts';
import type { Decision, HoldRule } from '../../../extproc/words/decision.ts';
import { fakeDesk, holdId } from './desk.ts';
import {
  allow,
  answersOf,
  bodyOf,
  delta,
  endsWell,
  headersSet,
  held,
  holdEmails,
  immediateOf,
  open,
  request,
  requestBody,
  requestHead,
  responseBody,
  responseHead,
  sseHead,
  streamRequest,
} from './scene.ts';

const email = 'jane.roe@example.com';
const rule: HoldRule = held.holds[0]!;
const holdsAt =
  (point: PolicyInput['point'], ...rules: readonly Partial<HoldRule>[]) =>
  (input: PolicyInput): Decision =>
    input.point === point ? { ...allow, holds: (rules.length === 0 ? [{}] : rules).map(one => ({ ...rule, ...one })) } : allow;
const first = delta('Hello. ');
const second = delta(`Ask ${email} now. `);
const done = 'data: [DONE]\n\n';

describe('what is told of a hold', () => {
  test('is who asked, for what, by which rules, none longer than the connection lets its clients wait', () => {
    const desk = fakeDesk();
    const { feed } = open({ desk, decide: holdsAt('response_end', { ttlMs: 60_000 }, { ttlMs: 86_400_000, rule: 'long' }) });
    feed(...request({ model: 'gpt', messages: [1] }), responseHead(), responseBody('{}', true));
    expect(desk.hold.ask).toMatchObject({
      side: 'response',
      style: 'wait',
      connection: 'chatgpt',
      api: 'openai',
      method: 'POST',
      path: '/v1/chat/completions',
      model: 'gpt',
      policyRevision: 'test',
      principal: { kind: 'anonymous' },
    });
    expect(Object.fromEntries(desk.hold.ask.rules.map(({ rule: name, ttlMs }) => [name, ttlMs]))).toEqual({
      long: 600_000,
      r: 60_000,
    });
    expect(desk.hold.ask.requestKey).toHaveLength(43);
  });

  test('has no value in it: findings by place, what is masked masked', () => {
    const desk = fakeDesk();
    const { feed, records, leave } = open({ desk, decide: holdEmails });
    feed(...streamRequest(), sseHead(), responseBody(first), responseBody(second), responseBody(done, true));
    expect(JSON.stringify({ ...desk.hold.content, body: Buffer.from(desk.hold.content!.body).toString() })).not.toContain(email);
    expect(desk.hold.content!.findings).toMatchObject([{ detector: 'email', channel: 'choices/0/content', action: 'hold' }]);
    leave();
    expect(JSON.stringify(records)).not.toContain(email);
    expect(desk.hold.told).toEqual(['complete', 'leave']);
  });

  test('grows by the rules that hold later, each told once', () => {
    const desk = fakeDesk();
    const decide = (input: PolicyInput): Decision => ({
      ...allow,
      holds: input.findings.map(({ detector }) => ({ ...rule, rule: detector })),
    });
    const { feed } = open({ desk, decide });
    feed(
      ...streamRequest(),
      sseHead(),
      responseBody(second),
      responseBody(delta(` 4111 1111 1111 1111 `)),
      responseBody(done, true),
    );
    expect(desk.hold.ask.rules.map(({ rule: name }) => name)).toEqual(['email']);
    expect(desk.hold.added).toEqual(['payment-card']);
  });

  test('is nothing where people let the like of it pass', () => {
    const desk = fakeDesk({ remembers: name => name === 'r' });
    const { feed, records } = open({ desk, decide: holdsAt('response_end', { remember: true }) });
    feed(...request(), responseHead(), responseBody('{}', true));
    expect(desk.holds).toEqual([]);
    expect(records).toMatchObject([{ decision: 'allow', holds: [], remembered: ['r'] }]);
  });

  test('is a hold where its rule does not let the like of it pass, whatever is remembered', () => {
    const desk = fakeDesk({ remembers: () => true });
    open({ desk, decide: holdsAt('response_end') }).feed(...request(), responseHead(), responseBody('{}', true));
    expect(desk.holds).toHaveLength(1);
  });
});

test.for([
  { name: 'the connection says how clients wait', connection: 'pending', rules: [null], want: 'pending' },
  { name: 'a rule’s word counts more', connection: 'pending', rules: ['wait'], want: 'wait' },
  { name: 'of two rules the one that lets nobody wait', connection: 'wait', rules: ['wait', 'pending'], want: 'pending' },
] as const)('$name', ({ connection, rules, want }) => {
  const desk = fakeDesk();
  const decide = holdsAt('response_end', ...rules.map((style, at) => ({ style, rule: `r${at}` })));
  const { feed } = open({ desk, decide, connection: { hold: { style: connection, maxMinutes: 10 } } });
  feed(...request(), responseHead(), responseBody('{}', true));
  expect(desk.hold.ask.style).toBe(want);
});

test('a tool call that is held leaves no piece of itself before, and all of them in their events when it is released', () => {
  const desk = fakeDesk();
  const { feed, settle } = open({ desk, decide: holdsAt('tool_call') });
  const call = (piece: object) =>
    `data: ${JSON.stringify({ object: 'chat.completion.chunk', choices: [{ index: 0, delta: { tool_calls: [{ index: 0, ...piece }] }, finish_reason: null }] })}\n\n`;
  const pieces = [
    call({ id: 'c1', type: 'function', function: { name: 'shell', arguments: '' } }),
    call({ function: { arguments: '{"command":' } }),
    call({ function: { arguments: '"ls"}' } }),
    `data: ${JSON.stringify({ object: 'chat.completion.chunk', choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls' }] })}\n\n`,
    done,
  ];
  feed(...streamRequest(), sseHead(), responseBody(first));
  const left = bodyOf(feed(...pieces.map((piece, at) => responseBody(piece, at === pieces.length - 1))));
  expect(left).toBe(': waiting for approval\n\n');
  desk.hold.release();
  expect(bodyOf(settle())).toBe(pieces.join(''));
});

describe('a stream of another format', () => {
  const lines = [`{"a":"hello. "}\n`, `{"a":"${email}"}\n`, `{"a":" end"}\n`];
  const scene = () => {
    const desk = fakeDesk();
    const it = open({ desk, decide: holdEmails, connection: { api: 'generic' } });
    it.feed(...request({}), responseHead({ 'content-type': 'application/x-ndjson' }));
    const before = bodyOf(it.feed(responseBody(lines[0]!)));
    const after = bodyOf(it.feed(responseBody(lines[1]!), responseBody(lines[2]!, true)));
    return { desk, ...it, before, after };
  };

  test('waits in silence, and goes on where it was', () => {
    const { desk, before, after, settle } = scene();
    expect([before, after]).toEqual([lines[0], '']);
    desk.hold.release();
    expect(bodyOf(settle())).toBe(`{"a":"[REDACTED:email]"}\n${lines[2]}`);
  });

  test('is reset when it is denied: a clean end would look whole', () => {
    const { desk, settle } = scene();
    desk.hold.refuse();
    expect(immediateOf(settle())?.status).toBe(403);
  });
});

describe('a head, held', () => {
  test('that is all there is waits and leaves without a length', () => {
    const desk = fakeDesk();
    const { feed, settle } = open({ desk, decide: holdsAt('response_end') });
    feed(...request());
    expect(answersOf(feed(responseHead({ ':status': '204' }, true)))).toEqual([]);
    desk.hold.release();
    const released = settle();
    expect(headersSet(released, 'response_headers')).toMatchObject({ 'x-penstock-hold': holdId(1) });
    expect(headersSet(released, 'response_headers')).not.toHaveProperty('content-length');
    expect(endsWell(released)).toBe(true);
  });

  test('because of what a header carries keeps all of the body, and sends the masked header', () => {
    const desk = fakeDesk();
    const { feed, settle } = open({ desk, decide: holdEmails });
    feed(...request());
    expect(
      answersOf(
        feed(responseHead({ 'x-owner': email, 'content-type': `application/json; a=${email}` }), responseBody('{}', true)),
      ),
    ).toEqual([]);
    expect(desk.hold.content?.headers).toContainEqual(['x-owner', '[REDACTED:email]']);
    expect(desk.hold.content?.contentType).toBe('application/json; a=[REDACTED:email]');
    desk.hold.release();
    expect(headersSet(settle(), 'response_headers')).toMatchObject({ 'x-owner': '[REDACTED:email]', 'content-length': '2' });
  });
});

test.for([
  { name: 'of a held answer leave behind the released rest', at: second },
  { name: 'that are held themselves keep nothing of the body back that had left', at: null },
])('trailers $name', ({ at }) => {
  const desk = fakeDesk();
  const { feed, settle } = open({ desk, decide: holdEmails });
  const trailers = { kind: 'response_trailers', trailers: [['x-sum', at === null ? email : '1']] } as const;
  feed(
    ...streamRequest(),
    sseHead(),
    responseBody(first),
    ...(at === null ? [] : [responseBody(at)]),
    responseBody(done),
    trailers,
  );
  desk.hold.release();
  const released = answersOf(settle());
  expect(released.map(answer => answer.kind)).toEqual(
    at === null ? ['response_trailers'] : ['response_body', 'response_trailers'],
  );
});

describe('limits', () => {
  test('more than may be kept back is a block, and there is nothing to decide', () => {
    const desk = fakeDesk();
    const { feed, records } = open({ desk, decide: holdEmails, limits: { heldBytesMax: 500 } });
    feed(...streamRequest(), sseHead(), responseBody(second));
    expect(bodyOf(feed(responseBody(delta('word '.repeat(200)))))).toContain('penstock_held_too_large');
    expect(desk.hold.told).toEqual(['cancel']);
    expect(records).toMatchObject([{ decision: 'block', block: 'held_too_large' }]);
  });

  test('so it is for an answer in one piece, and for a request', () => {
    const long = JSON.stringify({ choices: [], text: 'x'.repeat(600) });
    const limits = { heldBytesMax: 500 };
    const answer = open({ desk: fakeDesk(), decide: holdsAt('response_end'), limits });
    expect(immediateOf(answer.feed(...request(), responseHead(), responseBody(long, true)))?.text).toContain('held_too_large');
    const asked = open({ desk: fakeDesk(), decide: holdsAt('request'), limits });
    expect(immediateOf(asked.feed(requestHead(), requestBody(long)))?.text).toContain('held_too_large');
  });

  test('too many holds are a block with a code of its own', () => {
    const { feed } = open({ desk: fakeDesk({ refuses: 'too_many_holds' }), decide: holdsAt('response_end') });
    expect(immediateOf(feed(...request(), responseHead(), responseBody('{}', true)))).toMatchObject({ status: 429 });
  });

  test('a comment has no place inside of an event that is not over', () => {
    const desk = fakeDesk();
    const { feed } = open({ desk, decide: holdsAt('response_end') });
    const left = bodyOf(
      feed(...streamRequest(), sseHead(), responseBody(`${first}data: {"choices":[]}`), responseBody('', true)),
    );
    expect(desk.hold.told).toEqual(['complete']);
    expect(left).not.toContain('waiting');
  });

  test('a byte order mark that a comment came before is no part of the text any more', () => {
    const desk = fakeDesk();
    const { feed, settle } = open({ desk, decide: holdEmails });
    feed(...streamRequest(), sseHead(), responseBody(`\ufeff${second}`), responseBody(done, true));
    expect(Buffer.from(desk.hold.content!.body).toString()).toMatch(/^\ufeffdata/);
    desk.hold.release();
    expect(bodyOf(settle())).toMatch(/^data/);
  });
});

describe('the program’s end', () => {
  const draining = { kind: 'draining' } as const;
  const whole = () => open({ desk: fakeDesk(), decide: holdsAt('response_end') });

  test('tells a client without a head to come back', () => {
    const { feed } = whole();
    feed(...request(), responseHead(), responseBody('{}', true));
    expect(immediateOf(feed(draining))?.status).toBe(409);
  });

  test('lets an answer be read to its end before', () => {
    const desk = fakeDesk();
    const { feed } = open({ desk, decide: holdEmails });
    feed(...streamRequest(), sseHead(), responseBody(second));
    expect(endsWell(feed(draining))).toBe(false);
    expect(bodyOf(feed(responseBody(done, true)))).toContain('penstock_hold_failed');
    expect(desk.hold.told).toEqual(['complete', 'leave']);
  });
});

describe('a request that is held', () => {
  test('goes up as people edited it, and what it says of itself is read anew', () => {
    const desk = fakeDesk();
    const { feed, settle } = open({ desk, decide: holdsAt('request') });
    feed(...request({ stream: false, n: 1 }));
    desk.hold.release('{"stream":true}');
    expect(bodyOf(settle(), 'request_body')).toBe('{"stream":true}');
    expect(immediateOf(feed(responseHead()))?.text).toContain('penstock_response_content_type');
  });

  test('is not held again at its answer’s end for what people released, but is for what the answer brings', () => {
    const desk = fakeDesk();
    const always = (): Decision => ({ ...allow, holds: [rule] });
    const one = open({ desk, decide: always });
    one.feed(...request());
    desk.hold.release();
    one.settle();
    expect(bodyOf(one.feed(responseHead(), responseBody('{"a":1}', true)))).toBe('{"a":1}');
    const other = open({ desk, decide: always });
    other.feed(...request());
    desk.hold.release();
    other.settle();
    expect(bodyOf(other.feed(responseHead(), responseBody(`{"a":"${email}"}`, true)))).toBe('');
    expect(desk.hold.ask.side).toBe('response');
  });

  test('is denied with the error of its API', () => {
    const desk = fakeDesk();
    const { feed, settle } = open({ desk, decide: holdsAt('request') });
    feed(...request());
    desk.hold.refuse('denied', 'no');
    expect(immediateOf(settle())).toMatchObject({ status: 403 });
  });
});

describe('a client that comes back', () => {
  const content = {
    side: 'response',
    api: 'openai',
    path: '/v1/chat/completions',
    format: 'json',
    status: 200,
    contentType: 'application/json',
    headers: [['x-a', 'b']],
    before: Buffer.alloc(0),
    trailers: [],
    beforeIsCut: false,
    body: Buffer.from('{"a":1}'),
    findings: [],
    plan: {} as never,
    input: {},
  } as const;

  test('gets the answer in the place of an upstream’s, by the request’s key or by the name it gives', async () => {
    const desk = fakeDesk({ finds: () => ({ kind: 'answer', hold: holdId(7), content, edited: false }) });
    const { feed, settle, records } = open({ desk });
    feed(requestHead({ 'x-penstock-hold': holdId(7) }), requestBody({}));
    expect(desk.redeemed).toMatchObject([{ hold: holdId(7) }]);
    await Promise.resolve();
    const effects = settle();
    expect(answersOf(effects)).toMatchObject([
      { kind: 'local_headers', endOfStream: false },
      { kind: 'local_body', endOfStream: true, body: content.body },
    ]);
    expect(desk.handedOver).toEqual([holdId(7)]);
    expect(endsWell(effects)).toBe(true);
    expect(records).toMatchObject([
      { decision: 'hold', ending: 'delivered', response: { bytes_out: 7 }, holds: [{ ended: 'fetched' }] },
    ]);
  });

  test('after it had left gets all of it, what it had before included', async () => {
    const stream = {
      ...content,
      format: 'sse',
      contentType: 'text/event-stream',
      before: Buffer.from(first),
      body: Buffer.from(done),
    };
    const desk = fakeDesk({ finds: () => ({ kind: 'answer', hold: holdId(7), content: stream, edited: false }) });
    const { feed, settle } = open({ desk });
    feed(...streamRequest());
    await Promise.resolve();
    const bodies = answersOf(settle()).flatMap(answer => (answer.kind === 'local_body' ? [answer.body.toString()] : []));
    expect(bodies).toEqual([first, done]);
  });

  test('does not get a stream whose beginning is not known any more', async () => {
    const cut = { ...content, beforeIsCut: true };
    const desk = fakeDesk({ finds: () => ({ kind: 'answer', hold: holdId(7), content: cut, edited: false }) });
    const { feed, settle } = open({ desk });
    feed(...request());
    await Promise.resolve();
    expect(immediateOf(settle())?.text).toContain('held_too_large');
  });

  test.for([
    { name: 'would read a document as a stream', asked: { stream: true }, held: content },
    {
      name: 'would read a stream as a document',
      asked: {},
      held: { ...content, format: 'sse', contentType: 'text/event-stream' },
    },
  ])('does not get what it $name', async ({ asked, held: other }) => {
    const desk = fakeDesk({ finds: () => ({ kind: 'answer', hold: holdId(7), content: other, edited: false }) });
    const { feed, settle } = open({ desk });
    feed(...request(asked));
    await Promise.resolve();
    expect(immediateOf(settle())?.text).toContain('response_content_type');
    expect(desk.handedOver).toEqual([]);
  });

  test('with a name that can be none asks by the request alone', () => {
    const desk = fakeDesk({ finds: () => ({ kind: 'forward', hold: holdId(7), body: null }) });
    open({ desk }).feed(requestHead({ 'x-penstock-hold': 'ho_x, ho_y' }), requestBody({}));
    expect(desk.redeemed).toMatchObject([{ hold: null }]);
  });

  test('is blocked by what policies block, whatever waits for it', () => {
    const desk = fakeDesk({ finds: () => ({ kind: 'answer', hold: holdId(7), content, edited: false }) });
    const decide = (): Decision => ({ ...allow, blocks: [{ code: 'no', message: 'not this', status: 403 }] });
    expect(immediateOf(open({ desk, decide }).feed(...request()))?.status).toBe(403);
    expect(desk.redeemed).toEqual([]);
  });
});
