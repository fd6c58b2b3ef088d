// Envoy's bootstrap: one listener, the guard's cluster, a cluster for each connection.
// Every setting that keeps the guard closed is written out, defaults included: what is not said can change with a version.
import { extprocCluster, upstreamCluster } from './clusters.ts';
import { listener, socketAddress } from './listener.ts';
import type { Plane } from './plane.ts';

/** Gives the bootstrap as a plain object, ready to be written as YAML or JSON. Reads no file. */
export function renderBootstrap(plane: Plane): object {
  return {
    // SDS from files needs both.
    node: { id: 'penstock', cluster: 'penstock' },
    ...(plane.admin === null ? {} : { admin: { address: socketAddress(plane.admin) } }),
    static_resources: {
      listeners: [listener(plane)],
      clusters: [extprocCluster(plane), ...plane.connections.map(connection => upstreamCluster(connection, plane))],
    },
    overload_manager: {
      resource_monitors: [
        {
          name: 'envoy.resource_monitors.global_downstream_max_connections',
          typed_config: {
            '@type':
              'type.googleapis.com/envoy.extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig',
            max_active_downstream_connections: plane.exchangesMax,
          },
        },
      ],
    },
  };
}
