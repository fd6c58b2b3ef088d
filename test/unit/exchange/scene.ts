// An exchange with its real rooms and a policy written in TypeScript: what Rego would say, without Wasm.
import { implicitGrants } from '../../../extproc/access/grant.ts';
import type { ExchangeRecord } from '../../../extproc/audit/record.ts';
import { byteBudget } from '../../../extproc/exchange/budget.ts';
import type { Answer, Effect, ExchangeEvent, HeaderList, HoldEffect, StreamFacts } from '../../../extproc/exchange/events.ts';
import { Exchange } from '../../../extproc/exchange/exchange.ts';
import { noDesk } from '../../../extproc/exchange/hold.ts';
import { everything, planShelf } from '../../../extproc/exchange/plan-shelf.ts';
import { requestKeys } from '../../../extproc/exchange/request-key.ts';
import type { Surroundings } from '../../../extproc/exchange/surroundings.ts';
import { memoryUsage } from '../../../extproc/exchange/usage.ts';
import { maskKeys } from '../../../extproc/mask/keys.ts';
import type { Policy } from '../../../extproc/policy/decide.ts';
import type { PolicyInput } from '../../../extproc/policy/input.ts';
import { Holds } from '../../../extproc/wire/holds.ts';
import type { Connection } from '../../../extproc/words/access.ts';
import type { Decision } from '../../../extproc/words/decision.ts';
import { noRecorder, type Recorder } from '../../../extproc/words/evidence.ts';
import type { HoldDesk } from '../../../extproc/words/hold.ts';
import { defaultLimits, type Limits } from '../../../extproc/words/limits.ts';
import type { Plan } from '../../../extproc/words/plan.ts';
import { Secret } from '../../../extproc/words/secret.ts';

export const key = ['AKIA', 'Q4ZX7R', 'T2MNBV8LPC'].join('');
/** Scanners are compiled once for all tests of a file. */
const shelf = planShelf(defaultLimits);

const master = new Secret(Buffer.alloc(32, 1));

const startMs = 1_795_500_000_000;

export const allow: Decision = { blocks: [], holds: [], masks: [], observed: [] };
export const blocked: Decision = { ...allow, blocks: [{ code: 'no', message: 'not this', status: 403 }] };
export const held: Decision = {
  ...allow,
  holds: [
    {
      rule: 'r',
      reason: 'why',
      approvers: [],
      mandatory: [],
      quorum: 1,
      ttlMs: 1000,
      style: null,
      remember: false,
      notice: null,
    },
  ],
};

/** Masks whatever is found. */
export const maskAll = (input: PolicyInput): Decision =>
  input.finding === null ? allow : { ...allow, masks: [{ finding: input.finding, with: 'placeholder' }] };

/** Masks whatever is found, and holds where that is an address. */
export const holdEmails = (input: PolicyInput): Decision => {
  const about = input.findings.find(({ id }) => id === input.finding);
  return { ...maskAll(input), holds: about?.detector === 'email' ? held.holds : [] };
};

const plan: Plan = {
  detectors: ['secrets', 'personal', 'risk'],
  keys: ['api_key'],
  patterns: [],
  mode: 'stream',
  code: 'line',
  request: false,
  decode: [],
  allow: [],
  payload: 'scan',
  signed: 'block',
};

const openai: Connection = {
  name: 'chatgpt',
  hosts: ['api.openai.com'],
  api: 'openai',
  allow: ['POST /v1/chat/completions', 'GET /v1/models'],
  identity: ['mtls', 'anonymous'],
  onUnreadable: 'block',
  hold: { style: 'wait', maxMinutes: 10 },
  audit: 'required',
  recording: { request: true, response: true },
  seal: null,
};

export interface Setting {
  readonly decide?: (input: PolicyInput) => Decision;
  readonly plan?: Partial<Plan>;
  readonly connection?: Partial<Connection>;
  readonly limits?: Partial<Limits>;
  readonly policy?: Policy | null;
  readonly facts?: StreamFacts;
  readonly monotonicMs?: () => number;
  readonly workedMs?: () => number;
  readonly desk?: HoldDesk;
  readonly recorder?: Recorder;
}

export interface Scene {
  readonly exchange: Exchange;
  readonly records: readonly ExchangeRecord[];
  readonly asked: readonly PolicyInput[];
  feed(...events: ExchangeEvent[]): readonly Effect[];
  /** What comes of news that the desk told meanwhile. */
  settle(): readonly Effect[];
  later(ms: number): void;
  /** The client goes. */
  leave(): void;
  /** Another exchange in the same surroundings. */
  another(): Pick<Scene, 'feed' | 'settle'>;
}

function isHoldEffect(effect: Effect): effect is HoldEffect {
  return effect.kind.startsWith('hold_') || effect.kind.startsWith('redeem');
}

export interface Around {
  readonly around: Surroundings;
  readonly desk: HoldDesk;
  readonly records: readonly ExchangeRecord[];
  readonly asked: readonly PolicyInput[];
}

