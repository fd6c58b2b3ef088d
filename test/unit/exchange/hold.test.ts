// Answers that people have to release: what leaves before they are asked, while they think, and after they spoke.
import { describe, expect, test } from 'vitest';
import type { PolicyInput } from '../../../extproc/policy/input.ts';
import { fakeDesk, holdId } from './desk.ts';
import {
  allow,
  answersOf,
  blocked,
  bodyOf,
  delta,
  endsWell,
  headersSet,
  held,
  holdEmails,
  immediateOf,
  key,
  open,
  request,
  responseBody,
  responseHead,
  sseHead,
  streamRequest,
} from './scene.ts';

const email = 'jane.roe@example.com';
const first = delta('Hello. ');
const second = delta(`Ask ${email} now. `);
const third = delta(`The key is ${key}. `);
const done = 'data: [DONE]\n\n';

describe('a stream of events that is held, style wait', () => {
  const scene = () => {
    const desk = fakeDesk();
    const it = open({ decide: holdEmails, desk });
    it.feed(...streamRequest(), sseHead());
    return { desk, ...it };
  };

  test('leaves up to the question, then nothing but comments, then the rest, byte for byte', () => {
    const { desk, feed, settle, records, later } = scene();
    expect(bodyOf(feed(responseBody(first)))).toBe(first);
    expect(bodyOf(feed(responseBody(second)))).toBe(': waiting for approval\n\n');
    expect(bodyOf(feed(responseBody(third)))).toBe('');
    expect(bodyOf(feed(responseBody(done, true)))).toBe('');
    const rest = Buffer.from(desk.hold.content!.body).toString();
    expect(rest).toContain('[REDACTED:aws-access-key]');
    expect(rest.endsWith(done)).toBe(true);
    expect(Buffer.from(desk.hold.content!.before).toString()).toBe(first);
    later(15_000);
    expect(bodyOf(feed({ kind: 'woke' }))).toBe(': waiting for approval\n\n');
    desk.hold.release();
    const released = settle();
    expect(bodyOf(released)).toBe(rest);
    expect(endsWell(released)).toBe(true);
    expect(desk.hold.told).toEqual(['complete', 'delivered']);
    expect(records).toMatchObject([
      {
        decision: 'hold',
        block: null,
        ending: 'delivered',
        holds: [{ id: holdId(1), side: 'response', ended: 'released', rules: ['r'] }],
      },
    ]);
  });

  test('ends with the error event of its API when people deny it', () => {
    const { desk, feed, settle, records } = scene();
    feed(responseBody(first), responseBody(second), responseBody(done, true));
    desk.hold.refuse('denied', 'not today');
    const ended = settle();
    const text = bodyOf(ended);
    expect(text).toMatch(/^data: .*penstock_hold_denied.*\n\ndata: \[DONE\]\n\n$/);
    expect(text).toContain(`not today (hold ${holdId(1)})`);
    expect(endsWell(ended)).toBe(true);
    expect(records).toMatchObject([{ decision: 'hold', block: 'hold_denied', ending: 'blocked', holds: [{ ended: 'denied' }] }]);
  });
});

describe('an answer in one piece that is held', () => {
  const answer = JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', content: `Ask ${email}.` } }] });
  const scene = (style: 'wait' | 'pending' = 'wait') => {
    const desk = fakeDesk();
    const it = open({ decide: holdEmails, desk, connection: { hold: { style, maxMinutes: 10 } } });
    it.feed(...request(), responseHead());
    return { desk, ...it };
  };

  test('waits without a head, and has its length when it is released', () => {
    const { desk, feed, settle } = scene();
    expect(answersOf(feed(responseBody(answer, true)))).toEqual([]);
    desk.hold.release();
    const released = settle();
    expect(bodyOf(released)).toContain('[REDACTED:email]');
    expect(headersSet(released, 'response_headers')).toMatchObject({
      'x-penstock-decision': 'hold',
      'x-penstock-hold': holdId(1),
      'content-length': String(bodyOf(released).length),
    });
    expect(endsWell(released)).toBe(true);
  });

  test('is told to come back when no head may be late any more', () => {
    const { desk, feed, later } = scene();
    feed(responseBody(answer, true));
    later(240_000);
    const told = immediateOf(feed({ kind: 'woke' }));
    expect(told?.status).toBe(409);
    expect(Object.fromEntries(told!.headers)).toMatchObject({
      'retry-after': '5',
      'x-should-retry': 'true',
      'x-penstock-hold': holdId(1),
      'x-penstock-decision': 'hold',
    });
    expect(told?.text).toContain('penstock_held');
    expect(desk.hold.told).toEqual(['complete', 'leave']);
  });

  test('is told so at once, style pending, but not before the upstream is read to its end', () => {
    const { desk, feed } = scene('pending');
    expect(answersOf(feed(responseBody(answer.slice(0, 90))))).toEqual([]);
    expect(immediateOf(feed(responseBody(answer.slice(90), true)))?.status).toBe(409);
    expect(desk.hold.ask.style).toBe('pending');
  });
});

test('a block while it is held is a block, and there is nothing left to decide', () => {
  const desk = fakeDesk();
  const decide = (input: PolicyInput) =>
    input.findings.some(({ class: kind }) => kind === 'secret') ? blocked : holdEmails(input);
  const { feed, records } = open({ decide, desk });
  feed(...streamRequest(), sseHead(), responseBody(first), responseBody(second));
  expect(bodyOf(feed(responseBody(third)))).toContain('penstock_no');
  expect(desk.hold.told).toEqual(['cancel']);
  expect(records).toMatchObject([{ decision: 'block', block: 'no', holds: [{ ended: 'blocked' }] }]);
});

test('nobody to ask is a block', () => {
  const { feed } = open({ decide: () => held });
  expect(immediateOf(feed(...request()))?.text).toContain('penstock_hold_unavailable');
});

test('what is held before the upstream sees it goes up when people release it', () => {
  const desk = fakeDesk();
  const { feed, settle } = open({ desk, decide: ({ point }) => (point === 'request' ? held : allow) });
  expect(answersOf(feed(...request({ model: 'm', messages: [1] })))).toEqual([]);
  expect(desk.hold.ask.side).toBe('request');
  desk.hold.release();
  expect(bodyOf(settle(), 'request_body')).toBe('{"model":"m","messages":[1]}');
  expect(bodyOf(feed(responseHead(), responseBody('{}', true)))).toBe('{}');
});
