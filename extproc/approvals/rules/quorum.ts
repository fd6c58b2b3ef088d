// When a hold may be released: each of its rules has enough distinct people, of those that the rule names, who approved what is shown now.
// Knows decisions that counted; who may decide is asked elsewhere, before a decision is kept.
import type { HoldRule } from '../../words/decision.ts';
import type { Hold, HoldDecision } from '../../words/hold.ts';
import { peopleIn } from './people.ts';

/** Approvals of the content as it is now: those of a revision before it approved something else. Masking more approves what it leaves. */
export function approvalsOf(hold: Pick<Hold, 'decisions' | 'digest' | 'revision'>): readonly HoldDecision[] {
  return hold.decisions.filter(
    ({ decision, digest, revision }) =>
      (decision === 'approve' || decision === 'mask') && digest !== null && digest === hold.digest && revision === hold.revision,
  );
}

/** All ids of the people whose words stand in the content: none of them can be the only one who approves it. */
export function editorsOf(hold: Pick<Hold, 'decisions'>): ReadonlySet<string> {
  return new Set(hold.decisions.filter(({ decision }) => decision === 'edit').flatMap(({ selves }) => selves));
}

/** Whether all rules have what they ask for. */
export function hasQuorum(hold: Pick<Hold, 'rules' | 'decisions' | 'digest' | 'revision'>): boolean {
  const approvals = approvalsOf(hold);
  const editors = editorsOf(hold);
  return hold.rules.length > 0 && hold.rules.every(rule => isSatisfied(rule, approvals, editors));
}

/** Whether somebody who counts as these counts for a rule at all. */
export function countsFor(rule: HoldRule, countsAs: readonly string[]): boolean {
  return countsAs.some(name => rule.approvers.includes(name));
}

function isSatisfied(rule: HoldRule, approvals: readonly HoldDecision[], editors: ReadonlySet<string>): boolean {
  const counting = approvals.filter(({ countsAs }) => countsFor(rule, countsAs));
  const people = peopleIn(counting);
  const isEditorAlone = people === 1 && counting.some(({ selves }) => selves.some(self => editors.has(self)));
  return (
    people >= Math.max(1, rule.quorum) &&
    !isEditorAlone &&
    rule.mandatory.every(name => counting.some(({ countsAs }) => countsAs.includes(name)))
  );
}
