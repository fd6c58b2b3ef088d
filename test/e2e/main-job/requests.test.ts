// Requests: what is let up to a provider, in which bytes, and what is refused before it sees any of it.
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { sendRaw } from '../harness/client.ts';
import type { Header, Message } from '../harness/http1.ts';
import { ask } from './clients.ts';
import { installation } from './installation.ts';
import { completion, json } from './openai-says.ts';
import { awsKey, card, email, leaks } from './samples.ts';

// Requests are masked too, so that their bodies change in length.
const penstock = installation({ yaml: 'policies: { config: { request: true } }' });
const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'hello' }] });
const fine = json(completion('fine'));

describe('a path or method that the connection does not allow is a 403, and the provider sees nothing', () => {
  test.for([
    { method: 'GET', path: '/v1/files' },
    { method: 'GET', path: '/v1/organization/admin_api_keys' },
    { method: 'GET', path: '/v1/fine_tuning/jobs' },
    { method: 'GET', path: '/' },
    { method: 'GET', path: '/v1/chat/completions' },
    { method: 'POST', path: '/v1/chat/completions/' },
    { method: 'POST', path: '/V1/chat/completions' },
    { method: 'POST', path: '/v1/chat/completions;x' },
    { method: 'POST', path: '/v1/chat/../files' },
    { method: 'POST', path: '/v1//chat/../files' },
    { method: 'POST', path: '/v1/chat/completions/../../files' },
    { method: 'POST', path: '/v1/chat/%2e%2e/files' },
    { method: 'POST', path: '/v1/chat/%2E%2E/files' },
    { method: 'GET', path: '/v1/models/..\\files' },
    { method: 'GET', path: '/v1/models/%252e%252e/files' },
    { method: 'GET', path: '/v1/models/' },
    { method: 'DELETE', path: '/v1/models/gpt-4o' },
    { method: 'POST', path: '/v1/models/gpt-4o' },
    { method: 'PUT', path: '/v1/chat/completions' },
    { method: 'OPTIONS', path: '/v1/chat/completions' },
    { method: 'PROPFIND', path: '/v1/chat/completions' },
  ])('$method $path', async ({ method, path }) => {
    const script = penstock.script(fine);
    const got = await ask(penstock, script, { place: 'openai', method, path, ...(method === 'GET' ? {} : { body }) });
    expect(got.status).toBe(403);
    expect(JSON.parse(got.body.toString()).error.code).toBe('penstock_path_not_allowed');
    expect(script.seen).toEqual([]);
    const record = await penstock.record(got.headers.get('x-penstock-exchange'));
    expect(record).toMatchObject({ decision: 'block', block: 'path_not_allowed' });
  });

  test.for([
    '/v1/models/%2e%2e%2ffiles',
    '/v1/chat%2fcompletions',
    '/v1/models/..%5cfiles',
    '/v1/models/x%2Fy',
    '/v1/models/x%00',
  ])('an escaped slash or zero is refused by Envoy: %s', async path => {
    const script = penstock.script(fine);
    expect((await ask(penstock, script, { place: 'openai', path })).status).toBe(400);
    expect(script.seen).toEqual([]);
  });
});

test.for([
  { path: '/v1/./chat//completions', arrives: '/v1/chat/completions' },
  { path: '/v1/files/../chat/completions', arrives: '/v1/chat/completions' },
  { path: '/v1/chat/completions?x=../files', arrives: '/v1/chat/completions?x=../files' },
])('what an upstream sees is the path that was judged: $path', async ({ path, arrives }) => {
  const script = penstock.script(fine);
  expect((await ask(penstock, script, { place: 'openai', path, body })).status).toBe(200);
  expect(script.seen.map(({ startLine }) => startLine)).toEqual([`POST ${arrives} HTTP/1.1`]);
});

