// Laws of exchanges that are written down: whatever is cut where and answered when, nothing of a response leaves before the exchange's beginning is kept, its
// end not before all that was said of it is, and what leaves is what would have left without a ledger.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer, Effect, ExchangeEvent } from '../../extproc/exchange/events.ts';
import { Exchange } from '../../extproc/exchange/exchange.ts';
import { WitnessedExchange } from '../../extproc/exchange/witnessed.ts';
import type { PolicyInput } from '../../extproc/policy/input.ts';
import type { Decision } from '../../extproc/words/decision.ts';
import { blocked, maskAll, request, responseHead, surroundings } from '../unit/exchange/scene.ts';
import { cuts, jsonText, ndjsonText, sseText } from './content-inputs.ts';

type Fate = 'durable' | 'lost';

/** What happened, in its order. */
interface Run {
  /** Answers that left, each with the kinds of the entries that were kept by then and of those that were not. */
  readonly left: readonly { readonly answer: Answer; readonly kept: ReadonlySet<string>; readonly open: readonly string[] }[];
  readonly isFinished: boolean;
}

const facts = { attributes: { 'xds.cluster_name': 'chatgpt', 'source.address': '10.0.0.7:1' }, metadata: {} };

/** Feeds the events; between two of them the ledger answers as often as a number says, from the front or the back of what waits. At the end all are answered. */
function run(events: readonly ExchangeEvent[], answers: readonly number[], fates: readonly Fate[], blockAt: number): Run {
  let asked = 0;
  const decide = (input: PolicyInput): Decision => (asked++ === blockAt ? blocked : maskAll(input));
  const { around } = surroundings({ decide, connection: { api: 'generic' } });
  const exchange = new WitnessedExchange(facts, around);
  const waiting: { number: number; kind: string }[] = [];
  const kept = new Set<string>();
  const left: Run['left'][number][] = [];
  let isFinished = false;
  let answered = 0;
  let nowMs = 1_795_500_000_000;
  const take = (effects: readonly Effect[]): void => {
    for (const effect of effects) {
      if (isFinished) throw new Error(`${effect.kind} after the end`);
      if (effect.kind === 'journal' && effect.number !== null) waiting.push({ number: effect.number, kind: effect.entry.kind });
      if (effect.kind === 'send')
        left.push({ answer: effect.answer, kept: new Set(kept), open: waiting.map(({ kind }) => kind) });
      if (effect.kind === 'finish') isFinished = true;
    }
  };
  const handle = (event: ExchangeEvent): void => {
    if (!isFinished) take(exchange.handle(event, nowMs++));
  };
  const answer = (isLast: boolean): void => {
    const one = isLast ? waiting.pop() : waiting.shift();
    if (one === undefined) return;
    const outcome = fates[answered++ % fates.length]!;
    if (outcome === 'durable') kept.add(one.kind);
    handle({ kind: 'journaled', number: one.number, outcome });
  };
  events.forEach((event, at) => {
    handle(event);
    const times = answers[at % Math.max(1, answers.length)] ?? 0;
    for (let time = 0; time < times; time++) answer((time + at) % 2 === 1);
  });
  while (waiting.length > 0 && !isFinished) answer(answered % 3 === 0);
  return { left, isFinished };
}

/** Without a ledger. */
function plain(events: readonly ExchangeEvent[], blockAt: number): readonly Answer[] {
  let asked = 0;
  const decide = (input: PolicyInput): Decision => (asked++ === blockAt ? blocked : maskAll(input));
  const { around } = surroundings({ decide, connection: { api: 'generic' } });
  const exchange = new Exchange(facts, around);
  let nowMs = 1_795_500_000_000;
  return events
    .flatMap(event => exchange.handle(event, nowMs++))
    .flatMap(effect => (effect.kind === 'send' ? [effect.answer] : []));
}

const isOfResponse = ({ kind }: Answer): boolean => !kind.startsWith('request_');
const isEnd = (answer: Answer): boolean =>
  answer.kind === 'immediate' || answer.kind === 'response_trailers' || ('endOfStream' in answer && answer.endOfStream);
