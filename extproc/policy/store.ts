// Holds the policy that is in force, and changes it when its bundle changes. A new bundle is read, checked and tried out beside the old
// one; only then one pointer is switched. What is refused leaves the last good policy in force, with a loud event.
// An exchange takes `current()` once and ends with what it began with.
import { createHash } from 'node:crypto';
import { Fault, type FaultCode } from '../words/fault.ts';
import type { DetectorFacts } from '../words/finding.ts';
import type { Limits } from '../words/limits.ts';
import type { PlanPattern } from '../words/plan.ts';
import { admit } from './admission.ts';
import { type ApprovalPolicy, createApprovalPolicy } from './approval.ts';
import { type Bundle, loadBundle } from './bundle.ts';
import { createPolicy, type Policy, type PolicyTrouble } from './decide.ts';
import { libraryDigests } from './library.ts';
import type { PlanKnowledge } from './plan-result.ts';
import { openRuntime } from './runtime.ts';
import { mergeSettings, type PolicySettings } from './settings.ts';
import { checkSources, topicsOf } from './source-check.ts';
import { watchPath } from './watch.ts';

export type PolicyEvent =
  | PolicyTrouble
  | {
      readonly kind: 'policy_loaded';
      readonly revision: string;
      readonly topics: readonly string[];
      readonly replaced: string | null;
    }
  /** The bundle was not taken; `keeping` is the revision that stays in force. */
  | { readonly kind: 'policy_refused'; readonly code: FaultCode; readonly problems: readonly string[]; readonly keeping: string };

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
  /** What the policy in force says of who may decide a hold. */
  currentApprovals(): ApprovalPolicy;
  /** Reads the bundle again. Never throws; one at a time, in order. */
  reload(): Promise<ReloadOutcome>;
  close(): void;
}

/** Opens with a policy in force, or throws a fault that says what is wrong with the bundle or the settings. */
export async function openPolicyStore(setting: PolicyStoreSetting): Promise<PolicyStore> {
  const { onEvent, bundlePath, limits } = setting;
  const first = await loadPolicy(setting);
  if (first.kind === 'refused') throw new Fault(first.code, first.problems.join('\n'));
  let { policy, approvals } = first;
  onEvent({ kind: 'policy_loaded', revision: policy.revision, topics: first.topics, replaced: null });

  let queue: Promise<unknown> = Promise.resolve();
  const store: PolicyStore = {
    current: () => policy,
    currentApprovals: () => approvals,
    reload() {
      const turn = queue.then(reloadNow);
      queue = turn;
      return turn;
    },
    close: () => stopWatching(),
  };
  const stopWatching = setting.watch ? watchPath(bundlePath, limits.policyReloadQuietMs, () => void store.reload()) : () => {};
  // What changed while the first was being tried out, nobody watched.
  if (setting.watch) void store.reload();
  return store;

  async function loadUnless(current: string): Promise<Loaded | { readonly kind: 'unchanged' }> {
    const bundle = await loadBundle(bundlePath, limits);
    return revisionOf(bundle, setting.config) === current ? { kind: 'unchanged' } : judge(bundle, setting);
  }

  async function reloadNow(): Promise<ReloadOutcome> {
    const loaded = await loadUnless(policy.revision).catch(refusedBy);
    switch (loaded.kind) {
      case 'policy': {
        const replaced = policy.revision;
        ({ policy, approvals } = loaded);
        onEvent({ kind: 'policy_loaded', revision: policy.revision, topics: loaded.topics, replaced });
        return { kind: 'loaded', revision: policy.revision };
      }
      case 'unchanged':
        return { kind: 'unchanged', revision: policy.revision };
      case 'refused':
        onEvent({ kind: 'policy_refused', code: loaded.code, problems: loaded.problems, keeping: policy.revision });
        return loaded;
    }
  }
}

interface Refused {
  readonly kind: 'refused';
  readonly code: FaultCode;
  readonly problems: readonly string[];
}
interface InForce {
  readonly kind: 'policy';
  readonly policy: Policy;
  readonly approvals: ApprovalPolicy;
  readonly topics: readonly string[];
}
type Loaded = InForce | Refused;

async function loadPolicy(setting: PolicyStoreSetting): Promise<Loaded> {
  return judge(await loadBundle(setting.bundlePath, setting.limits), setting);
}

/** From the cheapest question to the dearest: sources, settings, and the trial on samples. */
async function judge(bundle: Bundle, setting: PolicyStoreSetting): Promise<Loaded> {
  const { limits, now, onEvent, config, checkPattern } = setting;
  const problems = checkSources(bundle.sources, await libraryDigests());
  if (problems.length > 0) return refused('ERR_POLICY_SOURCE', problems);
  const topics = topicsOf(bundle.sources);
  const merged = mergeSettings(bundle.settings, config, topics);
  if (merged.kind === 'refused') return refused('ERR_CONFIG_INVALID', merged.problems);

  const data = { ...bundle.data, config: merged.settings };
  const knowledge = planKnowledge(setting);
  const module = await compile(bundle);
  const admission = await admit({ module, data, knowledge, limits, checkPattern });
  if (admission.kind === 'refused') return refused('ERR_POLICY_EVALUATION', admission.problems);
  const runtime = openRuntime(module, data, limits);
  const revision = revisionOf(bundle, config);
  const asking = { revision, runtime, limits, now, onTrouble: onEvent };
  return { kind: 'policy', topics, policy: createPolicy({ ...asking, knowledge }), approvals: createApprovalPolicy(asking) };
}

/** Only what plans may name: it crosses to a thread, which functions can't. */
function planKnowledge({ knownDetectors, knownDecodings = [] }: PolicyStoreSetting): PlanKnowledge {
  return {
    detectors: knownDetectors.map(({ id, group, class: kind }) => ({ id, group, class: kind })),
    decodings: knownDecodings,
  };
}

function refused(code: FaultCode, problems: readonly string[]): Refused {
  return { kind: 'refused', code, problems };
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
  if (thrown instanceof Fault) return refused(thrown.code, [thrown.message]);
  return refused('ERR_POLICY_BUNDLE', [
    `the bundle could not be read: ${thrown instanceof Error ? thrown.name : 'unknown error'}`,
  ]);
}
