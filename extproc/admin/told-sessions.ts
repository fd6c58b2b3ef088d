// Sessions and exchanges as the API tells them: the store's documents in the API's names, times as ISO 8601.
import type { z } from 'zod';
import type { RecordedExchange, SessionSummary } from '../recording/ports.ts';
import type { exchangeSchema, sessionSchema } from './session-schemas.ts';

export function toldSession(session: SessionSummary): z.infer<typeof sessionSchema> {
  const { id, kind, principal, namespace, firstMs, lastMs, exchanges, tokens, connections, decisions } = session;
  const times = { firstAt: time(firstMs), lastAt: time(lastMs) };
  return { id, kind, principal, namespace, ...times, exchanges, tokens, connections: [...connections], decisions };
}

export function toldExchange(exchange: RecordedExchange): z.infer<typeof exchangeSchema> {
  const { records, createdMs, goneMs, seals, end, ...facts } = exchange;
  return {
    ...facts,
    beganAt: time(createdMs),
    keptUntil: time(goneMs),
    sealed: seals,
    recorded: (['request', 'response'] as const).filter(side => records[side]),
    end: end === null ? null : toldEnd(end),
  };
}

function toldEnd({ endedMs, parts: _, ...end }: NonNullable<RecordedExchange['end']>) {
  return {
    ...end,
    endedAt: time(endedMs),
    detectors: [...end.detectors],
    tools: [...end.tools],
    holds: [...end.holds],
    findings: (end.findings ?? []).map(finding => ({ ...finding })),
    bytes: { ...end.bytes },
  };
}

function time(ms: number): string {
  return new Date(ms).toISOString();
}
