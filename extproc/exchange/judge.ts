// Asks the policy: at each point of an exchange, for each finding and tool call, in the order in which they are confirmed.
// Answers the content room's questions with what comes of it, and remembers why the exchange was stopped.
import type { Hit, Inspector, Ruling, ToolCall } from '../content/transform.ts';
import { destinationsInValue } from '../detect/destinations.ts';
import type { SessionKeys } from '../mask/keys.ts';
import { placeholderFor, replacementFor } from '../mask/replacement.ts';
import type { PolicyInput } from '../policy/input.ts';
import type { HoldRule, MaskRule } from '../words/decision.ts';
import type { Finding, Side } from '../words/finding.ts';
import { fixedLimits } from '../words/limits.ts';
import type { Plan } from '../words/plan.ts';
import { isAllowance } from './allowance.ts';
import { type Block, hostBlock } from './block.ts';
import { type Caller, heldPrincipal } from './caller.ts';
import { DecisionBook } from './decisions.ts';
import { type FindingBook, findingBook } from './findings.ts';
import type { Labels } from './label.ts';
import { type About, type Progress, policyInput } from './policy-input.ts';
import type { PreparedPlan, Surroundings } from './surroundings.ts';
import { UnscannedBook } from './unscanned.ts';
import { strategyFor, verdictOf } from './verdict.ts';

export class Judge {
  readonly labels: Labels;
  readonly findings: FindingBook;
  readonly unscanned: UnscannedBook;
  readonly decisions = new DecisionBook(fixedLimits.entryDecisionsMax);
  readonly observed = { block: 0, hold: 0, mask: 0 };
  evaluations = 0;
  policyMs = 0;
  toolCalls = 0;
  masked = false;
  /** Why nothing more may leave; the first reason stands. */
  block: Block | null = null;
  /** Rules that would have held, and whose like people let pass. */
  readonly remembered = new Set<string>();

  readonly #around: Surroundings;
  readonly #caller: Caller;
  readonly #plan: Plan;
  readonly #prepared: PreparedPlan;
  readonly #progress: () => Progress;
  readonly #tokens = { total: 0, input: 0, output: 0 };
  /** By what they say in full: a rule may hold again for another reason, or for others to decide. */
  readonly #holds = new Map<string, HoldRule>();
  /** Names of the rules for which people released the request. */
  readonly #released = new Set<string>();
  #sessionKeys: SessionKeys | null = null;
  #turnBeganMs: number;

  /** `progress` tells how far the exchange is whenever a policy is asked. */
  constructor(around: Surroundings, caller: Caller, plan: Plan, prepared: PreparedPlan, progress: () => Progress) {
    this.#around = around;
    this.#caller = caller;
    this.#plan = plan;
    this.#prepared = prepared;
    this.#progress = progress;
    this.#turnBeganMs = around.monotonicMs();
    this.labels = prepared.labels;
    this.findings = findingBook(around.keys, this.labels, around.limits);
    this.unscanned = new UnscannedBook(this.labels, around.limits);
  }

  /** A message came: what follows, until the answers are there, keeps all other exchanges waiting. */
  beginTurn(): void {
    this.#turnBeganMs = this.#around.monotonicMs();
  }

  /** The content room's questions about text that goes this way. */
  inspector(side: Side): Inspector {
    return {
      hit: hit => this.#hit(hit, side),
      toolCall: call => this.#toolCall(call),
      unscanned: (path, bytes, kind) => this.unscanned.payload(side, path, bytes, kind),
      used: (part, tokens) => {
        if (side === 'response') this.#tokens[part] = Math.max(this.#tokens[part], tokens);
      },
      ended: () => (side === 'response' ? this.at('response_end') : 'go'),
      late: () => this.#isLate(),
    };
  }

  /** Asks about the exchange as a whole. */
  at(point: 'request_head' | 'request' | 'response_end'): 'go' | 'stop' {
    if (this.block !== null) return 'stop';
    return this.#ask({ point, finding: null, toolCall: null }) === null ? 'stop' : 'go';
  }

  /** What the answer says that it cost; 0 where it says nothing. */
  get tokens(): number {
    const { total, input, output } = this.#tokens;
    return Math.max(total, input + output);
  }

  /** From the question on that a rule answered by this, nothing more leaves. */
  get isHeld(): boolean {
    return this.#holds.size > 0;
  }

