// One hold of an exchange, from the rule that began it to what people made of it: how its client waits, when it is told to come back, what it is told
// in the end. Knows neither what is held nor how it leaves; that is its side's business.
import type { HoldRecord } from '../audit/record.ts';
import type { HostBlockCode } from '../words/blocks.ts';
import type { HoldRule } from '../words/decision.ts';
import { Fault } from '../words/fault.ts';
import type { Side } from '../words/finding.ts';
import type { HeldContent, HoldAsk, HoldNews, HoldStyle } from '../words/hold.ts';
import type { Limits } from '../words/limits.ts';
import { type Block, holdBlock } from './block.ts';
import { type Caller, heldPrincipal } from './caller.ts';
import type { Course } from './course.ts';
import type { Answer, Effect } from './events.ts';

/** What the hold sees of the body that it keeps back. */
export interface Held {
  readonly side: Side;
  /** The client has a head and maybe more, so that nothing but the rest, an error event or a reset can follow. */
  readonly headSent: boolean;
  /** The client reads a stream of events, and all that left of it were whole ones. */
  readonly takesComments: boolean;
  /** A comment, after the head if that had not left. */
  comment(text: string, hold: string): readonly Answer[];
}

export type HoldStep =
  | { readonly kind: 'wait'; readonly effects: readonly Effect[] }
  | {
      readonly kind: 'release';
      readonly effects: readonly Effect[];
      readonly hold: string;
      readonly body: Uint8Array;
      readonly isEdited: boolean;
    }
  /** Nothing of it leaves. */
  | { readonly kind: 'end'; readonly effects: readonly Effect[]; readonly block: Block };

const plainNotice = 'waiting for approval';

export class Holding {
  readonly #held: Held;
  readonly #caller: Caller;
  readonly #course: Course;
  readonly #limits: Limits;
  readonly #beganMs: number;
  #rules: readonly HoldRule[] = [];
  #style: HoldStyle = 'wait';
  #id: string | null = null;
  #isComplete = false;
  #commentDueMs: number;

  constructor(held: Held, caller: Caller, course: Course, limits: Limits) {
    this.#held = held;
    this.#caller = caller;
    this.#course = course;
    this.#limits = limits;
    this.#beganMs = course.nowMs;
    this.#commentDueMs = course.nowMs;
  }

  get side(): Side {
    return this.#held.side;
  }

