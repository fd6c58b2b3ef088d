// People's decisions: asks policy, makes the edited content, and sets the hold's next version in place of the one that was judged. Where it has
// another by then, all is judged anew.
import type { Approver, DecisionAsk, HeldContent, Hold, HoldDecision } from '../words/hold.ts';
import type { Changes } from './changes.ts';
import type { ApprovalVerdict, DecisionOutcome, DeskSetting } from './ports.ts';
import type { Remembrance } from './remembered.ts';
import { digestOf, foremost } from './rules/content.ts';
import {
  decided,
  type Judge,
  personRefusal,
  type Refusal,
  type Remade,
  refusalOf,
  refused,
  rememberedMs,
} from './rules/deciding.ts';
import { askedFor, selvesOf } from './rules/people.ts';
import type { Vault } from './vault.ts';

export interface Decisions {
  decide(id: string, ask: DecisionAsk, approver: Approver): Promise<DecisionOutcome>;
  may(id: string, approver: Approver): Promise<ApprovalVerdict | null>;
  isWithheldFrom(id: string, approver: Approver): Promise<boolean>;
  /** The hold that people decide: itself, or the one that it is joined to. */
  leaderOf(id: string): Promise<Hold | null>;
}

/** What stands in place of what an approver hides. */
const hidden = '[REDACTED]';

export function openDecisions(
  setting: Pick<DeskSetting, 'policy' | 'reader' | 'limits' | 'now' | 'onTrouble'>,
  changes: Changes,
  vault: Vault,
  remembrance: Remembrance,
): Decisions {
  const { policy, reader, limits, now, onTrouble } = setting;
  return { decide, may, isWithheldFrom, leaderOf };

  async function leaderOf(id: string): Promise<Hold | null> {
    const hold = await changes.patiently(() => changes.read(id));
    return hold === null || hold.joined === null ? hold : changes.patiently(() => changes.read(hold.joined!));
  }

  async function isWithheldFrom(id: string, approver: Approver): Promise<boolean> {
    const hold = await leaderOf(id);
    return hold !== null && hold.state !== 'approved' && askedFor(hold, approver);
  }

  async function may(id: string, approver: Approver): Promise<ApprovalVerdict | null> {
    const hold = await leaderOf(id);
    if (hold === null) return null;
    const judge = judgeOf(hold, approver, { decision: 'approve', reason: null });
    const refusal = personRefusal(hold, judge);
    return refusal === null ? judge.verdict : { ...judge.verdict, allow: false, countsAs: [], reason: refusal.message };
  }

  async function decide(id: string, ask: DecisionAsk, approver: Approver): Promise<DecisionOutcome> {
    let edit: Edit | null = null;
    for (let tries = 0; tries < limits.holdTriesMax; tries++) {
      const hold = await leaderOf(id);
      if (hold === null) return refused('not_found', 'there is no such hold');
      const nowMs = now();
      const judge = judgeOf(hold, approver, ask);
      const refusal = refusalOf(hold, ask, judge, nowMs, limits);
      if (refusal !== null) return refusal;
      if (isRemaking(ask) && edit?.of !== hold.revision) {
        const made = await remake(hold, ask);
        if (made.kind === 'refused') return made;
        edit = made;
      }
      const remade = edit?.remade ?? null;
      const decision = decisionOf(hold, ask, judge, remade, nowMs);
      const next = decided(hold, decision, remade, nowMs, limits);
      if (await isSet(next, decision)) {
        await remember(next, approver);
        return { kind: 'recorded', hold: next };
      }
    }
    return refused('conflict', 'others changed it at the same moment; look at it again');
  }

  function judgeOf(hold: Hold, approver: Approver, { decision, reason }: Pick<DecisionAsk, 'decision' | 'reason'>): Judge {
    return { approver, verdict: policy.decide({ hold, approver, decision, reason, nowMs: now() }) };
  }

  /** An answer that was lost on its way may have been a yes: then the decision stands in the hold. */
  async function isSet(next: Hold, decision: HoldDecision): Promise<boolean> {
    let isAnswerLost = false;
    return changes.patiently(async () => {
      if (isAnswerLost) {
        const there = await changes.read(next.id);
        if (there?.decisions.some(one => JSON.stringify(one) === JSON.stringify(decision))) return true;
      }
      isAnswerLost = true;
      return changes.replace(next);
    });
  }

  interface Edit {
    readonly kind: 'edit';
    /** Revision of the content that it was made of. */
    readonly of: number;
    readonly remade: Remade;
  }

  async function remake(hold: Hold, ask: DecisionAsk): Promise<Edit | Refusal> {
    const content = await vault.get(hold);
    if (content === null) return refused('expired', 'the content is gone');
    const edits = ask.decision === 'mask' ? ask.edits.map(edit => ({ ...edit, text: hidden })) : ask.edits;
    const editing = await reader.edit(content, edits);
    if (editing.kind === 'refused') return refused('edit_invalid', editing.why);
    const rescan = await reader.rescan({ ...content, body: editing.body });
    if (rescan.kind === 'refused') return refused('edit_invalid', rescan.why);
    const made = { ...content, body: rescan.body, findings: rescan.findings };
    if (made.body.length > limits.heldBytesMax)
      return refused('edit_invalid', `it would have more than ${limits.heldBytesMax} bytes`);
    const digest = digestOf(made);
    if (digest === hold.digest) return refused('edit_invalid', 'it changes nothing');
    const revision = await keep(hold, made);
    const findings = foremost(made, limits.findingsInInputMax);
    return { kind: 'edit', of: hold.revision, remade: { digest, revision, findings, rules: rescan.rules } };
  }

  /** Another edit of the same version may have taken the next number; what comes of that the compare-and-set decides. */
  async function keep(hold: Hold, content: HeldContent): Promise<number> {
    for (let revision = hold.revision + 1; ; revision++) {
      try {
        await vault.put(hold.id, revision, content, hold.expiresMs + limits.holdFetchMsMax);
        return revision;
      } catch (cause) {
        if (revision >= hold.revision + limits.holdTriesMax) throw cause;
      }
    }
  }

  /** Only what is released is remembered. That this fails takes nothing from the release. */
  async function remember(hold: Hold, { id }: Approver): Promise<void> {
    const forMs = rememberedMs(hold);
    if (forMs === null) return;
    await remembrance.add(hold, id, forMs).catch(cause => onTrouble({ kind: 'store', hold: hold.id, cause }));
  }
}

function isRemaking({ decision }: DecisionAsk): boolean {
  return decision === 'edit' || decision === 'mask';
}

/** A mask is an approval of what it leaves; everything else is about what was shown. */
function decisionOf(
  hold: Hold,
  ask: DecisionAsk,
  { approver, verdict }: Judge,
  remade: Remade | null,
  atMs: number,
): HoldDecision {
  const about = ask.decision === 'mask' && remade !== null ? remade : hold;
  const named = new Set(hold.rules.flatMap(({ approvers }) => approvers));
  return {
    by: approver.id,
    selves: selvesOf(approver),
    name: approver.name,
    decision: ask.decision,
    digest: about.digest,
    revision: about.revision,
    reason: ask.reason,
    countsAs: verdict.countsAs.filter(name => named.has(name)),
    rememberMs: ask.rememberMs,
    atMs,
  };
}
