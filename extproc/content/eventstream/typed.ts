// Events whose name stands outside of their document, made into documents that name themselves, so that shapes read both kinds alike:
// `contentBlockDelta` and `{"delta": …}` become `{"type":"contentBlockDelta","delta": …}`. The bytes on the wire stay as they are.
import type { Origin } from '../queue.ts';

export interface TypedDocument {
  readonly doc: Buffer;
  readonly origin: Origin;
  /** So many of its first bytes stand nowhere on the wire. */
  readonly ownBytes: number;
}

const openBrace = 0x7b;
const closeBrace = 0x7d;

/** `name` is one of few characters that need no escape. Null when the payload is no object. */
export function typedDocument(name: string, payload: Buffer): TypedDocument | null {
  const open = skipSpace(payload, 0);
  if (payload[open] !== openBrace) return null;
  return typedFrom(name, payload, open + 1, payload.length);
}

/** The same for events that are named by the only key of the document: `{"contentBlockDelta": {…}}`. Null for what looks otherwise. */
export function unwrappedDocument(payload: Buffer): TypedDocument | null {
  const match = wrapped.exec(payload.toString('latin1', 0, headCharsMax));
  if (match === null) return null;
  let end = payload.length;
  while (end > 0 && isSpace(payload[end - 1]!)) end--;
  return payload[end - 1] === closeBrace ? typedFrom(match[1]!, payload, match[0].length, end - 1) : null;
}

const headCharsMax = 128;
const wrapped = /^[ \t\r\n]*\{[ \t\r\n]*"([A-Za-z]{1,64})"[ \t\r\n]*:[ \t\r\n]*\{/;

/** What stands behind the opening brace, up to `end`. */
function typedFrom(name: string, payload: Buffer, from: number, end: number): TypedDocument {
  const isEmpty = payload[skipSpace(payload, from)] === closeBrace;
  const head = Buffer.from(`{"type":"${name}"${isEmpty ? '' : ','}`);
  const shift = from - head.length;
  return {
    doc: Buffer.concat([head, payload.subarray(from, end)]),
    origin: { at: offset => offset + shift },
    ownBytes: head.length,
  };
}

function skipSpace(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && isSpace(bytes[at]!)) at++;
  return at;
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}
