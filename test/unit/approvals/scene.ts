// What the tests of approvals share: a clock that is moved by hand, holds and people by a few words, and a desk over a store in memory.
import { type Desk, openDesk } from '../../../extproc/approvals/desk.ts';
import type {
  ApprovalQuestion,
  ApprovalVerdict,
  ContentReader,
  DeskSetting,
  DeskTrouble,
  HoldStore,
  StoreChange,
} from '../../../extproc/approvals/ports.ts';
import { memoryStore } from '../../../extproc/store/memory.ts';
import type { HoldRule } from '../../../extproc/words/decision.ts';
import { Fault } from '../../../extproc/words/fault.ts';
import type {
  Approver,
  DecisionAsk,
  HeldContent,
  HoldAsk,
  HoldNews,
  HoldTicket,
  Redemption,
} from '../../../extproc/words/hold.ts';
import { defaultLimits, type Limits } from '../../../extproc/words/limits.ts';
import { Secret } from '../../../extproc/words/secret.ts';

export const beganMs = 1_795_500_000_000;
export const minuteMs = 60_000;

export const rule: HoldRule = {
  rule: 'privileged-write',
  reason: 'code writes to privileged files',
  approvers: ['group:security'],
  mandatory: [],
  quorum: 1,
  ttlMs: 10 * minuteMs,
  style: null,
  remember: false,
  notice: null,
};

export const ask: HoldAsk = {
  side: 'response',
  style: 'wait',
  rules: [rule],
  principal: {
    id: 'spiffe://cluster.local/ns/team-a/sa/app',
    kind: 'mtls',
    namespace: 'team-a',
    service_account: 'app',
    groups: [],
    self_declared: false,
  },
  connection: 'chatgpt',
  api: 'openai',
  session: 'se_00000000000000000000000000',
  exchange: 'ex_00000000000000000000000001',
  method: 'POST',
  path: '/v1/chat/completions',
  model: 'gpt-4o',
  policyRevision: 'r1',
  requestKey: 'key-1',
};

export function content(text: string, changes: Partial<HeldContent> = {}): HeldContent {
  return {
    side: 'response',
    api: 'openai',
    path: '/v1/chat/completions',
    format: 'sse',
    status: 200,
    contentType: 'text/event-stream',
    headers: [],
    trailers: [],
    before: Buffer.from(''),
    beforeIsCut: false,
    body: Buffer.from(text),
    findings: [],
    plan: {
      detectors: [],
      keys: [],
      patterns: [],
      mode: 'stream',
      code: 'line',
      request: false,
      decode: [],
      allow: [],
      payload: 'scan',
      signed: 'block',
    },
    input: {},
    ...changes,
  };
}

export function person(name: string, ...groups: readonly string[]): Approver {
  return { id: `user:${name}`, name, groups, roles: ['approver'], claims: {} };
}

export const [ada, bob, eve] = [person('ada', 'security'), person('bob', 'security'), person('eve', 'visitors')];

export function decision(kind: DecisionAsk['decision'], digest: string | null, changes: Partial<DecisionAsk> = {}): DecisionAsk {
  return { decision: kind, digest, reason: null, edits: [], rememberMs: null, ...changes };
}

/** As the shipped policy has it: people count for their groups and by their ids. */
export function usualVerdict({ hold, approver }: ApprovalQuestion): ApprovalVerdict {
  const names = [...approver.groups.map(group => `group:${group}`), approver.id];
  const countsAs = names.filter(name => hold.rules.some(({ approvers }) => approvers.includes(name)));
  return { allow: countsAs.length > 0, countsAs, reasonRequired: false, mayRemember: true, reason: null };
}

/** Held content is one text, whole. */
export const plainReader: ContentReader = {
  read: async ({ body }) => [
    { channel: 'text', kind: 'text', name: null, text: Buffer.from(body).toString(), leftChars: 0, isEditable: true, marks: [] },
  ],
  async edit({ body }, edits) {
    let text = Buffer.from(body).toString();
    for (const { channel, start, end, text: instead } of edits) {
      if (channel !== 'text' || end > text.length) return { kind: 'refused', why: 'there is no such text' };
      text = text.slice(0, start) + instead + text.slice(end);
    }
    return { kind: 'edited', body: Buffer.from(text) };
  },
  rescan: async ({ body }) =>
    Buffer.from(body).includes('forbidden')
      ? { kind: 'refused', why: 'policy blocks it' }
      : { kind: 'passed', body, findings: [], rules: [] },
};

/** Moves when it is told to; what is due happens in order, and what follows from it before the next. */
export class Clock {
  nowMs = beganMs;
  #timers: { readonly atMs: number; readonly act: () => void }[] = [];

  readonly now = (): number => this.nowMs;

