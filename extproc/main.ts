// Puts the rooms together. The only file that knows them all; it decides nothing itself.
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { implicitGrants } from './access/grant.ts';
import type { OnceCodes } from './admin/sign-in/once.ts';
import { recordLines } from './audit/lines.ts';
import type { Recorder } from './audit/record.ts';
import type { Address, Config } from './config/config.ts';
import { idleKeys } from './config/idle.ts';
import { masterKey } from './config/secrets.ts';
import { byteBudget } from './exchange/budget.ts';
import type { ExchangeMachine } from './exchange/events.ts';
import { noDesk } from './exchange/hold.ts';
import { everything, planShelf } from './exchange/plan-shelf.ts';
import { requestKeys } from './exchange/request-key.ts';
import type { Surroundings } from './exchange/surroundings.ts';
import { memoryUsage } from './exchange/usage.ts';
import { WitnessedExchange } from './exchange/witnessed.ts';
import { workClock } from './main/cpu-time.ts';
import { type Evidence, openEvidence } from './main/evidence.ts';
import { openPeople, type Visitors } from './main/people.ts';
import { openPolicies } from './main/policies.ts';
import { maskKeys } from './mask/keys.ts';
import { factsOf } from './observe/faults.ts';
import type { Log } from './observe/log.ts';
import { startWatchdog, type Watchdog } from './observe/watchdog.ts';
import type { PolicyStore } from './policy/store.ts';
import { grpcTransport } from './wire/grpc-transport.ts';
import { serveExtProc } from './wire/server.ts';
import { tlsCredentials } from './wire/tls.ts';
import type { Fault } from './words/fault.ts';

export interface Serving {
  /** Where Envoy reaches it. */
  readonly address: string;
  /** Where people sign in; null: nobody may. */
  readonly admin: string | null;
  /** Makes links that sign in once; null unless they were asked for. */
  readonly once: OnceCodes | null;
  /** Exchanges that are under way. */
  readonly running: number;
  /** Takes no new exchanges, gives the running ones time to end, then closes. */
  drain(): Promise<void>;
}

const noVisitors: Visitors = { tokens: [], once: false };

export interface Outlets {
  readonly log: Log;
  /** Takes the audit log's lines, whole. */
  readonly auditLine: (line: string) => void;
}

/** Serves until it is drained. Throws a fault where it can't begin: a bad policy, a key that can't be read, an address in use. */
export async function serve(config: Config, outlets: Outlets, visitors: Visitors = noVisitors): Promise<Serving> {
  const { log } = outlets;
  mkdirSync(config.data.folder, { recursive: true, mode: 0o700 });
  const prepare = planShelf(config.limits);
  const evidence = await openEvidence(config, log);
  try {
    return await serveWith(evidence, prepare, config, outlets, visitors);
  } catch (error) {
    await evidence.close();
    throw error;
  }
}

async function serveWith(
  evidence: Evidence,
  prepare: Surroundings['prepare'],
  config: Config,
  outlets: Outlets,
  visitors: Visitors,
): Promise<Serving> {
  const { limits } = config;
  const { log } = outlets;
  const policies = await openPolicies(config, prepare, log, evidence.policyChanged);
  const alone = surroundings(config, policies, prepare, evidence, recorder(outlets));
  const people = await openPeople(config, visitors, policies, alone, log, evidence);
  const around = { ...alone, holds: people.holds };
  const onFault = (fault: Fault): void => log.event('wire.failed', factsOf(fault));
  const watchdog = startWatchdog(limits);
  const server = await serveExtProc({
    address: addressText(config.listen.extproc),
    transport: grpcTransport({ limits, onFault, ...credentials(config) }),
    createExchange: facts => beating(new WitnessedExchange(facts, around), watchdog),
    holds: people.holds,
    ledger: evidence.ledger,
    limits,
    onFault,
    now: Date.now,
  });
  log.event('watchdog.started', { stall_ms_max: limits.stallMsMax });
  const idle = idleKeys(config);
  if (idle.length > 0) log.event('config.idle', { keys: idle.join(', ') });
  log.event('server.listening', {
    address: server.address,
    connections: config.connections.length,
    policy_revision: policies.current().revision,
  });
  return {
    address: server.address,
    admin: people.address,
    once: people.once,
    get running() {
      return server.running;
    },
    async drain() {
      await server.drain();
      await people.close();
      policies.close();
      await evidence.close();
      watchdog.stop();
    },
  };
}

/** Each message is a beat: many exchanges that each take a while are no stall, one that takes too long is. */
function beating(exchange: ExchangeMachine, watchdog: Watchdog): ExchangeMachine {
  return {
    handle(event, nowMs) {
      watchdog.beat();
      return exchange.handle(event, nowMs);
    },
  };
}

function surroundings(
  config: Config,
  policies: PolicyStore,
  prepare: Surroundings['prepare'],
  { ledger, recorder }: Evidence,
  record: Recorder,
): Surroundings {
  const { limits } = config;
  return {
    connections: new Map(config.connections.map(connection => [connection.name, connection])),
    currentPolicy: () => policies.current(),
    prepare,
    keys: maskKeys(masterKey(config).key),
    limits,
    memory: byteBudget(limits.bodiesInMemoryBytesMax),
    beforeMemory: byteBudget(limits.heldBeforeInMemoryBytesMax),
    labels: prepare(everything).labels,
    grants: implicitGrants,
    holds: noDesk,
    requestKey: requestKeys(masterKey(config).key, limits),
    usage: memoryUsage(limits.sessionsInMemoryMax),
    ledger,
    recorder,
    record,
    chance: randomBytes,
    monotonicMs: () => performance.now(),
    workedMs: workClock(),
  };
}

function recorder({ auditLine, log }: Outlets): Recorder {
  return recordLines(auditLine, (record, error) => log.event('audit.failed', { exchange: record.exchange, ...factsOf(error) }));
}

function credentials({ listen }: Config): { readonly credentials?: ReturnType<typeof tlsCredentials> } {
  return listen.tls === null ? {} : { credentials: tlsCredentials(listen.tls) };
}

function addressText(address: Address): string {
  return address.kind === 'unix' ? `unix:${address.path}` : `${address.host}:${address.port}`;
}
