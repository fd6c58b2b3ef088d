// The request head: who asks, through which connection, for what. Everything here comes from Envoy or from configuration;
// the host that the client named is never asked.
import { isAllowed, type RequestTarget, targetOf } from '../access/path.ts';
import { principalOf } from '../access/principal.ts';
import { sessionOf } from '../access/session.ts';
import type { Policy } from '../policy/decide.ts';
import type { Connection, Grant, Principal } from '../words/access.ts';
import type { HeldPrincipal } from '../words/hold.ts';
import { ulid } from '../words/ulid.ts';
import { type Block, hostBlock } from './block.ts';
import type { HeaderList, StreamFacts } from './events.ts';
import { headerValue, methodOverrides } from './headers.ts';
import type { Surroundings } from './surroundings.ts';

export interface Caller {
  readonly principal: Principal;
  readonly session: string;
  readonly connection: Connection;
  readonly grant: Grant;
  readonly policy: Policy;
  readonly method: string;
  readonly target: RequestTarget;
  readonly contentType: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

export type Introduction =
  | { readonly kind: 'known'; readonly caller: Caller }
  | { readonly kind: 'refused'; readonly block: Block; readonly seen: Seen };

/** What was known of a caller when it was refused. */
export interface Seen {
  readonly connection: Connection | null;
  readonly principal: Principal | null;
  readonly method: string;
  readonly path: string;
}

const headersInInputMax = 64;
const headerCharsMax = 512;

/** Works out who asks for what, in the order in which a refusal tells least. */
export function introduce(headers: HeaderList, facts: StreamFacts, around: Surroundings, nowMs: number): Introduction {
  const method = headerValue(headers, ':method') ?? '';
  const target = targetOf(headerValue(headers, ':path') ?? '');
  const connection = connectionOf(facts, around.connections);
  const principal = connection === null ? null : principalOf(facts.attributes, connection);
  const refuse = (code: Parameters<typeof hostBlock>[0]): Introduction => ({
    kind: 'refused',
    block: hostBlock(code),
    seen: { connection, principal, method, path: target.path },
  });
  if (connection === null) return refuse('unknown_connection');
  if (principal === null) return refuse('unauthenticated');
  if (methodOverrides.some(name => headerValue(headers, name) !== null)) return refuse('method_override');
  if (headerValue(headers, 'upgrade') !== null || headerValue(headers, ':protocol') !== null) return refuse('upgrade_refused');
  if (!isAllowed(connection, method, target.path)) return refuse('path_not_allowed');
  if (resumes(headers, target)) return refuse('resume_refused');
  if (connection.audit === 'required' && !around.ledger.isOpen) return refuse('audit_unavailable');
  const policy = around.currentPolicy();
  if (policy === null) return refuse('policy_unavailable');
  const outcome = around.grants(principal, connection, () => ulid('gr', nowMs, around.chance(10)));
  if (outcome.kind === 'refused') return refuse('unauthenticated');
  return {
    kind: 'known',
    caller: {
      principal,
      session: sessionOf(principal, headerValue(headers, 'x-penstock-session') ?? undefined, nowMs),
      connection,
      grant: outcome.grant,
      policy,
      method,
      target,
      contentType: headerValue(headers, 'content-type'),
      headers: forPolicies(headers),
    },
  };
}

/** As approvers see who asked. */
export function heldPrincipal({ id, kind, namespace, service_account, groups, self_declared }: Principal): HeldPrincipal {
  return { id, kind, namespace, service_account, groups, self_declared };
}

/** Asks for the rest of a stream: it could begin inside of what had to be masked. */
function resumes(headers: HeaderList, { queryKeys }: RequestTarget): boolean {
  return headerValue(headers, 'last-event-id') !== null || queryKeys.some(key => /^starting_after\b/i.test(key));
}

/** The route names the connection: by metadata of its own, else by its cluster. */
function connectionOf(facts: StreamFacts, connections: ReadonlyMap<string, Connection>): Connection | null {
  const name = facts.metadata['x-penstock-connection'] ?? facts.attributes['xds.cluster_name'];
  return name === undefined ? null : (connections.get(name) ?? null);
}

const credentials = /^(?:authorization|proxy-authorization|cookie|x-api-key|api-key|x-goog-api-key|x-forwarded-client-cert)$/;

/** What a policy may see of the headers: no credentials, no pseudo headers, bounded. */
function forPolicies(headers: HeaderList): Record<string, string> {
  const seen: Record<string, string> = Object.create(null);
  let count = 0;
  for (const [name, value] of headers) {
    if (name.startsWith(':') || credentials.test(name)) continue;
    if (count++ >= headersInInputMax) break;
    seen[name] = value.slice(0, headerCharsMax);
  }
  return seen;
}