  /** Rules that hold, in the order in which they began to. */
  get holds(): readonly HoldRule[] {
    return [...this.#holds.values()];
  }

  /** People released the request. */
  release(): void {
    for (const { rule } of this.#holds.values()) this.#released.add(rule);
    this.#holds.clear();
  }

  /** The input of the exchange as a whole, without its findings. */
  get input(): PolicyInput {
    return this.#input({ point: 'response_end', finding: null, toolCall: null }, []);
  }

  /** Stops for a reason of Penstock's own. */
  refuse(block: Block): void {
    this.block ??= block;
  }

  /** By the clock first, which costs next to nothing; on a busy machine others may have had the processor meanwhile. */
  #isLate(): boolean {
    const { monotonicMs, workedMs, limits } = this.#around;
    return monotonicMs() - this.#turnBeganMs > limits.turnMsMax && workedMs() > limits.turnMsMax;
  }

  #hit(hit: Hit, side: Side): Ruling {
    if (this.block !== null) return { kind: 'stop' };
    const finding = this.findings.add(hit, side);
    if (finding === null) return this.#stop(hostBlock('too_many_findings'));
    if (isAllowance(this.#plan, finding, hit.value, this.#prepared.allowed)) {
      this.findings.settle(finding.id, 'allowed');
      return { kind: 'pass' };
    }
    const said = this.#ask({ point: 'finding', finding, toolCall: null });
    if (said === null) {
      this.findings.settle(finding.id, 'stop');
      return { kind: 'stop' };
    }
    const strategy = strategyFor(said.masks, finding.id);
    // Rules speak of all that was found so far: what is masked and brings no new rule is no reason to wait.
    if (said.holds === 'anew' || (said.holds === 'still' && strategy === null)) this.findings.holds(finding.id);
    if (strategy === null) return { kind: 'pass' };
    if (hit.isSigned) return this.#signed(finding.id);
    this.findings.settle(finding.id, 'mask');
    this.masked = true;
    const masked = { key: hit.key, detector: hit.detector.id, value: hit.value };
    return {
      kind: 'mask',
      text: replacementFor(masked, strategy, this.#keys(), this.labels.finds),
      opaque: strategy === 'drop' ? '' : placeholderFor(masked),
      finding: finding.id,
    };
  }

  /** A mask would break the signature. */
  #signed(id: number): Ruling {
    if (this.#plan.signed === 'pass') {
      this.findings.settle(id, 'signed');
      return { kind: 'pass' };
    }
    this.findings.settle(id, 'stop');
    return this.#stop(hostBlock('signed_text'));
  }

  #toolCall(call: ToolCall): { readonly kind: 'pass' } | { readonly kind: 'stop' } {
    if (this.block !== null) return { kind: 'stop' };
    this.toolCalls++;
    const toolCall = {
      name: this.labels.of(call.name),
      id: call.id === null ? null : this.labels.of(call.id),
      channel: this.labels.of(call.channel),
      arguments: call.arguments,
      arguments_valid: call.argumentsValid,
      bytes: call.argumentsText.length,
      destinations: destinationsInValue(call.arguments, this.#around.limits),
    };
    return { kind: this.#ask({ point: 'tool_call', finding: null, toolCall }) === null ? 'stop' : 'pass' };
  }

  #input(about: About, findings: readonly Finding[]): PolicyInput {
    const used = this.#around.usage.of(this.#caller.session);
    return policyInput(this.#caller, about, this.#progress(), findings, findings.length === 0 ? 0 : this.findings.total, used);
  }

  /** Gives the masks and whether a rule holds now, or null when this is a block. */
  #ask(about: About): { readonly masks: readonly MaskRule[]; readonly holds: 'anew' | 'still' | 'no' } | null {
    const { limits, monotonicMs } = this.#around;
    const input = this.#input(about, this.findings.seen(limits.findingsInInputMax, about.finding));
    const startedMs = monotonicMs();
    const decision = this.#caller.policy.decide(input);
    this.policyMs += monotonicMs() - startedMs;
    this.evaluations++;
    this.decisions.add({ point: about.point, finding: about.finding?.id ?? null, tool: about.toolCall?.name ?? null }, decision);
    for (const { would } of decision.observed) this.observed[would]++;
    const verdict = verdictOf(decision);
    if (verdict.kind === 'block') {
      this.refuse(verdict.block);
      return null;
    }
    const holds = verdict.holds.filter(rule => !this.#passes(rule, about.point));
    const known = this.#holds.size;
    for (const rule of holds) this.#holds.set(JSON.stringify(rule), rule);
    const said = this.#holds.size > known ? 'anew' : holds.length > 0 ? 'still' : 'no';
    if (this.#holds.size > limits.policyRulesMax) this.refuse(hostBlock('policy_shape'));
    return this.block === null ? { masks: verdict.masks, holds: said } : null;
  }

  /**
   * People let the like of it pass, or released the request for it: at an answer's end its rule speaks of what is known since then, as what
   * an answer brings is asked about when it comes.
   */
  #passes({ rule, remember }: HoldRule, point: About['point']): boolean {
    if (point === 'response_end' && this.#released.has(rule)) return true;
    const { principal, session, connection } = this.#caller;
    const about = { principal: heldPrincipal(principal), session, connection: connection.name };
    if (!remember || !this.#around.holds.remembers(about, rule)) return false;
    this.remembered.add(rule);
    return true;
  }

  #stop(block: Block): Ruling {
    this.refuse(block);
    return { kind: 'stop' };
  }

  #keys(): SessionKeys {
    this.#sessionKeys ??= this.#around.keys.session(this.#caller.session);
    return this.#sessionKeys;
  }
}
