// What makes holds the same, or alike. Identical ones are decided once; alike ones stand together in the inbox.
import { createHmac } from 'node:crypto';
import type { Hold, HoldAsk } from '../../words/hold.ts';
import type { Secret } from '../../words/secret.ts';

/** Of one principal, for the same rules with the same content: one decision is enough. */
export function identityOf(hold: Hold, digest: string): string {
  const { principal, owner, connection, side, rules } = hold;
  return JSON.stringify([principal.id, owner, connection, side, rules, digest]);
}

/** Of one principal in one session, for the same rules. Keyed, so that it tells nothing to who reads the store. */
export function likeKeyOf(
  key: Secret,
  { principal, session, connection, rules }: Pick<HoldAsk, 'principal' | 'session' | 'connection' | 'rules'>,
): string {
  const names = [...new Set(rules.map(({ rule }) => rule))].sort();
  return createHmac('sha256', key.reveal('like key'))
    .update(JSON.stringify([principal.id, session, connection, names]))
    .digest('hex');
}
