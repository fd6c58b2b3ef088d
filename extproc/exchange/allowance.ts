// What a plan lets through although a detector found it: by keyed fingerprint, by pattern over the whole value, by place.
import type { Scanner } from '../detect/scan.ts';
import type { Finding } from '../words/finding.ts';
import type { Plan } from '../words/plan.ts';

/** Whether the finding is one of those that the plan lets through. A value whose end is not known is none of them but by place. */
export function isAllowance(plan: Plan, finding: Finding, value: Uint8Array | null, patterns: Scanner | null): boolean {
  if (plan.allow.length === 0) return false;
  for (const allowance of plan.allow) {
    if (allowance.kind === 'fingerprint' && finding.fingerprint === allowance.fingerprint) return true;
    if (allowance.kind === 'path' && finding.path === allowance.path) return true;
  }
  return value !== null && patterns !== null && matchesWhole(patterns, value);
}

function matchesWhole(patterns: Scanner, value: Uint8Array): boolean {
  const scan = patterns.open();
  const whole = () => scan.take().some(match => match.start === 0 && match.end === value.length);
  for (let at = 0; at < value.length; ) {
    at = scan.advance(value, at);
    if (whole()) return true;
  }
  scan.finish();
  return whole();
}
