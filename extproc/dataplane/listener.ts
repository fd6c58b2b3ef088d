// The listener and its HTTP connection manager: how requests are read, and the filters that they pass.
import { hostBlocks } from '../words/blocks.ts';
import { bufferBytes, extprocClusterName, extprocFilter } from './names.ts';
import type { HostPort, Plane } from './plane.ts';
import { routeConfig } from './routes.ts';

export function listener(plane: Plane): object {
  return {
    name: 'penstock',
    address: socketAddress(plane.listen),
    per_connection_buffer_limit_bytes: bufferBytes,
    filter_chains: [
      {
        filters: [{ name: 'envoy.filters.network.http_connection_manager', typed_config: connectionManager(plane) }],
      },
    ],
  };
}

export function socketAddress({ host, port }: HostPort): object {
  return { socket_address: { address: host, port_value: port } };
}

function connectionManager(plane: Plane): object {
  return {
    '@type': 'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
    stat_prefix: 'penstock',
    codec_type: 'AUTO',
    ...readingRules,
    ...forwardingRules,
    ...timeouts,
    ...accessLog(plane.accessLog),
    local_reply_config: localReplies,
    route_config: routeConfig(plane),
    http_filters: [
      { name: extprocFilter, typed_config: extproc },
      {
        name: 'envoy.filters.http.router',
        typed_config: {
          '@type': 'type.googleapis.com/envoy.extensions.filters.http.router.v3.Router',
          suppress_envoy_headers: true,
        },
      },
    ],
  };
}

/** Penstock compares the path that the upstream will see: nothing may read it in a second way. */
const readingRules = {
  normalize_path: true,
  merge_slashes: true,
  path_with_escaped_slashes_action: 'REJECT_REQUEST',
  max_request_headers_kb: 60,
  common_http_protocol_options: {
    // `x_api_key` and `x-api-key` are one header to many servers.
    headers_with_underscores_action: 'REJECT_REQUEST',
    max_headers_count: 100,
    idle_timeout: '3600s',
  },
  http_protocol_options: { enable_trailers: true, allow_chunked_length: false },
  http2_protocol_options: {
    max_concurrent_streams: 1024,
    initial_stream_window_size: 64 * 1024,
    initial_connection_window_size: 1024 * 1024,
  },
};

/** Who asks is told to Penstock by attributes; nothing of the mesh is told to the provider. */
const forwardingRules = {
  use_remote_address: true,
  skip_xff_append: true,
  // "Internal" clients may steer retries and time-outs by x-envoy headers. Nobody is internal: an empty list would mean the private
  // networks, so it names the address block that routers discard (RFC 6666).
  internal_address_config: { cidr_ranges: [{ address_prefix: '100::', prefix_len: 128 }] },
  forward_client_cert_details: 'SANITIZE',
  generate_request_id: false,
  server_header_transformation: 'PASS_THROUGH',
};

/** An answer may be held for people's decision: Penstock's own deadlines bound an exchange, Envoy's would only cut it. */
const timeouts = {
  stream_idle_timeout: '0s',
  request_timeout: '0s',
  // Slow headers reach no deadline of Penstock's.
  request_headers_timeout: '30s',
};

/** Where Penstock failed, the client gets the same error as from Penstock itself. Its own blocks have a body already. */
const localReplies = {
  mappers: [
    {
      filter: {
        extension_filter: {
          name: 'penstock.failed_closed',
          typed_config: {
            '@type': 'type.googleapis.com/envoy.extensions.access_loggers.filters.cel.v3.ExpressionFilter',
            expression: "response.code_details.startsWith('ext_proc_error')",
          },
        },
      },
      body_format_override: {
        json_format: {
          error: {
            message: `${hostBlocks.unavailable[1]}; try again later`,
            type: 'penstock',
            param: null,
            code: 'penstock_unavailable',
          },
        },
      },
    },
  ],
};

const extproc = {
  '@type': 'type.googleapis.com/envoy.extensions.filters.http.ext_proc.v3.ExternalProcessor',
  grpc_service: { envoy_grpc: { cluster_name: extprocClusterName } },
  failure_mode_allow: false,
  status_on_error: { code: 'ServiceUnavailable' },
  // Penstock sets the length itself where it has the whole body, and removes it everywhere else.
  allow_content_length_header: true,
  processing_mode: {
    request_header_mode: 'SEND',
    request_body_mode: 'FULL_DUPLEX_STREAMED',
    request_trailer_mode: 'SEND',
    response_header_mode: 'SEND',
    response_body_mode: 'FULL_DUPLEX_STREAMED',
    response_trailer_mode: 'SEND',
  },
  // A mode that could be talked out of full duplex would be a way around the guard.
  allow_mode_override: false,
  // A mutation that Envoy refuses must not leave the header as it was.
  mutation_rules: { disallow_is_error: true, allow_envoy: true },
  request_attributes: [
    'xds.route_name',
    'xds.cluster_name',
    'xds.virtual_host_name',
    'source.address',
    'connection.mtls',
    'connection.uri_san_peer_certificate',
    'connection.requested_server_name',
  ],
};

// No method, path or header: what a client likes to write travels in each.
const logFormat = {
  json_format: {
    start: '%START_TIME%',
    route: '%ROUTE_NAME%',
    status: '%RESPONSE_CODE%',
    details: '%RESPONSE_CODE_DETAILS%',
    flags: '%RESPONSE_FLAGS%',
    ms: '%DURATION%',
  },
};

function accessLog(path: string | null): object {
  if (path === null) return {};
  return { access_log: [path === 'stdout' ? stdoutLog : fileLog(path)] };
}

// Not a file log on /dev/stdout: that can't be opened where stdout is a socket, and Envoy would not start.
const stdoutLog = {
  name: 'envoy.access_loggers.stdout',
  typed_config: {
    '@type': 'type.googleapis.com/envoy.extensions.access_loggers.stream.v3.StdoutAccessLog',
    log_format: logFormat,
  },
};

function fileLog(path: string): object {
  const type = 'type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog';
  return { name: 'envoy.access_loggers.file', typed_config: { '@type': type, path, log_format: logFormat } };
}
