// Judges a response's head: whether its body can be read at all, as what, and what its headers may carry on to the client.

import type { Format } from '../content/open.ts';
import type { HostBlockCode } from '../words/blocks.ts';
import { type Block, hostBlock } from './block.ts';
import type { Caller } from './caller.ts';
import { codingOf } from './coding.ts';
import type { ContentCoding, HeaderList } from './events.ts';
import { headerValue } from './headers.ts';
import { assembles, type Expectation, type FormatOutcome, formatOf } from './media.ts';

export interface ResponseHead {
  readonly status: number;
  readonly contentType: string | null;
  /** Null: there is no body, or the operator lets bytes pass that can't be read. */
  readonly format: Format | null;
  /** Why it passes unread; null where it does not. */
  readonly unread: HostBlockCode | null;
  /** How the body is compressed; null when it is not. */
  readonly coding: ContentCoding | null;
}

export type HeadOutcome =
  | { readonly kind: 'accepted'; readonly head: ResponseHead }
  | { readonly kind: 'refused'; readonly block: Block };

/** `bodiless`: the head is all there is (HEAD, 204, 304). */
export function judgeResponseHead(headers: HeaderList, caller: Caller, expectation: Expectation, bodiless: boolean): HeadOutcome {
  const status = Number(headerValue(headers, ':status') ?? Number.NaN);
  const contentType = headerValue(headers, 'content-type');
  const refuse = (code: Parameters<typeof hostBlock>[0]): HeadOutcome => ({ kind: 'refused', block: hostBlock(code) });
  if (!(status >= 200 && status <= 599)) return refuse(status === 101 ? 'response_upgrade' : 'unexpected_response');
  if (status === 206 || headerValue(headers, 'content-range') !== null) return refuse('response_partial');
  if (status >= 300 && status < 400 && !staysWithin(caller.connection.hosts, headerValue(headers, 'location')))
    return refuse('response_redirect');
  const accept = (head: Pick<ResponseHead, 'format' | 'unread' | 'coding'>): HeadOutcome => ({
    kind: 'accepted',
    head: { status, contentType, ...head },
  });
  if (bodiless) return accept({ format: null, unread: null, coding: null });
  const coding = codingOf(headerValue(headers, 'content-encoding'));
  const outcome: FormatOutcome =
    coding === 'unknown' ? { kind: 'unreadable', code: 'response_encoding' } : formatOf(status, contentType, expectation);
  if (outcome.kind === 'refused') return refuse(outcome.code);
  if (outcome.kind === 'format')
    return accept({ format: outcome.format, unread: null, coding: coding === 'unknown' ? null : coding });
  // Who assembles a stream reads whatever comes as one: it can't be unread bytes.
  if (caller.connection.onUnreadable !== 'pass' || assembles(status, expectation)) return refuse(outcome.code);
  return accept({ format: null, unread: outcome.code, coding: null });
}

/** A redirect may stay with the connection's hosts; relative ones do. */
function staysWithin(hosts: readonly string[], location: string | null): boolean {
  if (location === null) return true;
  const [first = ''] = hosts;
  try {
    return hosts.includes(new URL(location, `https://${first}/`).hostname);
  } catch {
    return false;
  }
}
