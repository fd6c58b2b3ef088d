// What sessions and principals have used, for policies that set budgets.

export interface Usage {
  readonly requests: number;
  readonly bytes: number;
  readonly tokens: number;
  readonly findings: number;
}

/** Keeps sums by session; a store shared by replicas comes in through this door. */
export interface UsageBook {
  of(sessionId: string): Usage;
  add(sessionId: string, used: Usage): void;
}

export const unused: Usage = { requests: 0, bytes: 0, tokens: 0, findings: 0 };

/** Keeps the sums of the sessions used last, in memory. */
export function memoryUsage(sessionsMax: number): UsageBook {
  const sums = new Map<string, Usage>(); // in order of last use
  return {
    of: sessionId => sums.get(sessionId) ?? unused,
    add(sessionId, used) {
      const before = sums.get(sessionId) ?? unused;
      sums.delete(sessionId);
      sums.set(sessionId, {
        requests: before.requests + used.requests,
        bytes: before.bytes + used.bytes,
        tokens: before.tokens + used.tokens,
        findings: before.findings + used.findings,
      });
      if (sums.size > sessionsMax) sums.delete(sums.keys().next().value!);
    },
  };
}