  readonly after = (ms: number, act: () => void): (() => void) => {
    const timer = { atMs: this.nowMs + ms, act };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter(other => other !== timer);
    };
  };

  async advance(ms: number): Promise<void> {
    const untilMs = this.nowMs + ms;
    for (;;) {
      await settled();
      const due = this.#timers.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (due === undefined) break;
      this.#timers = this.#timers.filter(other => other !== due);
      this.nowMs = Math.max(this.nowMs, due.atMs);
      due.act();
    }
    this.nowMs = untilMs;
  }
}

/** All that follows without a clock has happened. */
export async function settled(): Promise<void> {
  for (let turns = 0; turns < 40; turns++) await new Promise(resolve => setImmediate(resolve));
}

export interface Scene {
  readonly store: HoldStore;
  readonly clock: Clock;
  readonly desk: Desk;
  readonly troubles: DeskTrouble[];
  readonly setting: DeskSetting;
}

let draws = 0;

export async function scene(
  changes: Partial<DeskSetting> = {},
  limits: Partial<Limits> = {},
  clock = new Clock(),
): Promise<Scene> {
  const troubles: DeskTrouble[] = [];
  const setting: DeskSetting = {
    store: changes.store ?? (await memoryStore()),
    master: new Secret(Buffer.alloc(32, 7)),
    policy: { decide: usualVerdict, ownerOf: () => ({ kind: 'owner', owner: null }) },
    reader: plainReader,
    limits: { ...defaultLimits, ...limits },
    now: clock.now,
    after: clock.after,
    chance: bytes => {
      const drawn = Buffer.alloc(bytes);
      drawn.writeUInt32BE(++draws, bytes - 4);
      return drawn;
    },
    onTrouble: trouble => troubles.push(trouble),
    ...changes,
  };
  return { store: setting.store, clock, desk: await openDesk(setting), troubles, setting };
}

export interface HeldExchange {
  readonly ticket: HoldTicket;
  readonly news: HoldNews[];
}

/** Opens a hold; with a text, it is read to its end at once. */
export async function hold({ desk }: Scene, text: string | null, changes: Partial<HoldAsk> = {}): Promise<HeldExchange> {
  const news: HoldNews[] = [];
  const opening = desk.holds.open({ ...ask, ...changes }, one => news.push(one));
  if (opening.kind === 'refused') throw new Error(opening.code);
  if (text !== null) opening.ticket.complete(content(text, { side: changes.side ?? 'response' }));
  await settled();
  return { ticket: opening.ticket, news };
}

export async function digestOf({ desk }: Scene, { ticket }: HeldExchange): Promise<string> {
  const view = await desk.approvals.view(ticket.id);
  if (view === null) throw new Error('nothing to see');
  return view.digest;
}

export async function redeem(
  { desk }: Scene,
  changes: Partial<Parameters<Desk['holds']['redeem']>[0]> = {},
): Promise<Redemption> {
  const answer = new Promise<Redemption>(resolve => {
    desk.holds.redeem({ key: ask.requestKey, hold: null, principal: ask.principal.id, ...changes }, resolve);
  });
  await settled();
  return answer;
}

/** Of news, or of what was fetched. */
export function textOf(given: HoldNews | Redemption | undefined): string {
  if (given === undefined) return '';
  if ('body' in given) return Buffer.from(given.body ?? '').toString();
  return 'content' in given ? Buffer.from(given.content.body).toString() : '';
}

/** A store that can be cut off, and whose news can be kept from those who watch. */
export class FlakyStore {
  isDown = false;
  isSilent = false;
  /** Its next answer is lost, though what was asked for is done. */
  deafTo: keyof HoldStore | null = null;
  readonly #hearers = new Set<(change: StoreChange) => void>();

  static async over(store: HoldStore): Promise<{ readonly store: HoldStore; readonly line: FlakyStore }> {
    const line = new FlakyStore();
    const proxy = new Proxy(store, {
      get(target, name: keyof HoldStore) {
        if (name === 'watch') {
          return (listener: (change: StoreChange) => void) => {
            line.#hearers.add(listener);
            return target.watch(change => (line.isSilent ? undefined : listener(change)));
          };
        }
        const call = target[name].bind(target) as (...args: unknown[]) => Promise<unknown>;
        return async (...args: unknown[]) => {
          if (line.isDown) throw new Fault('ERR_STORE_FAILED', 'cut off');
          const answer = await call(...args);
          if (line.deafTo === name) {
            line.deafTo = null;
            throw new Fault('ERR_STORE_FAILED', 'cut off');
          }
          return answer;
        };
      },
    });
    return { store: proxy, line };
  }

  lose(): void {
    for (const hear of this.#hearers) hear({ kind: 'lost' });
  }
}
