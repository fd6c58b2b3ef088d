// One exchange as a state machine: Envoy's messages in, answers out. It neither waits nor looks around: time comes with each event,
// chance and everything else from the surroundings. Every path ends in a final answer or in a status that is not OK.

import type { ApiShape } from '../words/access.ts';
import { Fault } from '../words/fault.ts';
import type { Plan } from '../words/plan.ts';
import { ulid } from '../words/ulid.ts';
import { blockEffects } from './answers.ts';
import { type Block, hostBlock } from './block.ts';
import { type Caller, introduce } from './caller.ts';
import { Course } from './course.ts';
import type { Answer, Arrival, Effect, ExchangeEvent, ExchangeMachine, HeaderList, StreamFacts } from './events.ts';
import { Judge } from './judge.ts';
import { policyInput } from './policy-input.ts';
import { Relay } from './relay.ts';
import { RequestSide } from './request-side.ts';
import { type Outcome, ResponseSide } from './response-side.ts';
import type { PreparedPlan, Surroundings } from './surroundings.ts';

type Phase =
  | { readonly kind: 'head' }
  | { readonly kind: 'request'; readonly request: RequestSide; readonly response: ResponseSide }
  | { readonly kind: 'upstream'; readonly response: ResponseSide }
  | { readonly kind: 'response'; readonly response: ResponseSide }
  /** The proxy answers by itself: there is no upstream's answer to guard. */
  | { readonly kind: 'relay'; readonly relay: Relay }
  | { readonly kind: 'over' };

export class Exchange implements ExchangeMachine {
  readonly #facts: StreamFacts;
  readonly #around: Surroundings;
  #course: Course | null = null;
  #api: ApiShape = 'generic';
  #phase: Phase = { kind: 'head' };
  #effects: Effect[] = [];

  constructor(facts: StreamFacts, around: Surroundings) {
    this.#facts = facts;
    this.#around = around;
  }

  handle(event: ExchangeEvent, nowMs: number): readonly Effect[] {
    this.#course ??= new Course(ulid('ex', nowMs, this.#around.chance(10)), nowMs, this.#around);
    this.#course.nowMs = nowMs;
    this.#effects = [];
    if (this.#phase.kind === 'over') return [];
    this.#course.judge?.beginTurn();
    try {
      this.#step(event, this.#course);
    } catch (error) {
      this.#end(this.#course, null, 'failed');
      throw error; // wire ends the stream with a status that is not OK
    }
    return this.#effects;
  }

  #step(event: ExchangeEvent, course: Course): void {
    switch (event.kind) {
      case 'request_headers':
        return this.#requestHead(event.headers, event.endOfStream, course);
      case 'request_body':
        return this.#requestBody(event.body, event.endOfStream, course);
      case 'request_trailers':
        return this.#requestComplete(true, event.trailers, course);
      case 'response_headers':
      case 'response_body':
      case 'response_trailers':
        return this.#response(event, course);
      case 'cancelled':
        return this.#end(course, null, 'cancelled');
      case 'half_closed':
        this.#effects.push({ kind: 'fail', code: 'ERR_WIRE_ORDER' });
        return this.#end(course, null, 'failed');
      case 'deadline':
        return this.#block(hostBlock('timed_out'), course);
      case 'undecodable':
        return this.#block(hostBlock(undecodable[event.side][event.why]), course);
    }
  }

