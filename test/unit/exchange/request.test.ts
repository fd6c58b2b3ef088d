import { describe, expect, test } from 'vitest';
import type { ExchangeEvent } from '../../../extproc/exchange/events.ts';
import {
  allow,
  answersOf,
  blocked,
  bodyOf,
  endsWell,
  headersRemoved,
  headersSet,
  held,
  immediateOf,
  key,
  maskAll,
  open,
  request,
  requestBody,
  requestHead,
  type Setting,
} from './scene.ts';

describe('a request goes up', () => {
  test('only when its body is complete, with the length that is true', () => {
    const scene = open();
    expect(scene.feed(requestHead({ 'content-length': '5' }))).toEqual([]);
    const effects = scene.feed(requestBody({ model: 'm' }));
    expect(answersOf(effects).map(answer => answer.kind)).toEqual(['request_headers', 'request_body']);
    expect(headersSet(effects, 'request_headers')['content-length']).toBe(String(bodyOf(effects, 'request_body').length));
    expect(headersRemoved(effects, 'request_headers')).toContain('content-length');
  });

  test('without any length where trailers follow', () => {
    const scene = open();
    const effects = scene.feed(
      requestHead(),
      { kind: 'request_body', body: Buffer.from('{}'), endOfStream: false },
      { kind: 'request_trailers', trailers: [['x-secret', 'v']] },
    );
    expect(headersSet(effects, 'request_headers')['content-length']).toBeUndefined();
    expect(answersOf(effects).at(-1)).toMatchObject({ kind: 'request_trailers', mutation: { remove: ['x-secret'] } });
  });

  test.for([
    'authorization',
    'x-api-key',
    'api-key',
    'x-goog-api-key',
    'cookie',
    'range',
    'if-none-match',
    'x-forwarded-client-cert',
    'x-envoy-retry-on',
  ])('without its header %s', name => {
    const scene = open();
    expect(headersRemoved(scene.feed(requestHead({ [name]: 'v' }), requestBody({})), 'request_headers')).toContain(name);
  });

  test('asking for an answer that is not compressed, and without a key in its query', () => {
    const scene = open({ connection: { allow: ['GET /v1/models'] } });
    const effects = scene.feed(
      requestHead({ ':method': 'GET', ':path': '/v1/models?key=k&a=1', 'accept-encoding': 'gzip' }, true),
    );
    expect(headersSet(effects, 'request_headers')).toMatchObject({ 'accept-encoding': 'identity', ':path': '/v1/models?a=1' });
  });

  test('masked where the plan asks for requests too', () => {
    const scene = open({ plan: { request: true } });
    const effects = scene.feed(...request({ messages: [{ role: 'user', content: `use ${key} here` }] }));
    expect(bodyOf(effects, 'request_body')).toBe('{"messages":[{"role":"user","content":"use [REDACTED:aws-access-key] here"}]}');
    expect(headersSet(effects, 'request_headers')['content-length']).toBe(String(bodyOf(effects, 'request_body').length));
    expect(scene.asked.filter(input => input.point === 'finding')).toMatchObject([{ findings: [{ side: 'request' }] }]);
  });
});

