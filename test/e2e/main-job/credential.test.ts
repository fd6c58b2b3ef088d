// The provider's key is put in by Envoy from its file and by nobody else; nothing that a pod sends stands beside it.
import { renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { Header, Message } from '../harness/http1.ts';
import { ask, podKey } from './clients.ts';
import { installation, providerKey } from './installation.ts';
import { completion, json } from './openai-says.ts';

const penstock = installation();
const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'hello' }] });
const fine = json(completion('fine'));

/** All that a pod, or somebody before it, could put beside the key, in place of it, or to get more out of the answer. */
const unwanted: readonly Header[] = [
  ['authorization', `Bearer ${podKey}`],
  ['x-api-key', podKey],
  ['api-key', podKey],
  ['x-goog-api-key', podKey],
  ['proxy-authorization', `Basic ${podKey}`],
  ['cookie', `session=${podKey}`],
  ['range', 'bytes=6-12'],
  ['if-range', '"abc"'],
  ['if-match', '"abc"'],
  ['if-none-match', '"abc"'],
  ['if-modified-since', 'Tue, 24 Nov 2026 08:00:00 GMT'],
  ['if-unmodified-since', 'Tue, 24 Nov 2026 08:00:00 GMT'],
  ['x-forwarded-for', '10.0.0.9'],
  ['x-forwarded-proto', 'https'],
  ['x-forwarded-host', 'inside.example'],
  ['x-forwarded-client-cert', 'By=spiffe://cluster.local/ns/a/sa/b'],
  ['x-real-ip', '10.0.0.9'],
  ['forwarded', 'for=10.0.0.9'],
  ['via', '1.1 inside'],
  ['x-request-id', 'a-request-of-the-mesh'],
  ['x-envoy-retry-on', '5xx'],
  ['x-envoy-max-retries', '3'],
  ['x-envoy-upstream-rq-timeout-ms', '1'],
  ['x-envoy-original-path', '/v1/files'],
  ['x-envoy-peer-metadata', 'inside'],
  ['x-envoy-internal', 'true'],
  ['x-istio-attributes', 'inside'],
  ['x-b3-traceid', '463ac35c9f6413ad48485a3953bb6124'],
  ['baggage', 'user=inside'],
  ['x-penstock-session', 'mine'],
  ['x-penstock-connection', 'any'],
  ['x-penstock-hold', 'ho_1'],
];

test.for([
  { client: 1, place: 'openai' },
  { client: 2, place: 'openai' },
  { client: 1, place: 'openai-h2' },
  { client: 2, place: 'openai-h2' },
] as const)('an upstream sees the key and nothing of the pod ($place, client over HTTP/$client)', async ({ client, place }) => {
  const script = penstock.script(fine);
  const got = await ask(penstock, script, {
    place,
    http: client,
    body,
    headers: [...unwanted, ['x-mine', 'kept'], ['accept', '*/*']],
  });
  expect(got.status).toBe(200);
  const [request] = script.seen;
  expect(valuesOf(request!, 'authorization')).toEqual([`Bearer ${penstock.key.value}`]);
  expect(JSON.stringify(request)).not.toContain(podKey);
  const names = request!.headers.map(([name]) => name.toLowerCase()).filter(name => !name.startsWith(':'));
  expect(names.toSorted()).toEqual(
    ['accept', 'accept-encoding', 'authorization', 'content-length', 'content-type', 'x-mine', 'x-script']
      .concat(place === 'openai' ? ['host'] : [])
      .toSorted(),
  );
});

test('the host that an upstream hears is its own, whatever the client called it', async () => {
  const script = penstock.script(fine);
  await ask(penstock, script, { place: 'openai', body });
  expect(valuesOf(script.seen[0]!, 'host')).toEqual([new URL(penstock.upstreams.http1.url).host]);
});

test('keys in the query go no further, and the rest of it does', async () => {
  const script = penstock.script(fine);
  const path = `/v1/chat/completions?a=1&key=${podKey}&api_key=${podKey}&access%5Ftoken=${podKey}&b=2`;
  await ask(penstock, script, { place: 'openai', body, path });
  expect(script.seen[0]?.startLine).toBe('POST /v1/chat/completions?a=1&b=2 HTTP/1.1');
});

test('a header that names others as of one connection only can not take the key away', async () => {
  const script = penstock.script(fine);
  const headers: Header[] = [
    ['connection', 'close, authorization, content-length'],
    ['te', 'trailers, authorization'],
  ];
  await ask(penstock, script, { place: 'openai', body, headers });
  expect(script.seen.map(request => valuesOf(request, 'authorization'))).toEqual([[`Bearer ${penstock.key.value}`]]);
});

test('a request that failed is not sent a second time, whatever the client asks Envoy for', async () => {
  const script = penstock.script({ ...fine, status: 503 });
  const headers: Header[] = [
    ['x-envoy-retry-on', '5xx,reset,retriable-4xx'],
    ['x-envoy-max-retries', '5'],
    ['x-envoy-hedge-on-per-try-timeout', 'true'],
    ['x-envoy-upstream-rq-per-try-timeout-ms', '1'],
  ];
  expect((await ask(penstock, script, { place: 'openai', body, headers })).status).toBe(503);
  expect(script.seen).toHaveLength(1);
});

test('a new key is used from the moment at which its file is renamed over the old one', async () => {
  const script = penstock.script(fine);
  const fresh = providerKey('renewed');
  const draft = join(dirname(penstock.key.file), '.draft');
  writeFileSync(draft, `${fresh}\n`, { mode: 0o600 });
  renameSync(draft, penstock.key.file);
  await expect
    .poll(async () => {
      await ask(penstock, script, { place: 'openai', body });
      return valuesOf(script.seen.at(-1)!, 'authorization');
    })
    .toEqual([`Bearer ${fresh}`]);
  const seen = new Set(script.seen.flatMap(request => valuesOf(request, 'authorization')));
  expect([...seen].filter(value => value !== `Bearer ${fresh}`)).toEqual(seen.size === 1 ? [] : [`Bearer ${penstock.key.value}`]);
});

test('neither key is told by Penstock, Envoy, its admin port or an answer', async () => {
  const got = await ask(penstock, penstock.script(fine), { place: 'openai', body });
  const told = [penstock.told(), await penstock.envoy.admin('/config_dump?include_eds'), got.raw.toString('latin1')].join('\n');
  expect(told.length).toBeGreaterThan(10_000);
  expect(told).not.toContain(podKey);
  expect(told).not.toContain(penstock.key.value.slice(0, 24));
});

test('a key that the upstream tells again does not reach the pod', async () => {
  const keyOf = (request: Message) => valuesOf(request, 'authorization')[0]!.replace('Bearer ', '');
  const script = penstock.script(request => json({ error: { message: `Incorrect API key provided: ${keyOf(request)}` } }, 401));
  const got = await ask(penstock, script, { place: 'openai', body });
  expect(got.status).toBe(401);
  expect(got.body.toString()).toBe('{"error":{"message":"Incorrect API key provided: [REDACTED:openai-api-key]"}}');
});

function valuesOf(message: Message, name: string): string[] {
  return message.headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
}
