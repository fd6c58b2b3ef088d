// The request on its way up: its body is kept whole, read for what policies need to know, inspected where the plan says so, and sent on
// with the one length that is true.
import { openTransformer } from '../content/open.ts';
import type { Plan } from '../words/plan.ts';
import { requestMutation } from './answers.ts';
import { type Block, hostBlock } from './block.ts';
import type { Caller } from './caller.ts';
import type { Course } from './course.ts';
import type { Answer, HeaderList } from './events.ts';
import { headerValue, nothingChanged } from './headers.ts';
import type { Judge } from './judge.ts';
import { readRequestBody } from './request-facts.ts';
import type { PreparedPlan, Surroundings } from './surroundings.ts';

export interface RequestCase {
  readonly caller: Caller;
  readonly plan: Plan;
  readonly prepared: PreparedPlan;
  readonly judge: Judge;
}

export type RequestOutcome =
  | { readonly kind: 'forward'; readonly answers: readonly Answer[] }
  | { readonly kind: 'block'; readonly block: Block };

export class RequestSide {
  readonly #headers: HeaderList;
  readonly #case: RequestCase;
  readonly #course: Course;
  readonly #around: Surroundings;
  readonly #chunks: Buffer[] = [];

  constructor(headers: HeaderList, requestCase: RequestCase, course: Course, around: Surroundings) {
    this.#headers = headers;
    this.#case = requestCase;
    this.#course = course;
    this.#around = around;
  }

  /** What can be said before any of the body came. */
  first(): Block | null {
    const coding = headerValue(this.#headers, 'content-encoding')?.trim().toLowerCase() ?? '';
    if (coding !== '' && coding !== 'identity') return hostBlock('request_encoding');
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
  complete(hasBody: boolean, trailers: HeaderList | null): RequestOutcome {
    const { judge, caller } = this.#case;
    const received = Buffer.concat(this.#chunks.splice(0));
    const reading = readRequestBody(caller.contentType, received, this.#around.limits);
    if (reading.kind === 'unreadable') return { kind: 'block', block: hostBlock('request_unreadable') };
    if (reading.kind === 'read') this.#course.request = reading.facts;
    const body = this.#case.plan.request ? this.#inspected(received, reading.kind === 'opaque') : received;
    if (judge.block === null) judge.at('request');
    if (judge.block !== null) return { kind: 'block', block: judge.block };
    return { kind: 'forward', answers: this.#answers(body, hasBody, trailers) };
  }

  #inspected(body: Buffer, isOpaque: boolean): Buffer {
    if (body.length === 0) return body;
    const { judge, plan, prepared, caller } = this.#case;
    if (isOpaque && !/^text\//i.test(caller.contentType ?? '')) {
      if (caller.connection.onUnreadable === 'block') judge.refuse(hostBlock('request_unreadable'));
      return body;
    }
    const pieces: Uint8Array[] = [];
    const transformer = openTransformer({
      format: isOpaque ? 'text' : 'json',
      shape: caller.connection.api,
      scanner: prepared.scanner,
      plan,
      limits: this.#around.limits,
      side: 'request',
      inspector: judge.inspector('request'),
      emit: piece => pieces.push(piece),
    });
    const refusal = transformer.push(body) ?? transformer.end();
    if (refusal !== null) judge.refuse(hostBlock('request_unreadable'));
    return Buffer.concat(pieces);
  }

  #answers(body: Buffer, hasBody: boolean, trailers: HeaderList | null): readonly Answer[] {
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
