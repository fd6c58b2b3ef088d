// What a session does for an exchange that is written down: on a ledger and by clocks of the test's own.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Effect, ExchangeEvent } from '../../../extproc/exchange/events.ts';
import { noDesk } from '../../../extproc/exchange/hold.ts';
import { fakeLedger } from '../exchange/ledger.ts';
import { duplex, headers } from './messages.ts';
import { start } from './scripted.ts';

const question = headers('request', [[':method', 'GET']], true, duplex);
const entry = { kind: 'exchange.began', about: 'ex_1', data: {} } as const;
const note = (number: number | null): Effect => ({ kind: 'journal', entry, number });
const immediate: Effect = {
  kind: 'send',
  answer: { kind: 'immediate', status: 403, headers: [], body: Buffer.from('no'), details: '' },
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const asked = (words: Partial<Record<ExchangeEvent['kind'], readonly Effect[]>>, limits = {}) => {
  const ledger = fakeLedger();
  const run = start(event => words[event.kind] ?? [], limits, noDesk, ledger);
  run.stream.listener.onMessage(question);
  return { run, ledger, kinds: () => run.events.map(event => event.kind) };
};

describe('an entry', () => {
  test('that nobody waits for is appended, and nothing is told of it', () => {
    const { ledger, kinds } = asked({ request_headers: [note(null)] });
    expect([ledger.kinds, ledger.waiting]).toEqual([['exchange.began'], 0]);
    expect(kinds()).toEqual(['request_headers']);
  });

  test.for(['durable', 'lost'] as const)('that is awaited is told as %s under its number', outcome => {
    const { run, ledger } = asked({ request_headers: [note(7)] });
    ledger.answer(outcome);
    expect(run.events.at(-1)).toEqual({ kind: 'journaled', number: 7, outcome });
  });

  test('that takes longer than the limit counts as lost, and is told once', () => {
    const { run, ledger, kinds } = asked({ request_headers: [note(7)] }, { ledgerAnswerMsMax: 50 });
    vi.advanceTimersByTime(49);
    expect(kinds()).toEqual(['request_headers']);
    vi.advanceTimersByTime(1);
    expect(run.events.at(-1)).toEqual({ kind: 'journaled', number: 7, outcome: 'lost' });
    ledger.answer();
    expect(kinds()).toEqual(['request_headers', 'journaled']);
  });

  test('of an exchange whose client has gone is appended; what else it says is not done', () => {
    const { run, ledger, kinds } = asked({ request_headers: [note(1)], cancelled: [note(null), immediate] });
    run.stream.listener.onClosed();
    expect(ledger.kinds.length).toBe(2);
    ledger.answer();
    expect([run.stream.log, kinds()]).toEqual([[], ['request_headers', 'cancelled']]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

test('while nothing may leave nothing is read, and then it is read on', () => {
  const { run, ledger } = asked({
    request_headers: [note(1), { kind: 'flow', isOpen: false }],
    journaled: [{ kind: 'flow', isOpen: true }],
  });
  expect(run.stream.paused).toBe(true);
  ledger.answer();
  expect(run.stream.paused).toBe(false);
});

test('an exchange that a deadline ended may write that down before it is cut off', () => {
  const { run, ledger } = asked({ deadline: [note(1)], journaled: [immediate, { kind: 'finish' }] }, { exchangeMsMax: 100 });
  vi.advanceTimersByTime(100);
  expect(run.stream.log).toEqual([]);
  ledger.answer();
  expect(run.stream.log).toEqual(['send immediate', 'finish']);
});

test('a deadline cuts off what the exchange does not end', () => {
  const { run } = asked({ deadline: [note(null)] }, { exchangeMsMax: 100 });
  vi.advanceTimersByTime(100);
  expect(run.stream.log).toEqual(['fail timed_out']);
});