const bodyOf = (answers: readonly Answer[]): string =>
  answers
    .flatMap(answer => (isOfResponse(answer) && 'body' in answer ? [Buffer.from(answer.body).toString('latin1')] : []))
    .join('');
const shape = (answers: readonly Answer[]): string[] => [
  ...new Set(answers.filter(answer => isOfResponse(answer) && answer.kind !== 'response_body').map(({ kind }) => kind)),
];

const bodies = [
  { name: 'events', input: sseText('generic'), type: 'text/event-stream', stream: true },
  { name: 'lines', input: ndjsonText, type: 'application/x-ndjson', stream: false },
  { name: 'JSON', input: jsonText, type: 'application/json', stream: false },
] as const;

describe.for(bodies)('of $name', ({ input, type, stream }) => {
  const scene = fc.record({
    text: input,
    cut: cuts,
    answers: fc.array(fc.nat(3), { minLength: 1, maxLength: 6 }),
    blockAt: fc.integer({ min: -1, max: 4 }),
    hasTrailers: fc.boolean(),
  });
  const eventsOf = ({ text, cut, hasTrailers }: { text: string; cut: (bytes: Buffer) => Buffer[]; hasTrailers: boolean }) => {
    const pieces = cut(Buffer.from(text));
    if (pieces.length === 0) pieces.push(Buffer.alloc(0));
    const bodies = pieces.map((body, at): ExchangeEvent => {
      return { kind: 'response_body', body, endOfStream: !hasTrailers && at === pieces.length - 1 };
    });
    const trailers: ExchangeEvent[] = hasTrailers ? [{ kind: 'response_trailers', trailers: [] }] : [];
    return [...request(stream ? { stream: true } : {}), responseHead({ 'content-type': type }), ...bodies, ...trailers];
  };

  test('no byte of a response is before its beginning, no end before its end, and all that leaves is what would have left', () => {
    let ends = 0;
    fc.assert(
      fc.property(scene, one => {
        const events = eventsOf(one);
        const { left, isFinished } = run(events, one.answers, ['durable'], one.blockAt);
        const without = plain(events, one.blockAt);
        for (const { answer, kept, open } of left) {
          if (isOfResponse(answer)) expect(kept).toContain('exchange.began');
          if (!isOfResponse(answer) || !isEnd(answer)) continue;
          ends++;
          expect(kept).toContain('exchange.ended');
          expect(open).toEqual([]);
        }
        expect(isFinished).toBe(true);
        const answers = left.map(({ answer }) => answer);
        expect([bodyOf(answers), shape(answers)]).toEqual([bodyOf(without), shape(without)]);
      }),
      { numRuns: 150 },
    );
    expect(ends).toBeGreaterThan(100);
  });

  test('whatever the ledger loses: nothing whole leaves that is not written down, and every exchange ends', () => {
    let losses = 0;
    const fates = fc.array(fc.constantFrom<Fate>('durable', 'durable', 'durable', 'lost'), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(scene, fates, (one, fate) => {
        const { left, isFinished } = run(eventsOf(one), one.answers, fate, one.blockAt);
        const answers = left.map(({ answer }) => answer).filter(isOfResponse);
        const isRefused = answers.some(answer => 'body' in answer && Buffer.from(answer.body).includes('audit_unavailable'));
        for (const { answer, kept } of left) {
          if (!isOfResponse(answer)) continue;
          const isRefusal = 'body' in answer && Buffer.from(answer.body).includes('audit_unavailable');
          if (!isRefusal) expect(kept).toContain('exchange.began');
          if (isEnd(answer) && !isRefusal) expect(kept).toContain('exchange.ended');
        }
        if (isRefused) losses++;
        expect(isFinished).toBe(true);
        expect(answers.filter(isEnd).length).toBe(1);
      }),
      { numRuns: 150 },
    );
    expect(losses).toBeGreaterThan(30);
  });
});
