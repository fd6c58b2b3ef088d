// The server's API of recordings, as the pages for auditors use it.
import type { z } from 'zod';
import type { exchangeSchema, replaySchema, sessionSchema } from '../../session-schemas.ts';
import { ask } from './api.ts';

export type Session = z.infer<typeof sessionSchema>;
export type Exchange = z.infer<typeof exchangeSchema>;
export type Recording = z.infer<typeof replaySchema>;

export interface Listed<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export const recorded = {
  sessions: (query: Readonly<Record<string, string>>) => ask<Listed<Session>>(`/v1/sessions?${new URLSearchParams(query)}`),
  session: (id: string) => ask<Session>(`/v1/sessions/${encodeURIComponent(id)}`),
  exchanges: (query: Readonly<Record<string, string>>) => ask<Listed<Exchange>>(`/v1/exchanges?${new URLSearchParams(query)}`),
  exchange: (id: string) => ask<Exchange>(`/v1/exchanges/${encodeURIComponent(id)}`),
  recording: (id: string) => ask<Recording>(`/v1/exchanges/${encodeURIComponent(id)}/recording`),
};
