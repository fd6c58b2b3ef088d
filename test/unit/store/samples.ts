// Holds as the store's tests need them: whole ones, of which a test says what matters to it.
import type { Hold, Remembered } from '../../../extproc/words/hold.ts';

export interface HoldWish extends Partial<Omit<Hold, 'principal' | 'rules'>> {
  readonly principal?: string;
  readonly rules?: readonly string[];
  readonly reason?: string;
}

export function hold({
  principal = 'spiffe://mesh/a',
  rules = ['privileged-write'],
  reason = 'writes to /etc',
  ...rest
}: HoldWish = {}): Hold {
  return {
    id: 'ho_A',
    version: 1,
    state: 'pending',
    side: 'response',
    style: 'wait',
    waiting: true,
    reading: 'open',
    digest: null,
    revision: 1,
    rules: rules.map(rule => ({
      rule,
      reason,
      approvers: ['group:security'],
      mandatory: [],
      quorum: 1,
      ttlMs: 600_000,
      style: null,
      remember: false,
      notice: null,
    })),
    findings: [],
    principal: { id: principal, kind: 'mtls', namespace: 'a', service_account: 'app', groups: [], self_declared: false },
    owner: null,
    connection: 'chatgpt',
    api: 'openai',
    session: 'se_A',
    exchanges: ['ex_A'],
    method: 'POST',
    path: '/v1/chat/completions',
    model: 'gpt-4o',
    policyRevision: 'r1',
    createdMs: 1000,
    completedMs: null,
    expiresMs: 601_000,
    decidedMs: null,
    decisions: [],
    requestKey: 'key-A',
    likeKey: 'like-A',
    joined: null,
    deliveredMs: null,
    claimedUntilMs: 0,
    ...rest,
  };
}

export function remembered(rest: Partial<Remembered> = {}): Remembered {
  return {
    id: 'gr_A',
    rule: 'privileged-write',
    principal: 'spiffe://mesh/a',
    session: 'se_A',
    connection: 'chatgpt',
    hold: 'ho_A',
    by: 'user:ada',
    createdMs: 1000,
    expiresMs: 5000,
    revokedMs: null,
    ...rest,
  };
}

/** Texts that one database or another takes for something else, or can't keep. */
export const hostileTexts: readonly { readonly name: string; readonly text: string }[] = [
  { name: 'wildcards', text: '100%_off' },
  { name: 'quotes', text: `'); DROP TABLE holds; --"'\\` },
  { name: 'parameters', text: '$1 ?1 :a @a' },
  { name: 'a NUL byte', text: 'a\0b' },
  { name: 'marks that turn the reading', text: 'a\u202ecod.exe\u2066' },
  { name: 'half of a surrogate pair', text: 'a\ud83d' },
  { name: 'the character that stands for such halves', text: 'a\ufffd' },
  { name: 'line breaks', text: 'a\nb\r\nc' },
  { name: 'an escape that is spelled out', text: '\\u0000 \\n' },
  { name: 'other scripts', text: 'ΑΣ 秘密 İ ß' },
  { name: 'nothing', text: '' },
];
