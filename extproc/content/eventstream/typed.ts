// Events whose name stands outside of their document, made into documents that name themselves, so that shapes read both kinds alike:
// `contentBlockDelta` and `{"delta": …}` become `{"type":"contentBlockDelta","delta": …}`. The bytes on the wire stay as they are.
import { isSpace } from '../json/space.ts';
import type { Origin } from '../queue.ts';

export interface TypedDocument {
  readonly doc: Buffer;
  readonly origin: Origin;
  /** So many of its first bytes stand nowhere on the wire. */
  readonly ownBytes: number;
}

const openBrace = 0x7b;
const closeBrace = 0x7d;
const quote = 0x22;
const space = 0x20;
const backslash = 0x5c;

/** `name` is one of few characters that need no escape. Null when the payload is no object. */
export function typedDocument(name: string, payload: Buffer): TypedDocument | null {
  const open = skipSpace(payload, 0);
  if (payload[open] !== openBrace) return null;
  return typedFrom(name, payload, open + 1, -1);
}

/**
 * The same for events that are named by the first key of the document: `{"contentBlockDelta": {…}}`. What stands beside it (Bedrock tells its
 * metrics there) comes behind what stands in it. Null for what looks otherwise.
 */
export function unwrappedDocument(payload: Buffer): TypedDocument | null {
  const match = wrapped.exec(payload.toString('latin1', 0, headCharsMax));
  if (match === null) return null;
  const close = closingBrace(payload, match[0].length);
  return close < 0 ? null : typedFrom(match[1]!, payload, match[0].length, close);
}

const headCharsMax = 128;
const wrapped = /^[ \t\r\n]*\{[ \t\r\n]*"([A-Za-z]{1,64})"[ \t\r\n]*:[ \t\r\n]*\{/;

/** What stands behind the opening brace, with a space in place of the brace at `close`. */
function typedFrom(name: string, payload: Buffer, from: number, close: number): TypedDocument {
  const isEmpty = payload[skipSpace(payload, from)] === closeBrace;
  const head = Buffer.from(`{"type":"${name}"${isEmpty ? '' : ','}`);
  const shift = from - head.length;
  const doc = Buffer.concat([head, payload.subarray(from)]);
  if (close >= 0) doc[close - shift] = space;
  return { doc, origin: { at: offset => offset + shift }, ownBytes: head.length };
}

/** Where the object ends whose members begin here; -1 where it does not. Knows braces and strings only: its reader is strict. */
function closingBrace(payload: Buffer, from: number): number {
  let depth = 1;
  for (let at = from; at < payload.length; at++) {
    const byte = payload[at];
    if (byte === openBrace) depth++;
    else if (byte === closeBrace && --depth === 0) return at;
    else if (byte === quote) {
      at = stringEnd(payload, at + 1);
      if (at < 0) return -1;
    }
  }
  return -1;
}

function stringEnd(payload: Buffer, from: number): number {
  for (let at = from; at < payload.length; at++) {
    if (payload[at] === quote) return at;
    if (payload[at] === backslash) at++;
  }
  return -1;
}

function skipSpace(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && isSpace(bytes[at]!)) at++;
  return at;
}
