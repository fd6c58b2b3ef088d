// Makes new inputs from those that are known: a few small changes each, with tokens that formats and detectors care about.
import type { Chance } from './chance.ts';

const inputBytesMax = 2048;

/** What readers of these formats look for, and halves of what is looked for in texts. */
const tokens: readonly Buffer[] = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '"',
    '\\',
    '\\"',
    '\\u004b',
    '\\ud83d',
    '\\ude00',
    '\\\\',
    '0',
    '-1',
    '1e9',
    '4111111111111111',
  ],
  ...[
    'true',
    'null',
    '"index":1,',
    '"index":0',
    '"type":',
    '"text":',
    '"content":',
    '"delta":',
    '"arguments":"',
    '"password":"x"',
  ],
  ...['"choices":[', '"finish_reason":"stop"', '"a":1,"a":2', '"contentBlockIndex":0,', '"bytes":"', '"p":"ab"'],
  ...[
    'data: ',
    'data:',
    'event: x\n',
    'id: 1\n',
    ': c\n',
    '\n',
    '\n\n',
    '\r',
    '\r\n',
    '\r\n\r\n',
    'data: [DONE]\n\n',
    '\ufeff',
    ' ',
    '\t',
  ],
  ...[
    'KEY-',
    'ABCD',
    '1234',
    'KEY-ABCD1234',
    'K\\u0045Y-ABCD1234',
    'KEY',
    '-ABCD1',
    'TOK-abcdef',
    'TOK-',
    'RISK!',
    '```\n',
    '```',
    '~~~',
  ],
  ...['content_block_delta', 'content_block_stop', 'content_block_start', 'message_stop', 'response.completed', 'messageStop '],
  ...['contentBlockDelta ', 'contentBlockStop ', 'contentBlockStart ', 'chunk ', 'metadata ', 'xException '],
  ...[
    '--',
    '--fuzz',
    '\r\n--fuzz\r\n',
    'content-disposition: form-data; name="a"',
    'content-type: application/json',
    '; filename="a.txt"',
  ],
].map(text => Buffer.from(text));
const bytes: readonly Buffer[] = ['\xff', '\xc3', '\xe2\x82', '\x00', '\x7f', '\xf0\x9f', '\x80'].map(text =>
  Buffer.from(text, 'latin1'),
);

/** `others`: inputs that parts are taken from. */
export function mutated(input: Buffer, others: readonly Buffer[], chance: Chance): Buffer {
  let out = input;
  for (let count = 1 + chance.below(4); count > 0; count--) out = changed(out, others, chance);
  return out.subarray(0, inputBytesMax);
}

function changed(input: Buffer, others: readonly Buffer[], chance: Chance): Buffer {
  const at = chance.below(input.length + 1);
  const size = 1 + chance.below(chance.below(2) === 0 ? 4 : 64);
  const end = Math.min(input.length, at + size);
  const replaced = (part: Buffer, to = at): Buffer => Buffer.concat([input.subarray(0, at), part, input.subarray(to)]);
  switch (chance.below(9)) {
    case 0:
    case 1:
    case 2:
      return replaced(chance.oneOf(tokens));
    case 3:
      return replaced(chance.oneOf(tokens), end);
    case 4:
      return replaced(chance.below(4) === 0 ? chance.oneOf(bytes) : Buffer.of(chance.below(256)), Math.min(input.length, at + 1));
    case 5:
      return replaced(Buffer.alloc(0), end);
    case 6:
      return replaced(input.subarray(at, end));
    case 7: {
      const other = chance.oneOf(others);
      const from = chance.below(other.length + 1);
      return replaced(other.subarray(from, from + size), chance.below(2) === 0 ? at : end);
    }
    default: {
      const from = chance.below(input.length + 1);
      return replaced(input.subarray(from, from + size));
    }
  }
}

/** Cuts of the input into chunks. */
export function cutInto(input: Buffer, chance: Chance): Buffer[] {
  const most = chance.oneOf([1, 3, 9, 64]);
  const chunks: Buffer[] = [];
  for (let at = 0; at < input.length; ) {
    const size = chance.below(most + 1);
    chunks.push(input.subarray(at, at + size));
    at += size;
  }
  return chunks;
}
