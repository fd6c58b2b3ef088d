// Routes: one virtual host for each connection, which names it to Penstock by gRPC metadata.
// The name comes from the route that Envoy took, so that it and the upstream can't disagree whatever the client sends.
import { connectionMetadata, extprocFilter } from './names.ts';
import type { Plane, PlaneConnection } from './plane.ts';

export function routeConfig(plane: Plane): object {
  return {
    name: 'penstock',
    ignore_port_in_host_matching: true,
    virtual_hosts: plane.connections.map(virtualHost),
  };
}

function virtualHost(connection: PlaneConnection): object {
  return {
    name: connection.name,
    domains: [...connection.domains],
    routes: [
      {
        name: connection.name,
        match: { prefix: '/' },
        route: {
          cluster: connection.name,
          // No deadline: see the connection manager's timeouts. No retries and no internal redirects either, by their absence: both
          // would send the credential a second time, the latter to a host that the upstream chose.
          timeout: '0s',
          host_rewrite_literal: hostHeader(new URL(connection.upstream)),
          ...pathPrefix(new URL(connection.upstream)),
        },
        request_headers_to_remove: [...mesh],
      },
    ],
    typed_per_filter_config: {
      [extprocFilter]: {
        '@type': 'type.googleapis.com/envoy.extensions.filters.http.ext_proc.v3.ExtProcPerRoute',
        overrides: { grpc_initial_metadata: [{ key: connectionMetadata, value: connection.name }] },
      },
    },
  };
}

/** Set by Envoy itself or by the mesh before it; of no concern to a provider. */
const mesh = [
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-client-cert',
  'x-request-id',
  'x-envoy-internal',
  'x-envoy-external-address',
  'x-envoy-original-path',
  'x-envoy-original-host',
  'x-envoy-expected-rq-timeout-ms',
  'x-envoy-attempt-count',
  'x-envoy-decorator-operation',
  'x-envoy-peer-metadata',
  'x-envoy-peer-metadata-id',
];

function hostHeader(upstream: URL): string {
  return upstream.host;
}

function pathPrefix(upstream: URL): object {
  if (upstream.pathname === '/') return {};
  return { prefix_rewrite: upstream.pathname.endsWith('/') ? upstream.pathname : `${upstream.pathname}/` };
}
