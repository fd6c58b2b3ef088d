// Parses what `penstock.decision` gave into a Decision. Knows the wanted shape and the host's own bounds, and takes nothing else:
// an unknown field could be a misspelt one that the author counts on.
import { type BlockRule, type Decision, type HoldRule, type MaskRule, type ObservedRule, strategies } from '../words/decision.ts';
import type { Limits } from '../words/limits.ts';
import * as read from './shape.ts';

export type DecisionLimits = Pick<Limits, 'policyRulesMax' | 'holdApproversMax' | 'holdQuorumMax' | 'holdTtlMsMax'>;

/**
 * Throws ShapeProblem for anything that is not a decision about these findings. The lists come sorted, without duplicates, and of
 * several masks on one finding the strongest is left.
 */
export function parseDecision(value: unknown, findings: ReadonlySet<number>, limits: DecisionLimits): Decision {
  const decision = read.fields(value, 'decision', ['blocks', 'holds', 'masks', 'observed']);
  return {
    blocks: sorted(each('blocks', block)),
    holds: sorted(each('holds', (item, at) => hold(item, at, limits))),
    masks: strongest(each('masks', (item, at) => mask(item, at, findings))),
    observed: sorted(each('observed', observed)),
  };

  function each<T>(name: string, parse: (item: unknown, at: string) => T): readonly T[] {
    return read.list(decision[name], name, limits.policyRulesMax).map((item, index) => parse(item, `${name}[${index}]`));
  }
}

function block(value: unknown, at: string): BlockRule {
  const rule = read.fields(value, at, ['code', 'message'], ['status']);
  return {
    code: read.textLike(rule.code, `${at}.code`, /^[a-z][a-z0-9_]{0,63}$/, 'lower case letters, digits and _'),
    message: read.text(rule.message, `${at}.message`),
    status: rule.status === undefined ? 403 : read.integer(rule.status, `${at}.status`, 400, 499),
  };
}

function hold(value: unknown, at: string, limits: DecisionLimits): HoldRule {
  const rule = read.fields(
    value,
    at,
    ['rule', 'reason', 'approvers', 'quorum', 'ttl'],
    ['mandatory', 'style', 'remember', 'notice'],
  );
  const mandatory = rule.mandatory === undefined ? [] : approversOf(rule.mandatory, `${at}.mandatory`);
  const approvers = distinct([...approversOf(rule.approvers, `${at}.approvers`), ...mandatory]);
  if (approvers.length === 0) throw read.wanted(`${at}.approvers`, 'a list with at least one approver', rule.approvers);
  return {
    rule: read.textLike(rule.rule, `${at}.rule`, /^[a-z][a-z0-9_-]{0,63}$/, 'lower case letters, digits, - and _'),
    reason: read.text(rule.reason, `${at}.reason`),
    approvers,
    mandatory: distinct(mandatory),
    quorum: read.integer(rule.quorum, `${at}.quorum`, 1, limits.holdQuorumMax),
    ttlMs: ttl(rule.ttl, `${at}.ttl`, limits.holdTtlMsMax),
    style: rule.style === undefined ? null : read.oneOf(rule.style, `${at}.style`, ['wait', 'pending'] as const),
    remember: rule.remember === undefined ? false : read.flag(rule.remember, `${at}.remember`),
    notice:
      rule.notice === undefined
        ? null
        : read.textLike(rule.notice, `${at}.notice`, /^[^\r\n\0]{1,200}$/u, 'one line of at most 200 characters'),
  };

  function approversOf(value: unknown, place: string): readonly string[] {
    const like = 'group:<name> or user:<name>';
    return read
      .list(value, place, limits.holdApproversMax)
      .map((item, index) => read.textLike(item, `${place}[${index}]`, /^(group|user):[^\s\p{C}]{1,200}$/u, like));
  }
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}

/** `90s`, `10m`, `2h`, `1d` → milliseconds. */
function ttl(value: unknown, at: string, msMax: number): number {
  const like = 'a time such as 90s, 10m, 2h or 1d';
  const written = read.textLike(value, at, /^[1-9][0-9]{0,6}[smhd]$/, like);
  const unitMs = { s: 1000, m: 60_000, h: 3600_000, d: 24 * 3600_000 }[written.at(-1) as 's' | 'm' | 'h' | 'd'];
  const ms = Number.parseInt(written, 10) * unitMs;
  if (ms > msMax) throw read.wanted(at, `${like}, at most ${msMax / 1000}s`, value);
  return ms;
}

function mask(value: unknown, at: string, findings: ReadonlySet<number>): MaskRule {
  const rule = read.fields(value, at, ['finding', 'with']);
  const finding = read.integer(rule.finding, `${at}.finding`, 1, Number.MAX_SAFE_INTEGER);
  if (!findings.has(finding)) throw read.wanted(`${at}.finding`, 'the id of a finding in the input', rule.finding);
  return { finding, with: read.oneOf(rule.with, `${at}.with`, strategies) };
}

/** Shadow rules are the author's own words about what would have happened: kept as they are, and small. */
function observed(value: unknown, at: string): ObservedRule {
  const { would, ...detail } = read.anObject(value, at);
  if (JSON.stringify(detail).length > 4096) throw read.wanted(at, 'at most 4096 bytes of JSON', value);
  return { would: read.oneOf(would, `${at}.would`, ['block', 'hold', 'mask']), detail };
}

function strongest(masks: readonly MaskRule[]): readonly MaskRule[] {
  const byFinding = new Map<number, MaskRule>();
  for (const rule of masks) {
    const other = byFinding.get(rule.finding);
    if (other === undefined || strategies.indexOf(rule.with) > strategies.indexOf(other.with)) byFinding.set(rule.finding, rule);
  }
  return [...byFinding.values()].sort((a, b) => a.finding - b.finding);
}

/** Rego's sets come in hash order; the order here is that of their JSON, whose first field is the code or rule. */
function sorted<T>(rules: readonly T[]): readonly T[] {
  if (rules.length < 2) return rules;
  const byJson = new Map(rules.map(rule => [JSON.stringify(rule), rule]));
  return [...byJson].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule);
}
