// Judges a response's head: whether its body can be read at all, as what, and what its headers may carry on to the client.

import { type Block, hostBlock } from './block.ts';
import type { Caller } from './caller.ts';
import type { ContentCoding, HeaderList } from './events.ts';
import { headerValue } from './headers.ts';
import { type Expectation, type Format, formatOf } from './media.ts';

export interface ResponseHead {
  readonly status: number;
  readonly contentType: string | null;
  /** Null: there is no body, or the operator lets bytes pass that can't be read. */
  readonly format: Format | null;
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
  if (bodiless) return { kind: 'accepted', head: { status, contentType, format: null, coding: null } };

  const coding = codingOf(headerValue(headers, 'content-encoding'));
  const outcome = coding === 'unknown' ? { kind: 'unreadable' as const } : formatOf(status, contentType, expectation);
  if (outcome.kind === 'refused') return refuse(outcome.code);
  if (outcome.kind === 'format') {
    return {
      kind: 'accepted',
      head: { status, contentType, format: outcome.format, coding: coding === 'unknown' ? null : coding },
    };
  }
  if (caller.connection.onUnreadable === 'pass')
    return { kind: 'accepted', head: { status, contentType, format: null, coding: null } };
  return refuse(coding === 'unknown' ? 'response_encoding' : 'response_content_type');
}

const codings: Readonly<Record<string, ContentCoding>> = {
  gzip: 'gzip',
  'x-gzip': 'gzip',
  deflate: 'deflate',
  br: 'br',
  zstd: 'zstd',
};

/** One coding, or none; several on top of each other are not undone. */
function codingOf(header: string | null): ContentCoding | null | 'unknown' {
  const name = header?.trim().toLowerCase() ?? '';
  if (name === '' || name === 'identity') return null;
  return Object.hasOwn(codings, name) ? codings[name]! : 'unknown';
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
