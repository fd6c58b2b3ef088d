// The body messages of one side on their way through a decoder, and back as messages of the same kinds.
// Knows which arrivals carry a body; what undoes the coding is inflate.ts's business.
import type { Arrival, BodySide, ContentCoding, ExchangeEvent } from '../exchange/events.ts';
import type { Limits } from '../words/limits.ts';
import { Inflater } from './inflate.ts';

export interface DecoderSink {
  deliver(event: ExchangeEvent): void;
  /** Something is through: more may be read. */
  regulate(): void;
}

/** Whose body the message is a part of, or the end of; null for heads. */
export function bodySideOf(arrival: Arrival): BodySide | null {
  switch (arrival.kind) {
    case 'request_body':
    case 'request_trailers':
      return 'request';
    case 'response_body':
    case 'response_trailers':
      return 'response';
    case 'request_headers':
    case 'response_headers':
      return null;
  }
}

export class BodyDecoder {
  readonly #inflater: Inflater;
  /** What waits for the decoder to come to its end. */
  #tail: Arrival;

  constructor(side: BodySide, coding: ContentCoding, limits: Limits, sink: DecoderSink) {
    const kind = `${side}_body` as const;
    this.#tail = { kind, body: Buffer.alloc(0), endOfStream: true };
    this.#inflater = new Inflater(coding, limits, {
      onBytes: body => sink.deliver({ kind, body, endOfStream: false }),
      onIdle: () => sink.regulate(),
      onEnd: () => sink.deliver(this.#tail),
      onBroken: why => sink.deliver({ kind: 'undecodable', side, why }),
    });
  }

  /** Something is on its way through. */
  get busy(): boolean {
    return this.#inflater.busy;
  }

  /** Only for messages of its side. */
  take(arrival: Arrival): void {
    if (arrival.kind === 'request_body' || arrival.kind === 'response_body') {
      this.#inflater.push(arrival.body);
      if (!arrival.endOfStream) return;
    } else if (arrival.kind === 'request_trailers' || arrival.kind === 'response_trailers') this.#tail = arrival;
    this.#inflater.end();
  }

  /** Holds back output, and with it the input. */
  pause(): void {
    this.#inflater.pause();
  }

  resume(): void {
    this.#inflater.resume();
  }

  destroy(): void {
    this.#inflater.destroy();
  }
}
