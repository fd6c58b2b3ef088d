// What the ledger is told of an exchange, and what waits for it: nothing of a response before its beginning is kept, no end before all of it is.
import { describe, expect, test } from 'vitest';
import type { ExchangeRecord } from '../../../extproc/audit/record.ts';
import type { Effect, ExchangeEvent } from '../../../extproc/exchange/events.ts';
import { WitnessedExchange } from '../../../extproc/exchange/witnessed.ts';
import type { PolicyInput } from '../../../extproc/policy/input.ts';
import {
  allow,
  answersOf,
  blocked,
  bodyOf,
  delta,
  key,
  request,
  requestBody,
  requestHead,
  responseBody,
  responseHead,
  type Setting,
  sseHead,
  streamRequest,
  surroundings,
} from './scene.ts';
import { fakeTape } from './tape.ts';

type Journal = Extract<Effect, { kind: 'journal' }>;

interface Witnessed {
  readonly records: readonly ExchangeRecord[];
  readonly journal: readonly Journal[];
  feed(...events: ExchangeEvent[]): readonly Effect[];
  /** Answers all entries that are awaited, from the last to the first where they are to come the other way round. */
  answer(outcome?: 'durable' | 'lost', order?: 'as said' | 'other way round'): readonly Effect[];
  entry(kind: string): Journal['entry'];
}

function witnessed(setting: Setting & { readonly isOpen?: boolean } = {}): Witnessed {
  const { around, records } = surroundings(setting);
  const facts = setting.facts ?? { attributes: { 'xds.cluster_name': 'chatgpt', 'source.address': '10.0.0.7:1' }, metadata: {} };
  const exchange = new WitnessedExchange(facts, { ...around, ledger: { isOpen: setting.isOpen ?? true } });
  const journal: Journal[] = [];
  const waiting: number[] = [];
  let nowMs = 1_795_500_000_000;
  const handle = (event: ExchangeEvent): readonly Effect[] => {
    const effects = exchange.handle(event, nowMs++);
    for (const effect of effects) {
      if (effect.kind !== 'journal') continue;
      journal.push(effect);
      if (effect.number !== null) waiting.push(effect.number);
    }
    return effects;
  };
  return {
    records,
    journal,
    feed: (...events) => events.flatMap(handle),
    answer: (outcome = 'durable', order = 'as said') => {
      const numbers = waiting.splice(0);
      if (order === 'other way round') numbers.reverse();
      return numbers.flatMap(number => handle({ kind: 'journaled', number, outcome }));
    },
    entry: kind => journal.find(({ entry }) => entry.kind === kind)!.entry,
  };
}

const kinds = (effects: readonly Effect[]): string[] =>
  effects.flatMap(effect =>
    effect.kind === 'send'
      ? [`${effect.answer.kind}${'endOfStream' in effect.answer && effect.answer.endOfStream ? ' end' : ''}`]
      : effect.kind === 'journal'
        ? [effect.entry.kind]
        : [effect.kind],
  );
const sent = (effects: readonly Effect[]): string[] => answersOf(effects).map(({ kind }) => kind);

test('the beginning is written down at the request head, and the request waits for nothing', () => {
  const one = witnessed();
  expect(kinds(one.feed(requestHead()))).toEqual(['exchange.began', 'grant.issued']);
  expect(kinds(one.feed(requestBody({ messages: [] })))).toEqual(['grant.used', 'request_headers', 'request_body end']);
});

