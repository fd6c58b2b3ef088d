// How a request reaches the provider: by one reading of its path, with the connection's key, and with nothing of the mesh.
import { mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { PlaneConnection } from '../../../extproc/dataplane/plane.ts';
import type { ExchangeEvent, StreamFacts } from '../../../extproc/exchange/events.ts';
import { get1, get2, sendRaw } from '../harness/client.ts';
import { startGuard } from '../harness/guard.ts';
import { onlyValue } from '../harness/http1.ts';
import { echo, echoExcept, send } from '../harness/machines.ts';
import { envoyFor, openStage, ours } from '../harness/stage.ts';
import { startUpstream, type Upstream } from '../harness/upstream.ts';

const ok = () => ({ status: 200, headers: [], pieces: [Buffer.from('ok')] });

test.for([
  { name: 'doubled slashes', path: '/v1//chat', sent: '/v1/chat' },
  { name: 'dots', path: '/v1/x/../chat', sent: '/v1/chat' },
  { name: 'escaped dots', path: '/v1/x/%2e%2e/chat', sent: '/v1/chat' },
  { name: 'letters that are escaped for nothing', path: '/v1/%63hat', sent: '/v1/chat' },
])('a path with $name is one path to the guard and to the upstream', async ({ path, sent }) => {
  const seen: string[] = [];
  const stage = await openStage({ exchange: () => watching('request_headers', seen), upstream: ok });
  await get1(stage.port, { path });
  expect(seen).toEqual([sent]);
  expect(stage.upstream.requests[0]?.startLine).toBe(`GET ${sent} HTTP/1.1`);
});

test.for([
  { name: 'an escaped slash', line: 'GET /v1%2fchat HTTP/1.1', head: '' },
  { name: 'an escaped backslash', line: 'GET /v1%5cchat HTTP/1.1', head: '' },
  { name: 'an underscore in a header’s name', line: 'GET / HTTP/1.1', head: 'x_api_key: 1\r\n' },
  { name: 'HTTP/1.0', line: 'GET / HTTP/1.0', head: '' },
])('a request with $name does not get to the upstream', async ({ line, head }) => {
  const stage = await openStage({ exchange: () => echo(), upstream: ok });
  const got = await sendRaw(stage.port, Buffer.from(`${line}\r\nhost: a.test\r\n${head}\r\n`));
  expect(got.status === null || got.status >= 400).toBe(true);
  expect(stage.upstream.requests).toEqual([]);
});

test('nothing of the mesh or of Envoy reaches the provider, whoever sets it', async () => {
  const stage = await openStage({ exchange: () => echo(), upstream: ok });
  const spoofed = [
    'x-forwarded-for',
    'x-forwarded-client-cert',
    'x-request-id',
    'x-envoy-peer-metadata',
    'x-envoy-original-path',
    'x-forwarded-host',
  ];
  for (const get of [get1, get2]) await get(stage.port, { headers: spoofed.map(name => [name, 'spoofed'] as const) });
  for (const request of stage.upstream.requests) {
    const names = request.headers.map(([name]) => name).filter(name => /^x-|via|server/.test(name));
    expect(names).toEqual([]);
    expect(onlyValue(request.headers, 'host')).toBe(new URL(stage.upstream.url).host);
  }
});

test('an upstream’s error is not tried again, whatever the client asks for', async () => {
  const stage = await openStage({ exchange: () => echo(), upstream: () => ({ ...ok(), status: 503 }) });
  const wishes = [
    ['x-envoy-retry-on', '5xx'],
    ['x-envoy-max-retries', '3'],
    ['x-envoy-upstream-rq-timeout-ms', '1'],
  ] as const;
  expect(await get1(stage.port, { headers: wishes })).toMatchObject({ status: 503, complete: true });
  expect(stage.upstream.requests).toHaveLength(1);
});

test('a redirect is the client’s to follow, not Envoy’s', async () => {
  const other = ours(await startUpstream(ok));
  const stage = await openStage({
    exchange: () => echo(),
    upstream: () => ({ status: 302, headers: [['location', other.url]], pieces: [] }),
  });
  expect(await get1(stage.port)).toMatchObject({ status: 302 });
  expect(other.requests).toEqual([]);
});

test('the guard may set the path, and take out a query', async () => {
  const stage = await openStage({
    exchange: () =>
      echoExcept(event =>
        event.kind === 'request_headers'
          ? [send({ kind: 'request_headers', mutation: { set: [[':path', '/v1/models']], remove: [] } })]
          : null,
      ),
    upstream: ok,
  });
  await get1(stage.port, { path: '/v1/models?key=abc' });
  expect(stage.upstream.requests[0]?.startLine).toBe('GET /v1/models HTTP/1.1');
});

test('each connection has its own name, upstream and key, by the host that the client speaks to', async () => {
  const [first, second] = [ours(await startUpstream(ok)), ours(await startUpstream(ok))];
  const facts: StreamFacts[] = [];
  const guard = ours(
    await startGuard(it => {
      facts.push(it);
      return echo();
    }),
  );
  const { connection } = keys();
  const envoy = await envoyFor(guard.address, [
    { ...connection(first, 'key-1'), name: 'first', domains: ['first.test'] },
    { ...connection(second, 'key-2'), name: 'second', domains: ['*'], upstream: `${second.url}/base` },
  ]);
  await sendRaw(envoy.port, Buffer.from('GET /a HTTP/1.1\r\nhost: first.test:10000\r\nauthorization: Bearer own\r\n\r\n'));
  await sendRaw(envoy.port, Buffer.from('GET /b HTTP/1.1\r\nhost: other.test\r\nx-penstock-connection: first\r\n\r\n'));
  expect(facts.map(it => it.metadata['x-penstock-connection'])).toEqual(['first', 'second']);
  expect(facts.map(it => it.attributes['xds.cluster_name'])).toEqual(['first', 'second']);
  expect(first.requests.map(it => [it.startLine, keyOf(it)])).toEqual([['GET /a HTTP/1.1', 'Bearer key-1']]);
  expect(second.requests.map(it => [it.startLine, keyOf(it)])).toEqual([['GET /base/b HTTP/1.1', 'Bearer key-2']]);
});

test('the guard never sees the key', async () => {
  const events: ExchangeEvent[] = [];
  const { envoy, upstream } = await withKey('key-1', event => events.push(event));
  await get1(envoy.port);
  expect(keyOf(upstream.requests[0])).toBe('Bearer key-1');
  expect(JSON.stringify(events)).not.toContain('key-1');
});

test('a key file that is renamed over is in use at once; no request goes out without a key', async () => {
  const { envoy, upstream, file } = await withKey('key-1');
  await get1(envoy.port);
  writeFileSync(`${file}.new`, 'key-2\n');
  renameSync(`${file}.new`, file);
  await expect.poll(() => askedKey(envoy.port, upstream)).toBe('Bearer key-2');
});

test('a key that is mounted by symlinks, as Kubernetes does, is followed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-keys-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'v1'), 'key-1');
  writeFileSync(join(folder, 'v2'), 'key-2');
  symlinkSync('v1', join(folder, 'key'));
  const { envoy, upstream } = await withKeyFile(join(folder, 'key'));
  expect(await askedKey(envoy.port, upstream)).toBe('Bearer key-1');
  symlinkSync('v2', join(folder, 'key.tmp'));
  renameSync(join(folder, 'key.tmp'), join(folder, 'key'));
  await expect.poll(() => askedKey(envoy.port, upstream)).toBe('Bearer key-2');
});

