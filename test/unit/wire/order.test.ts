// The law behind the rows of session.test.ts: whatever comes and whatever the exchange says, OK is given only behind a whole answer.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answer, Arrival, Effect } from '../../../extproc/exchange/events.ts';
import { noDesk } from '../../../extproc/exchange/hold.ts';
import { Order } from '../../../extproc/wire/order.ts';
import { runSession } from '../../../extproc/wire/session.ts';
import type { ProcessorStream, StreamListener } from '../../../extproc/wire/transport.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';
import { fakeLedger } from '../exchange/ledger.ts';
import { body, duplex, headers, message } from './messages.ts';

const nothing = { set: [], remove: [] };
const side = () => fc.constantFrom('request' as const, 'response' as const);

const proxied: fc.Arbitrary<Answer> = fc.oneof(
  side().map(it => ({ kind: `${it}_headers` as const, mutation: nothing })),
  fc
    .tuple(side(), fc.boolean())
    .map(([it, endOfStream]) => ({ kind: `${it}_body` as const, body: Buffer.from('x'), endOfStream })),
  side().map(it => ({ kind: `${it}_trailers` as const, mutation: nothing })),
  fc.constant({ kind: 'immediate' as const, status: 403, headers: [], body: Buffer.alloc(0), details: '' }),
);
const local: fc.Arbitrary<Answer> = fc.oneof(
  fc.boolean().map(endOfStream => ({ kind: 'local_headers' as const, headers: [], endOfStream })),
  fc.boolean().map(endOfStream => ({ kind: 'local_body' as const, body: Buffer.from('x'), endOfStream })),
);
// Few of them: most have no place where they come, and would end the stream before anything else is tried.
const answers = fc.oneof({ weight: 19, arbitrary: proxied }, { weight: 1, arbitrary: local });
const effects: fc.Arbitrary<Effect> = fc.oneof(
  { weight: 6, arbitrary: answers.map(answer => ({ kind: 'send' as const, answer })) },
  { weight: 2, arbitrary: fc.constant({ kind: 'finish' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'fail' as const, code: 'scripted' }) },
);
const arrivals: fc.Arbitrary<Buffer> = fc.oneof(
  fc.tuple(side(), fc.boolean()).map(([it, end]) => headers(it, [], end, duplex)),
  fc.tuple(side(), fc.boolean()).map(([it, end]) => body(it, 'x', end)),
  side().map(it => message({ [`${it}Trailers`]: {} })),
);
const moves = fc.array(fc.tuple(arrivals, fc.array(effects, { maxLength: 4 })), { minLength: 1, maxLength: 12 });

test('OK comes only behind a whole answer, nothing comes behind an end, and nothing is thrown', () => {
  let finished = 0;
  fc.assert(
    fc.property(moves, script => {
      const log = run(script);
      const ends = log.filter(entry => entry === 'finish' || entry === 'fail');
      if (ends.length > 0) expect(log.indexOf(ends[0]!)).toBe(log.length - ends.length);
      if (ends[0] !== 'finish') return;
      finished++;
      expect(
        log.some(
          entry => entry === 'immediate' || /^(response_(body end|trailers|headers)|local_(body|headers) end)$/.test(entry),
        ),
      ).toBe(true);
    }),
    { numRuns: 5000 },
  );
  // Else the law was held to nothing.
  expect(finished).toBeGreaterThan(20);
});

const lists = fc.oneof(fc.array(answers, { maxLength: 12 }), fc.array(local, { maxLength: 4 }));

test('what is taken is in order: headers, bodies, trailers, in each direction, and nothing behind an end', () => {
  let locals = 0;
  fc.assert(
    fc.property(lists, fc.array(side(), { maxLength: 2 }), fc.boolean(), (list, begun, isAsked) => {
      const order = new Order();
      for (const it of new Set(begun)) order.admit({ kind: `${it}_headers`, headers: [], endOfStream: false });
      if (isAsked && begun.includes('request')) order.admit({ kind: 'request_body', body: Buffer.alloc(0), endOfStream: true });
      const taken = list.filter(answer => takes(() => order.answer(answer)));
      for (const it of ['request', 'response', 'local'] as const) {
        const kinds = taken.flatMap(answer => (answer.kind.startsWith(it) ? [letterOf(answer)] : [])).join('');
        expect(kinds).toMatch(/^(hb*e?)?$/);
      }
      const immediate = taken.findIndex(answer => answer.kind === 'immediate');
      const firstLocal = taken.findIndex(answer => answer.kind.startsWith('local'));
      // Of our own from its first piece on: nothing of the upstream's may stand before it or behind.
      if (firstLocal >= 0) locals++;
      if (firstLocal >= 0) expect(taken.every(answer => answer.kind.startsWith('local'))).toBe(true);
      expect(immediate === -1 || immediate === taken.length - 1).toBe(true);
    }),
    { numRuns: 2000 },
  );
  expect(locals).toBeGreaterThan(20);
});

function letterOf(answer: Answer): string {
  if (answer.kind.endsWith('headers')) return 'h';
  return 'endOfStream' in answer && answer.endOfStream ? 'e' : 'b';
}

function takes(act: () => void): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

function run(script: readonly (readonly [Buffer, readonly Effect[]])[]): string[] {
  const log: string[] = [];
  let listener: StreamListener | undefined;
  const stream: ProcessorStream = {
    metadata: {},
    congested: false,
    listen: it => {
      listener = it;
    },
    pause: () => {},
    resume: () => {},
    send: answer => log.push(`${answer.kind}${'endOfStream' in answer && answer.endOfStream ? ' end' : ''}`),
    whenSent: () => {},
    finish: () => log.push('finish'),
    fail: () => log.push('fail'),
  };
  let current: readonly Effect[] = [];
  runSession(stream, {
    holds: noDesk,
    ledger: fakeLedger(),
    createExchange: () => ({ handle: event => (isArrival(event.kind) ? current : []) }),
    limits: defaultLimits,
    onFault: () => {},
    onClosed: () => {},
    now: () => 0,
  });
  for (const [bytes, effects] of script) {
    current = effects;
    listener?.onMessage(bytes);
  }
  listener?.onClosed();
  return log;
}

function isArrival(kind: string): kind is Arrival['kind'] {
  return kind.startsWith('request') || kind.startsWith('response');
}
