// What a person's decision does to a hold, and why one does not count. Knows what policy said of the person; the document is all it changes.
// A decision is about the digest that was shown, comes in time, is never that of the one who asked, and counts once.

import type { Approver, DecisionAsk, HeldFinding, Hold, HoldDecision } from '../../words/hold.ts';
import type { Limits } from '../../words/limits.ts';
import type { ApprovalVerdict, DecisionRefusal } from '../ports.ts';
import { revised, withRules } from './life.ts';
import { askedFor, selvesOf } from './people.ts';
import { approvalsOf, countsFor, editorsOf, hasQuorum } from './quorum.ts';

export interface Refusal {
  readonly kind: 'refused';
  readonly code: DecisionRefusal;
  readonly message: string;
}

/** Who decides, and what policy says of that. */
export interface Judge {
  readonly approver: Approver;
  readonly verdict: ApprovalVerdict;
}

/** What an edit or a mask made of the content. */
export interface Remade {
  readonly digest: string;
  readonly revision: number;
  readonly findings: readonly HeldFinding[];
  /** What holds it besides, now. */
  readonly rules: Hold['rules'];
}

export type DecidingLimits = Pick<
  Limits,
  'holdFetchMsMax' | 'holdRememberMsMax' | 'holdEditsMax' | 'holdReasonCharsMax' | 'holdRevisionsMax'
>;

/** Why a decision does not count; null when it does. */
export function refusalOf(hold: Hold, ask: DecisionAsk, judge: Judge, nowMs: number, limits: DecidingLimits): Refusal | null {
  return (
    overRefusal(hold, nowMs) ??
    personRefusal(hold, judge) ??
    reasonRefusal(ask, judge.verdict, limits) ??
    contentRefusal(hold, ask) ??
    (ask.decision === 'deny' ? null : againRefusal(hold, ask, judge)) ??
    changeRefusal(hold, ask, limits) ??
    (ask.rememberMs === null ? null : rememberRefusal(hold, ask, ask.rememberMs, judge.verdict, limits))
  );
}

/** Whether this person could decide at all; null when they could. */
export function personRefusal(hold: Hold, { approver, verdict }: Judge): Refusal | null {
  if (askedFor(hold, approver)) return refused('self_approval', 'nobody decides on what they asked for themselves');
  if (!approver.roles.includes('approver')) return refused('not_allowed', 'deciding needs the role approver');
  if (!verdict.allow) return refused('not_allowed', verdict.reason ?? 'policy does not let you decide this');
  const counts = hold.rules.some(rule => countsFor(rule, verdict.countsAs));
  return counts ? null : refused('not_allowed', 'you are none of those whom the rules of this hold name');
}

/** The document with a decision that counts, released where it was the last that was missing. */
export function decided(hold: Hold, decision: HoldDecision, remade: Remade | null, nowMs: number, limits: DecidingLimits): Hold {
  const decisions = [...hold.decisions, decision];
  if (decision.decision === 'deny') return revised(hold, { decisions, state: 'denied', decidedMs: nowMs });
  const content =
    remade === null
      ? {}
      : {
          digest: remade.digest,
          revision: remade.revision,
          findings: remade.findings,
          rules: withRules(hold.rules, remade.rules),
        };
  const next = revised(hold, { ...content, decisions });
  if (!hasQuorum(next)) return next;
  return { ...next, state: 'approved', decidedMs: nowMs, expiresMs: nowMs + limits.holdFetchMsMax };
}

/** How long the like of a released hold passes: as long as all who approved it say. Null: not at all. */
export function rememberedMs(hold: Hold): number | null {
  if (hold.state !== 'approved' || hold.revision !== 1) return null;
  const times = approvalsOf(hold).map(({ rememberMs }) => rememberMs);
  return times.length === 0 || times.includes(null) ? null : Math.min(...times.map(Number));
}

function overRefusal(hold: Hold, nowMs: number): Refusal | null {
  if (hold.state === 'expired') return refused('expired', 'the time to decide is over');
  if (hold.state !== 'pending') return refused('not_pending', `it is ${hold.state} already`);
  return nowMs < hold.expiresMs ? null : refused('expired', 'the time to decide is over');
}

function reasonRefusal({ reason }: DecisionAsk, verdict: ApprovalVerdict, limits: DecidingLimits): Refusal | null {
  if ((reason?.length ?? 0) > limits.holdReasonCharsMax) {
    return refused('reason_required', `a reason has at most ${limits.holdReasonCharsMax} characters`);
  }
  return verdict.reasonRequired && (reason ?? '').trim() === '' ? refused('reason_required', 'policy wants a reason') : null;
}

function contentRefusal(hold: Hold, ask: DecisionAsk): Refusal | null {
  if (ask.decision !== 'deny' && (hold.reading !== 'complete' || hold.digest === null)) {
    const open = hold.reading === 'open';
    return refused('incomplete', open ? 'it is still being read' : 'it was never read to its end, and can only be denied');
  }
  return ask.digest === hold.digest ? null : refused('digest_mismatch', 'the content has changed since it was shown');
}

/** Who said yes can still say no; what is said twice counts once. */
function againRefusal(hold: Hold, ask: DecisionAsk, { approver, verdict }: Judge): Refusal | null {
  if (ask.decision === 'edit') return null;
  const mine = selvesOf(approver);
  const isMine = ({ selves }: HoldDecision): boolean => selves.some(self => mine.includes(self));
  if (ask.decision === 'approve' && approvalsOf(hold).some(isMine)) {
    return refused('already_decided', 'you approved this already');
  }
  const editors = editorsOf(hold);
  if (!mine.some(self => editors.has(self))) return null;
  const helps = hold.rules.some(rule => rule.quorum > 1 && countsFor(rule, verdict.countsAs));
  return helps ? null : refused('editor_only', 'who edited it can not be the only one who approves it');
}

function changeRefusal(hold: Hold, ask: DecisionAsk, limits: DecidingLimits): Refusal | null {
  if (ask.decision !== 'edit' && ask.decision !== 'mask') return null;
  if (ask.edits.length === 0) return refused('edit_invalid', 'there is nothing to change');
  if (ask.edits.length > limits.holdEditsMax)
    return refused('edit_invalid', `at most ${limits.holdEditsMax} places can be changed at once`);
  if (hold.revision >= limits.holdRevisionsMax) return refused('edit_invalid', 'it was edited too often already');
  return null;
}

function rememberRefusal(
  hold: Hold,
  ask: DecisionAsk,
  ms: number,
  verdict: ApprovalVerdict,
  { holdRememberMsMax }: DecidingLimits,
): Refusal | null {
  if (ask.decision !== 'approve' || hold.revision !== 1) {
    return refused('remember_forbidden', 'only what is released as it was held can be let pass again');
  }
  if (!Number.isSafeInteger(ms) || ms < 1 || ms > holdRememberMsMax) {
    return refused('remember_forbidden', `the like of it can pass for at most ${holdRememberMsMax} ms`);
  }
  const may = verdict.mayRemember && hold.rules.every(({ remember }) => remember);
  return may ? null : refused('remember_forbidden', 'policy does not let the like of it pass');
}

export function refused(code: DecisionRefusal, message: string): Refusal {
  return { kind: 'refused', code, message };
}
