// Who asks. Only what Envoy itself vouches for counts here: attributes of the connection, never a header that the caller wrote.
import type { Connection, Principal } from '../words/access.ts';

/** `spiffe://<trust domain>/ns/<namespace>/sa/<service account>`, as Istio writes it. */
const meshIdentity = /^spiffe:\/\/[^/]+\/ns\/([^/]+)\/sa\/([^/]+)$/;

export type Attributes = Readonly<Record<string, string>>;

/** Gives the strongest principal that the connection accepts, null when there is none. */
export function principalOf(attributes: Attributes, connection: Pick<Connection, 'identity'>): Principal | null {
  for (const proof of connection.identity) {
    const principal = proof === 'mtls' ? byCertificate(attributes) : proof === 'anonymous' ? anonymous(attributes) : null;
    if (principal !== null) return principal;
  }
  return null;
}

/** Nobody: for exchanges that Envoy answered before it knew of any caller. */
export const nobody: Principal = {
  id: 'none',
  kind: 'none',
  namespace: null,
  service_account: null,
  groups: [],
  claims: {},
  self_declared: false,
};

function byCertificate(attributes: Attributes): Principal | null {
  const id = attributes['connection.uri_san_peer_certificate'];
  if (!id?.startsWith('spiffe://')) return null;
  const [, namespace = null, serviceAccount = null] = meshIdentity.exec(id) ?? [];
  return { ...nobody, id, kind: 'mtls', namespace, service_account: serviceAccount };
}

/** Told apart by address, so that two pods don't share a session; the address proves nothing. */
function anonymous(attributes: Attributes): Principal {
  const host = attributes['source.address']?.replace(/:\d+$/, '') ?? 'unknown';
  return { ...nobody, id: `anonymous:${host}`, kind: 'anonymous' };
}
