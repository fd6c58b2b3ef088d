// Digests of the bodies of one exchange: as they came, after content-decoding, and as they left. Knows bytes and directions only.
import { BodyHash, type ExchangeDigests } from '../audit/entries.ts';
import type { Side } from '../words/finding.ts';
import type { Answer, Effect, ExchangeEvent } from './events.ts';

const opened = () => ({ request: new BodyHash(), response: new BodyHash() });

export class Bodies {
  readonly #came: Readonly<Record<Side, BodyHash>> = opened();
  readonly #left: Readonly<Record<Side, BodyHash>> = opened();
  /** The client has a head. */
  headLeft = false;

  came(event: ExchangeEvent): void {
    if (event.kind === 'request_body') this.#came.request.add(event.body);
    else if (event.kind === 'response_body') this.#came.response.add(event.body);
  }

  left(answer: Answer): void {
    if (answer.kind === 'response_headers' || answer.kind === 'local_headers') this.headLeft = true;
    if ('body' in answer) this.#left[sideOf(answer)].add(answer.body);
  }

  /** What there will be once these have left too. */
  digests(held: readonly Effect[]): ExchangeDigests {
    const left = { request: this.#left.request, response: held.length > 0 ? this.#left.response.copy() : this.#left.response };
    for (const effect of held) if (effect.kind === 'send' && 'body' in effect.answer) left.response.add(effect.answer.body);
    const { request, response } = this.#came;
    return {
      request: { came: request.digest, left: left.request.digest },
      response: { came: response.digest, left: left.response.digest },
    };
  }
}

export function sideOf({ kind }: Answer): Side {
  return kind.startsWith('request_') ? 'request' : 'response';
}
