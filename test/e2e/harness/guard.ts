// The ext_proc server under test, with an exchange of the test's own: in this process, or in one that can be killed and stopped.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { ExchangeMachine, StreamFacts } from '../../../extproc/exchange/events.ts';
import { noDesk } from '../../../extproc/exchange/hold.ts';
import { grpcTransport } from '../../../extproc/wire/grpc-transport.ts';
import { type ExtProcServer, serveExtProc } from '../../../extproc/wire/server.ts';
import type { Ledger } from '../../../extproc/words/evidence.ts';
import type { Fault } from '../../../extproc/words/fault.ts';
import type { HoldDesk } from '../../../extproc/words/hold.ts';
import { defaultLimits, type Limits } from '../../../extproc/words/limits.ts';
import { fakeLedger } from '../../unit/exchange/ledger.ts';

export type CreateExchange = (facts: StreamFacts) => ExchangeMachine;

export interface Guard {
  readonly address: string;
  readonly server: ExtProcServer;
  readonly faults: readonly Fault[];
  stop(): Promise<void>;
}

/** Serves in this process. */
export async function startGuard(
  createExchange: CreateExchange,
  options: {
    readonly address?: string;
    readonly limits?: Partial<Limits>;
    readonly holds?: HoldDesk;
    readonly ledger?: Ledger;
  } = {},
): Promise<Guard> {
  const faults: Fault[] = [];
  const onFault = (fault: Fault) => faults.push(fault);
  const limits = { ...defaultLimits, ...options.limits };
  const server = await serveExtProc({
    address: options.address ?? '127.0.0.1:0',
    transport: grpcTransport({ limits, onFault }),
    createExchange,
    holds: options.holds ?? noDesk,
    ledger: options.ledger ?? fakeLedger({ keeps: true }),
    limits,
    onFault,
    now: Date.now,
  });
  return { address: server.address, server, faults, stop: () => server.close() };
}

export interface GuardProcess {
  readonly address: string;
  readonly pid: number;
  readonly process: ChildProcess;
  /** Resolves with the next message that the child sends. */
  message(): Promise<unknown>;
  stop(): Promise<void>;
}

/**
 * Serves in a process of its own. `module` exports `createExchange` and may export `limits`; it is started through guard-process.ts.
 */
export async function startGuardProcess(module: URL, address = '127.0.0.1:0'): Promise<GuardProcess> {
  const child = fork(new URL('./guard-process.ts', import.meta.url), [module.href, address], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const message = async () => ((await once(child, 'message')) as [unknown])[0];
  const listening = (await message()) as { readonly address: string };
  return {
    address: listening.address,
    pid: child.pid as number,
    process: child,
    message,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
