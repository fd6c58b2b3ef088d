// Answers on their way to a transport that can only take so much at once, bodies cut into pieces of bounded size.
// Knows the order and the bound, and neither gRPC nor the exchange. Encoding waits until a piece is due, so that a large body
// is not in memory twice.
import type { Answer } from '../exchange/events.ts';
import { encodeAnswer } from './encode.ts';

type Body = Extract<Answer, { kind: 'request_body' | 'response_body' | 'local_body' }>;

export class Outbox {
  readonly #pieceBytesMax: number;
  readonly #waiting: Answer[] = [];
  /** Where the first waiting answer's body goes on. */
  #offset = 0;

  constructor(pieceBytesMax: number) {
    this.#pieceBytesMax = pieceBytesMax;
  }

  get empty(): boolean {
    return this.#waiting.length === 0;
  }

  put(answer: Answer): void {
    // Envoy wants nothing said where there is nothing to say.
    if (isBody(answer) && answer.body.length === 0 && !answer.endOfStream) return;
    this.#waiting.push(answer);
  }

  /** The next message's bytes, or null. Throws ERR_WIRE_ANSWER for an answer that can't be written. */
  next(): Buffer | null {
    const answer = this.#waiting[0];
    if (answer === undefined) return null;
    if (!isBody(answer)) {
      this.#waiting.shift();
      return encodeAnswer(answer);
    }
    return this.#piece(answer);
  }

  clear(): void {
    this.#waiting.length = 0;
    this.#offset = 0;
  }

  #piece(answer: Body): Buffer {
    const from = this.#offset;
    const to = Math.min(from + this.#pieceBytesMax, answer.body.length);
    const last = to === answer.body.length;
    if (last) this.#waiting.shift();
    this.#offset = last ? 0 : to;
    if (from === 0 && last) return encodeAnswer(answer);
    return encodeAnswer({ kind: answer.kind, body: answer.body.subarray(from, to), endOfStream: last && answer.endOfStream });
  }
}

function isBody(answer: Answer): answer is Body {
  return answer.kind === 'request_body' || answer.kind === 'response_body' || answer.kind === 'local_body';
}
