// One exchange as a state machine: Envoy's messages in, answers out. It neither waits nor looks around: time comes with each event,
// chance and everything else from the surroundings. Every path ends in a final answer or in a status that is not OK.

import { Fault } from '../words/fault.ts';
import type { Side } from '../words/finding.ts';
import type { HeldContent, HoldNews, Redemption } from '../words/hold.ts';
import { ulid } from '../words/ulid.ts';
import { blockEffects, fetchedAnswers } from './answers.ts';
import { type Block, hostBlock, undecodableBlock } from './block.ts';
import { Course } from './course.ts';
import type { Answer, Arrival, Effect, ExchangeEvent, ExchangeMachine, HeaderList, StreamFacts } from './events.ts';
import { type Held, Holding, type HoldStep } from './holding.ts';
import { openCase } from './opening.ts';
import { redeemedAs } from './redemption.ts';
import { Relay } from './relay.ts';
import type { RequestSide } from './request-side.ts';
import type { Outcome, ResponseSide } from './response-side.ts';
import type { Surroundings } from './surroundings.ts';

type Sides = { readonly request: RequestSide; readonly response: ResponseSide };

type Phase =
  | { readonly kind: 'head' }
  | ({ readonly kind: 'request' } & Sides)
  /** The request is complete: the desk is asked for what was held before. */
  | ({ readonly kind: 'redeeming' } & Sides)
  /** People decide on the request. */
  | ({ readonly kind: 'held' } & Sides)
  | { readonly kind: 'upstream'; readonly response: ResponseSide }
  | { readonly kind: 'response'; readonly response: ResponseSide }
  /** The proxy answers by itself: there is no upstream's answer to guard. */
  | { readonly kind: 'relay'; readonly relay: Relay }
  | { readonly kind: 'over' };

export class Exchange implements ExchangeMachine {
  readonly #facts: StreamFacts;
  readonly #around: Surroundings;
  /** How far it is; null before its first event. */
  course: Course | null = null;
  #phase: Phase = { kind: 'head' };
  #effects: Effect[] = [];
  /** The hold that is under way. */
  #holding: Holding | null = null;
  #requestKey = '';

  constructor(facts: StreamFacts, around: Surroundings) {
    this.#facts = facts;
    this.#around = around;
  }

