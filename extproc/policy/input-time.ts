// The time as policies see it: derived by the host, since Rego on Wasm has no clock and decisions should be told again from their input.
import type { PolicyInput } from './input.ts';

/** From the day that Date counts as 0. */
export const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** In UTC, whatever the machine's zone is. */
export function timeOf(ms: number): PolicyInput['time'] {
  const date = new Date(ms);
  return { ms, weekday: weekdays[date.getUTCDay()]!, hour: date.getUTCHours(), minute: date.getUTCMinutes(), zone: 'UTC' };
}
