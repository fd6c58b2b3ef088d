// What must never get into a message to Envoy. What does get in is compared with protobufjs in the conformance tests.
import { expect, test } from 'vitest';
import type { Answer, HeaderList } from '../../../extproc/exchange/events.ts';
import { encodeAnswer } from '../../../extproc/wire/encode.ts';
import { Outbox } from '../../../extproc/wire/outbox.ts';

const setting = (set: HeaderList, remove: readonly string[] = []): Answer => ({
  kind: 'response_headers',
  mutation: { set, remove },
});
const immediate = (status: number): Answer => ({ kind: 'immediate', status, headers: [], body: Buffer.alloc(0), details: '' });

test.for([
  { name: 'a line feed in a value would begin a second header', answer: setting([['a', 'b\nc: d']]) },
  { name: 'a carriage return in a value', answer: setting([['a', 'b\rc']]) },
  { name: 'a zero byte in a value', answer: setting([['a', 'b\0']]) },
  { name: 'U+010A in a value would be cut to a line feed', answer: setting([['a', 'b\u010ac: d']]) },
  { name: 'a line feed in a name', answer: setting([['a\nb', 'c']]) },
  { name: 'a space in a name', answer: setting([['a b', 'c']]) },
  { name: 'capitals in a name, which HTTP/2 refuses', answer: setting([['A', 'c']]) },
  { name: 'an empty name', answer: setting([['', 'c']]) },
  { name: 'another host than the route gave', answer: setting([[':authority', 'other.test']]) },
  { name: 'a line feed in a name to remove', answer: setting([], ['a\n']) },
  { name: 'status 101', answer: immediate(101) },
  { name: 'status 600', answer: immediate(600) },
  { name: 'a status that is not whole', answer: immediate(403.5) },
  { name: 'a status that is not a number', answer: immediate(Number.NaN) },
])('refused: $name', ({ answer }) => {
  expect(() => encodeAnswer(answer)).toThrow(expect.objectContaining({ code: 'ERR_WIRE_ANSWER' }));
});

test('a refusal tells no value', () => {
  const secret = ['hunter', '2\n'].join('');
  expect(() => encodeAnswer(setting([['a', secret]]))).toThrow(
    expect.not.objectContaining({ message: expect.stringContaining('hunter') }),
  );
});

test.for([
  { name: 'a body under the bound is one message', size: 9, want: [9] },
  { name: 'a body of the bound is one message', size: 10, want: [10] },
  { name: 'a body over the bound is cut', size: 11, want: [10, 1] },
  { name: 'a body of twice the bound has no empty message at its end', size: 20, want: [10, 10] },
  { name: 'an empty end is a message', size: 0, want: [0] },
])('$name, and only the last one says that it is the end', ({ size, want }) => {
  const outbox = new Outbox(10);
  const body = Buffer.from('abcdefghijklmnopqrst'.slice(0, size));
  outbox.put({ kind: 'response_body', body, endOfStream: true });
  const pieces = want.map((length, at) => {
    const from = at * 10;
    return encodeAnswer({ kind: 'response_body', body: body.subarray(from, from + length), endOfStream: at === want.length - 1 });
  });
  expect(all(outbox)).toEqual(pieces);
  expect(outbox.empty).toBe(true);
});

test('an empty body that ends nothing is not sent: Envoy is told only what there is to tell', () => {
  const outbox = new Outbox(10);
  outbox.put({ kind: 'response_body', body: Buffer.alloc(0), endOfStream: false });
  expect(outbox.empty).toBe(true);
});

function all(outbox: Outbox): Buffer[] {
  const found: Buffer[] = [];
  for (let bytes = outbox.next(); bytes !== null; bytes = outbox.next()) found.push(bytes);
  return found;
}
