// How far an exchange is, in one place: what policies are told and what the record says at the end.
import type { ExchangeBeginning } from '../audit/entries.ts';
import type { Decided, ExchangeRecord, HoldRecord } from '../audit/record.ts';
import type { ApiShape, Principal } from '../words/access.ts';
import type { HostBlockCode } from '../words/blocks.ts';
import type { Side } from '../words/finding.ts';
import type { HeldContent } from '../words/hold.ts';
import { decidedBy } from './block.ts';
import { BudgetShare } from './budget.ts';
import type { Caller, Seen } from './caller.ts';
import type { Judge } from './judge.ts';
import type { Labels } from './label.ts';
import type { Expectation } from './media.ts';
import type { Progress } from './policy-input.ts';
import { noFacts, type RequestFacts } from './request-facts.ts';
import type { Surroundings } from './surroundings.ts';
import { Taping } from './taping.ts';
import type { Usage } from './usage.ts';

export class Course {
  readonly exchange: string;
  readonly beganMs: number;
  nowMs: number;
  caller: Caller | null = null;
  /** Of a caller that was refused. */
  seen: Seen | null = null;
  judge: Judge | null = null;
  request: RequestFacts = noFacts;
  /** How the client will read a successful answer; known once the request is complete. */
  expectation: Expectation = 'any';
  requestBytes = 0;
  response: { readonly status: number; readonly contentType: string | null } | null = null;
  format: string | null = null;
  /** Why a body passed unread: the block that it would have been, had the operator not let it pass. */
  requestUnread: HostBlockCode | null = null;
  responseUnread: HostBlockCode | null = null;
  bytesIn = 0;
  bytesOut = 0;
  firstByteMs: number | null = null;
  /** Of the holds that are over. */
  readonly holds: HoldRecord[] = [];
  /** The program is about to end. */
  isDraining = false;

  /** What it holds of the memory for bodies, in either direction. */
  readonly requestMemory: BudgetShare;
  readonly responseMemory: BudgetShare;
  readonly taping: Taping;
  readonly #labels: Labels;

  constructor(exchange: string, nowMs: number, around: Pick<Surroundings, 'memory' | 'labels' | 'recorder'>) {
    this.exchange = exchange;
    this.requestMemory = new BudgetShare(around.memory);
    this.responseMemory = new BudgetShare(around.memory);
    this.#labels = around.labels;
    this.taping = new Taping(around.recorder, this);
    this.beganMs = nowMs;
    this.nowMs = nowMs;
  }

  /** Whose errors its client knows. */
  get api(): ApiShape {
    return (this.caller ?? this.seen)?.connection?.api ?? 'generic';
  }

  /** The part of it that a policy's input is made of. */
  progress(): Progress {
    return this;
  }

  /** Counts bytes handed to Envoy. */
  sent(bytes: number): void {
    this.bytesOut += bytes;
    this.firstByteMs ??= this.nowMs - this.beganMs;
  }

  /** A hold of an exchange before lets this one have what it kept back. */
  redeemed(hold: string, side: Side): void {
    this.holds.push({ id: hold, side, style: 'pending', rules: [], ended: 'fetched', waited_ms: 0 });
  }

  /** That is an answer, handed over whole. */
  fetched({ status, contentType, format, before, body }: HeldContent): void {
    this.response = { status: status ?? 200, contentType };
    this.format = format;
    this.sent(before.length + body.length);
  }

  /** What it adds to its session's sums. */
  get used(): Usage {
    const { judge } = this;
    const bytes = this.requestBytes + this.bytesIn;
    return { requests: 1, bytes, tokens: judge?.tokens ?? 0, findings: judge?.findings.total ?? 0 };
  }

  /** What is known from its head on. */
  get beginning(): ExchangeBeginning {
    const { caller, seen } = this;
    const principal = caller?.principal ?? seen?.principal ?? null;
    return {
      exchange: this.exchange,
      session: caller?.session ?? null,
      grant: caller?.grant ?? null,
      principal: principal === null ? null : principalRecord(principal),
      connection: (caller ?? seen)?.connection?.name ?? null,
      policy_revision: caller?.policy.revision ?? null,
      began_ms: this.beganMs,
      method: this.#label((caller ?? seen)?.method),
      path: this.#label(caller?.target.path ?? seen?.path),
    };
  }

  /** The record of all that, written once, at the end. */
  record(blockCode: string | null, ending: ExchangeRecord['ending']): ExchangeRecord {
    const { judge, request, response } = this;
    const { method, path, ...began } = this.beginning;
    return {
      event: 'exchange',
      version: 1,
      ...began,
      decision: this.#decided(blockCode),
      block: blockCode,
      request: {
        method,
        path,
        model: this.#label(request.model),
        stream: request.stream,
        bytes: this.requestBytes,
        unread: this.requestUnread,
      },
      response: {
        status: response?.status ?? null,
        content_type: this.#label(response?.contentType),
        format: this.format,
        unread: this.responseUnread,
        bytes_in: this.bytesIn,
        bytes_out: this.bytesOut,
      },
      findings: judge?.findings.records() ?? [],
      unscanned: judge?.unscanned.records() ?? [],
      holds: this.holds,
      remembered: [...(judge?.remembered ?? [])],
      tool_calls: judge?.toolCalls ?? 0,
      observed: judge?.observed ?? { block: 0, hold: 0, mask: 0 },
      policy_evaluations: judge?.evaluations ?? 0,
      policy_ms: Math.round((judge?.policyMs ?? 0) * 1000) / 1000,
      first_byte_ms: this.firstByteMs,
      elapsed_ms: this.nowMs - this.beganMs,
      ending,
    };
  }

  #label(name: string | null | undefined): string | null {
    return name ? (this.judge?.labels ?? this.#labels).of(name) : null;
  }

  #decided(blockCode: string | null): Decided {
    if (blockCode === null) return this.holds.length > 0 ? 'hold' : this.judge?.masked ? 'mask' : 'allow';
    return decidedBy(blockCode);
  }
}

function principalRecord(principal: Principal): NonNullable<ExchangeRecord['principal']> {
  const { id, kind, namespace, service_account, self_declared } = principal;
  return { id, kind, namespace, service_account, self_declared };
}
