// Hears what any replica changed, over a connection of its own. Where that breaks, it is made anew, ever more slowly; what was missed meanwhile
// is nowhere to be had, so `lost` is told.
import pg from 'pg';
import type { StoreChange } from '../../approvals/ports.ts';
import { fixedLimits } from '../../words/limits.ts';
import { changeOf } from '../changes.ts';

export interface Listening {
  close(): Promise<void>;
}

/** Resolves once it hears. Throws what the client throws when it can't begin; later it goes on trying. */
export async function listen(config: pg.ClientConfig, tell: (change: StoreChange) => void): Promise<Listening> {
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  let waitMs: number = fixedLimits.storeAgainMsMin;
  let client = await connected(config, tell, broken);
  return {
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await client.end().catch(() => {});
    },
  };

  function broken(): void {
    if (isClosed) return;
    timer = setTimeout(() => void again(), waitMs);
    waitMs = Math.min(2 * waitMs, fixedLimits.storeAgainMsMax);
  }

  async function again(): Promise<void> {
    const found = await connected(config, tell, broken).catch(() => null);
    if (found === null) return broken();
    if (isClosed) return void found.end().catch(() => {});
    client = found;
    waitMs = fixedLimits.storeAgainMsMin;
    tell({ kind: 'lost' });
  }
}

/** `onBroken` is called once, and only after this has resolved. */
async function connected(config: pg.ClientConfig, tell: (change: StoreChange) => void, onBroken: () => void): Promise<pg.Client> {
  const client = new pg.Client(config);
  let isUp = false;
  const down = () => {
    clearInterval(pulse);
    if (!isUp) return;
    isUp = false;
    client.end().catch(() => {});
    onBroken();
  };
  // A peer that is gone without a word is noticed by asking.
  const pulse = setInterval(() => client.query('SELECT 1').catch(down), fixedLimits.storePulseMs);
  client.on('error', down);
  client.on('end', down);
  client.on('notification', ({ payload }) => {
    const change = changeOf(read(payload));
    if (change !== null) tell(change);
  });
  try {
    await client.connect();
    await client.query('LISTEN penstock');
    isUp = true;
    return client;
  } catch (error) {
    clearInterval(pulse);
    client.end().catch(() => {});
    throw error;
  }
}

/** Whoever may use the database may notify. */
function read(payload: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(payload ?? '');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
