// A whole stage for one test: upstream, guard and Envoy. Everything is taken down when the test ends, and Envoy's log is shown
// when it failed.
import { onTestFailed, onTestFinished } from 'vitest';
import type { PlaneConnection } from '../../../extproc/dataplane/plane.ts';
import type { Ledger } from '../../../extproc/words/evidence.ts';
import type { HoldDesk } from '../../../extproc/words/hold.ts';
import type { Limits } from '../../../extproc/words/limits.ts';
import { type EnvoyOptions, type RunningEnvoy, startEnvoy } from './envoy.ts';
import { type CreateExchange, type Guard, startGuard } from './guard.ts';
import { type Script, startHttp2Upstream, startUpstream, type Upstream } from './upstream.ts';

export interface Stage {
  readonly port: number;
  readonly upstream: Upstream;
  readonly guard: Guard;
  readonly envoy: RunningEnvoy;
}

export interface StageOptions {
  readonly upstream: Script;
  readonly upstreamHttp?: 1 | 2;
  readonly exchange: CreateExchange;
  readonly limits?: Partial<Limits>;
  readonly holds?: HoldDesk;
  readonly ledger?: Ledger;
  readonly guardAddress?: string;
  readonly alter?: NonNullable<EnvoyOptions['alter']>;
}

export async function openStage(options: StageOptions): Promise<Stage> {
  const upstream = await ours(await (options.upstreamHttp === 2 ? startHttp2Upstream : startUpstream)(options.upstream));
  const guard = await ours(
    await startGuard(options.exchange, {
      ...(options.guardAddress === undefined ? {} : { address: options.guardAddress }),
      ...(options.limits === undefined ? {} : { limits: options.limits }),
      ...(options.holds === undefined ? {} : { holds: options.holds }),
      ...(options.ledger === undefined ? {} : { ledger: options.ledger }),
    }),
  );
  const envoy = await envoyFor(guard.address, [connectionTo(upstream, options.upstreamHttp ?? 1)], options.alter);
  return { port: envoy.port, upstream, guard, envoy };
}

/** A connection named `test` for any host. */
export function connectionTo(upstream: Upstream, http: 1 | 2 = 1): PlaneConnection {
  return { name: 'test', domains: ['*'], upstream: upstream.url, http2: http === 2, credential: null };
}

/** An Envoy for this test. */
export async function envoyFor(
  extproc: string,
  connections: readonly PlaneConnection[],
  alter?: EnvoyOptions['alter'],
): Promise<RunningEnvoy> {
  const envoy = await ours(await startEnvoy({ extproc, connections, ...(alter === undefined ? {} : { alter }) }));
  onTestFailed(() => console.error(envoy.logs()));
  return envoy;
}

/** Takes it down when the test ends. */
export function ours<T extends { stop(): Promise<void> }>(thing: T): T {
  onTestFinished(() => thing.stop());
  return thing;
}