describe('a request goes no further', () => {
  const rows: (Setting & { name: string; headers?: Record<string, string>; body?: unknown; status: number; code: string })[] = [
    { name: 'whose route names no connection', facts: { attributes: {}, metadata: {} }, status: 403, code: 'unknown_connection' },
    {
      name: 'whose route names another connection',
      facts: { attributes: {}, metadata: { 'x-penstock-connection': 'other' } },
      status: 403,
      code: 'unknown_connection',
    },
    { name: 'of nobody, where somebody is asked for', connection: { identity: ['mtls'] }, status: 401, code: 'unauthenticated' },
    {
      name: 'to a path that is not allowed',
      headers: { ':path': '/v1/organization/admin_api_keys' },
      status: 403,
      code: 'path_not_allowed',
    },
    { name: 'with another method', headers: { ':method': 'DELETE' }, status: 403, code: 'path_not_allowed' },
    { name: 'that overrides its method', headers: { 'x-http-method-override': 'DELETE' }, status: 403, code: 'method_override' },
    { name: 'that wants another protocol', headers: { upgrade: 'websocket' }, status: 403, code: 'upgrade_refused' },
    {
      name: 'that is compressed in a way nobody undoes',
      headers: { 'content-encoding': 'compress' },
      status: 415,
      code: 'request_encoding',
    },
    {
      name: 'that is compressed twice',
      headers: { 'content-encoding': 'gzip, gzip' },
      status: 415,
      code: 'request_encoding',
    },
    {
      name: 'that asks for the rest of a stream, which could begin inside a secret',
      headers: { ':path': '/v1/chat/completions?stream=true&starting_after=7' },
      status: 403,
      code: 'resume_refused',
    },
    {
      name: 'that asks for it in another spelling',
      headers: { ':path': '/v1/chat/completions?start%69ng_after=7' },
      status: 403,
      code: 'resume_refused',
    },
    {
      name: 'that asks for the rest of a stream of events',
      headers: { 'last-event-id': '7' },
      status: 403,
      code: 'resume_refused',
    },
    { name: 'that is no JSON', body: '{"a":', status: 400, code: 'request_unreadable' },
    { name: 'that says a thing twice', body: '{"stream":false,"stream":true}', status: 400, code: 'request_unreadable' },
    {
      name: 'that is too large',
      limits: { requestBodyBytesMax: 10 },
      body: { a: 'longer than ten' },
      status: 413,
      code: 'request_too_large',
    },
    { name: 'while no policy is loaded', policy: null, status: 403, code: 'policy_unavailable' },
    {
      name: 'that the policy blocks at its head',
      decide: input => (input.point === 'request_head' ? blocked : allow),
      status: 403,
      code: 'no',
    },
    {
      name: 'that the policy blocks when it is complete',
      decide: input => (input.point === 'request' ? blocked : allow),
      status: 403,
      code: 'no',
    },
    {
      name: 'that the policy wants held, while there is nobody to ask',
      decide: input => (input.point === 'request' ? held : allow),
      status: 403,
      code: 'hold_unavailable',
    },
  ];
  test.for(rows)('$name', ({ headers, body, status, code, ...setting }) => {
    const scene = open(setting);
    const effects = [...scene.feed(requestHead(headers)), ...scene.feed(requestBody(body ?? {}))];
    const answer = immediateOf(effects);
    expect(answer?.status).toBe(status);
    expect(JSON.stringify(JSON.parse(answer!.text))).toContain(`penstock_${code}`);
    expect(answer?.headers).toContainEqual(['x-penstock-exchange', scene.records[0]!.exchange]);
    expect(endsWell(effects)).toBe(true);
    expect(answersOf(effects)).toHaveLength(1);
    expect(scene.records).toMatchObject([{ decision: 'block', block: code, ending: 'blocked' }]);
  });

  test('and its record says who wanted what, but for what looks like a secret', () => {
    const refused = (path: string) => {
      const scene = open();
      scene.feed(requestHead({ ':path': path }));
      return scene.records[0];
    };
    expect(refused('/v1/organization/admin_api_keys')).toMatchObject({
      connection: 'chatgpt',
      principal: { id: 'anonymous:10.0.0.7' },
      request: { method: 'POST', path: '/v1/organization/admin_api_keys' },
    });
    expect(refused(`/v1/${key}`)?.request.path).toBe('[withheld]');
  });
});

test('bodies of many exchanges together stay within their budget, and what an exchange held comes back at its end', () => {
  const scene = open({ limits: { bodiesInMemoryBytesMax: 100 } });
  const body = (bytes: number): ExchangeEvent => ({ kind: 'request_body', body: Buffer.alloc(bytes, 0x20), endOfStream: false });
  const first = scene.another();
  first.feed(requestHead(), body(80));
  const second = scene.another();
  const refused = immediateOf(second.feed(requestHead(), body(30)));
  expect([refused?.status, JSON.parse(refused?.text ?? '{}').error?.code]).toEqual([503, 'penstock_overloaded']);
  first.feed({ kind: 'cancelled' });
  const third = scene.another();
  expect(third.feed(requestHead(), body(90))).toEqual([]);
});

test('the policy is asked at the head and at the complete request, with what it needs to know', () => {
  const scene = open({ decide: maskAll });
  scene.feed(...request({ model: 'gpt', stream: true, messages: [1, 2, 3], tools: [{ function: { name: 'shell' } }] }));
  expect(scene.asked.map(input => input.point)).toEqual(['request_head', 'request']);
  expect(scene.asked[1]).toMatchObject({
    principal: { kind: 'anonymous', id: 'anonymous:10.0.0.7' },
    connection: { name: 'chatgpt', host: 'api.openai.com' },
    request: { method: 'POST', path: '/v1/chat/completions', model: 'gpt', stream: true, messages: 3, tools: ['shell'] },
  });
});

test('a credential of the caller is in no policy input', () => {
  const scene = open();
  scene.feed(requestHead({ authorization: `Bearer ${key}`, cookie: key }), requestBody({}));
  expect(JSON.stringify(scene.asked)).not.toContain(key);
});
