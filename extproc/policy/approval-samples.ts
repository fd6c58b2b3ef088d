// Questions about approvals that a policy is tried out with before it is used. Invented throughout; what it says is not judged, only that it says it.
import type { Approver, Hold, HoldAsk } from '../words/hold.ts';
import type { ApprovalAbout } from './approval-input.ts';

export interface ApprovalSample extends ApprovalAbout {
  readonly ask: HoldAsk;
}

const ask: HoldAsk = {
  side: 'response',
  style: 'wait',
  rules: [
    {
      rule: 'privileged-write',
      reason: 'code writes to privileged files',
      approvers: ['group:security', 'user:ada'],
      mandatory: [],
      quorum: 1,
      ttlMs: 600_000,
      style: null,
      remember: true,
      notice: null,
    },
  ],
  principal: {
    id: 'spiffe://cluster.local/ns/team-a/sa/app',
    kind: 'mtls',
    namespace: 'team-a',
    service_account: 'app',
    groups: ['developers'],
    self_declared: false,
  },
  connection: 'chatgpt',
  api: 'openai',
  session: 'se_00000000000000000000000000',
  exchange: 'ex_00000000000000000000000000',
  method: 'POST',
  path: '/v1/chat/completions',
  model: 'gpt-4o',
  policyRevision: 'trial',
  requestKey: 'trial',
};

const { exchange, ...asked } = ask;

const hold: Hold = {
  ...asked,
  id: 'ho_00000000000000000000000000',
  version: 2,
  state: 'pending',
  waiting: true,
  reading: 'complete',
  digest: `sha256:${'0'.repeat(64)}`,
  revision: 1,
  findings: [
    {
      id: 1,
      detector: 'privileged-write',
      class: 'risk',
      severity: 'high',
      confidence: 0.9,
      channel: 'choices/0/content',
      path: 'choices[0].delta.content',
      key: null,
      length: 20,
      count: 1,
      destinations: [],
      action: 'hold',
    },
  ],
  owner: null,
  exchanges: [exchange],
  createdMs: 1_795_500_000_000,
  completedMs: 1_795_500_001_000,
  expiresMs: 1_795_500_600_000,
  decidedMs: null,
  decisions: [],
  likeKey: 'trial',
  joined: null,
  deliveredMs: null,
  claimedUntilMs: 0,
};

const ada: Approver = { id: 'user:ada', name: 'ada', groups: ['security'], roles: ['approver'], claims: { sub: 'ada' } };
const stranger: Approver = { id: 'user:bob', name: 'bob', groups: [], roles: ['auditor'], claims: {} };

/** Nobody known asks, and nothing was found: a request that a rule holds at its head. */
const bare: ApprovalSample['ask'] = {
  ...ask,
  side: 'request',
  principal: { id: 'unknown', kind: 'none', namespace: null, service_account: null, groups: [], self_declared: false },
  model: null,
};

const nowMs = 1_795_500_060_000;

/** What every policy must answer. */
export const approvalSamples: readonly ApprovalSample[] = [
  { ask, hold, approver: ada, decision: 'approve', reason: null, nowMs },
  { ask, hold, approver: stranger, decision: 'deny', reason: 'not needed', nowMs },
  { ask, hold: { ...hold, owner: 'user:ada' }, approver: ada, decision: 'mask', reason: null, nowMs },
  {
    ask: bare,
    hold: { ...hold, side: 'request', principal: bare.principal, findings: [], reading: 'incomplete', model: null },
    approver: ada,
    decision: 'edit',
    reason: null,
    nowMs: nowMs + 40 * 3_600_000,
  },
];