describe('is refused', () => {
  const overrides = ['x-http-method-override', 'x-http-method', 'x-method-override'] as const;
  test.for(overrides)('a method in the header %s', async name => {
    const script = penstock.script(fine);
    const got = await ask(penstock, script, { place: 'openai', body, headers: [[name, 'DELETE']] });
    expect([got.status, JSON.parse(got.body.toString()).error.code]).toEqual([403, 'penstock_method_override']);
    expect(script.seen).toEqual([]);
  });

  test('an upgrade to WebSocket', async () => {
    const script = penstock.script(fine);
    const headers: Header[] = [
      ['connection', 'Upgrade'],
      ['upgrade', 'websocket'],
      ['sec-websocket-key', 'dGhlIHNhbXBsZSBub25jZQ=='],
      ['sec-websocket-version', '13'],
    ];
    const got = await ask(penstock, script, { place: 'openai', path: '/v1/models', headers });
    expect(got.status).toBe(403);
    expect(script.seen).toEqual([]);
  });

  test('an upgrade to HTTP/2 in the clear', async () => {
    const script = penstock.script(fine);
    const headers: Header[] = [
      ['connection', 'Upgrade, HTTP2-Settings'],
      ['upgrade', 'h2c'],
      ['http2-settings', 'AAMAAABkAARAAAAAAAIAAAAA'],
    ];
    const got = await ask(penstock, script, { place: 'openai', path: '/v1/models', headers });
    expect(got.status).not.toBe(101);
    expect(script.seen.map(request => namesOf(request).includes('upgrade'))).toEqual([false]);
  });

  test.for([
    { what: 'JSON that is none', text: '{"model":' },
    { what: 'a key twice', text: '{"stream":false,"model":"m","stream":true}' },
    { what: 'invalid UTF-8', text: Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d]) },
    { what: 'two documents', text: '{}{}' },
  ])('a body that two readers could read in two ways: $what', async ({ text }) => {
    const script = penstock.script(fine);
    const got = await ask(penstock, script, { place: 'openai', body: text });
    expect([got.status, JSON.parse(got.body.toString()).error.code]).toEqual([400, 'penstock_request_unreadable']);
    expect(script.seen).toEqual([]);
  });
});

describe('a request whose masks change its length arrives as one request with its true length', () => {
  // Under the old length the end of a body that grew would be read as a request of its own.
  const smuggled = '\r\nGET /smuggled HTTP/1.1\r\nhost: a\r\n\r\n';
  const grows = `${awsKey} ${awsKey} ${awsKey} ${smuggled}`;
  const shrinks = `${email} ${email} ${card} ${smuggled}`;

  test.for([
    { change: 'grows', text: grows, place: 'any', http: 1 },
    { change: 'shrinks', text: shrinks, place: 'any', http: 1 },
    { change: 'grows', text: grows, place: 'any', http: 2 },
    { change: 'grows', text: grows, place: 'any-h2', http: 1 },
    { change: 'shrinks', text: shrinks, place: 'any-h2', http: 2 },
    { change: 'grows', text: JSON.stringify({ text: grows }), place: 'any', http: 1 },
    { change: 'shrinks', text: JSON.stringify({ text: shrinks }), place: 'any', http: 2 },
  ] as const)('$change, client over HTTP/$http, connection $place', async ({ change, text, place, http }) => {
    const script = penstock.script(fine);
    const upstream = penstock.upstreams[place === 'any' ? 'http1' : 'http2'];
    const [requestsBefore, rawBefore] = [upstream.requests.length, upstream.raw().length];
    const headers: Header[] = [['content-type', text.startsWith('{') ? 'application/json' : 'text/plain']];
    expect((await ask(penstock, script, { place, path: '/upload', http, body: text, headers })).status).toBe(200);
    expect(upstream.requests.length - requestsBefore).toBe(1);
    const request = script.seen[0]!;
    expect(request.body.length > text.length).toBe(change === 'grows');
    expect(valuesOf(request, 'content-length')).toEqual([String(request.body.length)]);
    expect(valuesOf(request, 'transfer-encoding')).toEqual([]);
    expect(leaks(request.body.toString())).toEqual([]);
    const raw = upstream.raw().subarray(rawBefore).toString('latin1');
    if (place === 'any') expect(raw.slice(raw.indexOf('\r\n\r\n') + 4)).toBe(request.body.toString('latin1'));
    expect(request.body.toString()).toContain(text.startsWith('{') ? 'GET /smuggled' : smuggled);
  });

  test('in chunks, with and without trailers', async () => {
    const text = JSON.stringify({ text: grows });
    for (const trailers of ['', 'x-checksum: of the client\r\n']) {
      const script = penstock.script(fine);
      const mark = Object.entries(script.headers).map(([name, value]) => `${name}: ${value}\r\n`);
      const head = `POST /v1/chat/completions HTTP/1.1\r\nhost: openai.test\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n${mark}\r\n`;
      const framed = `${text.length.toString(16)}\r\n${text}\r\n0\r\n${trailers}\r\n`;
      const got = await sendRaw(penstock.port, Buffer.from(head + framed));
      expect(got.status).toBe(200);
      expect(script.seen).toHaveLength(1);
      const [request] = script.seen;
      const [lengths, codings] = [valuesOf(request!, 'content-length'), valuesOf(request!, 'transfer-encoding')];
      expect(lengths.length + codings.length).toBe(1);
      expect(leaks(request!.body.toString())).toEqual([]);
      expect(request!.trailers).toEqual([]);
    }
  });
});