/** What exchanges share. */
export function surroundings(setting: Setting = {}): Around {
  const limits: Limits = { ...defaultLimits, ...setting.limits };
  const desk = setting.desk ?? noDesk;
  const records: ExchangeRecord[] = [];
  const asked: PolicyInput[] = [];
  const decide = setting.decide ?? maskAll;
  const policy: Policy = {
    revision: 'test',
    plan: () => ({ kind: 'plan', plan: { ...plan, ...setting.plan } }),
    decide: input => {
      asked.push(input);
      return decide(input);
    },
  };
  const connection = { ...openai, ...setting.connection };
  const around: Surroundings = {
    connections: new Map([[connection.name, connection]]),
    currentPolicy: () => (setting.policy === undefined ? policy : setting.policy),
    prepare: setting.limits === undefined ? shelf : planShelf(limits),
    keys: maskKeys(master),
    limits,
    memory: byteBudget(limits.bodiesInMemoryBytesMax),
    labels: shelf(everything).labels,
    grants: implicitGrants,
    beforeMemory: byteBudget(limits.heldBeforeInMemoryBytesMax),
    holds: desk,
    requestKey: requestKeys(master, limits),
    usage: memoryUsage(10),
    ledger: { isOpen: true },
    recorder: setting.recorder ?? noRecorder,
    record: record => records.push(record),
    chance: bytes => Buffer.alloc(bytes, 3),
    monotonicMs: setting.monotonicMs ?? (() => 0),
    workedMs: setting.workedMs ?? setting.monotonicMs ?? (() => 0),
  };
  return { around, desk, records, asked };
}

/** Opens an exchange; each event comes a millisecond after the last. */
export function open(setting: Setting = {}): Scene {
  const { around, desk, records, asked } = surroundings(setting);
  const facts = setting.facts ?? { attributes: { 'xds.cluster_name': 'chatgpt', 'source.address': '10.0.0.7:1' }, metadata: {} };
  let nowMs = startMs;
  const another = () => {
    const exchange = new Exchange(facts, around);
    const inbox: ExchangeEvent[] = [];
    const holds = new Holds(desk, { deliver: event => inbox.push(event), whenSent: act => act() });
    const handle = (event: ExchangeEvent): readonly Effect[] => {
      const effects = exchange.handle(event, nowMs);
      for (const effect of effects) if (isHoldEffect(effect)) holds.perform(effect);
      return effects;
    };
    const settled = (): readonly Effect[] => {
      const effects: Effect[] = [];
      for (let next = inbox.shift(); next !== undefined; next = inbox.shift()) effects.push(...handle(next));
      return effects;
    };
    return {
      exchange,
      feed: (...events: ExchangeEvent[]) =>
        events.flatMap(event => {
          const effects = [...handle(event), ...settled()];
          nowMs++;
          return effects;
        }),
      settle: settled,
      later: (ms: number) => {
        nowMs += ms;
      },
      leave: () => {
        handle({ kind: 'cancelled' });
        holds.close();
      },
    };
  };
  return { ...another(), records, asked, another };
}

export const requestHead = (headers: Record<string, string> = {}, endOfStream = false): ExchangeEvent => ({
  kind: 'request_headers',
  headers: Object.entries({
    ':method': 'POST',
    ':path': '/v1/chat/completions',
    ':authority': 'x',
    'content-type': 'application/json',
    ...headers,
  }),
  endOfStream,
});
export const requestBody = (document: unknown): ExchangeEvent => ({
  kind: 'request_body',
  body: Buffer.from(typeof document === 'string' ? document : JSON.stringify(document)),
  endOfStream: true,
});
export const request = (document: unknown = { model: 'm', messages: [] }): ExchangeEvent[] => [
  requestHead(),
  requestBody(document),
];
export const streamRequest = (): ExchangeEvent[] => request({ model: 'm', stream: true, messages: [] });

export const responseHead = (headers: Record<string, string> = {}, endOfStream = false): ExchangeEvent => ({
  kind: 'response_headers',
  headers: Object.entries({ ':status': '200', 'content-type': 'application/json', ...headers }),
  endOfStream,
});
export const sseHead = (): ExchangeEvent => responseHead({ 'content-type': 'text/event-stream' });
export const responseBody = (text: string, endOfStream = false): ExchangeEvent => ({
  kind: 'response_body',
  body: Buffer.from(text),
  endOfStream,
});
export const delta = (content: string, more: object = {}): string =>
  `data: ${JSON.stringify({ object: 'chat.completion.chunk', choices: [{ index: 0, delta: { content }, finish_reason: null, ...more }] })}\n\n`;

export const answersOf = (effects: readonly Effect[]): readonly Answer[] =>
  effects.flatMap(effect => (effect.kind === 'send' ? [effect.answer] : []));
export const bodyOf = (effects: readonly Effect[], kind: 'request_body' | 'response_body' = 'response_body'): string =>
  Buffer.concat(answersOf(effects).flatMap(answer => (answer.kind === kind ? [Buffer.from(answer.body)] : []))).toString();
export const headersSet = (effects: readonly Effect[], kind: 'request_headers' | 'response_headers'): Record<string, string> => {
  const answer = answersOf(effects).find(one => one.kind === kind);
  return answer && 'mutation' in answer ? Object.fromEntries(answer.mutation.set) : {};
};
export const headersRemoved = (effects: readonly Effect[], kind: 'request_headers' | 'response_headers'): readonly string[] => {
  const answer = answersOf(effects).find(one => one.kind === kind);
  return answer && 'mutation' in answer ? answer.mutation.remove : [];
};
export const immediateOf = (
  effects: readonly Effect[],
): { readonly status: number; readonly headers: HeaderList; readonly text: string } | null => {
  const answer = answersOf(effects).find(one => one.kind === 'immediate');
  return answer?.kind === 'immediate'
    ? { status: answer.status, headers: answer.headers, text: Buffer.from(answer.body).toString() }
    : null;
};
export const endsWell = (effects: readonly Effect[]): boolean => effects.at(-1)?.kind === 'finish';
