// The grant gate: permission that lives as long as one exchange. For now every principal that a connection accepts has an
// implicit one; asking for one by name, and Rego's word on it, come in through this same door.
import type { Connection, Grant, Principal } from '../words/access.ts';

export type GrantOutcome =
  | { readonly kind: 'granted'; readonly grant: Grant }
  | { readonly kind: 'refused'; readonly reason: string };

export type GrantGate = (principal: Principal, connection: Connection, newId: () => string) => GrantOutcome;

/** Gives each exchange a grant of its own, without being asked. */
export const implicitGrants: GrantGate = (_principal, _connection, newId) => ({
  kind: 'granted',
  grant: { id: newId(), purpose: null, implicit: true },
});
