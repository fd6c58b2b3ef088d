// What a hostile or broken peer can send.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeRequest } from '../../../extproc/wire/decode.ts';
import { Fault } from '../../../extproc/words/fault.ts';

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');

test.for([
  { name: 'an empty message has no part that could be answered', hex: '' },
  { name: 'a message of unknown fields only has no part that could be answered', hex: '8001 01' },
  { name: 'a tag that is cut short', hex: '80' },
  { name: 'a length that is cut short', hex: '22 80' },
  { name: 'a part that is longer than the message', hex: '22 05 0a 01 61' },
  { name: 'a body that is longer than its part', hex: '22 03 0a 05 61' },
  { name: 'a length of 2^63, which must not become a small or negative one', hex: '22 80808080808080808001' },
  { name: 'a varint of eleven bytes', hex: '22 02 10 8080808080808080808001' },
  { name: 'a varint of 65 bits', hex: '50 ffffffffffffffffff02 2200' },
  { name: 'field number 0', hex: '02 00' },
  { name: 'a tag of more than 32 bits', hex: 'a2 80 80 80 80 01 00' },
  { name: 'a group, which no message of Envoy has', hex: '0b 0c 2200' },
  { name: 'wire type 7', hex: '07 2200' },
  { name: 'a fixed64 that is cut short', hex: '2200 09 000000' },
  { name: 'a fixed32 that is cut short', hex: '2200 0d 000000' },
  { name: 'two parts in one message, of which another decoder might take the other', hex: '2200 2a00' },
  { name: 'the same part twice, which another decoder would join', hex: '22030a0161 22030a0162' },
])('refused: $name', ({ hex }) => {
  expect(() => decodeRequest(bytes(hex), 1000)).toThrow(expect.objectContaining({ code: 'ERR_WIRE_MALFORMED' }));
});

test.for([
  {
    name: 'unknown fields of every type are skipped',
    hex: 'a006 01 a106 0000000000000000 a206 02 ffff a506 00000000 22030a0161',
  },
  { name: 'unknown fields inside a part are skipped', hex: '22 05 18 07 0a 01 61' },
  { name: 'a length in more bytes than needed is still a length', hex: '22 8380 00 0a0161' },
])('read: $name', ({ hex }) => {
  expect(decodeRequest(bytes(hex), 1000).arrival).toEqual({ kind: 'request_body', body: Buffer.from('a'), endOfStream: false });
});

test('a body is a view on the message, not a copy', () => {
  const message = bytes('22 05 0a 03 616263');
  const { arrival } = decodeRequest(message, 1000);
  expect(arrival.kind === 'request_body' && arrival.body.buffer).toBe(message.buffer);
  expect(arrival.kind === 'request_body' && arrival.body.byteOffset).toBe(message.byteOffset + 4);
});

test.for([
  { name: 'raw_value wins over value', header: '0a0161 120162 1a0163', want: ['a', 'c'] },
  { name: 'raw_value wins over a value that comes later', header: '0a0161 1a0163 120162', want: ['a', 'c'] },
  { name: 'value stands where there is no raw_value', header: '0a0161 120162', want: ['a', 'b'] },
  { name: 'a name in capitals is the same header', header: '0a0141 1a0163', want: ['a', 'c'] },
  { name: 'bytes above 0x7f stay one character each', header: '0a0161 1a02c3bc', want: ['a', '\u00c3\u00bc'] },
])('headers: $name', ({ header, want }) => {
  expect(decodeRequest(requestHeaders([header]), 1000).arrival).toMatchObject({ headers: [want] });
});

test('headers over the limit are refused, and what an entry costs counts, so that empty ones are not free', () => {
  const many = requestHeaders(Array.from({ length: 32 }, () => '0a0161'));
  expect(() => decodeRequest(many, 32 * 33)).not.toThrow();
  expect(() => decodeRequest(many, 32 * 33 - 1)).toThrow(expect.objectContaining({ code: 'ERR_WIRE_MALFORMED' }));
});

test('an attribute named __proto__ is an attribute like others', () => {
  const field = Buffer.concat([nested(1, Buffer.from('__proto__')), nested(2, nested(3, Buffer.from('hi')))]);
  const read = decodeRequest(Buffer.concat([nested(2, Buffer.alloc(0)), nested(9, nested(2, nested(1, field)))]), 1000);
  expect(Object.entries(read.attributes ?? {})).toEqual([['__proto__', 'hi']]);
  expect(Object.getPrototypeOf(read.attributes)).toBe(null);
});

test('no input makes it throw anything but a fault, or read beyond the message', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), array => {
      try {
        decodeRequest(Buffer.from(array), 1000);
      } catch (error) {
        expect(error).toBeInstanceOf(Fault);
      }
    }),
    { numRuns: 3000 },
  );
});

function requestHeaders(headers: readonly string[]): Buffer {
  const map = Buffer.concat(headers.map(hex => nested(1, bytes(hex))));
  return nested(2, nested(1, map));
}

function nested(field: number, inner: Buffer): Buffer {
  const length = inner.length < 128 ? [inner.length] : [(inner.length & 0x7f) | 0x80, inner.length >> 7];
  return Buffer.concat([Buffer.from([(field << 3) | 2, ...length]), inner]);
}
