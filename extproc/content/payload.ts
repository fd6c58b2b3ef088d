// Base64 where APIs have images, sounds and files: let through unread, or refused, as the plan says. Knows the alphabets and data URIs, and
// nothing of what is inside. What only stands in such a place, and is other text, is scanned like any.
import type { PayloadKind } from '../words/finding.ts';
import type { Inspection } from './inspection.ts';
import { matchesIn } from './whole.ts';

/** Shorter ones are scanned whatever the plan says: many a key is made of the same characters. */
const scannedBytesMax = 256;
const headBytesMax = 128;

const dataUri = /^data:[a-z]{1,16}\/[a-z0-9.+-]{1,32}(?:;charset=[a-z0-9-]{1,16})?;base64,/i;

/** Of the standard alphabet and the one for URLs. */
const alphabet = new Uint8Array(256);
for (const byte of Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_')) alphabet[byte] = 1;
const equals = 0x3d;

/** Whether the text needs no scan: it is base64, which the plan lets through (and the inspector is told) or refuses. */
export function passesAsPayload(inspection: Inspection, text: Uint8Array, kind: PayloadKind, path: () => string): boolean {
  const word = inspection.plan.payload;
  if (word === 'scan') return false;
  inspection.worked(text.length);
  const start = base64Start(text);
  if (start < 0 || (start > 0 && matchesIn(inspection, text.subarray(0, start)).length > 0)) return false;
  if (word === 'block') inspection.refuse('payload');
  else inspection.unscanned(path(), text.length, kind);
  return true;
}

/** Where the base64 begins that the text is, but for a data URI's head; -1 where it is anything else, or too short to tell. */
function base64Start(text: Uint8Array): number {
  if (text.length <= scannedBytesMax) return -1;
  const head = Buffer.from(text.buffer, text.byteOffset, headBytesMax).toString('latin1');
  const start = dataUri.exec(head)?.[0].length ?? 0;
  let end = text.length;
  while (end > text.length - 2 && text[end - 1] === equals) end--;
  for (let at = start; at < end; at++) if (alphabet[text[at]!] !== 1) return -1;
  return start;
}
