// Puts the rooms together. The only file that knows them all; it decides nothing itself.
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { implicitGrants } from './access/grant.ts';
import { recordLines } from './audit/lines.ts';
import type { Recorder } from './audit/record.ts';
import type { Address, Config } from './config/config.ts';
import { idleKeys } from './config/idle.ts';
import { masterKey } from './config/secrets.ts';
import { checkPattern } from './detect/engine/scanner.ts';
import { builtInDetectors } from './detect/registry.ts';
import { byteBudget } from './exchange/budget.ts';
import type { ExchangeMachine } from './exchange/events.ts';
import { Exchange } from './exchange/exchange.ts';
import { noDesk } from './exchange/hold.ts';
import { everything, planShelf } from './exchange/plan-shelf.ts';
import { requestKeys } from './exchange/request-key.ts';
import type { Surroundings } from './exchange/surroundings.ts';
import { opaqueTexts, typicalTexts } from './exchange/typical.ts';
import { memoryUsage } from './exchange/usage.ts';
import { warming } from './exchange/warm.ts';
import { maskKeys } from './mask/keys.ts';
import { factsOf } from './observe/faults.ts';
import type { Log } from './observe/log.ts';
import { startWatchdog, type Watchdog } from './observe/watchdog.ts';
import { shippedBundle } from './policy/library.ts';
import { openPolicyStore, type PolicyEvent, type PolicyStore } from './policy/store.ts';
import { grpcTransport } from './wire/grpc-transport.ts';
import { serveExtProc } from './wire/server.ts';
import { tlsCredentials } from './wire/tls.ts';
import type { Fault } from './words/fault.ts';
import type { Limits } from './words/limits.ts';
import { decodings, type PlanPattern } from './words/plan.ts';

export interface Serving {
  /** Where Envoy reaches it. */
  readonly address: string;
  /** Exchanges that are under way. */
  readonly running: number;
  /** Takes no new exchanges, gives the running ones time to end, then closes. */
  drain(): Promise<void>;
}

export interface Outlets {
  readonly log: Log;
  /** Takes the audit log's lines, whole. */
  readonly auditLine: (line: string) => void;
}

/** Serves until it is drained. Throws a fault where it can't begin: a bad policy, a key that can't be read, an address in use. */
export async function serve(config: Config, outlets: Outlets): Promise<Serving> {
  const { limits } = config;
  const { log } = outlets;
  mkdirSync(config.data.folder, { recursive: true, mode: 0o700 });
  const prepare = planShelf(limits);
  const policies = await openPolicies(config, prepare, log);
  const around = surroundings(config, policies, prepare, recorder(outlets));
  const onFault = (fault: Fault): void => log.event('wire.failed', factsOf(fault));
  const watchdog = startWatchdog(limits);
  const server = await serveExtProc({
    address: addressText(config.listen.extproc),
    transport: grpcTransport({ limits, onFault, ...credentials(config) }),
    createExchange: facts => beating(new Exchange(facts, around), watchdog),
    holds: noDesk,
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
    get running() {
      return server.running;
    },
    async drain() {
      await server.drain();
      policies.close();
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

function surroundings(config: Config, policies: PolicyStore, prepare: Surroundings['prepare'], record: Recorder): Surroundings {
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
    record,
    chance: randomBytes,
    monotonicMs: () => performance.now(),
  };
}

async function openPolicies(config: Config, prepare: Surroundings['prepare'], log: Log): Promise<PolicyStore> {
  const bundlePath = config.policies.bundle ?? shippedBundle;
  const warmingFor = (store: PolicyStore, texts: readonly string[]) =>
    warming(store.current(), config.connections, prepare, texts, Date.now());
  let store: PolicyStore | null = null;
  store = await openPolicyStore({
    bundlePath,
    config: config.policies.config,
    limits: config.limits,
    onEvent: event => {
      logPolicyEvent(event, bundlePath, log);
      if (event.kind === 'policy_loaded' && store !== null) betweenOthers(warmingFor(store, [...typicalTexts, ...opaqueTexts]));
    },
    knownDetectors: builtInDetectors,
    knownDecodings: decodings,
    checkPattern: pattern => patternProblem(pattern, config.limits),
    now: busyMs,
    watch: true,
  });
  atOnce(warmingFor(store, typicalTexts));
  betweenOthers(warmingFor(store, opaqueTexts));
  return store;
}

/** CPU time of this thread: a decision on a busy machine is not late because others had the processor meanwhile. */
function busyMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** For what nearly every text asks for: no exchange waits yet. */
function atOnce(steps: Iterator<void>): void {
  while (steps.next().done !== true);
}

/** For the rest, and for later: exchanges go on between the steps. */
function betweenOthers(steps: Iterator<void>): void {
  setImmediate(() => steps.next().done === true || betweenOthers(steps));
}

function logPolicyEvent(event: PolicyEvent, source: string, log: Log): void {
  switch (event.kind) {
    case 'policy_loaded':
      return log.event('policy.loaded', { policy_revision: event.revision, topics: event.topics.length, source });
    case 'policy_refused':
      return log.event('policy.refused', {
        code: event.code,
        reason: event.problems.join('; '),
        source,
        kept_revision: event.keeping,
      });
    case 'policy_trouble':
      return log.event('policy.failed', { code: event.code, point: event.entrypoint, reason: event.what });
  }
}

/** Why a pattern of the user's own can't be looked for; null when it can. */
function patternProblem({ pattern }: PlanPattern, limits: Limits): string | null {
  try {
    checkPattern(pattern, limits);
    return null;
  } catch (error) {
    return factsOf(error).reason ?? 'it can not be compiled';
  }
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
