// What Envoy is told, out of the configuration: a virtual host and a cluster for each connection.
import type { Config, ConnectionConfig } from '../config/config.ts';
import { credentialPlaces, type Plane, type PlaneConnection } from '../dataplane/plane.ts';
import { findTrustedCa } from '../dataplane/trust.ts';

export interface PlaneSetting {
  readonly port: number;
  /** `unix:/path`. */
  readonly extproc: string;
  readonly accessLog: string;
}

export function planeOf(config: Config, { port, extproc, accessLog }: PlaneSetting): Omit<Plane, 'sdsDir'> {
  const isOnly = config.connections.length === 1;
  const needsTls = config.connections.some(({ upstream }) => upstream.startsWith('https:'));
  return {
    listen: { host: '127.0.0.1', port },
    admin: null,
    extproc,
    connections: config.connections.map(connection => planeConnection(connection, isOnly)),
    trustedCa: needsTls ? findTrustedCa(process.env) : '',
    accessLog,
    exchangesMax: config.limits.exchangesMax,
  };
}

/** The host name by which a client on this machine reaches a connection: any for an only one, else a name that leads to loopback. */
export function clientHost(connection: ConnectionConfig, config: Config): string {
  return config.connections.length === 1 ? '127.0.0.1' : `${connection.name}.localhost`;
}

function planeConnection(connection: ConnectionConfig, isOnly: boolean): PlaneConnection {
  const { name, hosts, upstream, credential, api } = connection;
  return {
    name,
    domains: isOnly ? ['*'] : [...hosts, `${name}.localhost`],
    upstream,
    credential: credential === null ? null : { keyFile: credential, ...credentialPlaces[api] },
  };
}
