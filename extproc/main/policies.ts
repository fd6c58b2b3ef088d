// The policy in force: loaded, tried out, watched, and the scanners of its plans warm before the first exchange asks for them.
import type { Config } from '../config/config.ts';
import { checkPattern } from '../detect/engine/scanner.ts';
import { builtInDetectors } from '../detect/registry.ts';
import type { Surroundings } from '../exchange/surroundings.ts';
import { opaqueTexts, typicalTexts } from '../exchange/typical.ts';
import { warming } from '../exchange/warm.ts';
import { factsOf } from '../observe/faults.ts';
import type { Log } from '../observe/log.ts';
import { shippedBundle } from '../policy/library.ts';
import { openPolicyStore, type PolicyEvent, type PolicyStore } from '../policy/store.ts';
import type { Limits } from '../words/limits.ts';
import { decodings, type PlanPattern } from '../words/plan.ts';
import { busyMs } from './cpu-time.ts';
import { useWrittenTables } from './tables.ts';

export async function openPolicies(
  config: Config,
  prepare: Surroundings['prepare'],
  log: Log,
  hear: (event: PolicyEvent) => void,
): Promise<PolicyStore> {
  const bundlePath = config.policies.bundle ?? shippedBundle;
  const warmingFor = (store: PolicyStore, texts: readonly string[]) =>
    warming(store.current(), config.connections, prepare, texts, Date.now());
  useWrittenTables();
  let store: PolicyStore | null = null;
  store = await openPolicyStore({
    bundlePath,
    config: config.policies.config,
    limits: config.limits,
    onEvent: event => {
      logPolicyEvent(event, bundlePath, log);
      hear(event);
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
