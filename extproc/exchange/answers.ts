// The answers that an exchange gives Envoy: a block at each stage, and the heads of requests and responses that may go on.

import type { Decided } from '../audit/record.ts';
import { blockBody, errorEvent, errorHeaders, errorMessage } from '../content/errors.ts';
import type { Format } from '../content/open.ts';
import type { ApiShape } from '../words/access.ts';
import type { Block } from './block.ts';
import type { Effect, HeaderList, HeaderMutation } from './events.ts';
import { ownHeaders, removedFromRequest, removedFromResponse } from './headers.ts';

export interface BlockScene {
  readonly exchange: string;
  readonly api: ApiShape;
  /** The format of the body that is under way; null while the response's head is still ours to write. */
  readonly underWay: Format | 'unread' | null;
}

/**
 * Says no: with a status and the API's own error before the head went out; with its error event and a clean end in a stream of events;
 * else by a reset, since a clean end would make half an answer look whole.
 */
export function blockEffects(block: Block, scene: BlockScene, decided: Decided): readonly Effect[] {
  const told = { code: block.code, message: block.message, exchange: scene.exchange, status: block.status };
  if (scene.underWay === 'sse' || scene.underWay === 'eventstream') {
    const last = scene.underWay === 'sse' ? errorEvent(scene.api, told) : errorMessage(told);
    return [{ kind: 'send', answer: { kind: 'response_body', body: last, endOfStream: true } }, { kind: 'finish' }];
  }
  const body = blockBody(scene.api, told);
  const headers: HeaderList = [
    ['content-type', 'application/json'],
    ['cache-control', 'no-store'],
    ['x-penstock-exchange', scene.exchange],
    ['x-penstock-decision', decided],
    // The openai and anthropic clients would repeat some statuses by themselves: a decision does not change by asking again.
    ['x-should-retry', 'false'],
    ...errorHeaders(scene.api, told),
  ];
  return [
    { kind: 'send', answer: { kind: 'immediate', status: block.status, headers, body, details: `penstock_${block.code}` } },
    { kind: 'finish' },
  ];
}

/** What a request's head looks like when it goes up. `bodyBytes`: null when there is no body, or trailers forbid a length. */
export function requestMutation(headers: HeaderList, forwardedPath: string, bodyBytes: number | null): HeaderMutation {
  const set: [string, string][] = [
    ['accept-encoding', 'identity'],
    [':path', forwardedPath],
  ];
  if (bodyBytes !== null) set.push(['content-length', String(bodyBytes)]);
  return { set, remove: removedFromRequest(headers) };
}

export interface ResponseMark {
  readonly exchange: string;
  /** Null where it is not known yet, in a stream. */
  readonly decided: Decided | null;
  /** Null unless the whole body is in hand. */
  readonly bodyBytes: number | null;
  /** The body passes as it came, so that its coding has to stay named. */
  readonly isUnread: boolean;
}

/** What a response's head looks like when it goes down; `edited` are headers whose values were masked. */
export function responseMutation(mark: ResponseMark, edited: HeaderList): HeaderMutation {
  const set: (readonly [string, string])[] = [...edited, ['cache-control', 'no-store'], ['x-penstock-exchange', mark.exchange]];
  if (mark.decided !== null) set.push(['x-penstock-decision', mark.decided]);
  if (mark.bodyBytes !== null) set.push(['content-length', String(mark.bodyBytes)]);
  const removed = mark.isUnread ? removedFromResponse.filter(name => name !== 'content-encoding') : removedFromResponse;
  return { set, remove: [...removed, ...ownHeaders] };
}
