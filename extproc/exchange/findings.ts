// The findings of one exchange: aggregated by detector, place and fingerprint, numbered in order of confirmation.

import type { FindingRecord } from '../audit/record.ts';
import type { Hit } from '../content/transform.ts';
import { destinationsIn } from '../detect/destinations.ts';
import type { MaskKeys } from '../mask/keys.ts';
import { shapeOf } from '../mask/shape.ts';
import type { Finding, Side } from '../words/finding.ts';
import type { HeldFinding } from '../words/hold.ts';
import type { Limits } from '../words/limits.ts';
import type { Labels } from './label.ts';

export interface FindingBook {
  /** Adds an occurrence. Null when the exchange has more distinct findings than the limit. */
  add(hit: Hit, side: Side): Finding | null;
  /** At most so many, the one given among them, by id. */
  seen(findingsMax: number, about: Finding | null): readonly Finding[];
  readonly total: number;
  /** What became of a finding; the last word on it counts. */
  settle(id: number, action: FindingRecord['action']): void;
  /** A rule holds because of it. */
  holds(id: number): void;
  records(): readonly FindingRecord[];
  /** Those of one side, as approvers see them. */
  held(side: Side): readonly HeldFinding[];
}

/** Opens an empty book. */
export function findingBook(keys: MaskKeys, labels: Labels, limits: Limits): FindingBook {
  const byPlace = new Map<string, number>();
  const findings: Finding[] = [];
  const actions: FindingRecord['action'][] = [];
  const holding = new Set<number>();
  let total = 0;

  const describe = (hit: Hit, side: Side, id: number, fingerprint: string | null): Finding => ({
    id,
    detector: hit.detector.id,
    group: hit.detector.group,
    class: hit.detector.class,
    severity: hit.detector.severity,
    confidence: hit.confidence,
    side,
    channel: labels.of(hit.channel),
    path: labels.of(hit.path),
    key: hit.key,
    length: hit.value?.length ?? null,
    shape: hit.value === null ? null : shapeOf(hit.value),
    fingerprint,
    count: 1,
    destinations: hit.unit === null ? null : destinationsIn(hit.unit, limits),
    unit_bytes: hit.unit?.length ?? null,
  });

  const heldFinding = (finding: Finding): HeldFinding => {
    const { id, detector, class: kind, severity, confidence, channel, path, key, length, count, destinations } = finding;
    const action = holding.has(id) ? 'hold' : actions[id - 1] === 'mask' ? 'mask' : 'pass';
    return { id, detector, class: kind, severity, confidence, channel, path, key, length, count, destinations, action };
  };

  return {
    add(hit, side) {
      total++;
      const fingerprint = hit.value === null ? null : keys.fingerprint(hit.value);
      const place = `${hit.detector.id}\0${side}\0${hit.channel}\0${hit.path}\0${fingerprint}`;
      const at = byPlace.get(place);
      // A line of code names other destinations each time: such a finding is judged on its own.
      if (at !== undefined && hit.unit === null) {
        const before = findings[at]!;
        const again = { ...before, count: before.count + 1, confidence: Math.max(before.confidence, hit.confidence) };
        findings[at] = again;
        return again;
      }
      if (findings.length >= limits.findingsMax) return null;
      const finding = describe(hit, side, findings.length + 1, fingerprint);
      byPlace.set(place, findings.length);
      findings.push(finding);
      actions.push('pass');
      return finding;
    },
    seen(findingsMax, about) {
      return findings.length <= findingsMax ? findings : mostTelling(findings, findingsMax, about);
    },
    get total() {
      return total;
    },
    settle(id, action) {
      actions[id - 1] = action;
    },
    holds(id) {
      holding.add(id);
    },
    held: side => findings.filter(finding => finding.side === side).map(heldFinding),
    records: () =>
      findings.map(({ id, detector, class: kind, side, channel, path, key, length, fingerprint, count }, at) => ({
        id,
        detector,
        class: kind,
        side,
        channel,
        path,
        key,
        length,
        fingerprint,
        count,
        action: actions[at] === 'pass' && holding.has(id) ? 'hold' : actions[at]!,
      })),
  };
}

/** The one asked about first, then risks, which later findings may turn into something worse, then in order of confirmation. */
function mostTelling(findings: readonly Finding[], max: number, about: Finding | null): readonly Finding[] {
  const weight = (finding: Finding): number => (finding.id === about?.id ? 0 : finding.class === 'risk' ? 1 : 2);
  return findings
    .toSorted((a, b) => weight(a) - weight(b) || a.id - b.id)
    .slice(0, max)
    .sort((a, b) => a.id - b.id);
}
