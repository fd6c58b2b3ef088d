// When two requests are the same one.
import { expect, test } from 'vitest';
import type { Caller } from '../../../extproc/exchange/caller.ts';
import { requestKeys } from '../../../extproc/exchange/request-key.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';
import { Secret } from '../../../extproc/words/secret.ts';

const master = (byte: number) => new Secret(Buffer.alloc(32, byte));
const keyOf = requestKeys(master(1), defaultLimits);

interface Asked {
  readonly principal?: string;
  readonly connection?: string;
  readonly method?: string;
  readonly path?: string;
  readonly body?: string;
  readonly isJson?: boolean;
  readonly contentType?: string;
}

const document = '{"model":"m","n":1}';

function key({
  principal = 'p',
  connection = 'c',
  method = 'POST',
  path = '/v1/x',
  body = document,
  isJson = true,
  contentType = 'application/json',
}: Asked): string {
  const who = { principal: { id: principal }, connection: { name: connection } };
  const caller = { ...who, method, target: { forwarded: path }, contentType };
  return keyOf(caller as unknown as Caller, Buffer.from(body), isJson);
}

test.for<{ name: string; one?: Asked; other: Asked }>([
  { name: 'white space', other: { body: '{ "model": "m",\n "n": 1 }' } },
  { name: 'the order of names', other: { body: '{"n":1,"model":"m"}' } },
  { name: 'the spelling of a number', other: { body: '{"model":"m","n":1.0}' } },
  { name: "another spelling of JSON's type", other: { contentType: 'application/json; charset=utf-8' } },
  { name: 'escapes', other: { body: String.raw`{"model":"\u006d","n":1}` } },
])('$name makes no other request', ({ other }) => expect(key(other)).toBe(key({})));

test.for<{ name: string; one?: Asked; other: Asked }>([
  { name: 'another principal', other: { principal: 'q' } },
  { name: 'another connection', other: { connection: 'd' } },
  { name: 'another method', other: { method: 'PUT' } },
  { name: 'another path', other: { path: '/v1/y' } },
  { name: 'another query', other: { path: '/v1/x?alt=sse' } },
  { name: 'another document', other: { body: '{"model":"m","n":2}' } },
  { name: 'a list in another order', one: { body: '[1,2]' }, other: { body: '[2,1]' } },
  {
    name: 'a part that ends where another begins',
    one: { principal: 'a', connection: 'bc' },
    other: { principal: 'ab', connection: 'c' },
  },
  { name: 'digits that a double does not keep', one: { body: '[9007199254740992]' }, other: { body: '[9007199254740993]' } },
  { name: 'a number over all bounds', one: { body: '[1e999]' }, other: { body: '[2e999]' } },
  { name: 'a body that is no JSON, though it reads like some', other: { isJson: false } },
  {
    name: 'another boundary of the same form',
    one: { isJson: false, contentType: 'multipart/form-data; boundary=a' },
    other: { isJson: false, contentType: 'multipart/form-data; boundary=b' },
  },
  { name: 'white space where it is no JSON', one: { isJson: false, body: 'a b' }, other: { isJson: false, body: 'a  b' } },
])('$name makes another request', ({ one = {}, other }) => expect(key(other)).not.toBe(key(one)));

test('a document over the limit is known by its bytes', () => {
  const long = `[${'1,'.repeat(defaultLimits.requestKeyDocumentBytesMax / 2)}1]`;
  expect(key({ body: long })).toBe(key({ body: long }));
  expect(key({ body: long })).not.toBe(key({ body: ` ${long}` }));
});

test('what one installation calls a request tells nothing in another', () => {
  const caller = { principal: { id: 'p' }, connection: { name: 'c' }, method: 'POST', target: { forwarded: '/v1/x' } };
  const elsewhere = requestKeys(master(2), defaultLimits)(caller as unknown as Caller, Buffer.from(document), true);
  expect(elsewhere).not.toBe(key({}));
});
