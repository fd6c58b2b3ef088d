// The order that Envoy keeps, and the one that it wants back: in each direction headers, then bodies, then trailers if any.
// An answer out of order would be a "spurious message" to Envoy; one after the end could be bytes nobody decided on. Both are stopped
// here. Knows kinds and ends, never a body.
import type { Answer, Arrival } from '../exchange/events.ts';
import { Fault } from '../words/fault.ts';

type Side = 'request' | 'response';

interface Progress {
  arrived: 'nothing' | 'headers' | 'trailers' | 'end';
  answered: 'nothing' | 'headers' | 'end';
  /** The headers said that nothing follows. */
  bare: boolean;
}

export class Order {
  readonly #sides: Readonly<Record<Side, Progress>> = { request: begin(), response: begin() };
  #immediate = false;
  #local: 'none' | 'headers' | 'end' = 'none';

  /** Takes note of what came. False: it came after its direction's end and is to be ignored. Throws ERR_WIRE_ORDER. */
  admit(arrival: Arrival): boolean {
    const side = this.#sides[sideOf(arrival.kind)];
    if (side.arrived === 'end' || side.arrived === 'trailers') return false;
    switch (arrival.kind) {
      case 'request_headers':
      case 'response_headers':
        if (side.arrived !== 'nothing') throw new Fault('ERR_WIRE_ORDER', `${arrival.kind} came twice`);
        side.arrived = arrival.endOfStream ? 'end' : 'headers';
        side.bare = arrival.endOfStream;
        return true;
      case 'request_body':
      case 'response_body':
        if (side.arrived === 'nothing') throw new Fault('ERR_WIRE_ORDER', `${arrival.kind} came before its headers`);
        if (arrival.endOfStream) side.arrived = 'end';
        return true;
      case 'request_trailers':
      case 'response_trailers':
        if (side.arrived === 'nothing') throw new Fault('ERR_WIRE_ORDER', `${arrival.kind} came before its headers`);
        side.arrived = 'trailers';
        return true;
    }
  }

  /** Takes note of what is about to be sent. Throws ERR_WIRE_ANSWER when Envoy would not take it. */
  answer(answer: Answer): void {
    if (this.#immediate) throw outOfOrder(answer, 'after an immediate answer');
    if (answer.kind === 'immediate') {
      if (this.responseEnded) throw outOfOrder(answer, 'after the end of the response');
      if (this.#local !== 'none') throw outOfOrder(answer, 'into an answer of our own');
      this.#immediate = true;
      return;
    }
    if (answer.kind === 'local_headers' || answer.kind === 'local_body') return this.#answerLocally(answer);
    if (this.#local !== 'none') throw outOfOrder(answer, 'into an answer of our own');
    const side = this.#sides[sideOf(answer.kind)];
    if (side.answered === 'end') throw outOfOrder(answer, 'after the end of its direction');
    switch (answer.kind) {
      case 'request_headers':
      case 'response_headers':
        if (side.arrived === 'nothing') throw outOfOrder(answer, 'before there were headers to answer');
        if (side.answered !== 'nothing') throw outOfOrder(answer, 'a second time');
        side.answered = side.bare ? 'end' : 'headers';
        return;
      case 'request_body':
      case 'response_body':
        if (side.answered === 'nothing') throw outOfOrder(answer, 'before the headers were answered');
        if (answer.endOfStream) side.answered = 'end';
        return;
      case 'request_trailers':
      case 'response_trailers':
        if (side.answered === 'nothing') throw outOfOrder(answer, 'before the headers were answered');
        if (side.arrived !== 'trailers') throw outOfOrder(answer, 'where no trailers came');
        side.answered = 'end';
        return;
    }
  }

  /** Takes the place of the answer to the request's headers, and of all that would follow. */
  #answerLocally(answer: Extract<Answer, { kind: `local_${string}` }>): void {
    const { request, response } = this.#sides;
    const isWhole = request.arrived === 'end' || request.arrived === 'trailers';
    const isFree = isWhole && request.answered === 'nothing' && response.arrived === 'nothing';
    if (answer.kind === 'local_headers' ? !isFree || this.#local !== 'none' : this.#local !== 'headers')
      throw outOfOrder(answer, 'where an answer of our own has no place');
    this.#local = answer.endOfStream ? 'end' : 'headers';
  }

  /** The client has, or is about to have, a whole answer. */
  get responseEnded(): boolean {
    return this.#immediate || this.#local === 'end' || this.#sides.response.answered === 'end';
  }

  /** Nothing is left that Envoy could let pass: only now is OK harmless. An upstream may answer before it has the whole request. */
  get complete(): boolean {
    const { arrived, answered } = this.#sides.request;
    return this.#immediate || this.#local === 'end' || (this.responseEnded && (arrived === 'nothing' || answered === 'end'));
  }
}

function begin(): Progress {
  return { arrived: 'nothing', answered: 'nothing', bare: false };
}

function sideOf(kind: Exclude<Answer['kind'], 'immediate' | `local_${string}`>): Side {
  return kind.startsWith('request') ? 'request' : 'response';
}

function outOfOrder(answer: Answer, when: string): Fault {
  return new Fault('ERR_WIRE_ANSWER', `the exchange sent ${answer.kind} ${when}`);
}
