// What an Envoy beside Penstock is told: where it listens, where Penstock is, and which upstreams there are.
import type { ApiShape } from '../words/access.ts';

export interface Plane {
  readonly listen: HostPort;
  /** Penstock's ext_proc address: `host:port` or `unix:/path`. */
  readonly extproc: string;
  readonly connections: readonly PlaneConnection[];
  /** Envoy's own admin port; belongs on loopback. Null: none. */
  readonly admin: HostPort | null;
  /** Folder of the SDS files, as Envoy will open them: absolute, or relative to where Envoy is started. */
  readonly sdsDir: string;
  /** Certificate authorities that https upstreams are checked against: a PEM file. */
  readonly trustedCa: string;
  /** A file for Envoy's access log, or `stdout`. Null: none; Penstock has its own. */
  readonly accessLog: string | null;
  /** Exchanges at once: what Envoy lets through to Penstock and upstreams. */
  readonly exchangesMax: number;
}

export interface HostPort {
  readonly host: string;
  readonly port: number;
}

export interface PlaneConnection {
  readonly name: string;
  /** Host names that clients use for it, `*` for any. */
  readonly domains: readonly string[];
  /** `http://…` or `https://…`, with a path that is put before the request's, if any. */
  readonly upstream: string;
  /** Speak HTTP/2 to an http:// upstream (https upstreams are asked). */
  readonly http2?: boolean;
  /** Null: no credential is put in. */
  readonly credential: PlaneCredential | null;
}

export interface PlaneCredential {
  /** Holds the key and nothing else. Read by Envoy, never by Penstock. */
  readonly keyFile: string;
  readonly header: string;
  /** What stands before the key, e.g. `Bearer `. */
  readonly prefix: string;
}

/** Where each API wants its key. */
export const credentialPlaces: Readonly<Record<ApiShape, Omit<PlaneCredential, 'keyFile'>>> = {
  openai: { header: 'authorization', prefix: 'Bearer ' },
  anthropic: { header: 'x-api-key', prefix: '' },
  gemini: { header: 'x-goog-api-key', prefix: '' },
  bedrock: { header: 'authorization', prefix: 'Bearer ' },
  cohere: { header: 'authorization', prefix: 'Bearer ' },
  mcp: { header: 'authorization', prefix: 'Bearer ' },
  generic: { header: 'authorization', prefix: 'Bearer ' },
};