describe('a stream', () => {
  test('waits with its head and its texts until its beginning is kept; what comes meanwhile stays with the proxy', () => {
    const one = witnessed();
    one.feed(...streamRequest());
    expect(kinds(one.feed(sseHead(), responseBody(delta('. '))))).toEqual(['flow']);
    expect(kinds(one.answer())).toEqual(['response_headers', 'response_body', 'flow']);
  });

  test('goes on without waiting once that is so, and its end waits while its bytes do not', () => {
    const one = witnessed();
    one.feed(...streamRequest());
    one.answer();
    expect(sent(one.feed(sseHead(), responseBody(delta('. '))))).toEqual(['response_headers', 'response_body']);
    const last = one.feed(responseBody(delta('! '), true));
    expect(kinds(last)).toEqual(['grant.revoked', 'exchange.ended', 'response_body', 'flow'].slice(0, 3));
    expect(bodyOf(last)).toBe(delta('! '));
    expect(kinds(one.answer('durable', 'other way round'))).toEqual(['response_body end', 'finish']);
  });

  test('that can’t be written down to its end gets an error event in its place', () => {
    const one = witnessed();
    one.feed(...streamRequest());
    one.answer();
    one.feed(sseHead(), responseBody(delta('. '), true));
    const lost = one.answer('lost');
    expect(sent(lost)).toEqual(['response_body']);
    expect(bodyOf(lost)).toContain('penstock_audit_unavailable');
    expect(one.records.map(({ block, ending }) => [block, ending])).toEqual([['audit_unavailable', 'blocked']]);
    expect(one.journal.at(-1)?.entry.data.block).toBe('audit_unavailable');
  });
});

test('a whole document leaves with its end, in one piece, when all of it is written down', () => {
  const one = witnessed();
  one.feed(...request());
  one.answer();
  expect(sent(one.feed(responseHead(), responseBody('{"a":1}', true)))).toEqual([]);
  expect(kinds(one.answer())).toEqual(['response_headers', 'response_body end', 'finish']);
});

test.for<{ name: string; setting: Setting; events: ExchangeEvent[]; want: string[] }>([
  { name: 'a block before the request', setting: { decide: () => blocked }, events: request(), want: ['immediate', 'finish'] },
  {
    name: 'an answer without a body',
    setting: {},
    events: [...request(), responseHead({ ':status': '204' }, true)],
    want: ['response_headers', 'finish'],
  },
  {
    name: 'an answer with trailers',
    setting: {},
    events: [...streamRequest(), sseHead(), { kind: 'response_trailers', trailers: [] }],
    want: ['response_headers', 'response_trailers', 'finish'],
  },
  { name: 'an answer of the proxy’s own', setting: {}, events: [responseHead({}, true)], want: ['response_headers', 'finish'] },
])('$name waits for both entries, its beginning’s and its end’s', ({ setting, events, want }) => {
  const one = witnessed(setting);
  const said = one.feed(...events);
  expect(sent(said).filter(kind => !kind.startsWith('request_'))).toEqual([]);
  expect(one.journal.map(({ entry }) => entry.kind)).toEqual(expect.arrayContaining(['exchange.began', 'exchange.ended']));
  expect(kinds(one.answer()).filter(kind => kind !== 'flow')).toEqual(want);
});

describe('without a ledger', () => {
  test('nothing begins where a record is required', () => {
    const one = witnessed({ isOpen: false });
    const said = one.feed(requestHead());
    expect(answersOf(said)).toMatchObject([{ kind: 'immediate', status: 503, details: 'penstock_audit_unavailable' }]);
    expect(one.records[0]?.block).toBe('audit_unavailable');
  });

  test('the proxy’s own answer does not pass either', () => {
    const one = witnessed({ isOpen: false });
    expect(answersOf(one.feed(responseHead()))).toMatchObject([{ kind: 'immediate', status: 503 }]);
  });

  test('everything passes where a record is not required, and nobody waits', () => {
    const one = witnessed({ isOpen: false, connection: { audit: 'best-effort' } });
    const said = one.feed(...request(), responseHead(), responseBody('{}', true));
    expect(sent(said)).toEqual(['request_headers', 'request_body', 'response_headers', 'response_body']);
    expect(one.journal.every(({ number }) => number === null)).toBe(true);
  });
});

test('a beginning that is lost is a block, whatever waited behind it', () => {
  const one = witnessed();
  one.feed(...streamRequest(), sseHead(), responseBody(delta('. ')));
  expect(answersOf(one.answer('lost'))).toMatchObject([{ kind: 'immediate', status: 503 }]);
});

