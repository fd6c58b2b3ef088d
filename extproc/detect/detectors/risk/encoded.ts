// Long encoded content, and content that is decoded in order to be run. Digests, integrity hashes, signatures and the lines of
// certificates are shorter than what counts as long; pictures in data URIs and public SSH keys are let be.
import type { Detector } from '../../scan.ts';
import { textOf } from '../define.ts';
import { type Form, quote, rest, shell, statement } from './line.ts';
import { isNoMethod } from './remote.ts';

const decoder =
  '(?:base64[ \\t]+(?:-d|-D|--decode|-di)|base32[ \\t]+(?:-d|--decode)|xxd[ \\t]+-[rp]|openssl[ \\t]+(?:base64|enc)[^\\n|]*?[ \\t]-d)';
const interpreter = `(?:sudo[ \\t]+)?(?:${shell}|(?:python|perl|node|ruby|php)[0-9.]*\\b)`;
const decodingCall = '(?:b(?:64|32|85)decode|atob|base64_decode|fromhex|unhexlify|FromBase64String|decodestring|a2b_base64)';

export const decodedAndRun: readonly Form[] = [
  `\\b${decoder}[^\\n|]*?\\|[ \\t]*${interpreter}`,
  `\\b(?:pickle|marshal|dill)\\.loads\\(${statement}${decodingCall}\\(`,
  {
    pattern: `\\b(?:eval|exec|system|Function|iex|IEX)\\b[ \\t]?\\(?${statement}${decodingCall}\\(`,
    context: 1,
    accept: isNoMethod,
  },
  `\\b(?:ba|z|da|k)?sh[ \\t]+-c${rest}${decoder}`,
  `\\b(?:ba|z|da|k)?sh[ \\t]*<[ \\t]*(?:<[ \\t]*["']?\\$)?\\([^\\n)]*?${decoder}`,
  `(?i:\\b(?:powershell|pwsh)(?:\\.exe)?)[^\\n]*?[ \\t]-(?i:e|ec|enc|encodedcommand)[ \\t]+(?:${quote})?[A-Za-z0-9+/]{40}`,
  '(?:\\\\{1,2}x[0-9a-fA-F]{2}){32}',
];

/** Longer than a SHA-512 digest or a 1024-bit signature in any of the usual encodings. */
const longFromChars = 176;
const lookBackChars = 256;

/**
 * A run of so many characters is found by what it looks like at about that distance from its beginning: characters that change their
 * kind as words don't. Its beginning must be in sight, so that a picture's data far behind its `data:` is not taken for something else.
 */
export const longRun: Pick<Detector, 'pattern' | 'back' | 'accept' | 'context'> = {
  pattern: '[0-9][a-z][A-Z]|[A-Z][0-9][a-z]|[a-z][A-Z][0-9]|[0-9][a-f][0-9][a-f]|[0-9][A-F][0-9][A-F]',
  back: { class: '[A-Za-z0-9+/=_,;:%-]', min: longFromChars - 4, max: lookBackChars },
  context: 24,
  accept: isLongRun,
};

/** As much as the beginning of a data URI has, its parameters included. */
const prefixChars = 48;

function isLongRun(value: Uint8Array, context: Uint8Array): boolean {
  const begin = beginOfRun(value);
  if (value.length - begin < longFromChars) return false;
  const before = textOf(value.subarray(0, begin));
  const head = textOf(value.subarray(begin, begin + 16));
  return (
    !/data:(?:image|font|audio|video)\/[^,]*,$/.test(before) &&
    // A public key of SSH, and a certificate in PEM.
    !/^(?:AAAA[BCE]3NzaC1|LS0tLS1CRUdJTiBD)/.test(head) &&
    !(/^MII[A-P]/.test(head) && certificate.test(textOf(context) + before))
  );
}

/** What certificates in DER stand under in JSON and YAML. */
const certificate = /(?:x5c|certificate(?:-authority)?(?:-data)?|ca_?cert|public_?key|trust_?anchor)"?\s*[:=]\s*\[?\s*"?$/i;

/** Where the run at the value's end begins; the end itself when that is too far back to tell what stands before it. */
function beginOfRun(value: Uint8Array): number {
  const isCut = value.length >= lookBackChars;
  const least = isCut ? prefixChars : 0;
  let begin = value.length;
  while (begin > least && !isMark(value[begin - 1]!)) begin--;
  return isCut && begin === least ? value.length : begin;
}

/** `=`, `,`, `;`, `:` or `%`, of what a look-back may run over. */
function isMark(byte: number): boolean {
  return byte === 0x3d || byte === 0x2c || byte === 0x3b || byte === 0x3a || byte === 0x25;
}
