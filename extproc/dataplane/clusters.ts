// Clusters: Penstock itself, and one for each connection, where the credential is put in.
import { isIP } from 'node:net';
import { credentialInjector } from './credentials.ts';
import { bufferBytes, extprocClusterName } from './names.ts';
import type { Plane, PlaneConnection } from './plane.ts';

const httpOptions = 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions';
const streamWindowBytes = 64 * 1024;

export function extprocCluster(plane: Plane): object {
  return {
    name: extprocClusterName,
    ...located(extprocEndpoint(plane.extproc)),
    connect_timeout: '2s',
    circuit_breakers: breakers(plane.exchangesMax),
    per_connection_buffer_limit_bytes: bufferBytes,
    typed_extension_protocol_options: {
      [httpOptions]: {
        '@type': `type.googleapis.com/${httpOptions}`,
        explicit_http_config: {
          http2_protocol_options: {
            // In full duplex mode there is no message timeout: this finds a guard that hangs or is stopped.
            connection_keepalive: { interval: '5s', timeout: '2s' },
            max_concurrent_streams: 1024,
            initial_stream_window_size: streamWindowBytes,
            // All streams share it: clients that don't read must not stop the others' answers.
            initial_connection_window_size: streamWindowBytes * 1024,
          },
        },
      },
    },
    load_assignment: loadAssignment(extprocClusterName, extprocEndpoint(plane.extproc)),
  };
}

export function upstreamCluster(connection: PlaneConnection, plane: Plane): object {
  const upstream = new URL(connection.upstream);
  const endpoint = upstreamEndpoint(upstream);
  return {
    name: connection.name,
    ...located(endpoint),
    connect_timeout: '10s',
    circuit_breakers: breakers(plane.exchangesMax),
    per_connection_buffer_limit_bytes: bufferBytes,
    typed_extension_protocol_options: {
      [httpOptions]: {
        '@type': `type.googleapis.com/${httpOptions}`,
        ...protocol(upstream, connection.http2 ?? false),
        ...injected(connection, plane.sdsDir),
      },
    },
    ...(upstream.protocol === 'https:' ? { transport_socket: tls(upstream, plane.trustedCa) } : {}),
    load_assignment: loadAssignment(connection.name, endpoint),
  };
}

/** Envoy's default of 1024 requests would refuse the 1025th held answer. */
function breakers(most: number): object {
  return { thresholds: [{ max_connections: most, max_pending_requests: most, max_requests: most, max_retries: 0 }] };
}

type Endpoint = { readonly pipe: { readonly path: string } } | { readonly host: string; readonly port: number };

function extprocEndpoint(address: string): Endpoint {
  if (address.startsWith('unix:')) return { pipe: { path: address.slice('unix:'.length) } };
  const { hostname, port } = new URL(`tcp://${address}`);
  return { host: bare(hostname), port: Number(port) };
}

function upstreamEndpoint(upstream: URL): Endpoint {
  const byScheme = upstream.protocol === 'https:' ? 443 : 80;
  return { host: bare(upstream.hostname), port: upstream.port === '' ? byScheme : Number(upstream.port) };
}

/** IPv6 addresses stand in brackets in a URL only. */
function bare(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

function located(endpoint: Endpoint): object {
  if ('pipe' in endpoint || isIP(endpoint.host) !== 0) return { type: 'STATIC' };
  return { type: 'LOGICAL_DNS', dns_lookup_family: 'V4_PREFERRED' };
}

function loadAssignment(cluster: string, endpoint: Endpoint): object {
  const address = 'pipe' in endpoint ? endpoint : { socket_address: { address: endpoint.host, port_value: endpoint.port } };
  return { cluster_name: cluster, endpoints: [{ lb_endpoints: [{ endpoint: { address } }] }] };
}

function protocol(upstream: URL, http2: boolean): object {
  const http1Options = { http_protocol_options: { enable_trailers: true } };
  const http2Options = { http2_protocol_options: { initial_stream_window_size: streamWindowBytes } };
  if (upstream.protocol === 'https:') return { auto_config: { ...http1Options, ...http2Options } };
  return { explicit_http_config: http2 ? http2Options : http1Options };
}

// In the upstream's own filter chain: behind Penstock on the way out, and in no chain that another connection uses.
function injected(connection: PlaneConnection, sdsDir: string): object {
  if (connection.credential === null) return {};
  return {
    http_filters: [
      credentialInjector(connection.name, connection.credential, sdsDir),
      {
        name: 'envoy.filters.http.upstream_codec',
        typed_config: { '@type': 'type.googleapis.com/envoy.extensions.filters.http.upstream_codec.v3.UpstreamCodec' },
      },
    ],
  };
}

function tls(upstream: URL, trustedCa: string): object {
  const host = bare(upstream.hostname);
  const isAddress = isIP(host) !== 0;
  return {
    name: 'envoy.transport_sockets.tls',
    typed_config: {
      '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext',
      ...(isAddress ? {} : { sni: host }),
      common_tls_context: {
        tls_params: { tls_minimum_protocol_version: 'TLSv1_2' },
        validation_context: {
          trusted_ca: { filename: trustedCa },
          // Without a name to match, any certificate of any authority would do.
          match_typed_subject_alt_names: [{ san_type: isAddress ? 'IP_ADDRESS' : 'DNS', matcher: { exact: host } }],
        },
      },
    },
  };
}
