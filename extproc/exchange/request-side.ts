// The request on its way up: its body is kept whole, read for what policies need to know, inspected where the plan says so, and sent on
// with the one length that is true.
import { openTransformer } from '../content/open.ts';
import type { HostBlockCode } from '../words/blocks.ts';
import type { HeldContent } from '../words/hold.ts';
import type { Plan } from '../words/plan.ts';
import { requestMutation } from './answers.ts';
import { type Block, hostBlock } from './block.ts';
import type { Caller } from './caller.ts';
import { codingOf } from './coding.ts';
import type { Course } from './course.ts';
import type { Answer, ContentCoding, HeaderList } from './events.ts';
import { expectationOf } from './expectation.ts';
import { headerValue, nothingChanged } from './headers.ts';
import type { Held } from './holding.ts';
import type { Judge } from './judge.ts';
import { withPath } from './path-facts.ts';
import { readRequestBody } from './request-facts.ts';
import { requestFormatOf } from './request-format.ts';
import type { PreparedPlan, Surroundings } from './surroundings.ts';

const noBytes = Buffer.alloc(0);
const holdShape = /^ho_[0-9A-Z]{26}$/;

export interface RequestCase {
  readonly caller: Caller;
  readonly plan: Plan;
  readonly prepared: PreparedPlan;
  readonly judge: Judge;
}

export type RequestOutcome =
  | { readonly kind: 'forward'; readonly answers: readonly Answer[] }
  | { readonly kind: 'block'; readonly block: Block };

export class RequestSide implements Held {
  readonly side = 'request';
  /** Its client has nothing yet, and can't be given anything before the upstream answers. */
  readonly headSent = false;
  readonly takesComments = false;
  readonly #headers: HeaderList;
  readonly #case: RequestCase;
  readonly #course: Course;
  readonly #around: Surroundings;
  readonly #chunks: Buffer[] = [];
  /** As it may go up. */
  #body: Buffer = noBytes;
  #hasBody = false;
  #trailers: HeaderList | null = null;
  #isJson = false;
  /** By which it is known again, once it is complete. */
  key = '';
  /** A decoder that has to stand before this side; null when none has to. */
  coding: ContentCoding | null = null;

  constructor(headers: HeaderList, requestCase: RequestCase, course: Course, around: Surroundings) {
    this.#headers = headers;
    this.#case = requestCase;
    this.#course = course;
    this.#around = around;
  }