  handle(event: ExchangeEvent, nowMs: number): readonly Effect[] {
    this.course ??= new Course(ulid('ex', nowMs, this.#around.chance(10)), nowMs, this.#around);
    this.course.nowMs = nowMs;
    this.#effects = [];
    if (this.#phase.kind === 'over') return [];
    this.course.judge?.beginTurn();
    try {
      this.#step(event, this.course);
    } catch (error) {
      this.#end(this.course, null, 'failed');
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
        if (event.which !== 'people' || this.#holding === null) return this.#block(hostBlock('timed_out'), course);
        return this.#take(this.#holding.giveUp(), course);
      case 'undecodable':
        return this.#block(undecodableBlock(event.side, event.why), course);
      case 'redeemed':
        return this.#redeemed(event.answer, course);
      case 'hold_unopened':
        this.#holding = null;
        return this.#block(hostBlock(event.code), course);
      case 'hold_opened':
        this.#holding?.opened(event.hold);
        return this.#proceed(course);
      case 'hold_news':
        return this.#hear(event.side, event.news, course);
      case 'woke':
        return this.#proceed(course);
      case 'draining':
        course.isDraining = true;
        return this.#proceed(course);
      case 'journaled':
        return this.#block(hostBlock('audit_unavailable'), course);
    }
  }

  #requestHead(headers: HeaderList, isAll: boolean, course: Course): void {
    if (this.#phase.kind !== 'head') throw outOfOrder(this.#phase.kind, 'request_headers');
    const opened = openCase(headers, isAll, this.#facts, this.#around, course);
    if (opened.kind === 'refused') return this.#block(opened.block, course);
    const { request, response } = opened;
    this.#phase = { kind: 'request', request, response };
    if (isAll) return this.#requestComplete(false, null, course);
    if (request.coding !== null) this.#effects.push({ kind: 'decode', side: 'request', coding: request.coding });
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
    const { request, response } = this.#phase;
    const block = request.complete(hasBody, trailers);
    if (block !== null) return this.#block(block, course);
    this.#requestKey = request.key;
    const hold = request.namedHold;
    if (!this.#around.holds.mayHave(request.key, hold)) return this.#goUp({ request, response }, course);
    this.#phase = { kind: 'redeeming', request, response };
    this.#effects.push({ kind: 'redeem', key: request.key, hold, principal: course.caller!.principal.id });
  }

  /** The request goes up, or waits for people where rules hold it. */
  #goUp(sides: Sides, course: Course): void {
    if (!course.judge!.isHeld) return this.#forward(sides, null, course, null);
    this.#phase = { kind: 'held', ...sides };
    this.#hold(sides.request, sides.request.content, course);
  }

  /** `delivered`: what the desk is told once it went, where people released it. */
  #forward({ request, response }: Sides, edited: Uint8Array | null, course: Course, delivered: Effect | null): void {
    const outcome = request.forward(edited);
    if (outcome.kind === 'block') return this.#block(outcome.block, course);
    course.judge!.release();
    this.#phase = { kind: 'upstream', response };
    this.#send(outcome.answers);
    if (delivered !== null) this.#effects.push(delivered);
  }

  #redeemed(answer: Redemption, course: Course): void {
    // The proxy may have answered by itself meanwhile.
    if (this.#phase.kind !== 'redeeming') return;
    const sides = { request: this.#phase.request, response: this.#phase.response };
    const step = redeemedAs(answer, course.expectation);
    switch (step.kind) {
      case 'none':
        return this.#goUp(sides, course);
      case 'block':
        return this.#block(step.block, course);
      case 'forward':
        course.redeemed(step.hold, 'request');
        return this.#forward(sides, step.body, course, { kind: 'redeemed_delivered', hold: step.hold });
      case 'answer':
        course.redeemed(step.hold, 'response');
        course.fetched(step.content);
        this.#send(fetchedAnswers(step.content, step.hold, course.exchange));
        this.#effects.push({ kind: 'redeemed_delivered', hold: step.hold });
        return this.#finish(course);
    }
  }

  /** Rules hold what is under way; `content` once all of it is here. */
  #hold(held: Held, content: HeldContent | null, course: Course): void {
    this.#holding ??= new Holding(held, course.caller!, course, this.#around.limits);
    this.#effects.push(...this.#holding.rules(course.judge!.holds, this.#requestKey));
    if (content !== null) this.#effects.push(...this.#holding.complete(content));
    this.#proceed(course);
  }

  #proceed(course: Course): void {
    if (this.#holding !== null) this.#take(this.#holding.step(), course);
  }

  #hear(side: Side, news: HoldNews, course: Course): void {
    // Of a hold that is over here; the desk tells each once.
    if (this.#holding?.side !== side) return;
    this.#take(this.#holding.hear(news), course);
  }

  #take(step: HoldStep, course: Course): void {
    this.#effects.push(...step.effects);
    if (step.kind === 'wait') return;
    this.#holding = null;
    if (step.kind === 'end') return this.#block(step.block, course);
    const phase = this.#phase;
    if (phase.kind === 'held') {
      this.#forward(phase, step.isEdited ? step.body : null, course, { kind: 'hold_delivered', side: 'request' });
    } else if (phase.kind === 'response') {
      this.#send(phase.response.release(step.body, step.hold));
      this.#effects.push({ kind: 'hold_delivered', side: 'response' });
      this.#finish(course);
    }
  }

  #response(event: Extract<Arrival, { kind: `response_${string}` }>, course: Course): void {
    const phase = this.#phase;
    switch (phase.kind) {
      case 'head':
      case 'request':
      case 'redeeming':
      case 'held': {
        // Nothing went upstream yet, so this answer is Envoy's own.
        this.#abandon('left');
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
    switch (outcome.kind) {
      case 'stopped':
        return this.#block(outcome.block, course);
      case 'over':
        return this.#finish(course);
      case 'more':
      case 'complete':
        if (this.#phase.kind !== 'response' || !course.judge!.isHeld) return;
        return this.#hold(this.#phase.response, outcome.kind === 'complete' ? outcome.content : null, course);
    }
  }

  #finish(course: Course): void {
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
    this.#abandon('blocked');
    this.#effects.push(...blockEffects(block, { exchange: course.exchange, api: course.api, underWay }));
    this.#end(course, block, 'blocked');
  }

  #abandon(why: 'blocked' | 'left' | 'failed'): void {
    if (this.#holding !== null) this.#effects.push(...this.#holding.end(why));
    this.#holding = null;
  }

  #end(course: Course, block: Block | null, ending: Parameters<Course['record']>[1]): void {
    if (this.#phase.kind === 'response') this.#phase.response.close();
    this.#abandon(ending === 'cancelled' ? 'left' : 'failed');
    this.#phase = { kind: 'over' };
    course.requestMemory.hold(0);
    course.responseMemory.hold(0);
    const record = course.record(block?.code ?? null, ending);
    if (course.caller !== null) this.#around.usage.add(course.caller.session, course.used);
    this.#around.record(record);
  }
}

function outOfOrder(phase: string, event: string): Fault {
  return new Fault('ERR_WIRE_ORDER', `${event} came in the phase "${phase}" of an exchange`);
}