test('without a key the request is refused, and the pod’s own key does not go out in its place', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-keys-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'key'), '');
  const { envoy, upstream } = await withKeyFile(join(folder, 'key'));
  const got = await get1(envoy.port, { headers: [['authorization', 'Bearer own']] });
  expect(got.status).toBeGreaterThanOrEqual(400);
  expect(upstream.requests).toEqual([]);
});

function watching(kind: 'request_headers', seen: string[]) {
  return echoExcept(event => {
    if (event.kind === kind) seen.push(new Map(event.headers).get(':path') ?? '');
    return null;
  });
}

function keyOf(request: Upstream['requests'][number] | undefined): string | null {
  return request === undefined ? null : onlyValue(request.headers, 'authorization');
}

async function askedKey(port: number, upstream: Upstream): Promise<string | null> {
  await get1(port);
  return keyOf(upstream.requests.at(-1));
}

function keys() {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-keys-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const connection = (upstream: Upstream, key: string): PlaneConnection => {
    const keyFile = join(folder, key);
    writeFileSync(keyFile, `${key}\n`);
    return {
      name: 'test',
      domains: ['*'],
      upstream: upstream.url,
      credential: { keyFile, header: 'authorization', prefix: 'Bearer ' },
    };
  };
  return { folder, connection };
}

async function withKey(key: string, watch: (event: ExchangeEvent) => void = () => {}) {
  const { folder } = keys();
  const file = join(folder, 'key');
  writeFileSync(file, `${key}\n`);
  return { ...(await withKeyFile(file, watch)), file };
}

async function withKeyFile(keyFile: string, watch: (event: ExchangeEvent) => void = () => {}) {
  const upstream = ours(await startUpstream(ok));
  const exchange = () =>
    echoExcept(event => {
      watch(event);
      return null;
    });
  const guard = ours(await startGuard(exchange));
  const credential = { keyFile, header: 'authorization', prefix: 'Bearer ' };
  const envoy = await envoyFor(guard.address, [{ name: 'test', domains: ['*'], upstream: upstream.url, credential }]);
  return { envoy, upstream };
}
