// Long encoded content, and content that is decoded in order to be run. Digests, integrity hashes, signatures and the lines of
// certificates are shorter than what counts as long here.
import { anyOf, quote, rest, shell } from './code-line.ts';

const decoder =
  '(?:base64[ \\t]+(?:-d|-D|--decode|-di)|base32[ \\t]+(?:-d|--decode)|xxd[ \\t]+-[rp]|openssl[ \\t]+(?:base64|enc)[^\\n|]*[ \\t]-d)';
const interpreter = `(?:sudo[ \\t]+)?(?:${shell}|(?:python|perl|node|ruby|php)[0-9.]*\\b)`;
const decodingCall = '(?:b(?:64|32|85)decode|atob|base64_decode|fromhex|unhexlify|FromBase64String|decodestring|a2b_base64)';

// Characters of an encoded run change their kind often: one of these stands near the beginning of each, and in few words.
const mixed = ['[0-9][a-z][A-Z]', '[0-9][A-Z][a-z]', '[a-z][0-9][A-Z]', '[A-Z][0-9][a-z]', '[a-z][A-Z][0-9]'];
const hexadecimal = ['[0-9][a-f][0-9][a-f]', '[a-f][0-9][a-f][0-9]', '[0-9][A-F][0-9][A-F]', '[A-F][0-9][A-F][0-9]'];

export const encodedBlob = anyOf(
  `\\b${decoder}[^\\n|]*\\|[ \\t]*${interpreter}`,
  `\\b(?:eval|exec|system|Function|loads|iex|IEX)[ \\t]?\\(?${rest}${decodingCall}\\(`,
  `\\b(?:ba|z|da|k)?sh[ \\t]+-c${rest}${decoder}`,
  `\\b(?:ba|z|da|k)?sh[ \\t]*<[ \\t]*(?:<[ \\t]*["']?\\$)?\\([^\\n)]*${decoder}`,
  `(?i:\\bpowershell|\\bpwsh)(?i:\\.exe)?[^\\n]*[ \\t]-(?i:e|ec|enc|encodedcommand)[ \\t]+(?:${quote})?[A-Za-z0-9+/]{40}`,
  '(?:\\\\{1,2}x[0-9a-fA-F]{2}){32}',
  `(?:${mixed.join('|')})[A-Za-z0-9+/]{256}`,
  `(?:${hexadecimal.join('|')})[0-9A-Fa-f]{252}`,
);