  #requestHead(headers: HeaderList, isAll: boolean, course: Course): void {
    if (this.#phase.kind !== 'head') throw outOfOrder(this.#phase.kind, 'request_headers');
    const introduction = introduce(headers, this.#facts, this.#around, course.nowMs);
    if (introduction.kind === 'refused') {
      course.seen = introduction.seen;
      this.#api = introduction.seen.connection?.api ?? 'generic';
      return this.#block(introduction.block, course);
    }
    const { caller } = introduction;
    this.#api = caller.connection.api;
    course.caller = caller;
    const planned = this.#plan(caller, course);
    if (planned.kind === 'block') return this.#block(planned.block, course);
    const { plan, prepared } = planned;
    const judge = new Judge(this.#around, caller, plan, prepared, () => course.progress());
    course.judge = judge;
    if (judge.at('request_head') === 'stop') return this.#block(judge.block!, course);
    const requestCase = { caller, plan, prepared, judge };
    const request = new RequestSide(headers, requestCase, course, this.#around);
    const refused = isAll ? null : request.first();
    if (refused !== null) return this.#block(refused, course);
    this.#phase = { kind: 'request', request, response: new ResponseSide(requestCase, course, this.#around) };
    if (isAll) return this.#requestComplete(false, null, course);
    if (request.coding !== null) this.#effects.push({ kind: 'decode', side: 'request', coding: request.coding });
  }

  #plan(caller: Caller, course: Course): PlanReady {
    const { usage, prepare } = this.#around;
    const about = { point: 'request_head', finding: null, toolCall: null } as const;
    const outcome = caller.policy.plan(policyInput(caller, about, course.progress(), [], 0, usage.of(caller.session)));
    if (outcome.kind === 'block') return { kind: 'block', block: outcome.block };
    try {
      return { kind: 'ready', plan: outcome.plan, prepared: prepare(outcome.plan) };
    } catch (error) {
      if (error instanceof Fault) return { kind: 'block', block: hostBlock('policy_shape') };
      throw error;
    }
  }

  #requestBody(bytes: Buffer, isEnd: boolean, course: Course): void {
    // What Envoy still sends of a request that it answered itself goes nowhere.
    if (this.#phase.kind === 'relay') return;
    if (this.#phase.kind !== 'request') throw outOfOrder(this.#phase.kind, 'request_body');
    const refused = this.#phase.request.take(bytes);
    if (refused !== null) return this.#block(refused, course);
    if (isEnd) this.#requestComplete(true, null, course);
  }

  #requestComplete(hasBody: boolean, trailers: HeaderList | null, course: Course): void {
    if (this.#phase.kind === 'relay') return;
    if (this.#phase.kind !== 'request') throw outOfOrder(this.#phase.kind, 'request_trailers');
    const outcome = this.#phase.request.complete(hasBody, trailers);
    if (outcome.kind === 'block') return this.#block(outcome.block, course);
    this.#phase = { kind: 'upstream', response: this.#phase.response };
    this.#send(outcome.answers);
  }

  #response(event: Extract<Arrival, { kind: `response_${string}` }>, course: Course): void {
    const phase = this.#phase;
    switch (phase.kind) {
      case 'head':
      case 'request': {
        // Nothing went upstream yet, so this answer is Envoy's own.
        const relay = new Relay(course);
        this.#phase = { kind: 'relay', relay };
        return this.#follow(relay.pass(event), course);
      }
      case 'relay':
        return this.#follow(phase.relay.pass(event), course);
      case 'upstream':
        if (event.kind !== 'response_headers') throw outOfOrder(phase.kind, event.kind);
        this.#phase = { kind: 'response', response: phase.response };
        this.#follow(phase.response.head(event.headers, event.endOfStream), course);
        if (phase.response.coding !== null)
          this.#effects.push({ kind: 'decode', side: 'response', coding: phase.response.coding });
        return;
      case 'response':
        if (event.kind === 'response_body') return this.#follow(phase.response.body(event.body, event.endOfStream), course);
        if (event.kind === 'response_trailers') return this.#follow(phase.response.trailers(event.trailers), course);
        throw outOfOrder(phase.kind, event.kind);
      case 'over':
        return;
    }
  }

  #follow(outcome: Outcome, course: Course): void {
    this.#send(outcome.answers);
    if (outcome.block !== null) return this.#block(outcome.block, course);
    if (!outcome.isOver) return;
    this.#effects.push({ kind: 'finish' });
    // Envoy's own answer is told as one: nothing was let through to an upstream.
    this.#end(course, this.#phase.kind === 'relay' ? hostBlock('unexpected_response') : null, 'delivered');
  }

  #send(answers: readonly Answer[]): void {
    for (const answer of answers) this.#effects.push({ kind: 'send', answer });
  }

  #block(block: Block, course: Course): void {
    const phase = this.#phase;
    const underWay =
      phase.kind === 'response' ? phase.response.underWay : phase.kind === 'relay' && phase.relay.headSent ? 'unread' : null;
    this.#effects.push(...blockEffects(block, { exchange: course.exchange, api: this.#api, underWay }, 'block'));
    this.#end(course, block, 'blocked');
  }

  #end(course: Course, block: Block | null, ending: Parameters<Course['record']>[1]): void {
    this.#phase = { kind: 'over' };
    course.requestMemory.hold(0);
    course.responseMemory.hold(0);
    const record = course.record(block?.code ?? null, ending);
    if (course.caller !== null) {
      const bytes = course.requestBytes + course.bytesIn;
      this.#around.usage.add(course.caller.session, {
        requests: 1,
        bytes,
        tokens: course.judge?.tokens ?? 0,
        findings: course.judge?.findings.total ?? 0,
      });
    }
    this.#around.record(record);
  }
}

const undecodable = {
  request: { broken: 'request_encoding', bomb: 'request_too_large' },
  response: { broken: 'response_encoding', bomb: 'inflate_bomb' },
} as const;

type PlanReady =
  | { readonly kind: 'ready'; readonly plan: Plan; readonly prepared: PreparedPlan }
  | { readonly kind: 'block'; readonly block: Block };

function outOfOrder(phase: string, event: string): Fault {
  return new Fault('ERR_WIRE_ORDER', `${event} came in the phase "${phase}" of an exchange`);
}
