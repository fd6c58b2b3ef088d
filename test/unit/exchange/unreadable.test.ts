// `onUnreadable: pass`: what can't be read passes as it is, and the record says why. What is only made to look so does not.
import { expect, test } from 'vitest';
import {
  bodyOf,
  endsWell,
  headersSet,
  immediateOf,
  key,
  open,
  request,
  responseHead,
  type Setting,
  streamRequest,
} from './scene.ts';

const passing: Setting = { connection: { onUnreadable: 'pass' } };
const bytes = (text: string, endOfStream = true) =>
  ({ kind: 'response_body', body: Buffer.from(text, 'latin1'), endOfStream }) as const;

test.for<{ name: string; head?: Record<string, string>; body: string; setting?: Setting; why: string }>([
  { name: 'a sound', head: { 'content-type': 'audio/mpeg' }, body: '\xff\xfb', why: 'response_content_type' },
  {
    name: 'another character set',
    head: { 'content-type': 'application/json; charset=utf-16' },
    body: '{\0}\0',
    why: 'response_charset',
  },
  { name: 'a coding that nobody undoes', head: { 'content-encoding': 'compress' }, body: '\x1f\x9d', why: 'response_encoding' },
  { name: 'bytes that are no UTF-8', body: '{"a":"\xff"}', why: 'invalid_utf8' },
  {
    name: 'a document over the limit',
    body: JSON.stringify({ a: `${key}${'x'.repeat(100)}` }),
    setting: { limits: { jsonBodyBytesMax: 50 } },
    why: 'response_too_large',
  },
  {
    name: 'a document over the limit that is said to be text',
    head: { ':status': '500', 'content-type': 'text/plain' },
    body: JSON.stringify({ a: 'x'.repeat(100) }),
    setting: { limits: { jsonBodyBytesMax: 50 } },
    why: 'response_too_large',
  },
])('$name passes as it came, and the record says why', ({ head, body, setting, why }) => {
  for (const cut of [body.length, 1]) {
    const scene = open({ ...passing, ...setting });
    scene.feed(...request(), responseHead(head));
    const pieces = body.match(new RegExp(`[^]{1,${cut}}`, 'g'))!.map(piece => bytes(piece, false));
    const effects = scene.feed(...pieces, bytes(''));
    expect(Buffer.from(bodyOf(effects)).toString()).toBe(Buffer.from(body, 'latin1').toString());
    expect(headersSet(effects, 'response_headers')['content-length']).toBeUndefined();
    expect(endsWell(effects)).toBe(true);
    expect(scene.asked.at(-1)?.point).toBe('response_end');
    expect(scene.records).toMatchObject([{ decision: 'allow', response: { format: null, unread: why } }]);
  }
});

test.for<{ name: string; head?: Record<string, string>; body: string; stream?: boolean; setting?: Setting; code: string }>([
  { name: 'a key twice', body: '{"a":1,"a":2}', code: 'duplicate_keys' },
  { name: 'what is not quite JSON', body: '{"a":NaN}', code: 'invalid_json' },
  { name: 'a document nested too deeply', body: '['.repeat(300), code: 'json_depth' },
  { name: 'a document in place of a stream', stream: true, body: '{}', code: 'response_content_type' },
  {
    name: 'bytes in place of a stream',
    stream: true,
    head: { 'content-type': 'audio/mpeg' },
    body: 'x',
    code: 'response_content_type',
  },
  {
    name: 'a stream in a coding that nobody undoes',
    stream: true,
    head: { 'content-type': 'text/event-stream', 'content-encoding': 'compress' },
    body: 'x',
    code: 'response_encoding',
  },
  {
    name: 'a stream in another character set',
    stream: true,
    head: { 'content-type': 'text/event-stream; charset=utf-16' },
    body: 'x',
    code: 'response_charset',
  },
  { name: 'a fragment', head: { ':status': '206' }, body: 'x', code: 'response_partial' },
])('$name is blocked all the same', ({ head, body, stream, setting, code }) => {
  const scene = open({ ...passing, ...setting });
  scene.feed(...(stream ? streamRequest() : request()));
  const effects = scene.feed(responseHead(head), bytes(body));
  expect(immediateOf(effects)?.text).toContain(`penstock_${code}`);
  expect(scene.records).toMatchObject([{ decision: 'block', block: code, response: { unread: null } }]);
});

test('what was read is told as read', () => {
  const scene = open(passing);
  scene.feed(...request(), responseHead(), bytes('{}'));
  expect(scene.records).toMatchObject([{ request: { unread: null }, response: { format: 'json', unread: null } }]);
});
