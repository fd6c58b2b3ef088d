// Envoy's own answer to a request that never went upstream (a malformed request, a refused upgrade): no principal, no grant, nothing of an
// upstream's in it. It passes, within a bound that such answers never reach.
import { hostBlock } from './block.ts';
import type { Course } from './course.ts';
import type { Arrival } from './events.ts';
import { headerValue, nothingChanged } from './headers.ts';
import type { Outcome } from './response-side.ts';

const bodyBytesMax = 64 * 1024;

export class Relay {
  readonly #course: Course;
  headSent = false;

  constructor(course: Course) {
    this.#course = course;
    course.format = 'relay';
  }

  pass(event: Extract<Arrival, { kind: `response_${string}` }>): Outcome {
    switch (event.kind) {
      case 'response_headers':
        this.headSent = true;
        this.#course.response = {
          status: Number(headerValue(event.headers, ':status')),
          contentType: headerValue(event.headers, 'content-type'),
        };
        return {
          kind: event.endOfStream ? 'over' : 'more',
          answers: [
            { kind: 'response_headers', mutation: { ...nothingChanged, set: [['x-penstock-exchange', this.#course.exchange]] } },
          ],
        };
      case 'response_body':
        this.#course.bytesIn += event.body.length;
        if (this.#course.bytesIn > bodyBytesMax) return { kind: 'stopped', answers: [], block: hostBlock('unexpected_response') };
        this.#course.sent(event.body.length);
        return {
          kind: event.endOfStream ? 'over' : 'more',
          answers: [{ kind: 'response_body', body: event.body, endOfStream: event.endOfStream }],
        };
      case 'response_trailers':
        return { kind: 'over', answers: [{ kind: 'response_trailers', mutation: nothingChanged }] };
    }
  }
}
