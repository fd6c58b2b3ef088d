// What a session does for an exchange that waits for people: on a desk of the test's own, by clocks of the test's own.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Effect, ExchangeEvent } from '../../../extproc/exchange/events.ts';
import type { HeldContent, HoldAsk } from '../../../extproc/words/hold.ts';
import { fakeDesk, holdId } from '../exchange/desk.ts';
import { duplex, headers } from './messages.ts';
import { start } from './scripted.ts';

const question = headers('request', [[':method', 'GET']], true, duplex);
const ask = { side: 'response', rules: [] } as unknown as HoldAsk;
const content = { side: 'response', body: Buffer.from('x') } as unknown as HeldContent;
const open: Effect = { kind: 'hold_open', ask };
const complete: Effect = { kind: 'hold_complete', content };
const immediate: Effect = {
  kind: 'send',
  answer: { kind: 'immediate', status: 403, headers: [], body: Buffer.from('no'), details: '' },
};
const delivered: Effect = { kind: 'hold_delivered', side: 'response' };
const finish: Effect = { kind: 'finish' };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The exchange says this to each kind of event. */
const saying =
  (words: Partial<Record<ExchangeEvent['kind'], readonly Effect[]>>) =>
  (event: ExchangeEvent): readonly Effect[] =>
    words[event.kind] ?? [];

const asked = (words: Parameters<typeof saying>[0], desk = fakeDesk(), limits = {}) => {
  const run = start(saying(words), limits, desk);
  run.stream.listener.onMessage(question);
  return { run, desk, kinds: () => run.events.map(event => event.kind) };
};

describe('a hold', () => {
  test('is told to the exchange once all it said before is done with', () => {
    const { run, desk, kinds } = asked({ request_headers: [open, complete] });
    expect(desk.hold.told).toEqual(['complete']);
    expect(kinds()).toEqual(['request_headers', 'hold_opened']);
    expect(run.events[1]).toMatchObject({ hold: holdId(1), side: 'response' });
    desk.hold.release();
    expect(run.events[2]).toMatchObject({ kind: 'hold_news', side: 'response', news: { kind: 'released' } });
  });

  test('that the desk refuses is told as that, and nothing more is asked of the desk', () => {
    const { run } = asked({ request_headers: [open, complete, delivered] }, fakeDesk({ refuses: 'too_many_holds' }));
    expect(run.events[1]).toEqual({ kind: 'hold_unopened', code: 'too_many_holds' });
  });

  test('counts as delivered when all of it was taken, not when it was sent', () => {
    const { run, desk } = asked({ request_headers: [open, complete], hold_news: [immediate, delivered, finish] });
    run.stream.congested = true;
    desk.hold.release();
    expect(run.stream.log).toEqual(['send immediate', 'finish']);
    expect(desk.hold.told).toEqual(['complete']);
    for (const act of run.stream.onSent) act();
    run.stream.listener.onClosed();
    expect(desk.hold.told).toEqual(['complete', 'delivered']);
  });

  test('is left when the stream ends before, though its exchange was over', () => {
    const { run, desk } = asked({ request_headers: [open, complete], hold_news: [immediate, delivered, finish] });
    run.stream.congested = true;
    desk.hold.release();
    run.stream.listener.onClosed();
    expect(desk.hold.told).toEqual(['complete', 'leave']);
  });

  test.for([
    { name: 'when the client goes', words: {} },
    { name: 'when the exchange throws', words: { woke: null } },
  ])('is left $name', ({ words }) => {
    const desk = fakeDesk();
    const run = start(
      event => {
        if (event.kind === 'woke') throw new Error('scripted');
        return event.kind === 'request_headers' ? [open, { kind: 'wake', afterMs: 'woke' in words ? 1 : null }] : [];
      },
      {},
      desk,
    );
    run.stream.listener.onMessage(question);
    vi.advanceTimersByTime(1);
    run.stream.listener.onClosed();
    expect(desk.hold.told).toEqual(['leave']);
  });

  test('that was refused by people has nothing to leave', () => {
    const { run, desk } = asked({ request_headers: [open, complete] });
    desk.hold.refuse();
    run.stream.listener.onClosed();
    expect(desk.hold.told).toEqual(['complete']);
  });
});

describe('time', () => {
  test('is told when it was asked for, the last word counting', () => {
    const { kinds } = asked({
      request_headers: [
        { kind: 'wake', afterMs: 10 },
        { kind: 'wake', afterMs: 30 },
      ],
    });
    vi.advanceTimersByTime(29);
    expect(kinds()).not.toContain('woke');
    vi.advanceTimersByTime(1);
    expect(kinds()).toContain('woke');
  });

  test('of people takes the place of the usual deadlines, which begin anew behind it', () => {
    const limits = { exchangeMsMax: 100, exchangeIdleMsMax: 50 };
    const words = {
      request_headers: [{ kind: 'patience', ms: 1000 }],
      woke: [{ kind: 'patience', ms: null }],
      draining: [{ kind: 'wake', afterMs: 1 }],
    } as const;
    const { run, kinds } = asked(words, fakeDesk(), limits);
    vi.advanceTimersByTime(900);
    expect(run.stream.log).toEqual([]);
    run.drain();
    vi.advanceTimersByTime(1);
    vi.advanceTimersByTime(49);
    expect(kinds()).not.toContain('deadline');
    vi.advanceTimersByTime(1);
    expect(run.events.at(-1)).toEqual({ kind: 'deadline', which: 'idle' });
  });

  test('of people has an end as well', () => {
    const { run } = asked({ request_headers: [{ kind: 'patience', ms: 1000 }] });
    vi.advanceTimersByTime(1000);
    expect(run.events.at(-1)).toEqual({ kind: 'deadline', which: 'people' });
    expect(run.stream.log).toEqual(['fail timed_out']);
  });

  test('that was asked for comes no more behind an end', () => {
    const { run, kinds } = asked({ request_headers: [immediate, { kind: 'wake', afterMs: 5 }, finish] });
    run.stream.listener.onClosed();
    vi.advanceTimersByTime(10);
    expect(kinds()).toEqual(['request_headers']);
  });
});

test('what is asked for again is looked for by all that names it', async () => {
  const desk = fakeDesk({ finds: () => ({ kind: 'waiting', hold: holdId(9), reason: 'r', retryAfterMs: 1 }) });
  const { run } = asked({ request_headers: [{ kind: 'redeem', key: 'k', hold: null, principal: 'p' }] }, desk);
  expect(desk.redeemed).toEqual([{ key: 'k', hold: null, principal: 'p' }]);
  await Promise.resolve();
  expect(run.events.at(-1)).toMatchObject({ kind: 'redeemed', answer: { kind: 'waiting' } });
});
