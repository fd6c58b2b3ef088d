// Asks `penstock.approval` who may decide what is held, and who is behind a principal. The one place where a missing, late, odd or broken answer
// becomes a refusal. Never throws.

import type { HoldAsk } from '../words/hold.ts';
import type { Limits } from '../words/limits.ts';
import { type ApprovalAbout, type ApprovalInput, approvalInputOf, openingInputOf } from './approval-input.ts';
import { type Asking, ask } from './asking.ts';
import * as read from './shape.ts';

export interface ApprovalAnswer {
  readonly allow: boolean;
  /** Of the approvers that the hold's rules name; sorted. */
  readonly countsAs: readonly string[];
  readonly reasonRequired: boolean;
  readonly mayRemember: boolean;
  /** For people, when refused. */
  readonly reason: string | null;
}

/** Null: nobody is known. `failed`: the policy could not say, and nobody may be asked. */
export type OwnerAnswer = { readonly kind: 'owner'; readonly owner: string | null } | { readonly kind: 'failed' };

/** What one loaded policy says of approvals. */
export interface ApprovalPolicy {
  decide(about: ApprovalAbout): ApprovalAnswer;
  ownerOf(ask: HoldAsk, nowMs: number): OwnerAnswer;
}

export type ApprovalSetting = Asking & {
  readonly limits: Pick<Limits, 'holdApproversMax' | 'policyRulesMax' | 'policyEvalMsMax'>;
};

export function createApprovalPolicy(setting: ApprovalSetting): ApprovalPolicy {
  const namesMax = setting.limits.holdApproversMax * setting.limits.policyRulesMax;
  return {
    decide(about) {
      const parse = (value: unknown) => parseVerdict(value, namesMax);
      const answer = answering(() => ask(setting, 'penstock/approval/decide', approvalInputOf(about), parse));
      return answer?.kind === 'answer' ? within(answer.value, about.hold.rules) : nobody;
    },
    ownerOf(held, nowMs) {
      const answer = answering(() => ask(setting, 'penstock/approval/owner', openingInputOf(held, nowMs), parseOwner));
      return answer?.kind === 'answer' ? { kind: 'owner', owner: answer.value } : { kind: 'failed' };
    },
  };
}

const nobody: ApprovalAnswer = {
  allow: false,
  countsAs: [],
  reasonRequired: true,
  mayRemember: false,
  reason: 'the policy did not say who may decide this',
};

/** A document that can't be written down is asked by nobody. */
function answering<T>(act: () => T): T | null {
  try {
    return act();
  } catch {
    return null;
  }
}

/** Throws ShapeProblem for anything that is not a verdict. */
export function parseVerdict(value: unknown, namesMax: number): ApprovalAnswer {
  const fields = read.fields(value, 'decide', ['allow', 'counts_as', 'reason_required', 'may_remember', 'reason']);
  const names = read.list(fields.counts_as, 'decide.counts_as', namesMax);
  const reason = fields.reason === null || fields.reason === '' ? null : read.text(fields.reason, 'decide.reason');
  return {
    allow: read.flag(fields.allow, 'decide.allow'),
    countsAs: names.map((name, index) => read.text(name, `decide.counts_as[${index}]`)).toSorted(),
    reasonRequired: read.flag(fields.reason_required, 'decide.reason_required'),
    mayRemember: read.flag(fields.may_remember, 'decide.may_remember'),
    reason,
  };
}

export function parseOwner(value: unknown): string | null {
  return value === null ? null : read.text(value, 'owner');
}

/** Nobody counts for whom no rule names. */
function within(answer: ApprovalAnswer, rules: ApprovalInput['hold']['rules']): ApprovalAnswer {
  const named = new Set(rules.flatMap(({ approvers }) => approvers));
  return { ...answer, countsAs: answer.countsAs.filter(name => named.has(name)) };
}