  /** What can be said before any of the body came. */
  first(): Block | null {
    const coding = codingOf(headerValue(this.#headers, 'content-encoding'));
    if (coding === 'unknown') return hostBlock('request_encoding');
    this.coding = coding;
    return null;
  }

  take(bytes: Buffer): Block | null {
    this.#course.requestBytes += bytes.length;
    if (this.#course.requestBytes > this.#around.limits.requestBodyBytesMax) return hostBlock('request_too_large');
    if (!this.#course.requestMemory.hold(this.#course.requestBytes)) return hostBlock('overloaded');
    if (bytes.length > 0) this.#chunks.push(bytes);
    return null;
  }

  /** The request is complete. `hasBody`: body messages came, be they empty; `trailers`: null when there were none. */
  complete(hasBody: boolean, trailers: HeaderList | null): Block | null {
    const { judge, caller, plan } = this.#case;
    const received = Buffer.concat(this.#chunks.splice(0));
    const unread = this.#read(received);
    if (unread !== null) return unread;
    this.#hasBody = hasBody;
    this.#trailers = trailers;
    this.key = this.#around.requestKey(caller, received, this.#isJson);
    this.#body = plan.request && received.length > 0 ? this.#inspected(received) : received;
    if (judge.block === null) judge.at('request');
    if (judge.isHeld && this.#body.length > this.#around.limits.heldBytesMax) judge.refuse(hostBlock('held_too_large'));
    return judge.block;
  }

  /** What the client says that it asks for once more; null when it says nothing, or nothing that could be. */
  get namedHold(): string | null {
    const named = headerValue(this.#headers, 'x-penstock-hold');
    return named !== null && holdShape.test(named) ? named : null;
  }

  comment(): readonly Answer[] {
    return [];
  }

  /** It goes up: as it is, or with the body that people made of it. */
  forward(edited: Uint8Array | null): RequestOutcome {
    if (edited === null) return { kind: 'forward', answers: this.#answers(this.#body) };
    const body = Buffer.from(edited);
    const unread = this.#read(body);
    return unread === null ? { kind: 'forward', answers: this.#answers(body) } : { kind: 'block', block: unread };
  }

  /** What people decide on, where rules hold it. */
  get content(): HeldContent {
    const { caller, judge, plan } = this.#case;
    return {
      side: 'request',
      api: caller.connection.api,
      path: caller.target.path,
      format: requestFormatOf(caller.contentType)?.format ?? 'unread',
      status: null,
      contentType: caller.contentType,
      headers: [],
      trailers: [],
      before: noBytes,
      beforeIsCut: false,
      body: this.#body,
      findings: judge.findings.held('request'),
      plan,
      input: { ...judge.input },
    };
  }

  /** What its body says of itself, for policies and for how the answer is read. */
  #read(body: Buffer): Block | null {
    const { caller } = this.#case;
    const reading = readRequestBody(caller.contentType, body, this.#around.limits);
    if (reading.kind === 'unreadable') return hostBlock(reading.code);
    if (reading.kind === 'read') this.#course.request = reading.facts;
    this.#isJson = reading.kind === 'read' && !reading.facts.isForm;
    const asked = { method: caller.method, path: caller.target.path, forwarded: caller.target.forwarded };
    const expectation = expectationOf(caller.connection.api, asked, this.#course.request);
    if (expectation === null) return hostBlock('request_unreadable');
    this.#course.expectation = expectation;
    this.#course.request = withPath(this.#course.request, caller.connection.api, asked.path, expectation);
    return null;
  }

  #inspected(body: Buffer): Buffer {
    const { judge, plan, prepared, caller } = this.#case;
    const format = requestFormatOf(caller.contentType);
    if (format === null) return this.#uninspected(body, 'request_unreadable');
    const pieces: Uint8Array[] = [];
    const transformer = openTransformer({
      ...format,
      shape: caller.connection.api,
      path: caller.target.path,
      scanner: prepared.scanner,
      plan,
      limits: this.#around.limits,
      side: 'request',
      inspector: judge.inspector('request'),
      passesUnread: caller.connection.onUnreadable === 'pass',
      emit: piece => pieces.push(piece),
    });
    const refusal = transformer.push(body) ?? transformer.end();
    if (refusal !== null) {
      if (refusal.unread !== undefined) return this.#uninspected(body, 'request_unreadable');
      judge.refuse(hostBlock(asRequestCode(refusal.code)));
    }
    return Buffer.concat(pieces);
  }

  /** Passes only where an operator wrote so, and the record says it. */
  #uninspected(body: Buffer, code: HostBlockCode): Buffer {
    const { judge, caller } = this.#case;
    if (caller.connection.onUnreadable === 'block') judge.refuse(hostBlock(code));
    else this.#course.requestUnread = code;
    return body;
  }

  #answers(body: Buffer): readonly Answer[] {
    const trailers = this.#trailers;
    const hasBody = this.#hasBody;
    const length = hasBody && trailers === null ? body.length : null;
    const head: Answer = {
      kind: 'request_headers',
      mutation: requestMutation(this.#headers, this.#case.caller.target.forwarded, length),
    };
    if (!hasBody && trailers === null) return [head];
    const answers: Answer[] = [head, { kind: 'request_body', body, endOfStream: trailers === null }];
    if (trailers !== null)
      answers.push({ kind: 'request_trailers', mutation: { ...nothingChanged, remove: trailers.map(([name]) => name) } });
    return answers;
  }
}

/** What the content room says of answers is told of a request in its own words. */
function asRequestCode(code: HostBlockCode): HostBlockCode {
  return code.startsWith('request_') || code === 'payload' || code === 'inspection_late' ? code : 'request_unreadable';
}
