// From a decision to the replica that waits for it: two stores on one database, one decides, the other hears. The clock is the wall's, for that
// is what a client waits; each round writes to disk as in earnest.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HoldStore } from '../../extproc/approvals/ports.ts';
import { openStore, type Place } from '../../extproc/store/open.ts';
import { Secret } from '../../extproc/words/secret.ts';
import { startPostgres } from '../postgres/server.ts';
import { hold } from '../unit/store/samples.ts';
import { quantile } from './quantile.ts';

export interface StoreTimes {
  readonly createMsP50: number;
  readonly createMsP99: number;
  /** From the decision's call to the other store's being told. */
  readonly decideToHeardMsP50: number;
  readonly decideToHeardMsP99: number;
}

export interface StoreBench {
  readonly sqlite: StoreTimes;
  /** Or why there is no PostgreSQL. */
  readonly postgres: StoreTimes | string;
}

const rounds = 300;
/** Not counted: connections and plans are made. */
const warming = 20;

export async function benchStore(): Promise<StoreBench> {
  return { sqlite: await benchSqlite(), postgres: await benchPostgres() };
}

async function benchSqlite(): Promise<StoreTimes> {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-bench-'));
  try {
    return await between({ kind: 'sqlite', file: join(folder, 'penstock.db') });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchPostgres(): Promise<StoreTimes | string> {
  const started = await startPostgres([]);
  if (started.kind === 'none') return started.why;
  try {
    return await between({ kind: 'postgres', url: new Secret(started.server.url) });
  } finally {
    await started.server.stop();
  }
}

async function between(place: Place): Promise<StoreTimes> {
  const waits = await openStore(place);
  const decides = await openStore(place);
  const created: number[] = [];
  const heard: number[] = [];
  for (let i = 0; i < warming + rounds; i++) {
    const one = hold({ id: `ho_${i}`, requestKey: `key-${i}`, createdMs: i });
    const start = performance.now();
    await waits.create(one);
    const atCreated = performance.now();
    const told = versionTold(waits, one.id, 2);
    await decides.replace({ ...one, version: 2, state: 'approved', decidedMs: i });
    const atHeard = await told;
    if (i < warming) continue;
    created.push(atCreated - start);
    heard.push(atHeard - atCreated);
  }
  await Promise.all([waits.close(), decides.close()]);
  return {
    createMsP50: quantile(created, 0.5),
    createMsP99: quantile(created, 0.99),
    decideToHeardMsP50: quantile(heard, 0.5),
    decideToHeardMsP99: quantile(heard, 0.99),
  };
}

/** When the store told of it. */
function versionTold(store: HoldStore, id: string, version: number): Promise<number> {
  return new Promise(resolve => {
    const stop = store.watch(change => {
      if (change.kind !== 'hold' || change.id !== id || change.version !== version) return;
      stop();
      resolve(performance.now());
    });
  });
}
