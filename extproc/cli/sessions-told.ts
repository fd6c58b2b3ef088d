// Asks the API for recordings: sessions, their exchanges in the order in which they began, holds, and what was delivered.
import type { AdminClient } from './admin-client.ts';
import type { ToldHold } from './holds-shown.ts';
import { Refusal, usage } from './words.ts';

export interface ToldSession {
  readonly id: string;
  readonly principal: string;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly exchanges: number;
  readonly tokens: number;
  readonly connections: readonly string[];
  readonly decisions: Readonly<Record<string, number>>;
}

export interface ToldExchange {
  readonly id: string;
  readonly session: string;
  readonly connection: string;
  readonly principal: string;
  readonly method: string;
  readonly path: string;
  readonly model: string | null;
  readonly policyRevision: string;
  readonly beganAt: string;
  readonly keptUntil: string;
  readonly end: {
    readonly endedAt: string;
    readonly decision: string;
    readonly block: string | null;
    readonly ending: string;
    readonly status: number | null;
    readonly detectors: readonly string[];
    readonly tools: readonly string[];
    readonly holds: readonly string[];
    readonly findings: readonly {
      readonly detector: string;
      readonly side: string;
      readonly path: string;
      readonly count: number;
      readonly action: string;
      readonly with: string | null;
      readonly rule: string | null;
    }[];
    readonly pieces: number;
    readonly bytes: { readonly request: number; readonly response: number };
    readonly isCut: boolean;
    readonly digest: string | null;
  } | null;
}

export interface ToldPiece {
  readonly atMs: number;
  readonly side: 'request' | 'response';
  readonly bytes: string;
  readonly texts: readonly { readonly of: number; readonly text: string }[];
}

export interface ToldReplay {
  readonly exchange: string;
  readonly isWhole: boolean;
  readonly read: readonly string[];
  readonly texts: readonly { readonly channel: string; readonly kind: string; readonly name: string | null }[];
  readonly pieces: readonly ToldPiece[];
}

/** Up to so many, page by page. */
export async function listed<T>(client: AdminClient, path: string, query: URLSearchParams, limit: number): Promise<readonly T[]> {
  const items: T[] = [];
  query.set('limit', String(Math.min(limit, 200)));
  for (let cursor: string | null = ''; cursor !== null && items.length < limit; ) {
    if (cursor !== '') query.set('cursor', cursor);
    const page = (await client.get(`${path}?${query}`)) as { readonly items: T[]; readonly next: string | null };
    items.push(...page.items);
    cursor = page.next;
  }
  return items.slice(0, limit);
}

const exchangesMax = 10_000;

/** Of a session or a grant with all its exchanges, or of one exchange; the first begun first. */
export async function look(
  client: AdminClient,
  id: string,
): Promise<{ readonly session: ToldSession | null; readonly exchanges: readonly ToldExchange[] }> {
  const place = encodeURIComponent(id);
  if (id.startsWith('ex_')) return { session: null, exchanges: [(await client.get(`/v1/exchanges/${place}`)) as ToldExchange] };
  if (!/^(?:se|gr)_/.test(id))
    throw usage(
      'this is no id of a session, a grant or an exchange',
      '`penstock sessions list` lists sessions; ids begin with se_, gr_ or ex_',
    );
  const session = (await client.get(`/v1/sessions/${place}`)) as ToldSession;
  const query = new URLSearchParams({ [id.startsWith('gr_') ? 'grant' : 'session']: id });
  const exchanges = await listed<ToldExchange>(client, '/v1/exchanges', query, exchangesMax);
  return { session, exchanges: exchanges.toReversed() };
}

export async function replayOf(client: AdminClient, { id }: Pick<ToldExchange, 'id'>): Promise<ToldReplay> {
  return (await client.get(`/v1/exchanges/${encodeURIComponent(id)}/recording`)) as ToldReplay;
}

/** Those that are still listed. */
export async function holdsOf(client: AdminClient, { end }: ToldExchange): Promise<readonly ToldHold[]> {
  const found = await Promise.all((end?.holds ?? []).map(id => client.get(`/v1/holds/${encodeURIComponent(id)}`).catch(gone)));
  return found.filter(hold => hold !== null) as ToldHold[];
}

function gone(error: unknown): null {
  if (error instanceof Refusal) return null;
  throw error;
}
