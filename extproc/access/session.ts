// Which session an exchange belongs to: the one that the caller names, within its principal, else principal and UTC day.
import { createHash } from 'node:crypto';
import type { Principal } from '../words/access.ts';
import { base32 } from '../words/ulid.ts';

/** Gives `se_…`: the same on every replica. A name cannot reach into another principal's sessions. */
export function sessionOf(principal: Principal, named: string | undefined, nowMs: number): string {
  const day = new Date(nowMs).toISOString().slice(0, 10);
  const scope = named ? ['named', principal.id, named] : ['day', principal.id, day];
  return `se_${base32(createHash('sha256').update(JSON.stringify(scope)).digest().subarray(0, 16))}`;
}