test('a client that leaves is written down, and so is one that leaves while its answer’s end waits', () => {
  const early = witnessed();
  early.feed(...streamRequest());
  early.answer();
  expect(kinds(early.feed(sseHead(), { kind: 'cancelled' }))).toContain('exchange.ended');
  const late = witnessed();
  late.feed(...streamRequest());
  late.answer();
  late.feed(sseHead(), responseBody(delta('x'), true), { kind: 'cancelled' });
  expect(late.journal.filter(({ entry }) => entry.kind === 'exchange.ended').map(({ entry }) => entry.data.ending)).toEqual([
    'delivered',
    'cancelled',
  ]);
  expect(late.journal.filter(({ entry }) => entry.kind === 'grant.revoked').length).toBe(1);
  expect(late.records.map(({ ending }) => ending)).toEqual(['cancelled']);
});

test('entries name what was found and decided, tell digests of all bodies, and hold no value', () => {
  const one = witnessed();
  one.feed(...streamRequest());
  one.answer();
  const said = one.feed(sseHead(), responseBody(delta(`key ${key} `)), responseBody(delta('.'), true));
  expect(bodyOf(said)).toContain('[REDACTED');
  expect(one.entry('decision').data).toMatchObject({
    point: 'finding',
    finding: 1,
    masks: [{ finding: 1, with: 'placeholder' }],
  });
  const { digests, findings } = one.entry('exchange.ended').data as unknown as {
    digests: { response: object };
    findings: object[];
  };
  expect(findings).toMatchObject([{ detector: 'aws-access-key', action: 'mask' }]);
  expect(digests).toEqual({
    request: { came: expect.stringMatching(/^sha256:/), left: expect.stringMatching(/^sha256:/) },
    response: { came: expect.stringMatching(/^sha256:/), left: expect.stringMatching(/^sha256:/) },
  });
  expect(JSON.stringify(one.journal)).not.toContain(key);
});

describe('the tape of an exchange', () => {
  test('has what left of both sides, masked, and the response as it came where that is sealed', () => {
    const tape = fakeTape();
    const one = witnessed({ connection: { seal: {} }, recorder: tape });
    one.feed(...streamRequest());
    one.answer();
    one.feed(sseHead(), responseBody(delta(`key ${key} `)), responseBody(delta('.'), true));
    one.answer();
    expect(tape.facts).toMatchObject([
      { connection: 'chatgpt', model: 'm', records: { request: true, response: true }, seals: true },
    ]);
    expect(tape.delivered.response).toContain('[REDACTED');
    expect(tape.delivered.response).not.toContain(key);
    expect(tape.original).toBe(delta(`key ${key} `) + delta('.'));
    expect(tape.kept).toBe(tape.delivered.response);
    expect(tape.ends).toMatchObject([{ decision: 'mask', ending: 'delivered', detectors: ['aws-access-key'] }]);
  });

  test('has nothing that waits for a record which never came', () => {
    const tape = fakeTape();
    const one = witnessed({ recorder: tape });
    one.feed(...streamRequest(), sseHead(), responseBody(delta('. ')));
    expect(tape.delivered.response).toBe('');
    one.answer('lost');
    expect(tape.delivered.response).toContain('audit_unavailable');
    expect(tape.ends).toMatchObject([{ decision: 'block', block: 'audit_unavailable' }]);
  });

  test('is not begun where neither side is recorded and nothing is sealed', () => {
    const tape = fakeTape();
    const one = witnessed({ connection: { recording: { request: false, response: false } }, recorder: tape });
    one.feed(...request(), responseHead(), responseBody('{}', true));
    one.answer();
    expect(tape.facts).toEqual([]);
  });

  test('tells what did not leave of an original as withheld', () => {
    const tape = fakeTape();
    const decide = (input: PolicyInput) => (input.finding === null ? allow : blocked);
    const one = witnessed({ connection: { seal: {} }, recorder: tape, decide });
    one.feed(...streamRequest());
    one.answer();
    one.feed(sseHead(), responseBody(delta(`key ${key} `)));
    one.answer();
    expect(tape.original).toContain(key);
    expect(tape.kept).not.toContain(key);
  });
});
