// Holds the policy that is in force, and changes it when its bundle changes. A new bundle is read, checked and tried out beside the old
// one; only then one pointer is switched. What is refused leaves the last good policy in force, with a loud event.
// An exchange takes `current()` once and ends with what it began with.
import { createHash } from 'node:crypto';
import { Fault } from '../words/fault.ts';
import type { DetectorFacts } from '../words/finding.ts';
import type { Limits } from '../words/limits.ts';
import type { PlanPattern } from '../words/plan.ts';
import { admit } from './admission.ts';
import { type Bundle, loadBundle } from './bundle.ts';
import { createPolicy, type Policy, type PolicyTrouble } from './decide.ts';
import { libraryDigests } from './library.ts';
import type { PlanKnowledge } from './plan-result.ts';
import { openRuntime } from './runtime.ts';
import { mergeSettings, type PolicySettings } from './settings.ts';
import { checkSources } from './source-check.ts';
import { watchPath } from './watch.ts';

export type PolicyEvent =
  | PolicyTrouble
  | { readonly kind: 'policy_loaded'; readonly revision: string; readonly replaced: string | null }
  /** The bundle was not taken; `keeping` is the revision that stays in force. */
  | { readonly kind: 'policy_refused'; readonly problems: readonly string[]; readonly keeping: string };

export interface PolicyStoreSetting {
  /** A folder or a .tar.gz, as buildBundle makes it. */
  readonly bundlePath: string;
  /** `policies.config` of penstock.yaml. */
  readonly config: PolicySettings;
  readonly limits: Limits;
  readonly onEvent: (event: PolicyEvent) => void;
  readonly knownDetectors: readonly Pick<DetectorFacts, 'id' | 'group' | 'class'>[];
  /** Encodings that the scanner can look through; none when absent. */
  readonly knownDecodings?: readonly string[];
  /** Why a pattern can't be compiled, else null. */
  readonly checkPattern: (pattern: PlanPattern) => string | null;
  /** Monotonic, in milliseconds. */
  readonly now: () => number;
  /** Whether to reload when the bundle's files change. */
  readonly watch?: boolean;
}

export type ReloadOutcome =
  | { readonly kind: 'loaded' | 'unchanged'; readonly revision: string }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

export interface PolicyStore {
  current(): Policy;
  /** Reads the bundle again. Never throws; one at a time, in order. */
  reload(): Promise<ReloadOutcome>;
  close(): void;
}

/** Opens with a policy in force, or throws a fault that says what is wrong with the bundle or the settings. */
export async function openPolicyStore(setting: PolicyStoreSetting): Promise<PolicyStore> {
  const { onEvent, bundlePath, limits } = setting;
  const first = await loadPolicy(setting, null);
  if (first.kind !== 'policy')
    throw new Fault('ERR_POLICY_SOURCE', first.kind === 'refused' ? first.problems.join('\n') : first.kind);
  let policy = first.policy;
  onEvent({ kind: 'policy_loaded', revision: policy.revision, replaced: null });

  let queue: Promise<unknown> = Promise.resolve();
  const store: PolicyStore = {
    current: () => policy,
    reload() {
      const turn = queue.then(reloadNow);
      queue = turn;
      return turn;
    },
    close: () => stopWatching(),
  };
  const stopWatching = setting.watch ? watchPath(bundlePath, limits.policyReloadQuietMs, () => void store.reload()) : () => {};
  return store;

  async function reloadNow(): Promise<ReloadOutcome> {
    const loaded = await loadPolicy(setting, policy).catch(refusedBy);
    switch (loaded.kind) {
      case 'policy': {
        const replaced = policy.revision;
        policy = loaded.policy;
        onEvent({ kind: 'policy_loaded', revision: policy.revision, replaced });
        return { kind: 'loaded', revision: policy.revision };
      }
      case 'unchanged':
        return { kind: 'unchanged', revision: policy.revision };
      case 'refused':
        onEvent({ kind: 'policy_refused', problems: loaded.problems, keeping: policy.revision });
        return loaded;
    }
  }
}

type Refused = { readonly kind: 'refused'; readonly problems: readonly string[] };
type Loaded = { readonly kind: 'policy'; readonly policy: Policy } | { readonly kind: 'unchanged' } | Refused;

async function loadPolicy(setting: PolicyStoreSetting, current: Policy | null): Promise<Loaded> {
  const { limits, now, onEvent } = setting;
  const bundle = await loadBundle(setting.bundlePath, limits);
  const revision = revisionOf(bundle, setting.config);
  if (revision === current?.revision) return { kind: 'unchanged' };

  const problems = checkSources(bundle.sources, await libraryDigests());
  if (problems.length > 0) return { kind: 'refused', problems };
  const merged = mergeSettings((bundle.data.config ?? {}) as PolicySettings, setting.config);
  if (merged.kind === 'refused') return merged;

  const data = { ...bundle.data, config: merged.settings };
  const knowledge: PlanKnowledge = { detectors: setting.knownDetectors, decodings: setting.knownDecodings ?? [] };
  const module = await compile(bundle);
  const admission = await admit({ module, data, knowledge, limits, checkPattern: setting.checkPattern });
  if (admission.kind === 'refused') return admission;
  const runtime = openRuntime(module, data, limits);
  return { kind: 'policy', policy: createPolicy({ revision, runtime, knowledge, limits, now, onTrouble: onEvent }) };
}

async function compile(bundle: Bundle): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(bundle.wasm);
  } catch (thrown) {
    throw new Fault('ERR_POLICY_BUNDLE', "the bundle's policy.wasm is not a valid module; build it again", thrown);
  }
}

/** The settings are a part of what decides, so that another choice of them is another revision. */
function revisionOf(bundle: Bundle, chosen: PolicySettings): string {
  if (Object.keys(chosen).length === 0) return bundle.revision;
  const hash = createHash('sha256').update(JSON.stringify(chosen)).digest('hex');
  return `${bundle.revision}+config:${hash.slice(0, 16)}`;
}

function refusedBy(thrown: unknown): Refused {
  const problem =
    thrown instanceof Fault
      ? thrown.message
      : `the bundle could not be read: ${thrown instanceof Error ? thrown.name : 'unknown error'}`;
  return { kind: 'refused', problems: [problem] };
}
