// Settings without which Envoy would let something pass. Each was tried on the real Envoy; these rows keep them from being lost.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { renderBootstrap } from '../../../extproc/dataplane/bootstrap.ts';
import type { Plane, PlaneConnection } from '../../../extproc/dataplane/plane.ts';
import { findTrustedCa } from '../../../extproc/dataplane/trust.ts';
import { writeDataPlane } from '../../../extproc/dataplane/write.ts';

const credential = { keyFile: '/keys/one', header: 'authorization', prefix: 'Bearer ' };
const connection: PlaneConnection = { name: 'one', domains: ['*'], upstream: 'https://api.test', credential };
const plane: Plane = {
  listen: { host: '127.0.0.1', port: 10_000 },
  extproc: 'unix:/run/penstock/extproc.sock',
  admin: null,
  sdsDir: '/sds',
  trustedCa: '/ca.pem',
  accessLog: null,
  exchangesMax: 5000,
  connections: [connection],
};

test.for([
  { name: 'a failing guard would open', path: 'failure_mode_allow', want: [false] },
  { name: 'request bodies would pass undecided', path: 'request_body_mode', want: ['FULL_DUPLEX_STREAMED'] },
  { name: 'response bodies would pass undecided', path: 'response_body_mode', want: ['FULL_DUPLEX_STREAMED'] },
  { name: 'request trailers would pass unseen', path: 'request_trailer_mode', want: ['SEND'] },
  { name: 'response trailers would pass unseen', path: 'response_trailer_mode', want: ['SEND'] },
  { name: 'an answer could change the mode', path: 'allow_mode_override', want: [false] },
  { name: 'a refused mutation would leave the header', path: 'disallow_is_error', want: [true] },
  { name: 'a path could be read two ways (dots)', path: 'normalize_path', want: [true] },
  { name: 'a path could be read two ways (slashes)', path: 'merge_slashes', want: [true] },
  { name: 'a path could be read two ways (escapes)', path: 'path_with_escaped_slashes_action', want: ['REJECT_REQUEST'] },
  { name: 'a header could have two names', path: 'headers_with_underscores_action', want: ['REJECT_REQUEST'] },
  { name: 'a hung guard would not be found', path: 'connection_keepalive', want: [{ interval: '5s', timeout: '2s' }] },
  { name: 'a held answer would be cut at 15 s', path: 'timeout', want: ['0s', '2s'] },
  { name: 'a held answer would be cut after 5 min', path: 'stream_idle_timeout', want: ['0s'] },
  { name: 'the pod’s own key would go out', path: 'overwrite', want: [true] },
  { name: 'a request would go out without the key', path: 'allow_request_without_credential', want: [false] },
  { name: 'streams over 1024 would be refused', path: 'max_requests', want: [5000, 5000] },
  {
    name: 'any certificate would do',
    path: 'match_typed_subject_alt_names',
    want: [[{ san_type: 'DNS', matcher: { exact: 'api.test' } }]],
  },
  { name: 'Envoy would try again with the credential', path: 'retry_policy', want: [] },
  { name: 'Envoy would follow the upstream elsewhere', path: 'internal_redirect_policy', want: [] },
  { name: 'bytes would flow after an upgrade', path: 'upgrade_configs', want: [] },
])('$path: $name', ({ path, want }) => {
  expect(found(renderBootstrap(plane), path)).toEqual(want);
});

test('a route names its connection to the very filter that is in the chain', () => {
  const bootstrap = renderBootstrap(plane);
  const filters = found(bootstrap, 'http_filters')[0] as { readonly name: string }[];
  const perRoute = found(bootstrap, 'typed_per_filter_config')[0] as object;
  expect(Object.keys(perRoute)).toEqual([filters[0]?.name]);
  expect(found(perRoute, 'grpc_initial_metadata')).toEqual([[{ key: 'x-penstock-connection', value: 'one' }]]);
});

test.for([
  { upstream: 'http://127.0.0.1:8080', type: 'STATIC', address: '127.0.0.1', port: 8080, tls: false },
  { upstream: 'http://[::1]:8080', type: 'STATIC', address: '::1', port: 8080, tls: false },
  { upstream: 'http://api.test', type: 'LOGICAL_DNS', address: 'api.test', port: 80, tls: false },
  { upstream: 'https://api.test', type: 'LOGICAL_DNS', address: 'api.test', port: 443, tls: true },
  { upstream: 'https://api.test:8443/base', type: 'LOGICAL_DNS', address: 'api.test', port: 8443, tls: true },
])('$upstream is reached at $address port $port', ({ upstream, type, address, port, tls }) => {
  const bootstrap = renderBootstrap({ ...plane, connections: [{ ...connection, upstream }] }) as {
    readonly static_resources: { readonly clusters: readonly Record<string, unknown>[] };
  };
  const cluster = bootstrap.static_resources.clusters[1]!;
  expect(cluster.type).toBe(type);
  expect(found(cluster, 'socket_address')).toEqual([{ address, port_value: port }]);
  expect('transport_socket' in cluster).toBe(tls);
});

test('only an exact address is an address: an IP upstream’s certificate is matched by its address', () => {
  const bootstrap = renderBootstrap({ ...plane, connections: [{ ...connection, upstream: 'https://127.0.0.1' }] });
  expect(found(bootstrap, 'match_typed_subject_alt_names')).toEqual([
    [{ san_type: 'IP_ADDRESS', matcher: { exact: '127.0.0.1' } }],
  ]);
  expect(found(bootstrap, 'sni')).toEqual([]);
});

test('what is written holds the key’s place and never the key, for the owner’s eyes only', () => {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-plane-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const keyFile = join(folder, 'the.key');
  writeFileSync(keyFile, ['never', 'written'].join('-'));
  const { sdsDir: _, ...rest } = plane;
  const written = writeDataPlane(join(folder, 'plane'), {
    ...rest,
    connections: [{ ...connection, credential: { ...credential, keyFile } }],
  });
  const files = [written.bootstrap, join(written.sdsDir, 'one.yaml')];
  expect(readdirSync(written.sdsDir)).toEqual(['one.yaml']);
  for (const file of files) {
    expect(readFileSync(file, 'utf8')).not.toContain('never-written');
    expect(statSync(file).mode & 0o077).toBe(0);
  }
  expect(readFileSync(files[1]!, 'utf8')).toContain(keyFile);
});

test('a certificate bundle that is named must be there', () => {
  expect(findTrustedCa({ SSL_CERT_FILE: import.meta.filename })).toBe(import.meta.filename);
  expect(() => findTrustedCa({ SSL_CERT_FILE: '/nowhere/ca.pem' })).toThrow(expect.objectContaining({ code: 'ERR_SETUP' }));
});

/** Every value under this key, anywhere. */
function found(value: unknown, key: string): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === key ? [inner] : found(inner, key)));
}
