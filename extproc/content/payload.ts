// Tells base64 from other text, where APIs have images, sounds and files. Knows the alphabets and data URIs, and nothing of what is inside.

/** Shorter ones are scanned whatever the plan says: many a key is made of the same characters. */
const scannedBytesMax = 256;
const headBytesMax = 128;

const dataUri = /^data:[a-z]{1,16}\/[a-z0-9.+-]{1,32}(?:;charset=[a-z0-9-]{1,16})?;base64,/i;

/** Of the standard alphabet and the one for URLs. */
const alphabet = new Uint8Array(256);
for (const byte of Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_')) alphabet[byte] = 1;
const equals = 0x3d;

/** Where the base64 begins that the text is, but for a data URI's head; -1 where it is anything else, or too short to tell. */
export function base64Start(text: Uint8Array): number {
  if (text.length <= scannedBytesMax) return -1;
  const head = Buffer.from(text.buffer, text.byteOffset, headBytesMax).toString('latin1');
  const start = dataUri.exec(head)?.[0].length ?? 0;
  let end = text.length;
  while (end > text.length - 2 && text[end - 1] === equals) end--;
  for (let at = start; at < end; at++) if (alphabet[text[at]!] !== 1) return -1;
  return start;
}
