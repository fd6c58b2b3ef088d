// The answers that an exchange gives Envoy: a block at each stage, and the heads of requests and responses that may go on.

import type { Decided } from '../audit/record.ts';
import { blockBody, errorEvent, errorHeaders, errorMessage } from '../content/errors.ts';
import type { Format } from '../content/open.ts';
import type { ApiShape } from '../words/access.ts';
import type { HeldContent } from '../words/hold.ts';
import { type Block, decidedBy } from './block.ts';
import type { Answer, Effect, HeaderList, HeaderMutation } from './events.ts';
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
export function blockEffects(block: Block, scene: BlockScene): readonly Effect[] {
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
    ['x-penstock-decision', decidedBy(block.code)],
    ...retryHeaders(block),
    ...errorHeaders(scene.api, told),
  ];
  return [
    { kind: 'send', answer: { kind: 'immediate', status: block.status, headers, body, details: `penstock_${block.code}` } },
    { kind: 'finish' },
  ];
}

/** The openai and anthropic clients would repeat some statuses by themselves: only what people have yet to decide changes by asking again. */
function retryHeaders({ hold }: Block): HeaderList {
  const retryAfterMs = hold?.retryAfterMs ?? null;
  const retry: HeaderList = [['x-should-retry', retryAfterMs === null ? 'false' : 'true']];
  const after: HeaderList = retryAfterMs === null ? [] : [['retry-after', String(Math.max(1, Math.ceil(retryAfterMs / 1000)))]];
  return [...retry, ...after, ...(hold === undefined ? [] : [['x-penstock-hold', hold.id] as const])];
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
  /** By which people released it, or may; null where nothing held it. */
  readonly hold: string | null;
}

/** What a response's head looks like when it goes down; `edited` are headers whose values were masked. */
export function responseMutation(mark: ResponseMark, edited: HeaderList): HeaderMutation {
  const set: (readonly [string, string])[] = [...edited, ['cache-control', 'no-store'], ['x-penstock-exchange', mark.exchange]];
  if (mark.decided !== null) set.push(['x-penstock-decision', mark.decided]);
  if (mark.hold !== null) set.push(['x-penstock-hold', mark.hold]);
  if (mark.bodyBytes !== null) set.push(['content-length', String(mark.bodyBytes)]);
  const removed = mark.isUnread ? removedFromResponse.filter(name => name !== 'content-encoding') : removedFromResponse;
  return { set, remove: [...removed, ...ownHeaders] };
}

/** Headers of connections and framing, and those that the released answer gets anew. */
const notHeld: ReadonlySet<string> = new Set([
  ...removedFromResponse,
  ...ownHeaders,
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'trailer',
  'te',
  'proxy-authenticate',
  'proxy-connection',
  'date',
  'content-type',
  'cache-control',
]);

/** The headers with which a held answer is released to who asks for it later; `edited` are those whose values were masked. */
export function heldHeaders(headers: HeaderList, edited: HeaderList, isUnread: boolean): HeaderList {
  const masked = new Map(edited);
  return headers
    .filter(([name]) => !name.startsWith(':') && (!notHeld.has(name) || (isUnread && name === 'content-encoding')))
    .map(([name, value]) => [name, masked.get(name) ?? value] as const);
}

/** A released answer for who asks for it later, in the place of an upstream's: all of it, what had left to who asked first included. */
export function fetchedAnswers(content: HeldContent, hold: string, exchange: string): readonly Answer[] {
  const { status, contentType, headers } = content;
  const pieces = [content.before, content.body].filter(piece => piece.length > 0);
  const head: HeaderList = [
    [':status', String(status ?? 200)],
    ...headers,
    ...(contentType === null ? [] : [['content-type', contentType] as const]),
    ['cache-control', 'no-store'],
    ['x-penstock-exchange', exchange],
    ['x-penstock-decision', 'hold'],
    ['x-penstock-hold', hold],
  ];
  const bodies = pieces.map((body, at): Answer => ({ kind: 'local_body', body, endOfStream: at === pieces.length - 1 }));
  return [{ kind: 'local_headers', headers: head, endOfStream: pieces.length === 0 }, ...bodies];
}