  /** These rules hold, those of before among them. */
  rules(all: readonly HoldRule[], requestKey: string): readonly Effect[] {
    const isFirst = this.#rules.length === 0;
    const more = all.slice(this.#rules.length).map(rule => this.#bounded(rule));
    if (more.length === 0) return [];
    this.#rules = [...this.#rules, ...more];
    this.#style = this.#held.headSent ? 'wait' : styleOf(this.#rules, this.#caller.connection.hold.style);
    if (!isFirst) return [{ kind: 'hold_add', side: this.side, rules: more }];
    return [{ kind: 'hold_open', ask: this.#ask(requestKey) }];
  }

  /** All of it is here: people may decide. */
  complete(content: HeldContent): readonly Effect[] {
    this.#isComplete = true;
    const ms = Math.max(...this.#rules.map(rule => rule.ttlMs)) + this.#limits.holdNewsMsMax;
    return [
      { kind: 'hold_complete', content },
      { kind: 'patience', ms: Math.min(ms, timerMsMax) },
    ];
  }

  opened(id: string): void {
    this.#id = id;
  }

  /** What is to be done now, whatever has just happened. */
  step(): HoldStep {
    if (this.#id === null) return { kind: 'wait', effects: [] };
    if (this.#held.headSent || (this.#style === 'wait' && this.#held.takesComments)) return this.#connected(this.#id);
    return this.#headless(this.#id);
  }

  hear(news: HoldNews): HoldStep {
    const effects: readonly Effect[] = [
      { kind: 'wake', afterMs: null },
      { kind: 'patience', ms: null },
    ];
    if (news.kind === 'released') {
      if (!this.#isComplete) throw new Fault('ERR_EXCHANGE_STATE', 'a hold was released before all of it was read');
      this.#over(news.edited ? 'edited' : 'released');
      return { kind: 'release', effects, hold: news.hold, body: news.body, isEdited: news.edited };
    }
    this.#over(news.why);
    return { kind: 'end', effects, block: refusalBlock(news.why, news.hold, news.reason) };
  }

  /** What people decided should be known by now. The hold stays: they may decide yet. */
  giveUp(): HoldStep {
    return this.#part('failed', holdBlock('hold_failed', this.#id ?? '', null));
  }

  /** The exchange ends for another reason. A client that left is told to the desk by the stream's end. */
  end(why: 'blocked' | 'left' | 'failed'): readonly Effect[] {
    this.#over(why);
    return why === 'blocked' && this.#id !== null ? [{ kind: 'hold_cancel', side: this.side }] : [];
  }

  /** The client has a head, or may: it gets comments, or nothing. */
  #connected(id: string): HoldStep {
    const { nowMs } = this.#course;
    // What was read whole stays decidable, and is there for who asks again elsewhere.
    if (this.#course.isDraining && this.#isComplete) return this.#part('failed', holdBlock('hold_failed', id, null));
    if (!this.#held.takesComments) return { kind: 'wait', effects: [] };
    const effects: Effect[] = [];
    if (nowMs >= this.#commentDueMs) {
      this.#commentDueMs = nowMs + this.#limits.holdCommentMs;
      for (const answer of this.#held.comment(this.#notice(), id)) effects.push({ kind: 'send', answer });
    }
    return { kind: 'wait', effects: [...effects, { kind: 'wake', afterMs: this.#commentDueMs - nowMs }] };
  }

  /** The client has nothing yet. To say anything before the upstream's end would cut the upstream off. */
  #headless(id: string): HoldStep {
    if (!this.#isComplete) return { kind: 'wait', effects: [] };
    const { nowMs, beganMs, isDraining } = this.#course;
    const leftMs = this.#style === 'pending' || isDraining ? 0 : beganMs + this.#limits.holdHeadMsMax - nowMs;
    if (leftMs > 0) return { kind: 'wait', effects: [{ kind: 'wake', afterMs: leftMs }] };
    const reasons = [...new Set(this.#rules.map(rule => rule.reason))].join('; ').slice(0, this.#limits.holdReasonCharsMax);
    return this.#part('pending', holdBlock('held', id, reasons, this.#limits.holdRetryMs));
  }

  /** The client goes, the hold stays. */
  #part(ended: 'pending' | 'failed', block: Block): HoldStep {
    this.#over(ended);
    return { kind: 'end', effects: [{ kind: 'hold_leave', side: this.side }], block };
  }

  #over(ended: HoldRecord['ended']): void {
    if (this.#id === null) return;
    const rules = [...new Set(this.#rules.map(({ rule }) => rule))];
    const waitedMs = this.#course.nowMs - this.#beganMs;
    this.#course.holds.push({ id: this.#id, side: this.side, style: this.#style, rules, ended, waited_ms: waitedMs });
  }

  #notice(): string {
    return this.#rules.find(({ notice }) => notice !== null)?.notice ?? plainNotice;
  }

  /** No rule waits longer than the connection lets its clients wait. */
  #bounded(rule: HoldRule): HoldRule {
    return { ...rule, ttlMs: Math.min(rule.ttlMs, this.#caller.connection.hold.maxMinutes * 60_000) };
  }

  #ask(requestKey: string): HoldAsk {
    const { principal, connection, session, method, target, policy } = this.#caller;
    const labels = this.#course.judge!.labels;
    const { model } = this.#course.request;
    return {
      side: this.side,
      style: this.#style,
      rules: this.#rules,
      principal: heldPrincipal(principal),
      connection: connection.name,
      api: connection.api,
      session,
      exchange: this.#course.exchange,
      method,
      path: labels.of(target.path),
      model: model === null ? null : labels.of(model),
      policyRevision: policy.revision,
      requestKey,
    };
  }
}

/** The longest time that a timer takes. */
const timerMsMax = 2 ** 31 - 1;

const refusalCodes = {
  denied: 'hold_denied',
  expired: 'hold_expired',
  failed: 'hold_failed',
  delivered: 'hold_delivered',
  too_many: 'too_many_holds',
} as const satisfies Record<string, HostBlockCode>;

/** What people decided about what was held before. */
export function refusalBlock(why: keyof typeof refusalCodes, hold: string, reason: string | null): Block {
  return holdBlock(refusalCodes[why], hold, reason);
}

/** A rule's word over the connection's; whoever must not wait wins. */
function styleOf(rules: readonly HoldRule[], byConnection: HoldStyle): HoldStyle {
  return rules.some(({ style }) => (style ?? byConnection) === 'pending') ? 'pending' : 'wait';
}
