// The server's API, as the page uses it. Who is not signed in is sent to sign in, whatever was asked.
import type { z } from 'zod';
import type { contentSchema, holdDetailSchema, holdSchema, meSchema, rememberedSchema, statsSchema } from '../../schemas.ts';

export type Hold = z.infer<typeof holdSchema>;
export type HoldDetail = z.infer<typeof holdDetailSchema>;
export type Content = z.infer<typeof contentSchema>;
export type Me = z.infer<typeof meSchema>;
export type Stats = z.infer<typeof statsSchema>;
export type Remembered = z.infer<typeof rememberedSchema>;

export interface Edit {
  readonly channel: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Decision {
  readonly decision: 'approve' | 'deny' | 'mask' | 'edit';
  readonly digest: string | null;
  readonly reason?: string;
  readonly edits?: readonly Edit[];
  readonly remember?: string;
}

/** What the server refuses, in its words. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

interface HoldsPage {
  readonly items: readonly Hold[];
  readonly next: string | null;
}

export const api = {
  me: () => ask<Me>('/v1/me'),
  ways: () => ask<{ readonly token: boolean; readonly page: boolean }>('/v1/sign-in'),
  signIn: (token: string) => ask<null>('/v1/sign-in', 'POST', { token }),
  signOut: () => ask<null>('/v1/sign-out', 'POST'),
  holds: (query: Readonly<Record<string, string>>) => ask<HoldsPage>(`/v1/holds?${new URLSearchParams(query)}`),
  /** All that wait, up to so many. */
  async pending(max: number): Promise<readonly Hold[]> {
    const found: Hold[] = [];
    for (let cursor: string | null = ''; cursor !== null && found.length < max; ) {
      const page: HoldsPage = await api.holds({ state: 'pending', limit: '200', ...(cursor === '' ? {} : { cursor }) });
      found.push(...page.items);
      cursor = page.next;
    }
    return found;
  },
  hold: (id: string) => ask<HoldDetail>(`/v1/holds/${encodeURIComponent(id)}`),
  content: (id: string) => ask<Content>(`/v1/holds/${encodeURIComponent(id)}/content`),
  decide: (id: string, decision: Decision) => ask<Hold>(`/v1/holds/${encodeURIComponent(id)}/decisions`, 'POST', decision),
  stats: () => ask<Stats>('/v1/holds/stats'),
  remembered: () => ask<{ readonly items: readonly Remembered[] }>('/v1/remembered'),
  forget: (id: string) => ask<null>(`/v1/remembered/${encodeURIComponent(id)}`, 'DELETE'),
};

/** Hears of holds until it is stopped. `state` tells whether the connection stands. */
export function listen(heard: (hold: Hold) => void, state: (isOpen: boolean) => void): () => void {
  const source = new EventSource('/v1/holds/events');
  source.addEventListener('hold', event => heard(JSON.parse((event as MessageEvent<string>).data) as Hold));
  source.addEventListener('open', () => state(true));
  source.addEventListener('error', () => state(false));
  return () => source.close();
}

export async function ask<T>(path: string, method = 'GET', body?: object): Promise<T> {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (response.ok) return (text === '' ? null : JSON.parse(text)) as T;
  throw refusal(response.status, text);
}

function refusal(status: number, text: string): Refused {
  try {
    const { type, title, detail } = JSON.parse(text) as {
      readonly type: string;
      readonly title: string;
      readonly detail?: string;
    };
    return new Refused(status, type.split(':').at(-1)!, detail === undefined ? title : `${title}: ${detail}`);
  } catch {
    return new Refused(status, 'failed', `the server answers ${status}`);
  }
}
