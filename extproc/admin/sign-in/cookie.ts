// The browser's session: who signed in, sealed in a cookie (JWE, direct A256GCM), so that every replica can open it and none has to keep it.
import { EncryptJWT, jwtDecrypt } from 'jose';
import { deriveKey } from '../../words/derive.ts';
import { type Approver, type ApproverRole, approverRoles } from '../../words/hold.ts';
import type { Secret } from '../../words/secret.ts';

/** What is sealed for one use is nothing to another. */
export type SealedKind = 'session' | 'sign-in' | 'original';

export interface Sealing {
  seal(kind: SealedKind, content: Readonly<Record<string, unknown>>, secondsMax: number): Promise<string>;
  /** Null: it is none of ours, of another kind, or its time is over. */
  open(kind: SealedKind, sealed: string): Promise<Readonly<Record<string, unknown>> | null>;
}

export function sealing(master: Secret, now: () => number): Sealing {
  const key = deriveKey(master, 'admin-cookie').reveal('seal cookies');
  return {
    seal: (kind, content, secondsMax) => {
      const seconds = Math.floor(now() / 1000);
      return new EncryptJWT({ ...content })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setAudience(kind)
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + secondsMax)
        .encrypt(key);
    },
    open: async (kind, sealed) => {
      try {
        const { payload } = await jwtDecrypt(sealed, key, {
          audience: kind,
          currentDate: new Date(now()),
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
        });
        return payload;
      } catch {
        return null;
      }
    },
  };
}

/** The approver in a session's content. */
export function approverIn(content: Readonly<Record<string, unknown>> | null): Approver | null {
  const { id, name, groups, roles, claims } = (content?.approver ?? {}) as Record<string, unknown>;
  if (typeof id !== 'string' || typeof name !== 'string' || !Array.isArray(groups) || !Array.isArray(roles)) return null;
  return {
    id,
    name,
    groups: groups.filter(group => typeof group === 'string'),
    roles: approverRoles.filter(role => (roles as ApproverRole[]).includes(role)),
    claims: (claims ?? {}) as Approver['claims'],
  };
}