// Each waits for the second that Envoy gives a connection to be closed by the client: they wait together.
describe.concurrent('is refused by Envoy itself', () => {
  test('a header with an underscore, which many servers take for one with a dash', async () => {
    const script = penstock.script(fine);
    const got = await ask(penstock, script, { place: 'openai', body, headers: [['x_api_key', 'mine']] });
    // Envoy closes the connection at once, often before its own 400 has been through Penstock.
    expect([null, 400]).toContain(got.status);
    expect(script.seen).toEqual([]);
  });

  test('a method in small letters, which some servers take for the other', async () => {
    const script = penstock.script(fine);
    const got = await ask(penstock, script, { place: 'openai', method: 'post', body });
    expect([null, 400]).toContain(got.status);
    expect(script.seen).toEqual([]);
  });

  test.for([
    {
      what: 'a length beside chunks',
      head: 'content-length: 6\r\ntransfer-encoding: chunked\r\n',
      rest: '0\r\n\r\nGET /v1/models HTTP/1.1\r\nhost: a\r\n\r\n',
    },
    {
      what: 'two lengths',
      head: 'content-length: 2\r\ncontent-length: 40\r\n',
      rest: '{}GET /v1/models HTTP/1.1\r\nhost: a\r\n\r\n',
    },
    { what: 'a coding that is not quite chunked', head: 'transfer-encoding: xchunked\r\n', rest: '2\r\n{}\r\n0\r\n\r\n' },
    { what: 'a space before the colon', head: 'content-length : 2\r\n', rest: '{}' },
  ])('$what', async ({ head, rest }) => {
    const script = penstock.script(fine);
    const mark = Object.entries(script.headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const text = `POST /v1/chat/completions HTTP/1.1\r\nhost: openai.test\r\ncontent-type: application/json\r\n${mark}${head}\r\n${rest}`;
    const got = await sendRaw(penstock.port, Buffer.from(text));
    expect(got.status === null || got.status >= 400).toBe(true);
    expect(script.seen).toEqual([]);
  });
});

test('a request of which the rest never comes goes nowhere', async () => {
  const script = penstock.script(fine);
  const mark = Object.entries(script.headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const socket = connect(penstock.port, '127.0.0.1');
  socket.write(
    `POST /v1/chat/completions HTTP/1.1\r\nhost: openai.test\r\ncontent-type: application/json\r\n${mark}content-length: 99\r\n\r\n{"model":`,
  );
  await new Promise(resolve => setTimeout(resolve, 100));
  socket.destroy();
  await new Promise(resolve => setTimeout(resolve, 100));
  expect(script.seen).toEqual([]);
});

function valuesOf(message: Message, name: string): string[] {
  return message.headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
}

function namesOf(message: Message): string[] {
  return message.headers.map(([name]) => name.toLowerCase());
}
